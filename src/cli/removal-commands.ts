import type { Archive, DroppedItem, Failed, ForgetTarget, LostItem } from '../archive/index.ts';
import { stripTerminal } from '../clean/index.ts';
import { count } from '../model/count.ts';
import type { Problem } from '../model/types.ts';
import { archiveOf, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import {
  dropUnusedImages,
  dropUnusedPortraits,
  type Named,
  namedInArchive,
} from '../run/upkeep/unused-copies.ts';
import { forgetFace } from '../site/index.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { unknownFeed } from './fetch-command.ts';
import { renderCommand } from './render-command.ts';

/** `prune` and `forget`: removing what is kept. */

function listDropped(items: readonly DroppedItem[], console: Console): void {
  for (const { day, feed, key, title } of items) {
    console.err(`  ${day}  ${feed}  ${key}  ${stripTerminal(title ?? '')}\n`);
  }
}

/** Copies of images that only these items had go with them, and what is kept of their words. */
async function dropCopies(folder: SiteFolder, archive: Archive, before: Named): Promise<number> {
  const after = await namedInArchive(archive);
  const dropped = await dropUnusedImages(folder, before, after);
  await dropUnusedPortraits(folder, archive, after);
  const { wordStore } = await import('../site/content/kept-words.ts');
  wordStore(folder.dir).clear();
  return dropped;
}

/** Items that are in the site alone. */
async function lostIn(folder: SiteFolder, archive: Archive) {
  const { findLostItems } = await import('../site/content/kept-ledger.ts');
  return (await findLostItems(folder.dir, archive)) ?? [];
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

/** What a command removed, or would. */
interface Removed {
  readonly items: readonly DroppedItem[];
  readonly problems: readonly Problem[];
  /** `3 items of 2 days` */
  readonly what: string;
  readonly verb: 'removed' | 'forgotten';
  readonly namesItems: boolean;
  readonly report: Readonly<Record<string, unknown>>;
  /** One sentence more. */
  readonly hint?: string;
}

type Removal = GlobalOptions & { readonly dryRun: boolean };
type Remove = (
  archive: Archive,
  mode: 'do' | 'preview',
  lost: readonly LostItem[],
) => Promise<Removed | Failed | CommandResult>;

/** Whether nothing is called so; an earlier run may have removed it that did not come to the copies and the site. */
const isNothing = (result: Removed | Failed | CommandResult): boolean =>
  'exitCode' in result || ('problem' in result && result.problem.code === 'ARCHIVE_NOTHING_TO_FORGET');

/**
 * Removes items, says what went, and makes the site anew without them; a dry run only says what would go. What an earlier
 * run removed and did not come to the end with goes from copies and site in any case.
 */
async function removing(
  { dryRun, ...options }: Removal,
  folder: SiteFolder,
  console: Console,
  remove: Remove,
): Promise<CommandResult> {
  const archive = archiveOf(folder, options.now);
  let foundNothing = false;
  const done = await withLock(archive, console, async () => {
    const before = dryRun ? undefined : await namedInArchive(archive);
    const result = await remove(archive, dryRun ? 'preview' : 'do', await lostIn(folder, archive));
    foundNothing = isNothing(result);
    if (foundNothing && before) await dropCopies(folder, archive, before);
    if ('exitCode' in result) return result;
    if ('problem' in result) return stoppedBy(result.problem, exitCodes.failed, console);
    const { items, problems, what, verb, namesItems, report, hint } = result;
    printProblems(problems, console);
    if (!options.quiet) console.err(`${what} ${dryRun ? 'would be ' : ''}${verb}.\n`);
    if (namesItems) listDropped(items, console);
    if (hint !== undefined && !options.quiet) console.err(`${hint}\n`);
    const unused = before === undefined ? 0 : await dropCopies(folder, archive, before);
    if (unused > 0 && !options.quiet) console.err(`${count(unused, 'unused image')} removed.\n`);
    return { exitCode: exitCodes.done, report };
  });
  if (dryRun) return done;
  if (foundNothing) await renderCommand({ ...options, quiet: true }, folder, console);
  return foundNothing ? done : withSite(options, folder, console, done);
}

/** `daybook prune`: drops what the retention rule names, from data, site and search. */
export const pruneCommand: SiteCommand<Removal> = (options, folder, console) =>
  removing(options, folder, console, async (archive, mode, lost) => {
    const result = await archive.prune(mode, lost);
    if (result.kind === 'failed') return result;
    const { items, days, problems } = result;
    const what = `${count(items.length, 'item')} of ${count(days.length, 'day')}`;
    const report = { pruned: items, dryRun: options.dryRun };
    return { items, problems, what, verb: 'removed', namesItems: options.dryRun, report };
  });

interface ForgetRun {
  readonly folder: SiteFolder;
  readonly archive: Archive;
  readonly lost: readonly LostItem[];
  readonly console: Console;
}

/** Whoever names a feed that is not configured and left nothing behind meant another. */
async function refuseStranger(
  { kind, name }: ForgetTarget,
  { folder, archive, lost, console }: ForgetRun,
): Promise<CommandResult | undefined> {
  if (kind !== 'feed' || folder.config.feeds.some(({ id }) => id === name)) return undefined;
  const recorded = await archive.recordedFeeds();
  if (recorded.includes(name)) return undefined;
  const found = await archive.forget('preview', { kind, name }, lost);
  if (found.kind === 'failed') return stoppedBy(found.problem, exitCodes.failed, console);
  if (found.items.length + found.copies.length > 0) return undefined;
  const problem = unknownFeed(name, folder, 'Name a feed by its id.', recorded);
  return stoppedBy({ ...problem, kept: 'Everything; nothing was changed.' }, exitCodes.usage, console);
}

/** `daybook forget`: removes permanently what a removal request names, and keeps it from coming back. */
export const forgetCommand: SiteCommand<Removal & { readonly target: ForgetTarget }> = (
  { target, ...options },
  folder,
  console,
) =>
  removing(options, folder, console, async (archive, mode, lost) => {
    const refused = await refuseStranger(target, { folder, archive, lost, console });
    if (refused) return refused;
    const result = await archive.forget(mode, target, lost);
    if (result.kind === 'failed') return result;
    const { items, copies, problems } = result;
    const { kind, name } = target;
    if (kind === 'feed' && mode === 'do') await forgetFace(folder.dir, name);
    const isFollowed = kind === 'feed' && folder.config.feeds.some(({ id }) => id === name);
    const report = { forgotten: items, copies, dryRun: options.dryRun };
    return {
      items,
      problems,
      what: count(items.length, 'item'),
      verb: 'forgotten',
      namesItems: true,
      report,
      ...(isFollowed && {
        hint: `It is still asked and named on the site. To end that: daybook remove ${name}`,
      }),
    };
  });
