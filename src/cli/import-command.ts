import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { stripTerminal } from '../clean/index.ts';
import { type ImportedList, type Merge, mergeList, readFeedList } from '../config/index.ts';
import { showAddress } from '../fetch/index.ts';
import type { Problem } from '../model/types.ts';
import { decodeDocument } from '../parse/index.ts';
import type { CommandResult } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { count } from './count.ts';
import { exitCodes } from './exit-codes.ts';
import { openSiteConfig, withAdditions, writeSiteConfig } from './site-config.ts';
import type { GlobalOptions } from './site-folder.ts';
import { dropWelcome } from './welcome.ts';

export interface ImportOptions extends GlobalOptions {
  readonly dryRun: boolean;
}

/** Reads a list of feeds from a file. */
export async function readListFile(file: string): Promise<ImportedList> {
  const path = resolve(file);
  try {
    return readFeedList(decodeDocument(await readFile(path)).text, basename(path));
  } catch (error) {
    const problem = {
      code: 'IMPORT_UNREADABLE',
      what: 'Could not read the list of feeds.',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      fix: 'Name a file: OPML, planet.ini, osmosfeed.yaml, or one address a line.',
    };
    return { problem };
  }
}

function stop(problems: readonly Problem[], exitCode: 1 | 2, console: Console): CommandResult {
  printProblems(problems, console);
  return { exitCode, report: { problems } };
}

function feedLine(feed: Merge['additions']['feeds'][number]): string {
  if (typeof feed === 'string') return feed;
  const place = feed.section === undefined ? '' : `  (${feed.section})`;
  return `${stripTerminal(showAddress(feed.url))}${place}`;
}

const shownAtMost = 20;

function list(heading: string, lines: readonly string[], console: Console): void {
  if (lines.length === 0) return;
  console.err(`${heading}\n`);
  for (const line of lines.slice(0, shownAtMost)) console.err(`  ${line}\n`);
  if (lines.length > shownAtMost) console.err(`  … and ${lines.length - shownAtMost} more\n`);
}

function tell(merge: Merge, options: ImportOptions, console: Console): void {
  if (options.quiet) return;
  const { additions, duplicates } = merge;
  const verb = options.dryRun ? 'would be added' : 'added';
  list(`${count(additions.feeds.length, 'feed')} ${verb}:`, additions.feeds.map(feedLine), console);
  list(
    `${count(additions.sections.length, 'section')} ${verb}:`,
    additions.sections.map(({ id, title }) => `${id}: ${stripTerminal(title)}`),
    console,
  );
  list(
    `Already there: ${count(duplicates.length, 'feed')}:`,
    duplicates.map((url) => stripTerminal(showAddress(url))),
    console,
  );
}

/** `daybook import`: adds the feeds of another program's list to `daybook.yaml`; what is there already stays as it is. */
export async function importCommand(
  file: string,
  options: ImportOptions,
  console: Console,
): Promise<CommandResult> {
  const config = await openSiteConfig(options.site);
  if ('problems' in config) return stop(config.problems, exitCodes.usage, console);
  const read = await readListFile(file);
  if ('problem' in read) return stop([read.problem], exitCodes.failed, console);
  const merge = mergeList(read.feeds, config.present, basename(file));
  const problems = [...read.notes, ...merge.skipped];
  printProblems(problems, console);
  const { feeds, sections } = merge.additions;
  if (!options.quiet) console.err(`Read ${read.format}: ${count(read.feeds.length, 'feed')}.\n`);
  if (feeds.length > 0 && !options.dryRun) {
    const edited = await withAdditions(config, merge.additions);
    if ('problems' in edited) return stop(edited.problems, exitCodes.usage, console);
    const failed = await writeSiteConfig(config.dir, edited.text);
    if (failed) return stop([failed], exitCodes.failed, console);
  }
  tell(merge, options, console);
  if (feeds.length > 0 && !options.dryRun) await dropWelcome(options, console);
  if (feeds.length === 0 && !options.quiet) console.err('Nothing was changed.\n');
  const report = {
    format: read.format,
    feeds,
    sections,
    duplicates: merge.duplicates,
    problems,
    dryRun: options.dryRun,
  };
  return { exitCode: exitCodes.done, report };
}
