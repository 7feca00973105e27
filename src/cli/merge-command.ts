import type { Archive } from '../archive/index.ts';
import { count } from '../model/count.ts';
import { findBundles } from '../run/bundle/find-bundles.ts';
import { type MergeCounts, mergeBundles } from '../run/bundle/merge-bundles.ts';
import { readAsked, writeAsked } from '../run/gather/asked.ts';
import { refreshList } from '../run/gather/feed-list.ts';
import { archiveOf, cacheDir, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { copyNamed } from './copy-named.ts';
import { exitCodes } from './exit-codes.ts';
import { bundleDir } from './fetch-bundle.ts';
import { untilSignal } from './until-signal.ts';

interface MergeOptions extends GlobalOptions {
  /** Files, or folders of files; `_bundle` when empty. */
  readonly bundles: readonly string[];
}

function summary({ bundles, read, unchanged, older, unknown, added, revised }: MergeCounts): string {
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
  signal: AbortSignal,
): Promise<CommandResult> {
  const asked = await readAsked(cacheDir(before));
  // The parts fetch what the list named when they were last merged: only this command writes.
  const {
    folder,
    list,
    failure: unwritten,
  } = await refreshList({ folder: before, asked, options: { ...options, force: false }, signal });
  if (unwritten) return stoppedBy(unwritten, exitCodes.failed, console);
  const { now } = options;
  const names = options.bundles.length > 0 ? options.bundles : [bundleDir(folder)];
  const found = await findBundles(names, { site: folder.config.url, now });
  if (list?.problem) printProblems([list.problem], console);
  const merged = await mergeBundles(found.places, { folder, archive, asked, now });
  const { counts, failure } = merged;
  if (!failure && (counts.bundles > 0 || list)) await writeAsked(cacheDir(folder), asked);
  const images = failure
    ? { problems: [], report: {} }
    : await copyNamed({ ...options, signal }, folder, archive, console);
  const refused = [...found.problems, ...merged.refused];
  const problems = [...merged.problems, ...refused, ...(failure ? [failure] : [])];
  printProblems(problems, console);
  if (!options.quiet) console.err(summary(counts));
  return {
    exitCode: !failure && refused.length === 0 ? exitCodes.done : exitCodes.failed,
    report: {
      counts,
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
  return withLock(archive, console, () =>
    untilSignal(console, (signal) => mergeLocked(options, folder, archive, console, signal)),
  );
};
