import { basename, relative, resolve } from 'node:path';
import { stripTerminal } from '../../clean/index.ts';
import {
  addToConfig,
  configProblem,
  flowText,
  type ImportedFeed,
  type ImportedSite,
  type Merge,
  mergeList,
  readConfig,
  sectionIdOf,
} from '../../config/index.ts';
import { count } from '../../model/count.ts';
import type { Problem } from '../../model/types.ts';
import {
  dataHomesOf,
  ignoresData,
  type StarterFile,
  starterFiles,
  starterValues,
  welcomeFile,
} from '../../publisher/index.ts';
import type { GlobalOptions } from '../../run/site-folder.ts';
import { written } from '../../run/written.ts';
import { type NamedCommand, stoppedBy } from '../command-result.ts';
import { type Console, printProblems, styled } from '../console.ts';
import { exitCodes } from '../exit-codes.ts';
import { readListFile } from '../import-command.ts';
import { canAsk } from '../prompts.ts';
import { askAnswers, defaultsFor, type InitAnswers, type InitGiven, takeAnswers } from './answers.ts';
import { feedsFor } from './feeds.ts';
import { type ProgramSource, programSource, withProgram } from './program-source.ts';
import { type PlannedFile, type PlannedText, planFolder, writeFolder } from './write-folder.ts';

export interface InitOptions extends GlobalOptions, InitGiven {
  /** A list of feeds in a file. */
  readonly list?: string;
  /** What npm is asked for as the program: a version, an address, a path. */
  readonly package?: string;
  /** Asks nothing. */
  readonly yes: boolean;
}

/** Faults of what the options say, before anything is asked. */
function faultsOf(options: InitOptions): Problem[] {
  return (['title', 'url', 'locale', 'timezone'] as const).flatMap((key) => {
    const value = options[key];
    const fault = value === undefined ? undefined : configProblem(key, value);
    if (fault === undefined) return [];
    const what = `"${stripTerminal(value ?? '')}" cannot be used.`;
    return [{ code: 'INIT_BAD_ANSWER', what, where: `--${key}`, why: 'Its form is wrong.', fix: fault }];
  });
}

/** A home for the archive that the host cannot give it. */
function dataFault({ host, data }: InitAnswers): Problem | undefined {
  const homes = dataHomesOf(host);
  if (homes.includes(data)) return undefined;
  return {
    code: 'INIT_BAD_ANSWER',
    what: `The archive of a digest for "${host}" cannot be kept with "${data}".`,
    where: '--data',
    why: 'Nothing there could commit or push it.',
    fix: `Allowed here: ${homes.join(', ')}.`,
  };
}

/** Said when the archive is to be in git, and a `.gitignore` that was there hides it. */
function dataNotes({ data }: InitAnswers, files: readonly PlannedText[]): Problem[] {
  const gitignore = files.find(({ path }) => path === '.gitignore');
  if (data !== 'git' || gitignore === undefined || !ignoresData(gitignore.content)) return [];
  return [
    {
      code: 'INIT_DATA_IGNORED',
      what: 'Git ignores the archive.',
      where: '.gitignore',
      why: 'The file names _data already, and the archive is to be kept in git.',
      fix: 'Remove that line, or choose --data branch or --data site.',
    },
  ];
}

interface List {
  readonly feeds: readonly ImportedFeed[];
  readonly site: ImportedSite;
  readonly notes: readonly Problem[];
  readonly name: string;
}

async function readList(file: string | undefined): Promise<List | { readonly problem: Problem }> {
  if (file === undefined) return { feeds: [], site: {}, notes: [], name: '' };
  const read = await readListFile(file);
  return 'problem' in read ? read : { ...read, name: basename(file) };
}

/** A name that packages and projects can have. */
function slugOf(title: string): string {
  const slug = sectionIdOf(title);
  return slug.startsWith('section-') ? 'daybook-site' : slug;
}

interface Plan {
  readonly files: readonly PlannedFile[];
  readonly source: ProgramSource;
  readonly merge: Merge;
  readonly problems: readonly Problem[];
}

