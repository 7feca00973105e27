import type { Archive, DroppedItem, ForgetTarget } from '../archive/index.ts';
import { stripTerminal } from '../clean/index.ts';
import { count } from '../model/count.ts';
import { archiveOf, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import { dropUnusedImages } from '../run/upkeep/local-images.ts';
import { dropUnusedPortraits } from '../run/upkeep/portraits.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { renderCommand } from './render-command.ts';

/** `prune` and `forget`: removing what is kept. */

function listDropped(items: readonly DroppedItem[], console: Console): void {
  for (const { day, feed, key, title } of items) {
    console.err(`  ${day}  ${feed}  ${key}  ${stripTerminal(title ?? '')}\n`);
  }
}

/** Copies of images that only these items had go with them, and what is kept of their words. */
async function dropCopies(
  folder: SiteFolder,
  archive: Archive,
  quiet: boolean,
  console: Console,
): Promise<void> {
  const dropped = await dropUnusedImages(folder, archive);
  await dropUnusedPortraits(folder, archive);
  const { wordStore } = await import('../site/content/kept-words.ts');
  wordStore(folder.dir).clear();
  if (dropped > 0 && !quiet) console.err(`${count(dropped, 'unused image')} removed.\n`);
}

/** Items that are in the site alone. */
async function lostIn(folder: SiteFolder, archive: Archive) {
  const { findLostItems } = await import('../site/content/kept-ledger.ts');
  return findLostItems(folder.dir, archive);
}

/** Pages, search and feeds are made anew without the items that were removed. */
async function withSite(
  options: GlobalOptions,
  folder: SiteFolder,
  console: Console,
  done: CommandResult,
): Promise<CommandResult> {
  if (done.exitCode !== exitCodes.done) return done;
  const rendered = await renderCommand(options, folder, console);
  return { exitCode: rendered.exitCode, report: { ...done.report, ...rendered.report } };
}

/** `daybook prune`: drops what the retention rule names, from data, site and search. */
export const pruneCommand: SiteCommand<GlobalOptions & { readonly preview: boolean }> = async (
  options,
  folder,
  console,
) => {
  const archive = archiveOf(folder, options.now);
  const done = await withLock(archive, console, async () => {
    const result = await archive.prune(options.preview ? 'preview' : 'do', await lostIn(folder, archive));
    if (result.kind === 'failed') return stoppedBy(result.problem, exitCodes.failed, console);
    printProblems(result.problems, console);
    const verb = options.preview ? 'would be removed' : 'removed';
    const what = `${count(result.items.length, 'item')} of ${count(result.days.length, 'day')}`;
    if (!options.quiet) console.err(`${what} ${verb}.\n`);
    if (options.preview) listDropped(result.items, console);
    else await dropCopies(folder, archive, options.quiet, console);
    return { exitCode: exitCodes.done, report: { pruned: result.items } };
  });
  return options.preview ? done : withSite(options, folder, console, done);
};

/** `daybook forget`: removes permanently what a removal request names, and keeps it from coming back. */
export const forgetCommand: SiteCommand<GlobalOptions & { readonly target: ForgetTarget }> = async (
  options,
  folder,
  console,
) => {
  const archive = archiveOf(folder, options.now);
  const done = await withLock(archive, console, async () => {
    const result = await archive.forget(options.target, await lostIn(folder, archive));
    if (result.kind === 'failed') return stoppedBy(result.problem, exitCodes.failed, console);
    printProblems(result.problems, console);
    console.err(`${count(result.items.length, 'item')} forgotten.\n`);
    listDropped(result.items, console);
    await dropCopies(folder, archive, options.quiet, console);
    return { exitCode: exitCodes.done, report: { forgotten: result.items, copies: result.copies } };
  });
  return withSite(options, folder, console, done);
};
