import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeptList, keptListPath, keptListText, parseKeptList } from '../../config/index.ts';
import { writeIfChanged } from '../../disk/index.ts';
import {
  acceptBody,
  type FailedResult,
  type FeedState,
  type FetchResult,
  type FreshResult,
  fetchAll,
  parseFeedState,
  refuseBody,
} from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { Problem } from '../../model/types.ts';
import { shownAddress } from '../../model/url.ts';
import { type GlobalOptions, openSiteFolder, type SiteFolder } from '../site-folder.ts';
import { userAgentOf } from '../user-agent.ts';
import { written } from '../written.ts';
import type { Asked } from './asked.ts';
import { makeFeedReader } from './reader.ts';
import { type FeedOutcome, withoutAnswer } from './update.ts';

/** The list of feeds behind an `opml:` address: fetched as a feed is, and kept as it last was good. */

/** Its name among the feeds that were asked: no feed's id begins with a colon. */
const listId = ':opml';
const accept = 'text/x-opml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/** What became of the list in this run. */
export interface ListOutcome extends Pick<FeedOutcome, 'result' | 'until' | 'why' | 'cause' | 'problem'> {
  /** How many feeds the list names now. */
  readonly feeds?: number;
  /** Notices of what was mended or left out when it was read; absent when there are none. */
  readonly notes?: readonly Problem[];
}

interface RefreshInput {
  readonly folder: SiteFolder;
  readonly asked: Asked;
  readonly options: GlobalOptions & { readonly force: boolean };
  readonly signal: AbortSignal;
}

interface Refreshed {
  /** With the feeds that the list names by now. */
  readonly folder: SiteFolder;
  /** Absent when no list has an address. */
  readonly list?: ListOutcome;
  /** The list could not be written: nothing else can be, either. */
  readonly failure?: Problem;
}

async function readKept(dir: string, url: string): Promise<KeptList> {
  const json = await readFile(join(dir, keptListPath), 'utf8').catch(() => undefined);
  return parseKeptList(json, url) ?? { url };
}

/** What is remembered of the list, for `check`. `undefined` when no list has an address. */
export async function listState({
  dir,
  config,
}: SiteFolder): Promise<
  { readonly url: string; readonly feeds: number; readonly fetch?: FeedState } | undefined
> {
  if (config.opmlUrl === undefined) return undefined;
  const url = shownAddress(config.opmlUrl);
  const { feeds = [], fetch } = await readKept(dir, url);
  const state = parseFeedState(fetch);
  return { url, feeds: feeds.length, ...(state && { fetch: state }) };
}

function writeKept(dir: string, list: KeptList): Promise<Problem | undefined> {
  const file = join(dir, keptListPath);
  const what = 'The list of feeds could not be written.';
  return written(() => writeIfChanged(file, keptListText(list)), {
    what,
    where: file,
    kept: 'The list as it was.',
  });
}

/** Without a list that is kept, nothing may be answered with "not modified". */
function stateOf({ feeds, fetch }: KeptList): FeedState | undefined {
  const state = parseFeedState(fetch);
  return !state || feeds ? state : withoutAnswer(state);
}

async function ask({ folder, asked, options, signal }: RefreshInput, kept: KeptList): Promise<FetchResult> {
  const { config, dir } = folder;
  const state = stateOf(kept);
  const at = asked.get(listId);
  const feed = {
    id: listId,
    title: 'the list of feeds',
    url: config.opmlUrl ?? '',
    publish: 'full',
    where: 'daybook.yaml, opml',
  } as const;
  const results = fetchAll([{ feed, ...defined({ state, asked: at }) }], {
    settings: config.fetch,
    siteDir: dir,
    now: options.now,
    force: options.force,
    accept,
    userAgent: userAgentOf(config),
    signal,
  });
  for await (const result of results) return result;
  throw new Error('Every job has a result.');
}

interface Taken {
  readonly kept: KeptList;
  readonly outcome: ListOutcome;
}

function failed(kept: KeptList, { problem, cause, state }: Omit<FailedResult, 'kind' | 'feedId'>): Taken {
  const told = { ...problem, kept: 'The list as it was last read.' };
  return { kept: { ...kept, fetch: state }, outcome: { result: 'failed', cause, problem: told } };
}

async function takeBody(kept: KeptList, result: FreshResult): Promise<Taken> {
  const { body, url, contentType } = result;
  const reader = makeFeedReader();
  const read = await reader
    .readList({ kind: 'list', body, url, ...defined({ contentType }) })
    .finally(reader.close);
  if (read.kind === 'refused') {
    const { problem } = read;
    return failed(kept, { problem, cause: 'not-a-feed', state: refuseBody(result, problem) });
  }
  const { feeds, notes } = read;
  const known = new Set((kept.feeds ?? []).map((feed) => feed.url));
  const newItems = feeds.filter((feed) => !known.has(feed.url)).length;
  // Other changes of the list count as news, too: the hash of the body that is kept must be that of this one.
  const state = acceptBody(result, { newItems, revisedItems: 1 });
  return {
    kept: { ...kept, feeds, fetch: state },
    outcome: { result: 'fresh', feeds: feeds.length, ...(notes.length > 0 && { notes }) },
  };
}

async function take(kept: KeptList, result: FetchResult): Promise<Taken> {
  switch (result.kind) {
    case 'waiting': {
      const { until, why } = result;
      return { kept, outcome: { result: 'waiting', why, ...defined({ until }) } };
    }
    case 'unchanged':
      return { kept: { ...kept, fetch: result.state }, outcome: { result: 'unchanged' } };
    case 'failed':
      return failed(kept, result);
    case 'fresh':
      return takeBody(kept, result);
  }
}

/**
 * Asks for the list that `opml:` names by its address, if it is due, and returns the folder with the feeds that it names
 * by now. Whatever goes wrong with the list, its feeds stay those of the last good one. The caller holds the lock.
 */
export async function refreshList(input: RefreshInput): Promise<Refreshed> {
  const { folder, asked, options } = input;
  if (folder.config.opmlUrl === undefined) return { folder };
  const before = await readKept(folder.dir, shownAddress(folder.config.opmlUrl));
  const result = await ask(input, before);
  const { kept, outcome } = await take(before, result);
  const failure = await writeKept(folder.dir, kept);
  if (failure) return { folder, failure };
  if ('askedAt' in result && result.askedAt !== undefined) asked.set(listId, result.askedAt);
  if (outcome.result !== 'fresh') return { folder, list: outcome };
  const reread = await openSiteFolder(options);
  return { folder: 'problems' in reread ? folder : reread, list: outcome };
}