async function planSite(
  dir: string,
  answers: InitAnswers,
  { list, options }: { readonly list: List; readonly options: InitOptions },
): Promise<Plan | { readonly stopped: readonly Problem[] }> {
  const fault = dataFault(answers);
  if (fault) return { stopped: [fault] };
  const own = await feedsFor(answers.feeds, options);
  const merge = mergeList([...list.feeds, ...own.feeds], { feeds: [], sections: [] }, list.name);
  const isEmpty = merge.additions.feeds.length === 0;
  const files: readonly StarterFile[] = [
    ...starterFiles(answers.host, answers.data),
    ...(isEmpty ? [welcomeFile] : []),
  ];
  const source = await programSource(dir, options.package);
  const values = starterValues({
    ...answers,
    slug: slugOf(answers.title),
    program: source.kind === 'there' ? {} : source,
    now: options.now,
    yaml: (text) => flowText(text, 'block'),
  });
  const planned = await planFolder(dir, files, values);
  if ('code' in planned) return { stopped: [planned] };
  const additions = isEmpty ? { feeds: [{ url: welcomeFile.to }], sections: [] } : merge.additions;
  const withFeeds = planned.map((file) =>
    file.path === 'daybook.yaml' ? { ...file, content: addToConfig(file.content, additions) } : file,
  );
  const config = withFeeds.find((file) => file.path === 'daybook.yaml');
  const read = await readConfig(config?.content ?? '', async () => undefined);
  if ('problems' in read) return { stopped: read.problems };
  return {
    files: withFeeds,
    source,
    merge,
    problems: [...list.notes, ...merge.skipped, ...own.problems, ...dataNotes(answers, planned)],
  };
}

/** What npm is to do: where a `package.json` was there, it does not name the program yet. */
function installStep({ files, source }: Plan): string {
  const isOwn = files.some(({ path, state }) => path === 'package.json' && state === 'new');
  if (isOwn || source.kind === 'there') return 'npm install';
  return `npm install ${source.kind === 'tarball' ? `./${source.file}` : `daybook@${source.spec}`}`;
}

function tell(dir: string, plan: Plan, console: Console): void {
  const { files, merge } = plan;
  const words = { new: 'made', kept: 'left as it is', appended: 'lines added' } as const;
  console.err('\n');
  for (const { path, state } of files) console.err(`  ${path.padEnd(34)} ${words[state]}\n`);
  const { feeds, sections } = merge.additions;
  const { duplicates } = merge;
  console.err(`\n${count(feeds.length, 'feed')}, ${count(sections.length, 'section')}`);
  console.err(duplicates.length > 0 ? `; ${duplicates.length} came twice.\n` : '.\n');
  const place = relative(process.cwd(), dir);
  const steps = [
    ...(place === '' ? [] : [`cd ${place}`]),
    installStep(plan),
    ...(feeds.length === 0 ? ['npx daybook add <address of a site>'] : []),
    'npx daybook serve',
  ];
  console.err(`\n${styled(console, 'bold', 'Next:')}\n${steps.map((step) => `  ${step}\n`).join('')}`);
}

/** `daybook init`: makes a site folder; asks only on a terminal, and only what its options do not say. */
export const initCommand: NamedCommand<string | undefined, InitOptions> = async (
  target,
  options,
  console,
) => {
  const dir = target === undefined ? options.site : resolve(target);
  const faults = faultsOf(options);
  if (faults.length > 0) return stoppedBy(faults, exitCodes.usage, console);
  const list = await readList(options.list);
  if ('problem' in list) return stoppedBy(list.problem, exitCodes.failed, console);
  const defaults = defaultsFor(dir, list.site);
  const mayAsk = !options.yes && !options.json && canAsk();
  const answers = mayAsk
    ? await askAnswers(options, defaults, options.list === undefined ? 'without list' : 'with list')
    : takeAnswers(options, defaults);
  const planned = await planSite(dir, answers, { list, options });
  if ('stopped' in planned) return stoppedBy(planned.stopped, exitCodes.usage, console);
  const files = await withProgram(dir, planned.source, planned.files);
  if ('code' in files) return stoppedBy(files, exitCodes.failed, console);
  const plan = { ...planned, files };
  printProblems(plan.problems, console);
  const failed = await written(() => writeFolder(dir, plan.files), {
    what: 'The folder could not be written.',
    where: dir,
    fix: 'Make room on the disk, or name a folder that may be written to. Then run the command again: it goes on.',
    kept: 'What was there before, and each file that was made: none is half written.',
  });
  if (failed) return stoppedBy(failed, exitCodes.failed, console);
  if (!options.quiet) tell(dir, plan, console);
  return {
    exitCode: exitCodes.done,
    report: {
      dir,
      files: files.map(({ path, state }) => ({ path, state })),
      feeds: plan.merge.additions.feeds,
      problems: plan.problems,
    },
  };
};
