import type { Archive } from '../archive/index.ts';
import { groupFailures } from '../fetch/index.ts';
import type { GatherReport } from '../images/index.ts';
import type { Problem } from '../model/types.ts';
import { readAsked, writeAsked } from '../run/gather/asked.ts';
import type { Refreshed, RefreshInput } from '../run/gather/feed-list.ts';
import { lookForLost, writeAgain } from '../run/gather/lost-items.ts';
import { type FeedOutcome, type UpdateReport, update } from '../run/gather/update.ts';
import { archiveOf, cacheDir, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import type { FullTextReport } from '../run/upkeep/full-texts.ts';
import { type CommandResult, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { count } from './count.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { progressView } from './progress.ts';

export interface FetchOptions extends GlobalOptions {
  readonly force: boolean;
  readonly strict: boolean;
  /** Ids of the feeds to fetch; all when empty. */
  readonly feeds: readonly string[];
}

function countOf(outcomes: readonly FeedOutcome[], result: FeedOutcome['result']): number {
  return outcomes.filter((outcome) => outcome.result === result).length;
}

function sumOf(outcomes: readonly FeedOutcome[], key: 'added' | 'revised'): number {
  return outcomes.reduce((sum, outcome) => sum + (outcome[key] ?? 0), 0);
}

/** The numbers of a fetch. */
export function fetchCounts({ outcomes }: UpdateReport): Readonly<Record<string, number>> {
  return {
    feeds: outcomes.length,
    fresh: countOf(outcomes, 'fresh'),
    unchanged: countOf(outcomes, 'unchanged'),
    waiting: countOf(outcomes, 'waiting'),
    failed: countOf(outcomes, 'failed'),
    added: sumOf(outcomes, 'added'),
    revised: sumOf(outcomes, 'revised'),
  };
}

export function exitCodeOf({ outcomes, failure, list }: UpdateReport, strict: boolean): ExitCode {
  if (failure) return exitCodes.failed;
  const failed = countOf(outcomes, 'failed');
  if (list?.result === 'failed' && (strict || failed === outcomes.length)) return exitCodes.feedsFailed;
  if (failed > 0 && (strict || failed === outcomes.length)) return exitCodes.feedsFailed;
  return exitCodes.done;
}

function summary(report: UpdateReport): string {
  const counts = fetchCounts(report);
  const parts = [`${counts.fresh} read`, `${counts.unchanged} unchanged`];
  if ((counts.waiting ?? 0) > 0) parts.push(`${counts.waiting} not due`);
  if ((counts.failed ?? 0) > 0) parts.push(`${counts.failed} failed`);
  const revised = (counts.revised ?? 0) > 0 ? `, ${counts.revised} revised` : '';
  return `${count(counts.feeds ?? 0, 'feed')}: ${parts.join(', ')}. ${count(counts.added ?? 0, 'new item')}${revised}.\n`;
}

/** With more failures than this, they are also grouped by cause. */
const manyFailures = 5;

export function printReport(report: UpdateReport, console: Console): void {
  const failures = report.outcomes.flatMap((outcome) =>
    outcome.problem && outcome.cause
      ? [{ feedId: outcome.feed, cause: outcome.cause, problem: outcome.problem }]
      : [],
  );
  const list = report.list?.problem ? [report.list.problem] : [];
  printProblems([...list, ...failures.map(({ problem }) => problem), ...report.problems], console);
  if (failures.length > manyFailures) {
    for (const group of groupFailures(failures)) {
      const codes = group.codes.map((one) => `${one.code} ${one.count}`).join(', ');
      console.err(`${group.feedIds.length} × ${group.cause}: ${codes}\n`);
    }
  }
  if (report.failure) printProblems([report.failure], console);
  console.err(summary(report));
}

export function unknownFeeds(options: FetchOptions, folder: SiteFolder): Problem[] {
  const ids = folder.config.feeds.map((feed) => feed.id);
  return options.feeds
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      code: 'CLI_UNKNOWN_FEED',
      what: `There is no feed "${id}".`,
      where: folder.dir,
      why: `Configured: ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''}.`,
      fix: 'Name a feed by its id.',
    }));
}

