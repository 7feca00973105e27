import type { CommitResult, Counts, IncomingItem, RememberedItems } from '../../archive/index.ts';
import {
  acceptBody,
  type FeedState,
  type FeedWindow,
  type FreshResult,
  windowOf,
} from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { CleanItem, Day, Problem, Repair } from '../../model/types.ts';
import { type FeedFace, type FeedRecord, readAllRecords, selectorsHash } from '../../site/index.ts';
import type { SiteRun } from '../site-folder.ts';
import type { Annotate } from './annotate.ts';
import { otherSite } from './other-site.ts';
import type { ReadFeed } from './read-feed.ts';

/** A feed whose items wait to be kept. Its body is not: only what settles its state. */
export interface Arrived {
  readonly result: Pick<FreshResult, 'feedId' | 'url' | 'settlement' | 'askedAt'>;
  readonly face: FeedFace;
  readonly acceptance: ReadFeed['acceptance'];
  readonly repairs: readonly Repair[];
  readonly items: readonly CleanItem[];
  /** A later answer of this feed was taken already: its items may fill a gap, its state says nothing any more. */
  readonly isOlder?: true;
}

/** What a feed without new items leaves. */
export interface Settled {
  readonly feedId: string;
  readonly state: FeedState;
  /** RFC 3339 */
  readonly askedAt?: string;
}

/** Where the answers of a run go: the archive, or a bundle. */
export interface Keeper {
  readonly keepBody: (arrived: Arrived) => Promise<Problem | undefined>;
  readonly keepState: (settled: Settled) => Promise<Problem | undefined>;
  /** Writes what waits. */
  readonly flush: () => Promise<Problem | undefined>;
}

/** What the archive made of a feed's items. */
export interface Kept extends Pick<Counts, 'added' | 'revised'> {
  readonly items: number;
}

/** Items that wait for the archive before they are written: more would only cost memory. */
const maxWaitingItems = 2000;

/** The document in `_data/state/feeds/<feed id>.json`: what the feed says of itself, and what fetching remembers. */
function recordJson(
  { face, repairs = [], selectors, imported }: Omit<FeedRecord, 'fetch'>,
  fetch: unknown,
): object {
  // How often a fault occurred changes with every version: its kinds alone are kept.
  const kinds = repairs.map(({ code, what }) => ({ code, what }));
  return {
    schema: 1,
    face,
    fetch,
    ...(kinds.length > 0 && { repairs: kinds }),
    ...defined({ selectors }),
    ...(imported && { imported }),
  };
}

/** Repairs that say that a document ends in the middle. */
const cutOffCodes: readonly string[] = ['XML_CUT_OFF', 'JSON_CUT_OFF'];

const isCutOff = ({ repairs }: Pick<Arrived, 'repairs'>): boolean =>
  repairs.some(({ code }) => cutOffCodes.includes(code));

/**
 * What of a document that ends in the middle can be kept: an item that ends before it said which it is would stay beside
 * the whole one, which comes with the next answer. Where the others have an id, its own would have followed its link.
 */
function withoutNameless(items: readonly CleanItem[]): readonly CleanItem[] {
  const last = items.at(-1);
  if (last === undefined || last.id !== undefined) return items;
  const before = items.slice(0, -1);
  return last.url === undefined || before.some(({ id }) => id !== undefined) ? before : items;
}

/** The last item of a document that ends in the middle is only half there. */
const withHalf = (items: readonly IncomingItem[]): readonly IncomingItem[] =>
  items.map((item, at) => (at === items.length - 1 ? { ...item, isHalf: true } : item));

interface Waiting {
  readonly window: FeedWindow;
  readonly arrived: Omit<Arrived, 'items'>;
  readonly items: readonly IncomingItem[];
}

interface ArchiveKeeperInput extends Pick<SiteRun, 'folder' | 'archive' | 'now'> {
  /** What is remembered of the feeds that may come. */
  readonly records: ReadonlyMap<string, FeedRecord>;
  /** What is remembered of items that the archive lost. */
  readonly remembered?: RememberedItems;
  /** Keeps everything that comes between two calls of `flush` or nothing of it, whatever memory that takes. */
  readonly wholeOnly?: true;
}

/** Keeps a run's answers in the archive. The caller holds the lock. */
export class ArchiveKeeper implements Keeper {
  readonly #input: ArchiveKeeperInput;
  readonly #records: Map<string, FeedRecord>;
  /** By feed: of those that are pages. */
  readonly #selectors: ReadonlyMap<string, string>;
  /** Made when the first items come: most runs bring none. */
  #annotate: Annotate | undefined;
  #arrived: Waiting[] = [];
  #waitingItems = 0;
  #states = new Map<string, unknown>();
  readonly #written = new Set<Day>();
  /** Items that were new or changed, of all feeds and all flushes. */
  readonly total = { added: 0, revised: 0 };
  /** By feed: of those whose items were kept. */
  readonly kept = new Map<string, Kept>();
  /** Damage in the archive that was met and mended, and feeds that are another site's by now. */
  readonly problems: Problem[] = [];

