import { join } from 'node:path';
import type { Archive } from '../archive/index.ts';
import { count } from '../model/count.ts';
import type { Problem } from '../model/types.ts';
import { archiveOf, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import { claimCache, unusableFolders } from '../run/usable-folder.ts';
import {
  type FolderState,
  mayWriteTo,
  type Outcome,
  readAllRecords,
  upToDate,
  withKeptFaces,
} from '../site/index.ts';
import type { RenderReport } from '../site/render/render.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { renderFault, type TemplateFault } from './template-fault.ts';
import { refusedBy } from './unexpected.ts';

function foreignFolder(dir: string): Problem {
  return {
    code: 'RENDER_FOREIGN_FOLDER',
    what: 'The output folder contains files that Daybook did not make.',
    where: dir,
    why: 'Rendering removes files that no longer belong to the site, and must never remove somebody else’s.',
    fix: 'Move those files away, or delete the folder.',
  };
}

/** An error with those that it wraps, the one that began it last: Eleventy and others wrap it in their own. */
function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (let last = error; chain.length < 10 && last instanceof Error; ) {
    last = 'originalError' in last ? last.originalError : last.cause;
    if (last === undefined || chain.includes(last)) break;
    chain.push(last);
  }
  return chain;
}

/** The messages of an error and of those that it wraps, the outermost first. */
function messagesOf(error: unknown): string[] {
  return chainOf(error).map((one) => (one instanceof Error ? one.message : String(one)));
}

function placeOf({ file, line, column }: TemplateFault): string {
  return line === undefined ? file : `${file}, line ${line}, column ${column ?? 1}`;
}

/** A template that fails, a disk that is full: the cause in words, without a stack. */
function renderFailed(error: unknown, dir: string): Problem {
  const messages = messagesOf(error);
  const common = {
    code: 'RENDER_FAILED',
    kept: 'The archive is untouched; pages that were not reached are as they were.',
  };
  const fault = renderFault(messages, dir);
  if (fault === undefined) {
    const what = 'The site could not be rendered.';
    const fix = 'Make room if the disk is full; otherwise please report this.';
    const refused = refusedBy(chainOf(error).at(-1), dir);
    return { ...common, what, ...(refused ?? { where: dir, why: messages.at(-1) ?? '', fix }) };
  }
  return {
    ...common,
    what: 'A template could not be rendered.',
    where: placeOf(fault),
    why: fault.why,
    fix: 'Correct the template there. If you remove the file, the built-in one is used.',
  };
}

/** What keeps Eleventy from making the pages below `pages/`. */
function pagesFailed(error: unknown, dir: string): Problem {
  const messages = messagesOf(error);
  const fault = renderFault(messages, dir) ?? { file: 'pages', why: messages.at(-1) ?? '' };
  return {
    code: 'PAGES_FAILED',
    what: 'A page of yours could not be made.',
    where: placeOf(fault),
    why: fault.why,
    fix: 'Correct the file there.',
    kept: 'The digest is made. All pages that Eleventy makes of yours are as they were published last.',
  };
}

function problemsOf({ problems, ...report }: RenderReport, dir: string): readonly Problem[] {
  return 'pagesFault' in report ? [...problems, pagesFailed(report.pagesFault, dir)] : problems;
}

function summary(report: RenderReport): string {
  const { items, editions, pages, rendered, written, unchanged, removed, whole } = report;
  const gone = removed > 0 ? `, ${removed} removed` : '';
  const made = whole === undefined ? ` (${rendered} rendered)` : '';
  return `${count(editions, 'edition')}, ${count(items, 'item')}, ${count(pages, 'page')}${made}. Files: ${written} written, ${unchanged} unchanged${gone}.\n`;
}

/** What of a rendering a program reads with `--json`. */
function reportOf(report: RenderReport, { why }: RenderOptions): object {
  const { reasons, pagesFault, ...rest } = report;
  return why === true ? { ...rest, reasons: Object.fromEntries(reasons) } : rest;
}

/** One line for everything that was made, and why. */
function whyText({ reasons, whole }: RenderReport): string {
  if (whole !== undefined) return `Everything was made: ${whole}.\n`;
  return [...reasons].map(([id, reason]) => `${id}  ${reason}\n`).join('');
}

