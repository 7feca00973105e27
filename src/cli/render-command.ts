import { join } from 'node:path';
import type { Archive } from '../archive/index.ts';
import type { Problem } from '../model/types.ts';
import { mayWriteTo } from '../site/output.ts';
import { readAllRecords } from '../site/records.ts';
import { type RenderReport, renderSite } from '../site/render.ts';
import { type CommandResult, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { count } from './count.ts';
import { exitCodes } from './exit-codes.ts';
import { archiveOf, type GlobalOptions, type SiteFolder } from './site-folder.ts';

export interface RenderOptions extends GlobalOptions {
  /** Write every file of the site anew, also one that did not change. */
  readonly all?: boolean;
}

function foreignFolder(dir: string): Problem {
  return {
    code: 'RENDER_FOREIGN_FOLDER',
    what: 'The output folder holds files that Daybook did not make.',
    where: dir,
    why: 'Rendering removes what the site no longer has, and must never remove somebody else’s files.',
    fix: 'Move those files away, or delete the folder.',
  };
}

/** The error that began it: Eleventy and others wrap it in their own. */
function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 10 && root instanceof Error; depth++) {
    const inner = 'originalError' in root ? root.originalError : root.cause;
    if (inner === undefined || inner === root) break;
    root = inner;
  }
  return root;
}

/** A template that fails, a disk that is full, an engine that does not start: the cause in words, without a stack. */
function renderFailed(error: unknown, dir: string): Problem {
  const root = rootOf(error);
  return {
    code: 'RENDER_FAILED',
    what: 'The site could not be rendered.',
    where: dir,
    why: root instanceof Error ? root.message : String(root),
    fix: 'Make room if the disk is full; mend the template if one is named here; else please report this.',
    kept: 'The archive is untouched; pages that were not reached are as they were.',
  };
}

function summary(report: RenderReport): string {
  const { items, editions, pages, written, unchanged, removed } = report;
  const gone = removed > 0 ? `, ${removed} removed` : '';
  return `${count(editions, 'edition')}, ${count(items, 'item')}, ${count(pages, 'page')}. Files: ${written} written, ${unchanged} unchanged${gone}.\n`;
}

async function renderLocked(
  options: RenderOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<CommandResult> {
  try {
    const { records, problems } = await readAllRecords(folder.config, archive);
    const report = await renderSite({
      siteDir: folder.dir,
      outputDir: outputDirOf(folder),
      config: folder.config,
      now: options.now,
      archive,
      records,
      all: options.all === true,
    });
    const damage = [...problems, ...report.problems];
    printProblems(damage, console);
    if (!options.quiet) console.err(summary(report));
    return { exitCode: exitCodes.done, report: { render: report, problems: damage } };
  } catch (error) {
    return stoppedBy(renderFailed(error, folder.dir), exitCodes.failed, console);
  }
}

function outputDirOf(folder: SiteFolder): string {
  return join(folder.dir, '_site');
}

/** `daybook render`: makes `_site` from `_data`, without the network. */
export async function renderCommand(
  options: RenderOptions,
  folder: SiteFolder,
  console: Console,
): Promise<CommandResult> {
  const outputDir = outputDirOf(folder);
  if (!(await mayWriteTo(outputDir))) return stoppedBy(foreignFolder(outputDir), exitCodes.failed, console);
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, () => renderLocked(options, folder, archive, console));
}
