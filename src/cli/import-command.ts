import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { stripTerminal } from '../clean/index.ts';
import {
  type ImportedList,
  isOsmosfeedCache,
  type Merge,
  mergeList,
  readFeedList,
  unreadableList,
} from '../config/index.ts';
import { count } from '../model/count.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import { decodeDocument } from '../parse/index.ts';
import type { GlobalOptions } from '../run/site-folder.ts';
import { type CommandResult, type NamedCommand, stoppedBy } from './command-result.ts';
import { type Console, printList, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import type { OpenCache } from './import-items.ts';
import { openSiteConfig, type SiteConfig, withAdditions, writeSiteConfig } from './site-config.ts';
import { dropWelcome } from './welcome.ts';

export interface ImportOptions extends GlobalOptions {
  readonly dryRun: boolean;
}

/** Reads a list of feeds from a file. */
export async function readListFile(file: string): Promise<ImportedList> {
  const path = resolve(file);
  const text = await readText(path);
  return 'problem' in text ? text : readFeedList(text.text, basename(path));
}

async function readText(path: string): Promise<{ readonly text: string } | { readonly problem: Problem }> {
  try {
    return { text: decodeDocument(await readFile(path)).text };
  } catch (error) {
    return unreadableList(
      path,
      errorMessage(error),
      'Name a list (OPML, planet.ini, osmosfeed.yaml, one address a line), or a cache (a folder of Planet Venus, cache.json of osmosfeed).',
    );
  }
}

function feedLine(feed: Merge['additions']['feeds'][number]): string {
  if (typeof feed === 'string') return feed;
  const place = feed.section === undefined ? '' : `  (${feed.section})`;
  return `${stripTerminal(shownAddress(feed.url))}${place}`;
}

function tell(merge: Merge, options: ImportOptions, console: Console): void {
  if (options.quiet) return;
  const { additions, duplicates } = merge;
  const verb = options.dryRun ? 'would be added' : 'added';
  printList(`${count(additions.feeds.length, 'feed')} ${verb}:`, additions.feeds.map(feedLine), console);
  printList(
    `${count(additions.sections.length, 'section')} ${verb}:`,
    additions.sections.map(({ id, title }) => `${id}: ${stripTerminal(title)}`),
    console,
  );
  printList(
    `Already there: ${count(duplicates.length, 'feed')}:`,
    duplicates.map((url) => stripTerminal(shownAddress(url))),
    console,
  );
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

/** Opens the cache in a folder, or of a file; or returns the text of a file that is not one. */
async function cacheAt(
  path: string,
): Promise<OpenCache | { readonly text: string } | { readonly problem: Problem }> {
  if (await isFolder(path)) {
    const { openVenusCache } = await import('../run/import/venus.ts');
    return (feeds) => openVenusCache(path, feeds);
  }
  const read = await readText(path);
  if ('problem' in read || !isOsmosfeedCache(read.text)) return read;
  const { openOsmosfeedCache } = await import('../run/import/osmosfeed.ts');
  return async () => openOsmosfeedCache(read.text, basename(path));
}

/** The cache that lies beside a list: where it says, or where its program puts it. */
async function cacheBeside(path: string, list: ImportedList): Promise<OpenCache | undefined> {
  if ('problem' in list) return undefined;
  const named = list.cache === undefined ? [] : [list.cache];
  const usual = list.format === 'osmosfeed.yaml' ? ['public/cache.json', 'cache.json'] : [];
  for (const place of [...named, ...usual]) {
    const found = resolve(dirname(path), place);
    if (!(await stat(found).catch(() => undefined))) continue;
    const { isVenusCache } = await import('../run/import/venus.ts');
    if ((await isFolder(found)) && !(await isVenusCache(found))) continue;
    const open = await cacheAt(found);
    if (typeof open === 'function') return open;
  }
  return undefined;
}

/**
 * `daybook import`: adds the feeds of another program's list to `daybook.yaml`, and the items of its cache to the
 * archive; what is there already stays as it is.
 */
export const importCommand: NamedCommand<string, ImportOptions> = async (file, options, console) => {
  const path = resolve(file);
  const found = await cacheAt(path);
  if (typeof found === 'function') return takeCache(found, options, console);
  if ('problem' in found) return stoppedBy(found.problem, exitCodes.failed, console);
  const list = readFeedList(found.text, basename(path));
  const { result, edited } = await importList(list, basename(path), options, console);
  if (result.exitCode !== exitCodes.done) return result;
  const beside = await cacheBeside(path, list);
  if (beside === undefined) return result;
  const taken = await takeCache(beside, { ...options, ...(edited && { edited }) }, console);
  return { exitCode: taken.exitCode, report: { ...result.report, cache: taken.report } };
};

async function takeCache(
  open: OpenCache,
  options: ImportOptions & { readonly edited?: SiteConfig },
  console: Console,
): Promise<CommandResult> {
  const { importItems } = await import('./import-items.ts');
  const result = await importItems(open, options, console);
  if (result.exitCode === exitCodes.done && !options.dryRun) await dropWelcome(options, console);
  return result;
}

interface ListImport {
  readonly result: CommandResult;
  /** What the configuration would be: of a preview. */
  readonly edited?: SiteConfig;
}

async function importList(
  read: ImportedList,
  name: string,
  options: ImportOptions,
  console: Console,
): Promise<ListImport> {
  const config = await openSiteConfig(options.site);
  if ('problems' in config) return { result: stoppedBy(config.problems, exitCodes.usage, console) };
  if ('problem' in read) return { result: stoppedBy(read.problem, exitCodes.failed, console) };
  const merge = mergeList(read.feeds, config.present, name);
  const problems = [...read.notes, ...merge.skipped];
  printProblems(problems, console);
  const { feeds, sections } = merge.additions;
  if (!options.quiet) console.err(`Read ${read.format}: ${count(read.feeds.length, 'feed')}.\n`);
  const edited = feeds.length > 0 ? await withAdditions(config, merge.additions) : undefined;
  if (edited && 'problems' in edited) return { result: stoppedBy(edited.problems, exitCodes.usage, console) };
  if (edited && !options.dryRun) {
    const failed = await writeSiteConfig(config.dir, edited.text);
    if (failed) return { result: stoppedBy(failed, exitCodes.failed, console) };
  }
  tell(merge, options, console);
  const isDropped = !options.dryRun && (await dropWelcome(options, console));
  if (feeds.length === 0 && !isDropped && !options.quiet) console.err('Nothing was changed.\n');
  const report = {
    format: read.format,
    feeds,
    sections,
    duplicates: merge.duplicates,
    problems,
    dryRun: options.dryRun,
  };
  const preview = options.dryRun && edited;
  return {
    result: { exitCode: exitCodes.done, report },
    ...(preview && { edited: { ...config, text: preview.text, present: preview.config } }),
  };
}
