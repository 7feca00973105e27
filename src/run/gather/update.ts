import type { RememberedItems } from '../../archive/index.ts';
import {
  type FailedResult,
  type FeedState,
  type FetchResult,
  type FreshResult,
  fetchAll,
  type Progress,
  refuseBody,
} from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { Config, FeedConfig, Problem, Repair } from '../../model/types.ts';
import { shownAddress } from '../../model/url.ts';
import { type FeedRecord, readRecords, selectorsHash, withKeptFaces } from '../../site/index.ts';
import type { SiteRun } from '../site-folder.ts';
import { userAgentOf } from '../user-agent.ts';
import type { Asked } from './asked.ts';
import type { ListOutcome } from './feed-list.ts';
import { ArchiveKeeper, type Keeper } from './keeper.ts';
import { type FeedReader, makeFeedReader } from './reader.ts';
import { renamedFeeds } from './renamed-feeds.ts';

/** What became of one feed in this run. */
export interface FeedOutcome {
  readonly feed: string;
  readonly result: 'fresh' | 'unchanged' | 'waiting' | 'failed';
  readonly items?: number;
  readonly added?: number;
  readonly revised?: number;
  readonly until?: string;
  readonly why?: string;
  readonly cause?: FailedResult['cause'];
  readonly problem?: Problem;
  readonly repairs?: readonly Repair[];
}

export interface UpdateReport {
  readonly outcomes: readonly FeedOutcome[];
  /** Damage in the archive that was met and mended, and feeds that seem to have another id than before. */
  readonly problems: readonly Problem[];
  /** What became of the list of feeds that has an address. */
  readonly list?: ListOutcome;
  /** Set when the archive could not be written: the run ends there. */
  readonly failure?: Problem;
}

interface CollectInput extends Omit<SiteRun, 'archive'> {
  readonly asked: Asked;
  /** Feeds to be asked for all that they hold, whatever is remembered of them. */
  readonly again?: ReadonlySet<string>;
  readonly onProgress?: (progress: Progress) => void;
}

interface UpdateInput extends CollectInput, Pick<SiteRun, 'archive'> {
  /** What is remembered of items that the archive lost. */
  readonly remembered?: RememberedItems;
}

/** Says where the feed stands in the configuration, and what was kept. */
function placed(problem: Problem, feed: FeedConfig): Problem {
  const kept = problem.kept ?? 'Its earlier items stay in the digest.';
  return { ...problem, where: `${feed.where} → ${shownAddress(feed.url)}`, kept };
}

/** One run over the feeds: hands on what is to be kept, and notes what became of each. */
class Update {
  readonly #asked: Asked;
  readonly #keeper: Keeper;
  readonly #feeds: ReadonlyMap<string, FeedConfig>;
  readonly #timezone: string;
  readonly #outcomes = new Map<string, FeedOutcome>();

  constructor({ asked, folder: { config } }: CollectInput, keeper: Keeper) {
    this.#asked = asked;
    this.#keeper = keeper;
    this.#timezone = config.timezone;
    this.#feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  }

  async take(result: FetchResult, reader: FeedReader): Promise<Problem | undefined> {
    const { feedId } = result;
    if ('askedAt' in result && result.askedAt !== undefined) this.#asked.set(feedId, result.askedAt);
    switch (result.kind) {
      case 'waiting': {
        const { until, why } = result;
        this.#outcomes.set(feedId, { feed: feedId, result: 'waiting', why, ...defined({ until }) });
        return undefined;
      }
      case 'unchanged':
        this.#outcomes.set(feedId, { feed: feedId, result: 'unchanged' });
        return this.#keeper.keepState(result);
      case 'failed':
        return this.#fail(result);
      case 'fresh':
        return this.#takeBody(result, reader);
    }
  }

  #fail(result: Omit<FailedResult, 'kind'>): Promise<Problem | undefined> {
    const feed = this.#feeds.get(result.feedId);
    const problem = feed ? placed(result.problem, feed) : result.problem;
    const { feedId, cause } = result;
    this.#outcomes.set(feedId, { feed: feedId, result: 'failed', cause, problem });
    return this.#keeper.keepState(result);
  }