export interface RenderOptions extends GlobalOptions {
  /** Make every page, whether it changed or not. */
  readonly all?: boolean;
  /** Say why each page was made. */
  readonly why?: boolean;
  /** Look at the bytes of every file, not only at sizes and times. */
  readonly check?: boolean;
  /** Whether this program has rendered before: set by `serve`. */
  readonly again?: boolean;
  /** How many processes may make pages; as many as there are cores when absent. */
  readonly processes?: number;
}

/** Nothing is to do: says what is there. */
function unchanged(outcome: Outcome, options: RenderOptions, console: Console): CommandResult {
  const { problems, files, ...counts } = outcome;
  const report: RenderReport = {
    ...counts,
    rendered: 0,
    written: 0,
    unchanged: files,
    removed: 0,
    reasons: new Map(),
    whole: undefined,
    problems,
  };
  printProblems(problems, console);
  if (!options.quiet) console.err(summary(report));
  return { exitCode: exitCodes.done, report: { render: reportOf(report, options), problems } };
}

/** Takes in faces of sources that lie in the site folder. Returns those that cannot be read. */
async function ownFaces(folder: SiteFolder, now: string): Promise<Problem[]> {
  const isOwn = folder.config.feeds.some(({ face }) => face !== undefined && !/^https?:/i.test(face));
  if (!isOwn) return [];
  const { keepOwnPortraits } = await import('../run/upkeep/portraits.ts');
  return keepOwnPortraits(folder, now);
}

async function renderLocked(
  options: RenderOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<CommandResult> {
  try {
    const state = renderedState(folder, options);
    const isWanted = options.all === true || options.check === true;
    const current = isWanted ? undefined : await upToDate(state);
    if (current) return unchanged(current, options, console);
    // Loaded only now: a run without news needs none of it.
    const { renderSite } = await import('../site/render/render.ts');
    const { records, problems: damage } = await readAllRecords(folder.config, archive);
    const ids = [...folder.config.feeds.map(({ id }) => id), ...(await archive.recordedFeeds())];
    const report = await renderSite({
      ...state,
      archive,
      records: await withKeptFaces(folder.dir, records, ids),
      damage,
      all: options.all === true,
      check: options.check === true,
      again: options.again === true,
      ...(options.processes !== undefined && { slicing: { processes: options.processes } }),
    });
    const problems = problemsOf(report, folder.dir);
    printProblems(problems, console);
    if (!options.quiet) console.err(summary(report));
    if (options.why === true && !options.json) console.out(whyText(report));
    return {
      exitCode: exitCodes.done,
      report: { render: reportOf({ ...report, problems }, options), problems },
    };
  } catch (error) {
    // A newer version wrote a part of the archive: reported as it is.
    const { ArchiveTooNew } = await import('../site/render/render.ts');
    const problem = error instanceof ArchiveTooNew ? error.problem : renderFailed(error, folder.dir);
    return stoppedBy(problem, exitCodes.failed, console);
  }
}

function outputDirOf(folder: SiteFolder): string {
  return join(folder.dir, '_site');
}

/** What a rendering starts from. */
export function renderedState(folder: SiteFolder, { now }: Pick<GlobalOptions, 'now'>): FolderState {
  return { siteDir: folder.dir, outputDir: outputDirOf(folder), config: folder.config, now };
}

/** `daybook render`: makes `_site` from `_data`, without the network. */
export const renderCommand: SiteCommand<RenderOptions> = async (options, folder, console) => {
  const outputDir = outputDirOf(folder);
  const unusable = await unusableFolders(folder.dir, 'pages');
  if (unusable.length > 0) return stoppedBy(unusable, exitCodes.failed, console);
  if (!(await mayWriteTo(outputDir))) return stoppedBy(foreignFolder(outputDir), exitCodes.failed, console);
  await claimCache(folder.dir);
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, async () => {
    const faces = await ownFaces(folder, options.now);
    printProblems(faces, console);
    const { exitCode, report } = await renderLocked(options, folder, archive, console);
    const problems = Array.isArray(report.problems) ? report.problems : [];
    return { exitCode, report: { ...report, problems: [...faces, ...problems] } };
  });
};
