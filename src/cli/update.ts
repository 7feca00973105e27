import type { Archive, IncomingItem } from '../archive/index.ts';
import { type CleanFeed, plainText, storedHtml } from '../clean/index.ts';
import { type ApplyRules, builtInRules, compileRules } from '../digest/index.ts';
import {
  type Acceptance,
  acceptBody,
  type FailedResult,
  type FetchResult,
  type FreshResult,
  fetchAll,
  makeUserAgent,
  type Progress,
  refuseBody,
  showAddress,
} from '../fetch/index.ts';
import type { CleanItem, Config, Day, FeedConfig, Problem, Repair } from '../model/types.ts';
import type { FeedFace, FeedRecord } from '../site/feed-record.ts';
import { readAllRecords, readRecords } from '../site/records.ts';
import { decidePlaces } from '../site/story-places.ts';
import type { Asked } from './asked.ts';
import { type FeedReader, makeFeedReader } from './reader.ts';

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
  /** Damage in the archive that was met and mended. */
  readonly problems: readonly Problem[];
  /** Set when the archive could not be written: the run ends there. */
  readonly failure?: Problem;
}

export interface UpdateInput {
  readonly config: Config;
  readonly siteDir: string;
  readonly archive: Archive;
  readonly asked: Asked;
  readonly now: string;
  readonly version: string;
  readonly force: boolean;
  /** Only these feeds; all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** A feed whose items wait for the archive. Its body is not kept: only what settles its state. */
interface Arrived {
  readonly result: Pick<FreshResult, 'feedId' | 'url' | 'settlement'>;
  readonly face: FeedFace;
  readonly acceptance: Pick<Acceptance, 'schedule' | 'hubs'>;
  readonly repairs: readonly Repair[];
  readonly items: readonly IncomingItem[];
}

/** Items that wait for the archive before they are written: more would only cost memory. */
const maxWaitingItems = 2000;

/** The document in `_data/state/feeds/<feed id>.json`: what the feed says of itself, and what fetching remembers. */
function recordJson({ face, repairs = [] }: Omit<FeedRecord, 'fetch'>, fetch: unknown): object {
  // How often a fault occurred changes with every version: its kinds alone are kept.
  const kinds = repairs.map(({ code, what }) => ({ code, what }));
  return { schema: 1, face, fetch, ...(kinds.length > 0 && { repairs: kinds }) };
}

/** Access and labels by the rules, as of now. Nothing is dropped here: the archive keeps what pages may hide. */
function annotate(item: CleanItem, feed: FeedConfig, apply: ApplyRules, now: string): IncomingItem {
  const { freeAfterMs: _later, ...always } = feed;
  const day = (item.date_published ?? now).slice(0, 10);
  const extras = { feed: feed.id, key: '', first_seen: now, dated_by: 'first_seen', access: 'open' } as const;
  const subject = {
    item: { ...item, id: item.id ?? '', _daybook: extras },
    day,
    // Asked for only by rules that look at the content.
    get text(): string {
      return plainText(item.content_html);
    },
  };
  const ruled = apply(subject, always);
  const labels = ruled?.labels ?? [];
  return { item, access: ruled?.access ?? 'open', ...(labels.length > 0 && { labels }) };
}

function itemsOf(feed: CleanFeed, config: FeedConfig, apply: ApplyRules, now: string): IncomingItem[] {
  return feed.items.map((item) => annotate(item, config, apply, now));
}

/** Says where the feed stands in the configuration, and what was kept. */
function placed(problem: Problem, feed: FeedConfig): Problem {
  const kept = problem.kept ?? 'Its earlier items stay in the digest.';
  return { ...problem, where: `${feed.where} → ${showAddress(feed.url)}`, kept };
}

/** One run over the feeds: keeps what waits for the archive, and what became of each. */
class Update {
  readonly #input: UpdateInput;
  readonly #records: ReadonlyMap<string, FeedRecord>;
  readonly #apply: ApplyRules;
  readonly #feeds: ReadonlyMap<string, FeedConfig>;
  readonly #outcomes = new Map<string, FeedOutcome>();
  readonly #problems: Problem[] = [];
  #arrived: Arrived[] = [];
  #waitingItems = 0;
  #states = new Map<string, unknown>();
  readonly #written = new Set<Day>();

