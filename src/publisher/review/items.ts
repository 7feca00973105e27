import { count } from '../../model/count.ts';
import { DAY } from '../../model/instant.ts';
import { typicalOf } from '../candidates.ts';
import { type Finding, found, type Observation } from './observation.ts';

type Items = Observation['feed']['items'];

function times(n: number, of: number): string {
  return n === of ? `All ${of} items` : `${n} of ${of} items`;
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
      what: `${times(missing, ids.length)} have no id (guid, Atom id).`,
      why: 'When a title or a link changes, readers take the item for a new one and show it again.',
      fix: 'Give every item an id that never changes.',
    },
    doubles > 0 && {
      code: 'CHECK_DUPLICATE_IDS',
      level: 'error',
      what: `The id of another item stands in ${count(doubles, 'item')}.`,
      why: 'Most readers keep one item an id: the others are lost to them.',
      fix: 'Give every item an id of its own.',
    },
    // One or two may have been published between the two questions.
    again &&
      isNew > 2 &&
      isNew * 2 > again.length && {
        code: 'CHECK_CHANGING_IDS',
        level: 'error',
        what: `${times(isNew, again.length)} had another id when the feed was fetched a second time.`,
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
      what: `${times(undated.length, items.length)} have no date that can be read.`,
      why: 'Readers put them in a wrong order, or on the day when they first saw them.',
      fix: 'Give each item a date with its zone: RFC 822 in RSS, RFC 3339 in Atom and JSON Feed.',
    },
    ahead.length > 0 && {
      code: 'CHECK_FUTURE_DATES',
      level: 'warning',
      what: `${times(ahead.length, items.length)} are dated more than a day ahead.`,
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
      what: `${times(linkless, items.length)} have no link.`,
      why: 'Nobody can go on reading at your site, or link to the item.',
      fix: 'Give each item the address of its page.',
    },
    nameless > 0 && {
      code: 'CHECK_EMPTY_ITEMS',
      level: 'warning',
      what: `${times(nameless, items.length)} have neither a title nor a text.`,
      why: 'There is nothing to show.',
      fix: 'Give each item at least one of them.',
    },
    typical < 500 && {
      code: 'CHECK_EXCERPTS',
      level: 'advice',
      what:
        typical === 0
          ? 'The items carry titles only.'
          : `The items are short: about ${count(typical, 'character')}.`,
      why: 'Full texts can be read, searched and found by topic in a reader; excerpts cannot.',
      fix: 'If your articles are longer, put them whole into the feed.',
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
