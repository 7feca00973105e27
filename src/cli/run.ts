import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ForgetTarget } from '../archive/index.ts';
import type { ScrapeSettings } from '../model/pages.ts';
import { parseShard, type Shard } from '../run/bundle/shard.ts';
import type { GlobalOptions, SiteFolder } from '../run/site-folder.ts';
import { version } from '../run/version.ts';
import type { CommandResult } from './command-result.ts';
import { type Console, jsonText, printProblems } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { FetchOptions } from './fetch-command.ts';
import { globalOptions, parseNow } from './global-options.ts';
import { Cancelled } from './prompts.ts';
import { addFirstCommands, addPublisherCommands } from './publisher-commands.ts';
import { processesGiven, processesOption, renderOptions } from './render-options.ts';

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new InvalidArgumentError('Write a number from 0 to 65535.');
  return port;
}

function fetchOptions(command: Command, feeds: readonly string[]): FetchOptions {
  const own: { force?: unknown; strict?: unknown } = command.opts();
  return { ...globalOptions(command), force: own.force === true, strict: own.strict === true, feeds };
}

/** One run of the program: the command sets the exit code. */
class Run {
  readonly #console: Console;
  exitCode: ExitCode = exitCodes.done;

  constructor(console: Console) {
    this.#console = console;
  }