  constructor(input: UpdateInput, records: ReadonlyMap<string, FeedRecord>) {
    this.#input = input;
    this.#records = records;
    this.#apply = compileRules([...builtInRules, ...input.config.rules], {
      now: input.now,
      timezone: input.config.timezone,
    });
    this.#feeds = new Map(input.config.feeds.map((feed) => [feed.id, feed]));
  }

  async take(result: FetchResult, reader: FeedReader): Promise<Problem | undefined> {
    const { feedId } = result;
    if ('askedAt' in result && result.askedAt !== undefined) this.#input.asked.set(feedId, result.askedAt);
    switch (result.kind) {
      case 'waiting': {
        const { until, why } = result;
        this.#outcomes.set(feedId, {
          feed: feedId,
          result: 'waiting',
          why,
          ...(until !== undefined && { until }),
        });
        return undefined;
      }
      case 'unchanged':
        this.#keepState(feedId, result.state);
        this.#outcomes.set(feedId, { feed: feedId, result: 'unchanged' });
        return undefined;
      case 'failed':
        this.#fail(result);
        return undefined;
      case 'fresh':
        return this.#takeBody(result, reader);
    }
  }

  #keepState(
    feedId: string,
    fetch: unknown,
    told: Omit<FeedRecord, 'fetch'> = this.#records.get(feedId) ?? { face: {} },
  ): void {
    this.#states.set(feedId, recordJson(told, fetch));
  }

  #fail(result: Pick<FailedResult, 'feedId' | 'problem' | 'cause' | 'state'>): void {
    const feed = this.#feeds.get(result.feedId);
    const problem = feed ? placed(result.problem, feed) : result.problem;
    this.#keepState(result.feedId, result.state);
    this.#outcomes.set(result.feedId, {
      feed: result.feedId,
      result: 'failed',
      cause: result.cause,
      problem,
    });
  }

  async #takeBody(result: FreshResult, reader: FeedReader): Promise<Problem | undefined> {
    const { feedId, body, url, contentType, headers } = result;
    const feed = this.#feeds.get(feedId);
    if (!feed) return undefined;
    const read = await reader.read({ body, url, headers, ...(contentType !== undefined && { contentType }) });
    if (read.kind === 'refused') {
      this.#fail({
        feedId,
        problem: read.problem,
        cause: 'not-a-feed',
        state: refuseBody(result, read.problem),
      });
      return undefined;
    }
    const items = itemsOf(read.feed, feed, this.#apply, this.#input.now);
    const { url: answered, settlement } = result;
    this.#arrived.push({
      result: { feedId, url: answered, settlement },
      face: read.face,
      acceptance: { hubs: read.hubs, ...(read.schedule && { schedule: read.schedule }) },
      repairs: read.repairs,
      items,
    });
    this.#waitingItems += items.length;
    return this.#waitingItems >= maxWaitingItems ? this.flush() : undefined;
  }

  /** Writes the items, then the states: a state never claims what the archive lacks. */
  async flush(): Promise<Problem | undefined> {
    const { archive } = this.#input;
    const arrived = this.#arrived;
    this.#arrived = [];
    this.#waitingItems = 0;
    const feeds = arrived.map(({ result, items }) => ({ feed: result.feedId, items }));
    const kept = await archive.commit({ feeds, states: new Map() });
    if (kept.kind === 'failed') return kept.problem;
    this.#problems.push(...kept.problems);
    for (const day of kept.days) this.#written.add(day);
    for (const { result, face, acceptance, repairs, items } of arrived) {
      const { added = 0, revised = 0 } = kept.feeds.get(result.feedId) ?? {};
      const state = acceptBody(result, { newItems: added, revisedItems: revised, ...acceptance });
      this.#keepState(result.feedId, state, { face, repairs });
      const outcome = { feed: result.feedId, result: 'fresh', items: items.length, added, revised } as const;
      this.#outcomes.set(result.feedId, { ...outcome, ...(repairs.length > 0 && { repairs }) });
    }
    const states = this.#states;
    this.#states = new Map();
    const stated = await archive.commit({ feeds: [], states });
    return stated.kind === 'failed' ? stated.problem : undefined;
  }

  /** Decides the stories of what came, once all of it is there: the answer does not depend on which feed was quickest. */
  async placeStories(): Promise<Problem | undefined> {
    if (this.#written.size === 0) return undefined;
    const { archive, config, now } = this.#input;
    const { records } = await readAllRecords(config, archive);
    const places = await decidePlaces({
      config,
      now,
      days: await archive.days(),
      written: [...this.#written].sort(),
      readDay: async (day) => (await archive.readDay(day, (html) => storedHtml({ html }))).items,
      feedLanguage: (feed) => records.get(feed)?.face.language,
    });
    const placed = await archive.placeStories(places);
    return placed.kind === 'failed' ? placed.problem : undefined;
  }

  report(failure: Problem | undefined): UpdateReport {
    const order = [...this.#feeds.keys()];
    const outcomes = order.map((id) => this.#outcomes.get(id)).filter((outcome) => outcome !== undefined);
    return { outcomes, problems: this.#problems, ...(failure && { failure }) };
  }
}

/**
 * Fetches what is due, reads it, and keeps it. One feed that fails never stops the rest; only an archive that cannot be
 * written does. The caller holds the lock.
 */
export async function update(input: UpdateInput): Promise<UpdateReport> {
  const { config, only } = input;
  const wanted = config.feeds.filter((feed) => !only || only.has(feed.id));
  const { records } = await readRecords(
    wanted.map((feed) => feed.id),
    input.archive,
  );
  const run = new Update(input, records);
  const reader = makeFeedReader();
  const jobs = wanted.map((feed) => {
    const state = records.get(feed.id)?.fetch;
    const asked = input.asked.get(feed.id);
    return { feed, ...(state && { state }), ...(asked !== undefined && { asked }) };
  });
  let failure: Problem | undefined;
  try {
    const results = fetchAll(jobs, {
      settings: config.fetch,
      siteDir: input.siteDir,
      now: input.now,
      force: input.force,
      userAgent: makeUserAgent({
        version: input.version,
        siteUrl: config.url,
        ...(config.fetch.contact !== undefined && { contact: config.fetch.contact }),
      }),
      ...(input.onProgress && { onProgress: input.onProgress }),
      ...(input.signal && { signal: input.signal }),
    });
    for await (const result of results) {
      failure = await run.take(result, reader);
      if (failure) break;
    }
    failure ??= await run.flush();
    failure ??= await run.placeStories();
  } finally {
    await reader.close();
  }
  return run.report(failure);
}
