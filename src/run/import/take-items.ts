import type { Archive, IncomingItem } from '../../archive/index.ts';
import { defined } from '../../model/defined.ts';
import type { CleanItem, Config, FeedConfig, Problem } from '../../model/types.ts';
import { type Annotate, makeAnnotate } from '../gather/annotate.ts';
import { type FeedReader, makeFeedReader } from '../gather/reader.ts';
import { type CachedFeed, type OpenedCache, skippedFiles } from './cache.ts';
import { feedOfCached } from './match.ts';

/** What became of the items of one feed. */
export interface TakenFeed {
  readonly feed: string;
  /** How many the cache has. */
  readonly items: number;
  /** How many the archive lacked. */
  readonly added: number;
}

interface TakeInput {
  readonly cache: OpenedCache;
  /** With the feeds that the cache brought. */
  readonly config: Config;
  readonly archive: Archive;
  /** RFC 3339 */
  readonly now: string;
  readonly mode: 'do' | 'preview';
}

export type Taken =
  | { readonly kind: 'taken'; readonly feeds: readonly TakenFeed[]; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Items that are written at once, and as many characters of theirs: each commit writes all days that it touches anew. */
const perCommit = 5000;
const charsPerCommit = 10_000_000;

/** What is known of a feed before it was ever read: enough for pages to name it. `undefined` where more is known. */
async function firstState(
  archive: Archive,
  feed: string,
  { title, home }: CachedFeed,
): Promise<object | undefined> {
  const { state, problem } = await archive.readFeedState(feed);
  if (state !== undefined || problem !== undefined) return undefined;
  return { schema: 1, face: defined({ title, home_page_url: home }), imported: true };
}

/** Where it came from is what its feed is, and not said again. */
function withoutSource(item: CleanItem, cached: CachedFeed): CleanItem {
  const { source, ...extras } = item._daybook ?? {};
  const isOwn = source?.feed_url === undefined || cached.urls.includes(source.feed_url);
  return isOwn ? { ...item, _daybook: extras } : item;
}

interface Taking extends TakeInput {
  readonly reader: FeedReader;
  readonly annotate: Annotate;
  /** Places of what cannot be read. */
  readonly broken: string[];
}

/** Takes the items of one feed, some at a time. */
async function takeFeed(
  cached: CachedFeed,
  feed: FeedConfig,
  { archive, config, mode, reader, annotate, broken }: Taking,
): Promise<TakenFeed | { readonly problem: Problem }> {
  let waiting: IncomingItem[] = [];
  let chars = 0;
  let added = 0;
  const state = await firstState(archive, feed.id, cached);
  const flush = async (): Promise<Problem | undefined> => {
    const items = waiting;
    waiting = [];
    chars = 0;
    const feeds = [{ feed: feed.id, items, isImport: true as const }];
    const states = new Map(state === undefined ? [] : [[feed.id, state]]);
    const result = await archive.commit({ feeds, states, mode });
    if (result.kind === 'failed') return result.problem;
    added += result.counts.added;
    return undefined;
  };
  for await (const { body, where, maxItems } of cached.documents()) {
    const url = cached.urls[0] ?? feed.url;
    const read = await reader.read({ body, url, headers: {}, timezone: config.timezone });
    if (read.kind === 'refused' || read.feed.items.length === 0) broken.push(where);
    else
      for (const item of read.feed.items.slice(0, maxItems)) {
        waiting.push(annotate(withoutSource(item, cached), feed));
        chars += item.content_html.length;
      }
    if (waiting.length < perCommit && chars < charsPerCommit) continue;
    const problem = await flush();
    if (problem) return { problem };
  }
  const problem = waiting.length > 0 ? await flush() : undefined;
  return problem ? { problem } : { feed: feed.id, items: cached.items, added };
}

/** Takes the items of a cache into the archive, under the feeds that they came from. The caller holds the lock. */
export async function takeItems(input: TakeInput): Promise<Taken> {
  const { cache, config } = input;
  const reader = makeFeedReader();
  const broken: string[] = [];
  const taking = { ...input, reader, annotate: makeAnnotate(config, input.now), broken };
  const feeds: TakenFeed[] = [];
  try {
    for (const cached of cache.feeds) {
      const feed = feedOfCached(cached, config.feeds);
      if (feed === undefined) continue;
      const taken = await takeFeed(cached, feed, taking);
      if ('problem' in taken) return { kind: 'failed', problem: taken.problem };
      feeds.push(taken);
    }
  } finally {
    await reader.close();
  }
  const why = 'They cannot be read as entries of a feed.';
  return { kind: 'taken', feeds, problems: skippedFiles(cache.format, broken, why) };
}