  /**
   * Opens the site folder, runs a command on it, and prints its report.
   *
   * @param mode `fetches`: the command brings the list of feeds itself, so that a missing one is no news
   */
  async onSite(
    options: GlobalOptions,
    run: (folder: SiteFolder) => Promise<CommandResult>,
    mode: 'fetches' | 'reads' = 'reads',
  ): Promise<void> {
    const { openSiteFolder } = await import('../run/site-folder.ts');
    const { optimiseLater } = await import('../site/render/optimise-later.ts');
    optimiseLater();
    const folder = await openSiteFolder(options);
    if ('problems' in folder) {
      printProblems(folder.problems, this.#console);
      this.finish(options, { exitCode: exitCodes.usage, report: { problems: folder.problems } });
      return;
    }
    const notices = folder.notices.filter(({ code }) => mode === 'reads' || code !== 'OPML_NOT_FETCHED');
    if (!options.quiet) printProblems(notices, this.#console);
    this.finish(options, await run(folder));
  }

  /** Sets the exit code, and prints the report where `--json` asks for it. */
  finish(options: GlobalOptions, result: CommandResult): void {
    this.exitCode = result.exitCode;
    if (options.json) {
      this.#console.out(jsonText({ exitCode: result.exitCode, ...result.report }));
    }
  }
}

function addRender(program: Command, run: Run, console: Console): void {
  program
    .command('render')
    .summary('make _site from _data, without the network')
    .option('--all', 'render every page and write every file, whether it changed or not')
    .option('--why', 'say why each page was rendered')
    .option('--check', 'look at the bytes of every file, and mend what is not as it was left')
    .addOption(processesOption())
    .action(async (_options: unknown, command: Command) => {
      const options = renderOptions(command);
      const { renderCommand } = await import('./render-command.ts');
      await run.onSite(options, (folder) => renderCommand(options, folder, console));
    });
}

function addSiteCommands(program: Command, run: Run, console: Console): void {
  program
    .command('fetch')
    .summary('pull due feeds into _data')
    .argument('[feed...]', 'ids of the feeds to fetch; all when none is named')
    .option('--force', 'ask even feeds that are not due')
    .option('--strict', 'exit with 3 when any feed fails')
    .option('--shard <i/n>', 'fetch one part of the feeds into a bundle, for daybook merge', parseShardOption)
    .option('--bundle <file>', 'where that bundle goes; _bundle/shard-i-of-n.jsonl when left out')
    .action(async (feeds: string[], own: { shard?: Shard; bundle?: string }, command: Command) => {
      const options = fetchOptions(command, feeds);
      if (own.shard || own.bundle !== undefined) {
        const { fetchBundleCommand } = await import('./fetch-bundle.ts');
        const shard = own.shard ?? { index: 1, of: 1 };
        const wanted = { ...options, shard, ...(own.bundle !== undefined && { bundle: own.bundle }) };
        await run.onSite(options, (folder) => fetchBundleCommand(wanted, folder, console));
        return;
      }
      const { fetchCommand } = await import('./fetch-command.ts');
      await run.onSite(options, (folder) => fetchCommand(options, folder, console), 'fetches');
    });
  addMerge(program, run, console);
  addRender(program, run, console);
  program
    .command('build')
    .summary('fetch, then render')
    .option('--force', 'ask even feeds that are not due')
    .option('--strict', 'exit with 3 when any feed fails')
    .addOption(processesOption())
    .action(async (_options: unknown, command: Command) => {
      const options = { ...fetchOptions(command, []), ...processesGiven(command) };
      const { buildCommand } = await import('./build-command.ts');
      await run.onSite(options, (folder) => buildCommand(options, folder, console), 'fetches');
    });
  program
    .command('serve')
    .summary('build, then preview on this machine, reloading on change')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any that is free', parsePort, 8080)
    .option('--strict', 'exit with 3 when any feed fails')
    .action(async (_options: unknown, command: Command) => {
      const options = fetchOptions(command, []);
      const { port }: { port?: unknown } = command.opts();
      const { serveCommand } = await import('./serve-command.ts');
      const serve = (folder: SiteFolder) => serveCommand({ ...options, port: Number(port) }, folder, console);
      await run.onSite(options, serve, 'fetches');
    });
}

function parseShardOption(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw new InvalidArgumentError('Write a part and how many there are, as 2/8.');
  return shard;
}

function addMerge(program: Command, run: Run, console: Console): void {
  program
    .command('merge')
    .summary('take bundles of fetch --shard into _data')
    .argument('[bundle...]', 'files, or folders of files; _bundle when none is named')
    .action(async (bundles: string[], _own: unknown, command: Command) => {
      const options = { ...globalOptions(command), bundles };
      const { mergeCommand } = await import('./merge-command.ts');
      await run.onSite(options, (folder) => mergeCommand(options, folder, console), 'fetches');
    });
}

function addArchiveCommands(program: Command, run: Run, console: Console): void {
  program
    .command('prune')
    .summary('drop what the retention rule names, from data, site and search')
    .option('--preview', 'only say what would go')
    .action(async (own: { preview?: boolean }, command: Command) => {
      const options = { ...globalOptions(command), preview: own.preview === true };
      const { pruneCommand } = await import('./archive-commands.ts');
      await run.onSite(options, (folder) => pruneCommand(options, folder, console));
    });
  program
    .command('forget')
    .summary('remove what a removal request names, for good')
    .addArgument(new Argument('<kind>', 'what is named').choices(['item', 'feed', 'author']))
    .argument('<name>', 'an item’s key, id or address; a feed’s id; an author’s name')
    .action(async (kind: 'item' | 'feed' | 'author', name: string, _own: unknown, command: Command) => {
      const options = { ...globalOptions(command), target: forgetTarget(kind, name) };
      const { forgetCommand } = await import('./archive-commands.ts');
      await run.onSite(options, (folder) => forgetCommand(options, folder, console));
    });
}

function addMailCommand(program: Command, run: Run, console: Console): void {
  program
    .command('mail')
    .summary('send an edition by mail, to each reader once')
    .argument('[edition]', 'as 2026-05-18, 2026-w21 or 2026-05; the newest closed one when none is named')
    .option('--dry-run', 'only say what would be sent, and to how many')
    .option('--resend', 'send again what may or may not have arrived')
    .action(
      async (edition: string | undefined, own: { dryRun?: boolean; resend?: boolean }, command: Command) => {
        const options = {
          ...globalOptions(command),
          dryRun: own.dryRun === true,
          resend: own.resend === true,
          ...(edition !== undefined && { edition }),
        };
        const { mailCommand } = await import('./mail-command.ts');
        await run.onSite(options, (folder) => mailCommand(options, folder, console));
      },
    );
}

function forgetTarget(kind: 'item' | 'feed' | 'author', name: string): ForgetTarget {
  switch (kind) {
    case 'item':
      return { kind, item: name };
    case 'feed':
      return { kind, feed: name };
    case 'author':
      return { kind, author: name };
  }
}

interface SelectorOptions {
  readonly items?: string;
  readonly itemTitle?: string;
  readonly itemLink?: string;
  readonly itemDate?: string;
}

/** Selectors to try, before they are written down. */
function scrapeOf({ items, itemTitle, itemLink, itemDate }: SelectorOptions): { scrape?: ScrapeSettings } {
  if (items === undefined) return {};
  return {
    scrape: {
      items,
      ...(itemTitle !== undefined && { title: itemTitle }),
      ...(itemLink !== undefined && { link: itemLink }),
      ...(itemDate !== undefined && { date: itemDate }),
    },
  };
}

function addReadingCommands(program: Command, run: Run, console: Console): void {
  program
    .command('inspect')
    .summary('print a feed as JSON Feed 1.1, as it would be archived')
    .argument('<file|url>', 'a file, or an address')
    .option('--items <css>', 'a page without a feed: a CSS selector of its items')
    .option('--item-title <css>', 'inside each item: its title')
    .option('--item-link <css>', 'inside each item: its link')
    .option('--item-date <css>', 'inside each item: its date')
    .action(async (target: string, options: SelectorOptions, command: Command) => {
      const { inspectCommand } = await import('./inspect-command.ts');
      const selectors = { ...globalOptions(command), ...scrapeOf(options) };
      run.exitCode = await inspectCommand(target, selectors, console);
    });
  program
    .command('schema')
    .summary("print the configuration's JSON Schema")
    .action(async () => {
      const { configJsonSchema } = await import('../config/index.ts');
      console.out(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
    });
}

function parseLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 1000) throw new InvalidArgumentError('Write a number from 1 to 1000.');
  return limit;
}

function addSearchCommand(program: Command, run: Run, console: Console): void {
  program
    .command('search')
    .summary('search a rendered site, here or at an address')
    .argument('<query...>', 'as on the search page: words, "a phrase", -without, source:…, date:2026-05')
    .option('--from <dir|url>', 'a folder with a rendered site, or the address of a published one')
    .option('--limit <number>', 'items to print, from the best', parseLimit, 10)
    .addOption(
      new Option('--sort <order>', 'the best or the newest first').choices(['best', 'date']).default('best'),
    )
    .action(async (query: string[], own: SearchArguments, command: Command) => {
      const { searchCommand } = await import('./search-command.ts');
      const options = { ...globalOptions(command), from: own.from, limit: own.limit, sort: own.sort };
      run.exitCode = await searchCommand(query.join(' '), options, console);
    });
}

interface SearchArguments {
  readonly from?: string;
  readonly limit: number;
  readonly sort: 'best' | 'date';
}

function makeProgram(run: Run, console: Console): Command {
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
  addFirstCommands(program, run, console);
  addSiteCommands(program, run, console);
  addArchiveCommands(program, run, console);
  addReadingCommands(program, run, console);
  addSearchCommand(program, run, console);
  addMailCommand(program, run, console);
  addPublisherCommands(program, run, console);
  for (const command of program.commands) command.exitOverride().helpOption('--help', 'print this help');
  return program;
}

/** Runs the program with its arguments (without `node` and the script), and gives its exit code. Never throws. */
export async function run(args: readonly string[], console: Console): Promise<ExitCode> {
  const state = new Run(console);
  try {
    await makeProgram(state, console).parseAsync(args, { from: 'user' });
    return state.exitCode;
  } catch (error) {
    if (error instanceof Cancelled) {
      console.err('Nothing was changed.\n');
      return exitCodes.failed;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    printProblems([unexpected(error)], console);
    return exitCodes.failed;
  }
}

function unexpected(error: unknown): Parameters<typeof printProblems>[0][number] {
  return {
    code: 'UNEXPECTED',
    what: 'Something went wrong that Daybook did not expect.',
    where: error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? error.name) : 'unknown',
    why: error instanceof Error ? error.message : String(error),
    fix: 'Please report this, with the line above.',
    kept: 'Everything that was archived before.',
  };
}
