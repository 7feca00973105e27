import type { Archive } from '../archive/index.ts';
import type { FeedState } from '../fetch/index.ts';
import { count } from '../model/count.ts';
import { defined } from '../model/defined.ts';
import { listState } from '../run/gather/feed-list.ts';
import type { SiteFolder } from '../run/site-folder.ts';
import { readRecords } from '../site/index.ts';
import { type Console, styled } from './console.ts';

/** How one configured feed fares, as fetching remembers it. */
interface FeedHealth {
  readonly feed: string;
  readonly state: 'ok' | 'failing' | 'gone' | 'never';
  /** RFC 3339 */
  readonly since?: string;
  readonly code?: string;
  readonly failures?: number;
  readonly lastNew?: string;
  /** RFC 3339: when its document held no known item any more, so that items may have passed between two requests. */
  readonly overflowed?: string;
  /** Where it has moved permanently, and is asked. */
  readonly movedTo?: string;
}

/** How the list of feeds fares that `opml:` names by its address. */
interface ListHealth extends Omit<FeedHealth, 'feed'> {
  readonly url: string;
  /** How many feeds the last good one names. */
  readonly feeds: number;
}

function healthOf(feed: string, fetch: FeedState | undefined): FeedHealth {
  if (!fetch) return { feed, state: 'never' };
  const overflowed = fetch.turnover?.overflowed;
  const lastNew = defined({ lastNew: fetch.last_new, overflowed, movedTo: fetch.moved_to });
  if (!fetch.failing) return { feed, state: 'ok', ...lastNew };
  const { first, code, count: failures, cause } = fetch.failing;
  return { feed, state: cause === 'gone' ? 'gone' : 'failing', since: first, code, failures, ...lastNew };
}

/** The health of every configured feed, in the configuration's order. */
export async function feedHealth({ config }: SiteFolder, archive: Archive): Promise<readonly FeedHealth[]> {
  const ids = config.feeds.map((feed) => feed.id);
  const { records } = await readRecords(ids, archive);
  return ids.map((id) => healthOf(id, records.get(id)?.fetch));
}

/** Who needs a look: failing feeds with since when and why, then those that were never asked. */
export function printHealth(health: readonly FeedHealth[], console: Console): void {
  const bad = health.filter(({ state }) => state === 'failing' || state === 'gone');
  const never = health.filter(({ state }) => state === 'never').length;
  const ok = health.length - bad.length - never;
  const rest = [
    ...(bad.length > 0 ? [`${bad.length} failing`] : []),
    ...(never > 0 ? [`${never} not fetched yet`] : []),
  ];
  console.err(`${count(health.length, 'feed')}: ${[`${ok} working`, ...rest].join(', ')}.\n`);
  for (const { feed, state, since = '', code = '', failures = 0 } of bad) {
    const word = styled(console, 'red', state.padEnd(8));
    console.err(`  ${word} ${feed}  since ${since.slice(0, 10)}, ${count(failures, 'time')}: ${code}\n`);
  }
  for (const { feed, movedTo } of health) {
    if (movedTo === undefined) continue;
    const word = styled(console, 'yellow', 'moved   ');
    console.err(`  ${word} ${feed}  permanently, to ${movedTo}: it is asked there.\n`);
    console.err(
      `           Put that into the list, with "id: ${feed}" beside it: its items belong to that name.\n`,
    );
  }
  for (const { feed, overflowed } of health) {
    if (overflowed === undefined) continue;
    const at = `${overflowed.slice(0, 10)} ${overflowed.slice(11, 16)} UTC`;
    const word = styled(console, 'yellow', 'overflow');
    console.err(
      `  ${word} ${feed}  at ${at}, none of its document's items was known: some may have been missed.\n`,
    );
    console.err(`           Run the schedule more often, or give the feed a shorter "interval".\n`);
  }
}

/** How the list of feeds fares that has an address; `undefined` when there is none. */
export async function listHealth(folder: SiteFolder): Promise<ListHealth | undefined> {
  const list = await listState(folder);
  if (!list) return undefined;
  const { feed: _name, ...health } = healthOf('', list.fetch);
  return { url: list.url, feeds: list.feeds, ...health };
}

/** One line on the list of feeds. */
export function printListHealth(list: ListHealth, console: Console): void {
  const { url, feeds, state, since = '', code = '', failures = 0 } = list;
  const how =
    state === 'never'
      ? 'not fetched yet'
      : state === 'ok'
        ? `${count(feeds, 'feed')} in it`
        : `${styled(console, 'red', state)} since ${since.slice(0, 10)}, ${count(failures, 'time')}: ${code}; ` +
          `${count(feeds, 'feed')} of the last good one`;
  console.err(`The list of feeds at ${url}: ${how}.\n`);
}