/** Does work that a first Ctrl-C, or a polite request to end, lets come to an orderly end. */
export async function untilSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

/** What an update came to, and the folder with the feeds that it fetched. */
interface Updated {
  readonly report: UpdateReport;
  readonly folder: SiteFolder;
}

/** Feeds that have not answered with all that they hold. */
function stillToAsk(again: ReadonlySet<string>, { outcomes }: UpdateReport): Set<string> {
  const answered = new Set(outcomes.flatMap(({ feed, result }) => (result === 'fresh' ? [feed] : [])));
  return new Set([...again].filter((feed) => !answered.has(feed)));
}

/** Loaded only where the list has an address. */
async function refreshed(input: RefreshInput): Promise<Refreshed> {
  const { refreshList } = await import('../run/gather/feed-list.ts');
  return refreshList(input);
}

/** The list of feeds first, where it has an address and no feed is named; then the feeds. */
async function updateLocked(
  options: FetchOptions,
  before: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Updated> {
  const asked = await readAsked(cacheDir(before));
  const view = progressView(console);
  return untilSignal(async (signal): Promise<Updated> => {
    const hasList = options.feeds.length === 0 && before.config.opmlUrl !== undefined;
    const { folder, list, failure } = hasList
      ? await refreshed({ folder: before, asked, options, signal })
      : { folder: before, list: undefined, failure: undefined };
    if (failure) return { folder, report: { outcomes: [], problems: [], failure } };
    const { feeds: again, remembered } = await lookForLost(folder, archive);
    const report = await update({
      config: folder.config,
      siteDir: folder.dir,
      archive,
      asked,
      again,
      remembered,
      now: options.now,
      force: options.force,
      ...(options.feeds.length > 0 && { only: new Set(options.feeds) }),
      ...(!options.quiet && { onProgress: view.show }),
      signal,
    });
    if (!report.failure) await writeAsked(cacheDir(folder), asked);
    if (!report.failure && again.size > 0) await writeAgain(cacheDir(folder), stillToAsk(again, report));
    return { folder, report: { ...report, ...(list && { list }) } };
  }).finally(view.end);
}

/** What copying images came to; absent when there was nothing to do. */
function imagesText({ copied, bytesIn, bytesOut, failures, left }: GatherReport): string | undefined {
  const failed = [...failures].sort(([one], [other]) => (one < other ? -1 : 1));
  if (copied + failed.length + left === 0) return undefined;
  const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  const parts = [`${copied} copied (${mb(bytesIn)} read, ${mb(bytesOut)} kept)`];
  const codes = failed.map(([code, count]) => `${code} ${count}`).join(', ');
  if (failed.length > 0) parts.push(`not available: ${codes}`);
  if (left > 0) parts.push(`${left} left for the next run`);
  return `Images: ${parts.join('; ')}.\n`;
}

type CopyOptions = GlobalOptions & Partial<Pick<FetchOptions, 'force' | 'feeds'>>;

interface Copied {
  readonly problems: readonly Problem[];
  /** What of it a program reads with `--json`. */
  readonly report: object;
}

/** Copies the images of what is kept, where the site shows its own copies. */
async function copyImagesLocked(
  options: CopyOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Copied> {
  if (folder.config.images !== 'local') return { problems: [], report: {} };
  const { feeds = [], force = false } = options;
  const only = feeds.length > 0 ? { only: new Set(feeds) } : {};
  const { copyImages } = await import('../run/upkeep/local-images.ts');
  const run = await untilSignal((signal) =>
    copyImages({ folder, archive, now: options.now, force, signal, ...only }),
  );
  if (run.kind === 'failed') {
    printProblems([run.problem], console);
    return { problems: [run.problem], report: {} };
  }
  const { failures, ...counts } = run.report;
  const text = imagesText(run.report);
  if (!options.quiet && text !== undefined) console.err(text);
  return { problems: [], report: { images: { ...counts, failures: Object.fromEntries(failures) } } };
}

/** What taking texts from pages came to. */
function fullTextsText({ taken, failures, left }: FullTextReport): string {
  const failed = [...failures].sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = [`${taken} taken from their pages`];
  const codes = failed.map(([code, count]) => `${code} ${count}`).join(', ');
  if (failed.length > 0) parts.push(`not to be had: ${codes}`);
  if (left > 0) parts.push(`${left} left for a later run`);
  return `Full texts: ${parts.join('; ')}.\n`;
}

/** Takes texts from pages, where a feed asks for that. */
async function fullTextsLocked(
  options: CopyOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Copied> {
  if (!folder.config.feeds.some(({ fullText }) => fullText)) return { problems: [], report: {} };
  const { feeds = [], force = false } = options;
  const only = feeds.length > 0 ? { only: new Set(feeds) } : {};
  const { gatherFullTexts } = await import('../run/upkeep/full-texts.ts');
  const run = await untilSignal((signal) =>
    gatherFullTexts({ folder, archive, now: options.now, force, signal, ...only }),
  );
  if (run === undefined) return { problems: [], report: {} };
  if (run.kind === 'failed') {
    printProblems([run.problem], console);
    return { problems: [run.problem], report: {} };
  }
  const { failures, ...counts } = run.report;
  if (!options.quiet) console.err(fullTextsText(run.report));
  return { problems: [], report: { fullTexts: { ...counts, failures: Object.fromEntries(failures) } } };
}

/**
 * Copies what feeds only name: texts of pages, the images of what is kept, where the site shows its own copies, and the
 * faces of sources. The caller holds the lock.
 */
export async function copyLocked(
  options: CopyOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Copied> {
  const texts = await fullTextsLocked(options, folder, archive, console);
  const pictures = await copyPicturesLocked(options, folder, archive, console);
  return {
    problems: [...texts.problems, ...pictures.problems],
    report: { ...texts.report, ...pictures.report },
  };
}

async function copyPicturesLocked(
  options: CopyOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Copied> {
  const images = await copyImagesLocked(options, folder, archive, console);
  // What kept these from being copied keeps faces, too.
  if (images.problems.length > 0) return images;
  const { feeds = [], force = false } = options;
  const only = feeds.length > 0 ? { only: new Set(feeds) } : {};
  const { duePortraits } = await import('../run/upkeep/due-portraits.ts');
  const asked = { folder, now: options.now, force, ...only };
  if ((await duePortraits(asked)) === undefined) return images;
  const { copyPortraits } = await import('../run/upkeep/portraits.ts');
  const { problem, report } = await untilSignal((signal) => copyPortraits({ ...asked, archive, signal }));
  if (problem) printProblems([problem], console);
  if (report && !options.quiet)
    console.err(`Faces of sources: ${report.copied} copied, ${report.failed} not to be had.\n`);
  return {
    problems: [...images.problems, ...(problem ? [problem] : [])],
    report: { ...images.report, ...(report && { portraits: report }) },
  };
}

/** Addresses of a list that cannot be fetched: told when the list is new, and then with every command. */
function skippedBy({ notices }: SiteFolder): readonly Problem[] {
  return notices.filter(({ code }) => code === 'OPML_FEED_SKIPPED');
}

/** `daybook fetch`: pulls due feeds into `_data`. */
export async function fetchCommand(
  options: FetchOptions,
  folder: SiteFolder,
  console: Console,
): Promise<CommandResult> {
  const unknown = unknownFeeds(options, folder);
  if (unknown.length > 0) {
    printProblems(unknown, console);
    return { exitCode: exitCodes.usage, report: { problems: unknown } };
  }
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, async () => {
    const { report, folder: fetched } = await updateLocked(options, folder, archive, console);
    if (report.list?.result === 'fresh' && !options.quiet) printProblems(skippedBy(fetched), console);
    if (!options.quiet || report.failure) printReport(report, console);
    const images = report.failure
      ? { problems: [report.failure], report: {} }
      : await copyLocked(options, fetched, archive, console);
    const { list } = report;
    const problems = [...report.problems, ...images.problems];
    return {
      exitCode: exitCodeOf(report, options.strict),
      report: {
        counts: fetchCounts(report),
        ...(list && { opml: list }),
        feeds: report.outcomes,
        ...images.report,
        problems,
      },
    };
  });
}