  constructor(input: ArchiveKeeperInput) {
    this.#input = input;
    this.#selectors = new Map(
      input.folder.config.feeds.flatMap(({ id, scrape }) => {
        const hash = selectorsHash(scrape);
        return hash === undefined ? [] : [[id, hash]];
      }),
    );
    this.#records = new Map(input.records);
  }

  /** More feeds may come than were known at first. */
  know(records: ReadonlyMap<string, FeedRecord>): void {
    for (const [feed, record] of records) this.#records.set(feed, record);
  }

  async keepState({ feedId, state }: Settled): Promise<undefined> {
    this.#states.set(feedId, recordJson(this.#records.get(feedId) ?? { face: {} }, state));
  }

  async keepBody({ items: read, ...arrived }: Arrived): Promise<Problem | undefined> {
    const isCut = isCutOff(arrived);
    const items = isCut ? withoutNameless(read) : read;
    const { feed } = arrived.result.settlement;
    const annotate = await this.#annotator();
    const annotated = items.map((item) => annotate(item, feed));
    const ruled = isCut ? withHalf(annotated) : annotated;
    const dates = items.map((item) => item.date_published ?? item.date_modified);
    const window = windowOf(dates, arrived.result.settlement.now);
    this.#arrived.push({ arrived, items: ruled, window });
    this.#waitingItems += items.length;
    return this.#waitingItems >= maxWaitingItems && !this.#input.wholeOnly ? this.flush() : undefined;
  }

  async #annotator(): Promise<Annotate> {
    const { makeAnnotate } = await import('./annotate.ts');
    this.#annotate ??= makeAnnotate(this.#input.folder.config, this.#input.now);
    return this.#annotate;
  }

  /** Writes the items with the states: a state never claims what the archive lacks. */
  async flush(): Promise<Problem | undefined> {
    const arrived = new Map(this.#arrived.map((one) => [one.arrived.result.feedId, one]));
    const states = this.#states;
    this.#arrived = [];
    this.#waitingItems = 0;
    this.#states = new Map();
    const { archive, remembered } = this.#input;
    const committed = await archive.commit({
      ...(remembered && { remembered }),
      feeds: [...arrived.values()].map(({ arrived: { result, isOlder }, items }) => ({
        feed: result.feedId,
        items,
        ...(isOlder && { isOlder }),
      })),
      states,
      isPlacedNext: true,
      settle: (feed, counts) => {
        const one = arrived.get(feed);
        return one?.arrived.isOlder ? undefined : one && stateAfter(one, counts, this.#selectors.get(feed));
      },
    });
    if (committed.kind === 'failed') return committed.problem;
    this.#note(arrived, committed);
    return undefined;
  }

  #note(arrived: ReadonlyMap<string, Waiting>, committed: CommitResult & { kind: 'committed' }): void {
    this.problems.push(...committed.problems);
    for (const day of committed.days) this.#written.add(day);
    for (const [feed, { items, arrived: one }] of arrived) {
      const counts = committed.feeds.get(feed);
      const { added = 0, revised = 0 } = counts ?? {};
      if (counts && !one.isOlder) this.#noteOtherSite(one, counts);
      this.kept.set(feed, { items: items.length, added, revised });
      this.total.added += added;
      this.total.revised += revised;
    }
  }

  #noteOtherSite({ face, result: { feedId, settlement } }: Omit<Arrived, 'items'>, counts: Counts): void {
    // Another address that somebody configured is no surprise.
    const isSameAddress = settlement.before.body_hash !== undefined;
    const before = isSameAddress ? this.#records.get(feedId)?.face : undefined;
    const known = counts.revised + counts.relabelled + counts.unchanged;
    const problem = before && otherSite(settlement.feed, { before, now: face, known, added: counts.added });
    if (problem) this.problems.push(problem);
  }

  /**
   * Decides the stories of what came, once all of it is there: the answer does not depend on which feed was quickest. So
   * it does of what a run brought that stopped before it came to this.
   */
  async placeStories(): Promise<Problem | undefined> {
    const { archive, folder, now } = this.#input;
    const written = [...new Set([...this.#written, ...(await archive.unplacedDays())])].sort();
    if (written.length === 0) return undefined;
    const { config } = folder;
    const [{ formatLearned, parseLearned }, { decidePlaces }, { keptItems }, { wordStore }] =
      await Promise.all([
        import('../../digest/index.ts'),
        import('./story-places.ts'),
        import('../../site/content/kept-ledger.ts'),
        import('../../site/content/kept-words.ts'),
      ]);
    const store = wordStore(folder.dir);
    const { records } = await readAllRecords(config, archive);
    const { places, learned, words } = await decidePlaces({
      config,
      now,
      days: await archive.days(),
      written,
      archive,
      kept: keptItems(folder.dir),
      feedLanguage: (feed) => records.get(feed)?.face.language,
      learned: parseLearned(await archive.learnedWords()),
      words: store.read,
    });
    store.write(words);
    const placed = await archive.placeStories(places, learned && formatLearned(learned));
    return placed.kind === 'failed' ? placed.problem : undefined;
  }
}

function stateAfter({ arrived, window }: Waiting, counts: Counts, selectors: string | undefined): object {
  const { result, face, repairs, acceptance } = arrived;
  const { added, revised, relabelled, unchanged } = counts;
  const state = acceptBody(result, {
    newItems: added,
    revisedItems: revised,
    knownItems: revised + relabelled + unchanged,
    window,
    isCutOff: isCutOff(arrived),
    ...acceptance,
  });
  return recordJson({ face, repairs, ...defined({ selectors }) }, state);
}