  async #takeBody(result: FreshResult, reader: FeedReader): Promise<Problem | undefined> {
    const { feedId, body, url, contentType, headers, settlement } = result;
    const asked = defined({ askedAt: result.askedAt });
    const { scrape } = this.#feeds.get(feedId) ?? {};
    const how = { timezone: this.#timezone, ...defined({ contentType, scrape }) };
    const read = await reader.read({ body, url, headers, ...how });
    if (read.kind === 'refused') {
      const state = refuseBody(result, read.problem);
      return this.#fail({ feedId, problem: read.problem, cause: 'not-a-feed', state, ...asked });
    }
    const { face, acceptance, repairs } = read;
    const { items } = read.feed;
    const outcome = { feed: feedId, result: 'fresh', items: items.length } as const;
    this.#outcomes.set(feedId, { ...outcome, ...(repairs.length > 0 && { repairs }) });
    const kept = { feedId, url, settlement, ...asked };
    return this.#keeper.keepBody({ result: kept, face, acceptance, repairs, items });
  }

  /** What became of the feeds, in the configuration's order. */
  outcomes(): FeedOutcome[] {
    return [...this.#feeds.keys()].map((id) => this.#outcomes.get(id)).filter((one) => one !== undefined);
  }
}

/**
 * Asks the feeds that are due, reads what came, and hands it to the keeper. One feed that fails never stops the rest;
 * only a keeper that cannot write does.
 *
 * @param records what is remembered of the feeds
 */
export async function collect(
  input: CollectInput,
  records: ReadonlyMap<string, FeedRecord>,
  keeper: Keeper,
): Promise<Pick<UpdateReport, 'outcomes' | 'failure'>> {
  const { folder, only } = input;
  const { config } = folder;
  const run = new Update(input, keeper);
  const reader = makeFeedReader();
  const jobs = wantedFeeds(config, only).map((feed) => {
    const record = records.get(feed.id);
    // With other selectors there is something else on the same page.
    const isAgain = input.again?.has(feed.id) === true || record?.selectors !== selectorsHash(feed.scrape);
    const known = record?.fetch;
    const state = known && isAgain ? withoutAnswer(known) : known;
    const asked = isAgain ? undefined : input.asked.get(feed.id);
    return { feed, ...defined({ state, asked }) };
  });
  let failure: Problem | undefined;
  try {
    const results = fetchAll(jobs, {
      settings: config.fetch,
      siteDir: folder.dir,
      now: input.now,
      force: input.force,
      userAgent: userAgentOf(config),
      ...defined({ onProgress: input.onProgress, signal: input.signal }),
    });
    for await (const result of results) {
      failure = await run.take(result, reader);
      if (failure) break;
    }
    failure ??= await keeper.flush();
  } finally {
    await reader.close();
  }
  return { outcomes: run.outcomes(), ...(failure && { failure }) };
}

/** A state without the memory of an answer: the next one is taken whole. */
export function withoutAnswer({ validators: _validators, body_hash: _hash, ...state }: FeedState): FeedState {
  return state;
}

/** The feeds of a run, in the configuration's order. */
function wantedFeeds(config: Config, only: ReadonlySet<string> | undefined): readonly FeedConfig[] {
  return config.feeds.filter((feed) => !only || only.has(feed.id));
}

/** Fetches what is due, reads it, and keeps it in the archive. The caller holds the lock. */
export async function update(input: UpdateInput): Promise<UpdateReport> {
  const { archive, folder, only } = input;
  const ids = wantedFeeds(folder.config, only).map((feed) => feed.id);
  const { records: read, problems } = await readRecords(ids, archive);
  const renamed = only === undefined ? await renamedFeeds(folder.config, read, archive) : [];
  const records = await withKeptFaces(folder.dir, read, ids);
  const keeper = new ArchiveKeeper({ ...input, records });
  const { outcomes, failure: early } = await collect(input, records, keeper);
  const failure = early ?? (await keeper.placeStories());
  // What never came to the archive is not called read.
  const told = outcomes
    .filter(({ feed, result }) => result !== 'fresh' || keeper.kept.has(feed))
    .map((outcome) => ({ ...outcome, ...keeper.kept.get(outcome.feed) }));
  return {
    outcomes: told,
    problems: [...problems, ...keeper.problems, ...renamed],
    ...(failure && { failure }),
  };
}
