import type { Archive } from '../archive/index.ts';
import { groupFailures } from '../fetch/index.ts';
import { count } from '../model/count.ts';
import { suggest } from '../model/suggest.ts';
import type { Problem } from '../model/types.ts';
import { readAsked, writeAsked } from '../run/gather/asked.ts';
import { lookForLost, writeAgain } from '../run/gather/lost-items.ts';
import { type FeedOutcome, type UpdateReport, update } from '../run/gather/update.ts';
import { archiveOf, cacheDir, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import { clockNotice } from './clock-notice.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { copyNamed } from './copy-named.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { countsText, progressView } from './progress.ts';
import { untilSignal } from './until-signal.ts';

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
export function fetchCounts({ outcomes }: UpdateReport) {
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
  const revised = counts.revised > 0 ? `, ${counts.revised} revised` : '';
  return `${count(counts.feeds, 'feed')}: ${countsText(counts)}. ${count(counts.added, 'new item')}${revised}.\n`;
}

/** With more failures than this, they are also grouped by cause. */
const manyFailures = 5;

export function printReport(report: UpdateReport, console: Console): void {
  const failures = report.outcomes.flatMap((outcome) =>
    outcome.problem && outcome.cause
      ? [{ feedId: outcome.feed, cause: outcome.cause, problem: outcome.problem }]
      : [],
  );
  const { problem, notes = [] } = report.list ?? {};
  const list = problem ? [problem] : notes;
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

/** How a command ends that names feeds which are not configured; `undefined` where it names none such. */
export function refuseUnknown(
  options: FetchOptions,
  folder: SiteFolder,
  console: Console,
): CommandResult | undefined {
  const ids = new Set(folder.config.feeds.map((feed) => feed.id));
  const unknown = options.feeds.filter((id) => !ids.has(id));
  if (unknown.length === 0) return undefined;
  const problems = unknown.map((id) => unknownFeed(id, folder, 'Name a feed by its id.'));
  return stoppedBy(problems, exitCodes.usage, console);
}

/**
 * A name that no configured feed has.
 *
 * @param fix what to do where no known feed has a similar name
 * @param others ids of feeds that are not configured and may be meant all the same
 */
export function unknownFeed(
  name: string,
  { config, dir }: SiteFolder,
  fix: string,
  others: readonly string[] = [],
): Problem {
  const ids = config.feeds.map(({ id }) => id);
  const near = suggest(name, [...ids, ...others]);
  return {
    code: 'CLI_UNKNOWN_FEED',
    what: `There is no feed "${name}".`,
    where: dir,
    why: `Configured: ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''}.`,
    fix: near ? `Did you mean "${near}"?` : fix,
  };
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

/** The list of feeds first, where it has an address and no feed is named; then the feeds. */
async function updateLocked(
  options: FetchOptions & { readonly signal: AbortSignal },
  before: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Updated> {
  const { now, force, signal } = options;
  const asked = await readAsked(cacheDir(before));
  const view = progressView(console);
  try {
    const hasList = options.feeds.length === 0 && before.config.opmlUrl !== undefined;
    const { folder, list, failure } = hasList
      ? await (await import('../run/gather/feed-list.ts')).refreshList({
          folder: before,
          asked,
          options,
          signal,
        })
      : { folder: before, list: undefined, failure: undefined };
    if (failure) return { folder, report: { outcomes: [], problems: [], failure } };
    const { feeds: again, remembered } = await lookForLost(folder, archive, 'index');
    const report = await update({
      folder,
      archive,
      asked,
      again,
      remembered,
      now,
      force,
      ...(options.feeds.length > 0 && { only: new Set(options.feeds) }),
      ...(!options.quiet && { onProgress: view.show }),
      signal,
    });
    if (!report.failure) await writeAsked(cacheDir(folder), asked);
    if (!report.failure && again.size > 0) await writeAgain(cacheDir(folder), stillToAsk(again, report));
    return { folder, report: { ...report, ...(list && { list }) } };
  } finally {
    view.end();
  }
}

async function fetchLocked(
  options: FetchOptions & { readonly signal: AbortSignal },
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<CommandResult> {
  const clock = await clockNotice(archive, options.now);
  printProblems(clock, console);
  const { report, folder: fetched } = await updateLocked(options, folder, archive, console);
  // Addresses that cannot be fetched: reported when the list is new, and then with every command.
  const skipped = fetched.notices.filter(({ code }) => code === 'OPML_FEED_SKIPPED');
  if (report.list?.result === 'fresh' && !options.quiet) printProblems(skipped, console);
  if (!options.quiet || report.failure) printReport(report, console);
  const images = report.failure
    ? { problems: [report.failure], report: {} }
    : await copyNamed(options, fetched, archive, console);
  const { list } = report;
  const problems = [...clock, ...report.problems, ...images.problems];
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
}

/** `daybook fetch`: pulls due feeds into `_data`. */
export const fetchCommand: SiteCommand<FetchOptions> = async (options, folder, console) => {
  const refused = refuseUnknown(options, folder, console);
  if (refused) return refused;
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, () =>
    untilSignal(console, (signal) => fetchLocked({ ...options, signal }, folder, archive, console)),
  );
};
