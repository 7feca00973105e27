import type { Archive } from '../archive/index.ts';
import type { Config, Problem } from '../model/types.ts';
import { type FeedRecord, parseFeedRecord } from './feed-record.ts';

/** What is known of each feed, from the state files. */
export async function readRecords(
  feeds: Iterable<string>,
  archive: Archive,
): Promise<{ records: Map<string, FeedRecord>; problems: Problem[] }> {
  const records = new Map<string, FeedRecord>();
  const problems: Problem[] = [];
  for (const feed of feeds) {
    const { state, problem } = await archive.readFeedState(feed);
    if (problem) problems.push(problem);
    if (state !== undefined) records.set(feed, parseFeedRecord(state));
  }
  return { records, problems };
}

/** What is known of every feed of a site: those that are configured, and those whose items are still kept. */
export async function readAllRecords(
  config: Config,
  archive: Archive,
): Promise<{ records: Map<string, FeedRecord>; problems: Problem[] }> {
  const ids = new Set([...config.feeds.map((feed) => feed.id), ...(await archive.recordedFeeds())]);
  return readRecords(ids, archive);
}
