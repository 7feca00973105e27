import type { Command } from 'commander';
import type { CommandResult } from './command-result.ts';
import type { Console } from './console.ts';
import { globalOptions } from './global-options.ts';
import type { GlobalOptions, SiteFolder } from './site-folder.ts';

/** What the table of commands hands to each: opening the site folder, and the end. */
export interface CommandRunner {
  readonly onSite: (
    options: GlobalOptions,
    run: (folder: SiteFolder) => Promise<CommandResult>,
  ) => Promise<void>;
  readonly finish: (options: GlobalOptions, result: CommandResult) => void;
}

function textOption(command: Command, name: string): string | undefined {
  const value: unknown = command.opts()[name];
  return typeof value === 'string' ? value : undefined;
}

function addAdd(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('add')
    .summary('find the feed behind any address, and add it')
    .description('Finds the feed behind any address, shows what it found, and adds the best to daybook.yaml.')
    .argument('<url>', 'the address of a feed, or of any page of a site')
    .option('--section <id>', 'the section where its items stand')
    .option('--id <id>', 'its permanent name; made from the address when left out')
    .option('--title <text>', "shown instead of the feed's own title")
    .option('--yes', 'take the best feed without asking')
    .action(async (url: string, own: { yes?: boolean }, command: Command) => {
      const [section, id, title] = ['section', 'id', 'title'].map((name) => textOption(command, name));
      const options = {
        ...globalOptions(command),
        yes: own.yes === true,
        ...(section !== undefined && { section }),
        ...(id !== undefined && { id }),
        ...(title !== undefined && { title }),
      };
      const { addCommand } = await import('./add-command.ts');
      run.finish(options, await addCommand(url, options, console));
    });
}

function addLists(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('import')
    .summary("add the feeds of another program's list")
    .description(
      'Adds the feeds of a list to daybook.yaml: OPML, planet.ini, osmosfeed.yaml, or one address a line. What the digest has already stays as it is.',
    )
    .argument('<file>', 'the list')
    .option('--dry-run', 'only say what would be added')
    .action(async (file: string, own: { dryRun?: boolean }, command: Command) => {
      const options = { ...globalOptions(command), dryRun: own.dryRun === true };
      const { importCommand } = await import('./import-command.ts');
      run.finish(options, await importCommand(file, options, console));
    });
  program
    .command('export')
    .summary('write the list of feeds as OPML')
    .argument('[file]', 'where to; stdout when left out')
    .action(async (file: string | undefined, _own: unknown, command: Command) => {
      const options = globalOptions(command);
      const { exportCommand } = await import('./export-command.ts');
      await run.onSite(options, (folder) => exportCommand(file, options, { folder, console }));
    });
}

/** Adds the commands of whoever sets a digest up and looks after it. */
export function addPublisherCommands(program: Command, run: CommandRunner, console: Console): void {
  addAdd(program, run, console);
  addLists(program, run, console);
}
