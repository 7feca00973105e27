import { Command, CommanderError } from 'commander';
import type { GlobalOptions, SiteFolder } from '../run/site-folder.ts';
import { version } from '../run/version.ts';
import { type CommandResult, type Ended, stoppedBy } from './command-result.ts';
import type { Run } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { type Console, jsonText, printProblems } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { globalOptions, parseNow } from './global-options.ts';
import { Cancelled } from './prompts.ts';

/** Opens the site folder, and does a command's work on it; one with faults ends the command. */
async function onSite(
  options: GlobalOptions,
  console: Console,
  { work, mode }: { work: (folder: SiteFolder) => Promise<CommandResult>; mode: 'fetches' | 'reads' },
): Promise<CommandResult> {
  const [{ openSiteFolder }, { unusableFolders }, { tuneEngine }] = await Promise.all([
    import('../run/site-folder.ts'),
    import('../run/usable-folder.ts'),
    import('../model/tune-engine.ts'),
  ]);
  // Node has its own modules compiled for the flags that it was started with: what the HTTP library needs of them goes
  // before others are set, which saves 14 of 340 ms.
  if (mode === 'fetches') await Promise.all([import('node:http2'), import('node:perf_hooks')]);
  tuneEngine();
  const folder = await openSiteFolder(options);
  if ('problems' in folder) return stoppedBy(folder.problems, exitCodes.usage, console);
  const unusable = await unusableFolders(folder.dir);
  if (unusable.length > 0) return stoppedBy(unusable, exitCodes.failed, console);
  const notices = folder.notices.filter(({ code }) => mode === 'reads' || code !== 'OPML_NOT_FETCHED');
  if (!options.quiet) printProblems(notices, console);
  return work(folder);
}

function runOf(command: Command, console: Console): Run {
  const options = globalOptions(command);
  return {
    options,
    console,
    onSite: async (load, wanted, mode = 'reads') => {
      const work = await load();
      return onSite(options, console, { work: (folder) => work(wanted, folder, console), mode });
    },
    refuse: (why) => command.error(`error: ${why}`),
  };
}

/** The commands that the arguments may mean: all of them where they do not begin with the name of one. */
function namedIn(args: readonly string[]): string[] {
  const all = Object.keys(commands);
  const first = args.find((arg) => !arg.startsWith('-'));
  return first !== undefined && Object.hasOwn(commands, first)
    ? all.filter((name) => args.includes(name))
    : all;
}

/** `help buid` is answered as `buid` is: with the command that was meant. */
function withoutHelp(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  const isUnknown = second !== undefined && !second.startsWith('-') && !Object.hasOwn(commands, second);
  return first === 'help' && isUnknown && second !== 'help' ? args.slice(1) : args;
}

/** The program with the commands of some names. */
export async function makeProgram(
  names: readonly string[],
  console: Console,
  finish: (options: GlobalOptions, ended: Ended) => void,
): Promise<Command> {
  const program = new Command('daybook')
    .description('Turns a list of feeds into a static news digest.')
    .version(version, '--version', 'print the version')
    .option('--site <dir>', 'the site folder, with daybook.yaml', '.')
    .option('--json', 'print a machine-readable report on stdout')
    .option('--quiet', 'print problems only')
    .option('--now <time>', 'the clock, as 2026-05-18T18:00:00Z', parseNow)
    .option('--allow-private-networks', 'let feeds live on loopback and private addresses')
    .helpOption('--help', 'print this help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: console.out, writeErr: console.err })
    .exitOverride();
  for (const make of await Promise.all(names.map((name) => commands[name]?.()))) {
    const command = make?.((started) => runOf(started, console), finish);
    if (command)
      program.addCommand(command.copyInheritedSettings(program).helpOption('--help', 'print this help'));
  }
  return program;
}

/** Runs the program with its arguments (without `node` and the script), and returns its exit code. Never throws. */
export async function run(args: readonly string[], console: Console): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const finish = (options: GlobalOptions, ended: Ended): void => {
    exitCode = ended.exitCode;
    if (options.json && ended.report) console.out(jsonText({ exitCode, ...ended.report }));
  };
  try {
    const asked = withoutHelp(args);
    const program = await makeProgram(namedIn(asked), console, finish);
    await program.parseAsync(asked, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof Cancelled) {
      console.err('Nothing was changed.\n');
      return exitCodes.failed;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { unexpected } = await import('./unexpected.ts');
    printProblems([unexpected(error)], console);
    return exitCodes.failed;
  }
}
