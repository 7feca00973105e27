import type { Archive } from '../archive/index.ts';
import type { GatherReport } from '../images/index.ts';
import { defined } from '../model/defined.ts';
import { sortedByKey } from '../model/sorted.ts';
import type { Problem } from '../model/types.ts';
import type { GlobalOptions, SiteFolder, SiteRun } from '../run/site-folder.ts';
import type { FullTextReport } from '../run/upkeep/full-texts.ts';
import { type Console, printProblems } from './console.ts';

/** Copies what feeds only name. Each part is loaded only where there is something for it to do. */

interface CopyOptions extends GlobalOptions {
  readonly force?: boolean;
  /** Ids of feeds; all when empty or absent. */
  readonly feeds?: readonly string[];
  /** Ends what is on its way, and lets nothing begin. */
  readonly signal: AbortSignal;
}

/** What copying came to. */
export interface Copied {
  readonly problems: readonly Problem[];
  /** By the names that a program reads with `--json`. */
  readonly report: Readonly<Record<string, unknown>>;
}

/** What one part came to: a line for the terminal, where there is something to say, and its report. */
interface Part {
  readonly problem?: Problem;
  readonly line?: string;
  readonly report?: Readonly<Record<string, unknown>>;
}

function codesOf(failures: ReadonlyMap<string, number>): string {
  const sorted = sortedByKey(failures);
  return sorted.map(([code, times]) => `${code} ${times}`).join(', ');
}

function sentence(name: string, parts: readonly (string | false)[]): string {
  return `${name}: ${parts.filter(Boolean).join('; ')}.\n`;
}

function imagesLine({ copied, bytesIn, bytesOut, failures, left }: GatherReport): string | undefined {
  if (copied + failures.size + left === 0) return undefined;
  const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return sentence('Images', [
    `${copied} copied (${mb(bytesIn)} read, ${mb(bytesOut)} kept)`,
    failures.size > 0 && `not available: ${codesOf(failures)}`,
    left > 0 && `${left} left for the next run`,
  ]);
}

async function images(run: SiteRun): Promise<Part> {
  if (run.folder.config.images !== 'local') return {};
  const { copyImages } = await import('../run/upkeep/local-images.ts');
  const { report, problem } = await copyImages(run);
  if (!report) return defined({ problem });
  const failures = Object.fromEntries(report.failures);
  return { ...defined({ line: imagesLine(report) }), report: { images: { ...report, failures } } };
}

function fullTextsLine({ taken, failures, left }: FullTextReport): string {
  return sentence('Full texts', [
    `${taken} taken from their pages`,
    failures.size > 0 && `not to be had: ${codesOf(failures)}`,
    left > 0 && `${left} left for a later run`,
  ]);
}

async function fullTexts(run: SiteRun): Promise<Part> {
  if (!run.folder.config.feeds.some((feed) => feed.fullText)) return {};
  const { gatherFullTexts } = await import('../run/upkeep/full-texts.ts');
  const { report, problem } = await gatherFullTexts(run);
  if (!report) return defined({ problem });
  const failures = Object.fromEntries(report.failures);
  return { line: fullTextsLine(report), report: { fullTexts: { ...report, failures } } };
}

async function portraits(run: SiteRun): Promise<Part> {
  const { duePortraits } = await import('../run/upkeep/due-portraits.ts');
  // Where nobody can tell, because a file cannot be read, copying says so.
  const due = await duePortraits(run).catch(() => 'unknown');
  if (due === undefined) return {};
  const { copyPortraits } = await import('../run/upkeep/portraits.ts');
  const { report, problem } = await copyPortraits(run);
  if (!report) return defined({ problem });
  const line = sentence('Faces of sources', [`${report.copied} copied, ${report.failed} not to be had`]);
  return { line, report: { portraits: report } };
}

/**
 * Copies what feeds only name: texts of pages, the images of what is kept, where the site shows its own copies, and the
 * faces of sources. The caller holds the lock.
 */
export async function copyNamed(
  options: CopyOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<Copied> {
  const { now, feeds = [], force = false, quiet, signal } = options;
  const only = feeds.length > 0 && { only: new Set(feeds) };
  const copied = async (part: (run: SiteRun) => Promise<Part>): Promise<Part> => {
    if (signal.aborted) return {};
    const done = await part({ folder, archive, now, force, signal, ...only });
    if (done.problem) printProblems([done.problem], console);
    if (!quiet && done.line !== undefined) console.err(done.line);
    return done;
  };
  const parts = [await copied(fullTexts), await copied(images)];
  // What keeps images from being copied keeps faces, too.
  if (parts[1]?.problem === undefined) parts.push(await copied(portraits));
  return {
    problems: parts.flatMap(({ problem }) => problem ?? []),
    report: Object.assign({}, ...parts.map(({ report }) => report)),
  };
}
