import { count } from '../../model/count.ts';
import { DAY } from '../../model/instant.ts';
import { typicalOf } from '../candidates.ts';
import { type Finding, found, type Observation } from './observation.ts';

type Items = Observation['feed']['items'];

/** `2 of 3 items have`, `1 of 3 items has`: what some of the items do, with its verb in both numbers. */
function itemsThat([n, of]: readonly [n: number, of: number], one: string, many: string): string {
  if (n < of) return `${n} of ${of} items ${n === 1 ? one : many}`;
  return of === 1 ? `The only item ${one}` : `All ${of} items ${many}`;
}

function twice(values: readonly (string | undefined)[]): number {
  const known = values.filter((value) => value !== undefined);
  return known.length - new Set(known).size;
}

function idFindings(items: Items, delivery: Observation['delivery']): Finding[] {
  const ids = items.map((item) => item.id);
  const missing = ids.filter((id) => id === undefined).length;
  const doubles = twice(ids);
  const again = delivery?.again.kind === 'changed' ? delivery.again.ids : undefined;
  const seen = new Set(ids);
  const isNew = again?.filter((id) => id !== undefined && !seen.has(id)).length ?? 0;
  return found([
    missing > 0 && {
      code: 'CHECK_NO_IDS',
      level: 'warning',
      what: `${itemsThat([missing, ids.length], 'has', 'have')} no id (guid, Atom id).`,
      why: 'When a title or a link changes, readers take the item for a new one and show it again.',
      fix: 'Give every item an id that never changes.',
    },
    doubles > 0 && {
      code: 'CHECK_DUPLICATE_IDS',
      level: 'error',
      what: `${count(doubles, 'item')} ${doubles === 1 ? 'has' : 'have'} the id of another item.`,
      why: 'Most readers keep one item an id: the others are lost to them.',
      fix: 'Give every item an id of its own.',
    },
    // One or two may have been published between the two questions.
    again &&
      isNew > 2 &&
      isNew * 2 > again.length && {
        code: 'CHECK_CHANGING_IDS',
        level: 'error',
        what: `${itemsThat([isNew, again.length], 'had', 'had')} another id when the feed was fetched a second time.`,
        why: 'Readers show every item again at every visit.',
        fix: 'Make ids from what never changes, not from the time, a session or a counter of the request.',
      },
  ]);
}

function dateFindings(items: Items, now: string): Finding[] {
  const undated = items.filter(
    (item) => item.date_published === undefined && item.date_modified === undefined,
  );
  const limit = Date.parse(now) + DAY;
  const ahead = items.filter((item) => Date.parse(item.date_published ?? '') > limit);
  return found([
    undated.length > 0 && {
      code: 'CHECK_UNDATED',
      level: 'warning',
      what: `${itemsThat([undated.length, items.length], 'has', 'have')} no date that can be read.`,
      why: 'Readers sort them wrongly, or by the day on which they first saw them.',
      fix: 'Give each item a date with its zone: RFC 822 in RSS, RFC 3339 in Atom and JSON Feed.',
    },
    ahead.length > 0 && {
      code: 'CHECK_FUTURE_DATES',
      level: 'warning',
      what: `${itemsThat([ahead.length, items.length], 'is', 'are')} dated more than a day ahead.`,
      why: 'Some readers hide them, others keep them on top permanently.',
      fix: 'Look at the clock, the zone, and items that are planned for later.',
    },
  ]);
}

function textFindings(items: Items, lengths: readonly number[]): Finding[] {
  const linkless = items.filter((item) => item.url === undefined && item.external_url === undefined).length;
  const nameless = items.filter((item, at) => item.title === undefined && (lengths[at] ?? 0) === 0).length;
  const typical = typicalOf(lengths);
  return found([
    linkless > 0 && {
      code: 'CHECK_NO_LINKS',
      level: 'warning',
      what: `${itemsThat([linkless, items.length], 'has', 'have')} no link.`,
      why: 'Nobody can go on reading at your site, or link to the item.',
      fix: 'Give each item the address of its page.',
    },
    nameless > 0 && {
      code: 'CHECK_EMPTY_ITEMS',
      level: 'warning',
      what: `${itemsThat([nameless, items.length], 'has', 'have')} neither a title nor a text.`,
      why: 'There is nothing to show.',
      fix: 'Give each item at least one of them.',
    },
    typical < 500 && {
      code: 'CHECK_EXCERPTS',
      level: 'advice',
      what:
        typical === 0
          ? 'The items have only titles.'
          : `The items are short: about ${count(typical, 'character')}.`,
      why: 'Full texts can be read, searched and found by topic in a reader; excerpts cannot.',
      fix: 'If your articles are longer, put them into the feed in full.',
    },
  ]);
}

/** What the items are like. */
export function itemFindings({ feed, lengths, now, delivery, bytes }: Observation): Finding[] {
  const { items } = feed;
  if (items.length === 0) {
    const why = 'There is nothing to follow, and nobody can tell it from a broken feed.';
    const fix = 'Keep the last items in the feed, however old they are.';
    return [{ code: 'CHECK_NO_ITEMS', level: 'error', what: 'The feed has no items.', why, fix }];
  }
  return [
    ...idFindings(items, delivery),
    ...dateFindings(items, now),
    ...textFindings(items, lengths),
    ...found([
      (items.length > 200 || bytes > 1_000_000) && {
        code: 'CHECK_LONG',
        level: 'advice',
        what: `The feed has ${count(items.length, 'item')} and ${Math.round(bytes / 1000)} KB.`,
        why: 'All of it travels whenever one item is new.',
        fix: 'Keep the newest 20 to 50; link older ones as pages of an archive (RFC 5005).',
      },
    ]),
  ];
}
