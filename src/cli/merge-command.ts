import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Archive, RememberedItems } from '../archive/index.ts';
import type { FeedState } from '../fetch/index.ts';
import { count } from '../model/count.ts';
import { defined } from '../model/defined.ts';
import type { FeedConfig, Problem } from '../model/types.ts';
import { noBundles } from '../run/bundle/problems.ts';
import { type Answer, type BundlePlace, readBundle, readHead } from '../run/bundle/read-bundle.ts';
import { type Asked, readAsked, writeAsked } from '../run/gather/asked.ts';
import { refreshList } from '../run/gather/feed-list.ts';
import { ArchiveKeeper, type Arrived, type Settled } from '../run/gather/keeper.ts';
import { lookForLost, writeAgain } from '../run/gather/lost-items.ts';
import { withoutAnswer } from '../run/gather/update.ts';
import { archiveOf, cacheDir, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import { type FeedRecord, readRecords } from '../site/index.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { copyNamed } from './copy-named.ts';
import { exitCodes } from './exit-codes.ts';
import { bundleDir } from './fetch-bundle.ts';
import { untilSignal } from './until-signal.ts';

export interface MergeOptions extends GlobalOptions {
  /** Files, or folders of files; `_bundle` when empty. */
  readonly bundles: readonly string[];
}

/** The files that were meant; a name that is neither a file nor a folder is left for the reading to report. */
async function filesOf(names: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const path = resolve(name);
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const found = isFolder ? (await readdir(path)).filter((one) => one.endsWith('.jsonl')) : undefined;
    if (found) for (const one of found) files.add(join(path, one));
    else files.add(path);
  }
  return [...files].sort();
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

interface Counts {
  bundles: number;
  read: number;
  unchanged: number;
  /** Answers that a later one had overtaken. */
  older: number;
  unknown: number;
}

interface MergeInput {
  readonly now: string;
  /** What is remembered of items that the archive lost. */
  readonly remembered: RememberedItems;
}

/** Takes bundles into the archive, one after the other. The caller holds the lock. */
class Merge {
  readonly #archive: Archive;
  readonly #asked: Asked;
  readonly #feeds: ReadonlyMap<string, FeedConfig>;
  readonly keeper: ArchiveKeeper;
  /** Feeds that came with all that they hold. */
  readonly #read = new Set<string>();
  readonly counts: Counts = { bundles: 0, read: 0, unchanged: 0, older: 0, unknown: 0 };

  constructor(folder: SiteFolder, archive: Archive, asked: Asked, { now, remembered }: MergeInput) {
    this.#archive = archive;
    this.#asked = asked;
    this.#feeds = new Map(folder.config.feeds.map((feed) => [feed.id, feed]));
    const records = new Map<string, FeedRecord>();
    this.keeper = new ArchiveKeeper({ folder, archive, now, records, remembered, wholeOnly: true });
  }

  /** Takes one bundle, all or nothing. */
  async take(place: BundlePlace): Promise<{ readonly refused?: Problem; readonly failure?: Problem }> {
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

interface Heads {
  readonly places: readonly BundlePlace[];
  readonly problems: readonly Problem[];
}

/** The bundles in the order of their clocks, whatever the order they were named in. */
async function headsOf(files: readonly string[], folder: SiteFolder, now: string): Promise<Heads> {
  const heads = await Promise.all(files.map((file) => readHead(file, folder.config.url, now)));
  const places = heads.flatMap((head) => ('problem' in head ? [] : [head]));
  const at = ({ head }: BundlePlace): number => Date.parse(head.now);
  return {
    places: places.sort((one, other) => at(one) - at(other) || (one.path < other.path ? -1 : 1)),
    problems: heads.flatMap((head) => ('problem' in head ? [head.problem] : [])),
  };
}

function summary(
  { bundles, read, unchanged, older, unknown }: Counts,
  added: number,
  revised: number,
): string {
  const parts = [`${read} read`, `${unchanged} without news`];
  if (older > 0) parts.push(`${older} overtaken by a later answer`);
  if (unknown > 0) parts.push(`${unknown} not configured here`);
  const feeds = count(read + unchanged + older + unknown, 'feed');
  const news = `${count(added, 'new item')}${revised > 0 ? `, ${revised} revised` : ''}`;
  return `${count(bundles, 'bundle')} of ${feeds}: ${parts.join(', ')}. ${news}.\n`;
}

async function mergeLocked(
  options: MergeOptions,
  before: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<CommandResult> {
  const asked = await readAsked(cacheDir(before));
  // The parts fetch what the list named when they were last merged: only this command writes.
  const {
    folder,
    list,
    failure: unwritten,
  } = await untilSignal((signal) =>
    refreshList({ folder: before, asked, options: { ...options, force: false }, signal }),
  );
  if (unwritten) return stoppedBy(unwritten, exitCodes.failed, console);
  const files = await filesOf(options.bundles.length > 0 ? options.bundles : [bundleDir(folder)]);
  const heads = await headsOf(files, folder, options.now);
  const { feeds: lost, remembered } = await lookForLost(folder, archive);
  const merge = new Merge(folder, archive, asked, { now: options.now, remembered });
  const { keeper } = merge;
  const refused = [...heads.problems];
  if (list?.problem) printProblems([list.problem], console);
  if (files.length === 0) refused.push(noBundles(options.bundles.join(', ') || bundleDir(folder)));
  let failure: Problem | undefined;
  for (const place of heads.places) {
    const taken = await merge.take(place);
    if (taken.refused) refused.push(taken.refused);
    failure = taken.failure;
    if (failure) break;
  }
  failure ??= await keeper.placeStories();
  if (!failure && lost.size > 0) {
    const again = await merge.askAgain(lost);
    failure = again.failure;
    if (!failure) await writeAgain(cacheDir(folder), again.left);
  }
  if (!failure && (merge.counts.bundles > 0 || list)) await writeAsked(cacheDir(folder), asked);
  const images = failure ? { problems: [], report: {} } : await copyNamed(options, folder, archive, console);
  const problems = [...keeper.problems, ...refused, ...(failure ? [failure] : [])];
  printProblems(problems, console);
  const { added, revised } = keeper.total;
  if (!options.quiet) console.err(summary(merge.counts, added, revised));
  const isWhole = !failure && refused.length === 0;
  return {
    exitCode: isWhole ? exitCodes.done : exitCodes.failed,
    report: {
      counts: { ...merge.counts, added, revised },
      ...(list && { opml: list }),
      ...images.report,
      problems: [...problems, ...images.problems],
    },
  };
}

/**
 * `daybook merge`: takes what `fetch --shard` wrote into the archive. Each bundle is taken whole or refused whole, and
 * one that is refused keeps no other from being taken. The order does not matter, and a second time changes nothing.
 */
export const mergeCommand: SiteCommand<MergeOptions> = async (options, folder, console) => {
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, () => mergeLocked(options, folder, archive, console));
};
