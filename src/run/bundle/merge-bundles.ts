import type { Archive, RememberedItems } from '../../archive/index.ts';
import type { FeedState } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { FeedConfig, Problem } from '../../model/types.ts';
import { type FeedRecord, readRecords } from '../../site/index.ts';
import type { Asked } from '../gather/asked.ts';
import { ArchiveKeeper, type Arrived, type Settled } from '../gather/keeper.ts';
import { lookForLost, writeAgain } from '../gather/lost-items.ts';
import { withoutAnswer } from '../gather/update.ts';
import { cacheDir, type SiteFolder } from '../site-folder.ts';
import { type Answer, type BundlePlace, readBundle } from './read-bundle.ts';

/** Bundles into an archive. */

interface MergeInput {
  readonly folder: SiteFolder;
  readonly archive: Archive;
  /** When feeds were asked last: what the bundles say of that is noted in it. */
  readonly asked: Asked;
  /** RFC 3339 */
  readonly now: string;
}

export interface MergeCounts {
  readonly bundles: number;
  readonly read: number;
  readonly unchanged: number;
  /** Answers that a later one had overtaken. */
  readonly older: number;
  /** Answers of feeds that are not configured here. */
  readonly unknown: number;
  /** Items. */
  readonly added: number;
  readonly revised: number;
}

export interface Merged {
  readonly counts: MergeCounts;
  /** Damage that was met. */
  readonly problems: readonly Problem[];
  /** Why bundles were refused. */
  readonly refused: readonly Problem[];
  /** Why the archive could not be written: what comes after it was not taken. */
  readonly failure?: Problem;
}

/** What of a feed is known to be later than anything an older answer says. */
function knownSince(state: FeedState | undefined, asked: string | undefined): number {
  const moments = [asked, state?.last_new, state?.failing?.last].map((at) => Date.parse(at ?? ''));
  return Math.max(0, ...moments.filter((at) => !Number.isNaN(at)));
}

/** Merging twice must change nothing: what an earlier merge noted of new items stays. */
function withKnown(arrived: Arrived, state: FeedState | undefined): Arrived {
  const { settlement } = arrived.result;
  if (state?.url !== settlement.before.url) return arrived;
  const { last_new: _new, body_hash: _hash, ...rest } = settlement.before;
  const before = { ...rest, ...defined({ last_new: state.last_new, body_hash: state.body_hash }) };
  return { ...arrived, result: { ...arrived.result, settlement: { ...settlement, before } } };
}

/** Takes bundles into the archive, one after the other. The caller holds the lock. */
class Merge {
  readonly #archive: Archive;
  readonly #asked: Asked;
  readonly #feeds: ReadonlyMap<string, FeedConfig>;
  readonly keeper: ArchiveKeeper;
  /** Feeds that came with all that they hold. */
  readonly #read = new Set<string>();
  readonly counts = { bundles: 0, read: 0, unchanged: 0, older: 0, unknown: 0 };

  constructor({ folder, archive, asked, now }: MergeInput, remembered: RememberedItems) {
    this.#archive = archive;
    this.#asked = asked;
    this.#feeds = new Map(folder.config.feeds.map((feed) => [feed.id, feed]));
    const records = new Map<string, FeedRecord>();
    this.keeper = new ArchiveKeeper({ folder, archive, now, records, remembered, wholeOnly: true });
  }

  /** Takes bundles, each whole or not at all. Ends where the archive cannot be written. */
  async takeAll(
    places: readonly BundlePlace[],
  ): Promise<{ readonly refused: readonly Problem[]; readonly failure?: Problem }> {
    const refused: Problem[] = [];
    for (const place of places) {
      const taken = await this.#take(place);
      if (taken.refused) refused.push(taken.refused);
      if (taken.failure) return { refused, failure: taken.failure };
    }
    return { refused };
  }

  /** Takes one bundle, all or nothing. */
  async #take(place: BundlePlace): Promise<{ readonly refused?: Problem; readonly failure?: Problem }> {
    const bundle = await readBundle(place, this.#feeds);
    if ('problem' in bundle) return { refused: bundle.problem };
    const ids = bundle.answers.map((answer) => askOf(answer).feedId);
    const { records } = await readRecords(ids, this.#archive);
    this.keeper.know(records);
    for (const answer of bundle.answers) {
      const { feedId, askedAt } = askOf(answer);
      const state = records.get(feedId)?.fetch;
      const at = askedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(askedAt);
      const isOlder = at < knownSince(state, this.#asked.get(feedId));
      await this.#keep(answer, state, isOlder ? { isOlder } : {});
    }
    const failure = await this.keeper.flush();
    if (failure) return { failure };
    for (const answer of bundle.answers) {
      const { feedId, askedAt } = askOf(answer);
      this.#noteAsked(feedId, askedAt);
      if (answer.kind === 'read') this.#read.add(feedId);
    }
    this.counts.bundles += 1;
    this.counts.unknown += bundle.unknown.length;
    return {};
  }

  /**
   * Feeds of lost items that did not come whole forget their last answer: whichever machine asks them next, they cannot
   * say that nothing is new. Returns those feeds.
   */
  async askAgain(
    feeds: ReadonlySet<string>,
  ): Promise<{ readonly left: Set<string>; readonly failure?: Problem }> {
    const left = new Set([...feeds].filter((feed) => !this.#read.has(feed)));
    const { records } = await readRecords(
      [...left].filter((feed) => this.#feeds.has(feed)),
      this.#archive,
    );
    this.keeper.know(records);
    for (const [feedId, { fetch: state }] of records)
      if (state) await this.keeper.keepState({ feedId, state: withoutAnswer(state) });
    const failure = left.size === 0 ? undefined : await this.keeper.flush();
    return { left, ...(failure && { failure }) };
  }

  async #keep(
    answer: Answer,
    state: FeedState | undefined,
    older: { readonly isOlder?: true },
  ): Promise<void> {
    if (older.isOlder) this.counts.older += 1;
    else this.counts[answer.kind === 'read' ? 'read' : 'unchanged'] += 1;
    if (answer.kind === 'read') await this.keeper.keepBody({ ...withKnown(answer.arrived, state), ...older });
    else if (!older.isOlder) await this.keeper.keepState(answer.settled);
  }

  #noteAsked(feed: string, asked: string | undefined): void {
    if (asked !== undefined && !(Date.parse(this.#asked.get(feed) ?? '') > Date.parse(asked)))
      this.#asked.set(feed, asked);
  }
}

/** Whose answer it is, and when that feed was asked. */
const askOf = (answer: Answer): Pick<Settled, 'feedId' | 'askedAt'> =>
  answer.kind === 'read' ? answer.arrived.result : answer.settled;

/** Takes bundles into the archive, in this order. The caller holds the lock. */
export async function mergeBundles(places: readonly BundlePlace[], input: MergeInput): Promise<Merged> {
  const { folder, archive } = input;
  const { feeds: lost, remembered } = await lookForLost(folder, archive, 'nothing');
  const merge = new Merge(input, remembered);
  const { keeper, counts } = merge;
  const { refused, ...taken } = await merge.takeAll(places);
  let failure = taken.failure ?? (await keeper.placeStories());
  if (!failure && lost.size > 0) {
    const again = await merge.askAgain(lost);
    failure = again.failure;
    if (!failure) await writeAgain(cacheDir(folder), again.left);
  }
  const all = { ...counts, added: keeper.total.added, revised: keeper.total.revised };
  return { counts: all, problems: keeper.problems, refused, ...(failure && { failure }) };
}
