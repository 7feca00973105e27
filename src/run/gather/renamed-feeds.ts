import type { Archive } from '../../archive/index.ts';
import type { FeedState } from '../../fetch/index.ts';
import { counted } from '../../model/group.ts';
import type { Config, FeedConfig, Problem } from '../../model/types.ts';
import { bareHost, shownAddress } from '../../model/url.ts';
import { type FeedRecord, readRecords } from '../../site/index.ts';

/** Whether a feed that begins is one that was followed: its address, where that has moved to, or its host. */
function isSame(url: string, state: FeedState | undefined, sharedHosts: ReadonlySet<string>): boolean {
  if (state === undefined) return false;
  const address = shownAddress(url);
  if ([state.url, state.moved_to, state.moving?.to].includes(address)) return true;
  const host = bareHost(url);
  return host !== undefined && host === bareHost(state.url) && !sharedHosts.has(host);
}

function renamed(feed: FeedConfig, old: string, { fetch }: FeedRecord): Problem {
  return {
    code: 'FEED_RENAMED',
    what: `"${feed.id}" may be the feed that was "${old}" so far.`,
    where: `${feed.where} → ${shownAddress(feed.url)}`,
    why: `"${old}" was read from ${fetch?.url ?? 'there'}, and is no longer configured. What it brought is kept under its own id.`,
    fix: `If they are the same feed, write "id: ${old}" beside the new address, then run "daybook forget feed ${feed.id}".`,
    kept: 'All items; those that both brought are kept twice.',
  };
}

/**
 * Feeds that are asked for the first time, where an id that nobody configures any more seems to have been theirs: an id
 * that is made from the address changes with it, and items belong to ids.
 *
 * @param records what is remembered of the configured feeds
 */
export async function renamedFeeds(
  { feeds }: Config,
  records: ReadonlyMap<string, FeedRecord>,
  archive: Pick<Archive, 'recordedFeeds' | 'readFeedState'>,
): Promise<Problem[]> {
  const begun = feeds.filter(({ id }) => !records.has(id));
  if (begun.length === 0) return [];
  const configured = new Set(feeds.map(({ id }) => id));
  const left = (await archive.recordedFeeds()).filter((id) => !configured.has(id));
  if (left.length === 0) return [];
  const { records: old } = await readRecords(left, archive);
  const hosts = counted(feeds.map(({ url }) => bareHost(url) ?? ''));
  const sharedHosts = new Set([...hosts].filter(([, times]) => times > 1).map(([host]) => host));
  return begun.flatMap((feed) => {
    const found = [...old].find(([, { fetch }]) => isSame(feed.url, fetch, sharedHosts));
    return found ? [renamed(feed, ...found)] : [];
  });
}
