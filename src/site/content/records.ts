import { join } from 'node:path';
import type { Archive } from '../../archive/index.ts';
import { isRecord } from '../../model/record.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Config, Problem } from '../../model/types.ts';
import { readCache, writeCache } from '../folder/cache-file.ts';
import { type FeedFace, type FeedRecord, parseFeedFace, parseFeedRecord } from './feed-record.ts';

interface ReadRecords {
  readonly records: Map<string, FeedRecord>;
  readonly problems: Problem[];
}

/** What is known of each feed, from the state files. */
export async function readRecords(
  feeds: Iterable<string>,
  archive: Pick<Archive, 'readFeedState'>,
): Promise<ReadRecords> {
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
export async function readAllRecords(config: Config, archive: Archive): Promise<ReadRecords> {
  const ids = new Set([...config.feeds.map((feed) => feed.id), ...(await archive.recordedFeeds())]);
  return readRecords(ids, archive);
}

function facesPath(siteDir: string): string {
  return join(siteDir, '.cache', 'daybook', 'faces.json');
}

async function readFaces(siteDir: string): Promise<ReadonlyMap<string, FeedFace>> {
  const stored = await readCache(facesPath(siteDir));
  return new Map(
    Object.entries(isRecord(stored) ? stored : {}).map(([feed, face]) => [feed, parseFeedFace(face)]),
  );
}

/** Remembers what feeds say of themselves, as the site shows it: see `withKeptFaces`. */
export async function keepFaces(siteDir: string, records: ReadonlyMap<string, FeedRecord>): Promise<void> {
  const faces = new Map([
    ...(await readFaces(siteDir)),
    ...[...records].map(([id, { face }]) => [id, face] as const),
  ]);
  await writeCache(facesPath(siteDir), Object.fromEntries(sortedByKey(faces)));
}

/** Forgets what a feed said of itself: somebody asked for it. */
export async function forgetFace(siteDir: string, feed: string): Promise<void> {
  const faces = new Map(await readFaces(siteDir));
  if (faces.delete(feed)) await writeCache(facesPath(siteDir), Object.fromEntries(sortedByKey(faces)));
}

/** Feeds whose state was lost are named as they were at the last rendering, until they answer again. */
export async function withKeptFaces(
  siteDir: string,
  records: ReadonlyMap<string, FeedRecord>,
  feeds: Iterable<string>,
): Promise<Map<string, FeedRecord>> {
  const lost = new Set([...feeds].filter((feed) => !records.has(feed)));
  if (lost.size === 0) return new Map(records);
  const faces = await readFaces(siteDir);
  const kept = [...faces].filter(([feed]) => lost.has(feed)).map(([feed, face]) => [feed, { face }] as const);
  return new Map([...records, ...kept]);
}
