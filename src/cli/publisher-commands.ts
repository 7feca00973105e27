import { type Command, InvalidArgumentError, Option } from 'commander';
import { isUrl } from '../model/url.ts';
import { dataHomes } from '../publish/data-home.ts';
import { hosts } from '../publish/hosts.ts';
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

function addInit(program: Command, run: CommandRunner, console: Console): void {
  const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];
  program
    .command('init')
    .summary('make a site folder')
    .description(
      'Makes a folder with a configuration, the files of a host, and what a first build needs. On a terminal it asks what the options do not say; nothing that exists is overwritten.',
    )
    .argument('[dir]', 'the folder; the current one when left out')
    .option('--title <text>', "the digest's name")
    .option('--url <address>', 'where it will be published')
    .option('--locale <tag>', 'language of its pages: en, fr, …')
    .option('--timezone <name>', 'where its day begins and ends: Europe/Paris')
    .addOption(new Option('--host <name>', 'whose files to make').choices(hosts))
    .addOption(new Option('--data <home>', 'where the archive is kept').choices(dataHomes))
    .option('--opml <file>', 'a list of feeds: OPML, planet.ini, osmosfeed.yaml, or one address a line')
    .option('--feed <address>', 'a feed, or a page of a site; may come several times', collect, [])
    .option('--package <spec>', 'what npm installs as the program; a copy of this one when left out')
    .option('--yes', 'ask nothing: take defaults for what is not said')
    .action(async (dir: string | undefined, own: { yes?: boolean; feed?: string[] }, command: Command) => {
      const [title, url, locale, timezone, list, spec] = [
        'title',
        'url',
        'locale',
        'timezone',
        'opml',
        'package',
      ].map((name) => textOption(command, name));
      const host = hosts.find((one) => one === textOption(command, 'host'));
      const data = dataHomes.find((one) => one === textOption(command, 'data'));
      const options = {
        ...globalOptions(command),
        yes: own.yes === true,
        feeds: own.feed ?? [],
        ...(title !== undefined && { title }),
        ...(url !== undefined && { url }),
        ...(locale !== undefined && { locale }),
        ...(timezone !== undefined && { timezone }),
        ...(host !== undefined && { host }),
        ...(data !== undefined && { data }),
        ...(list !== undefined && { list }),
        ...(spec?.trim() && { package: spec.trim() }),
      };
      const { initCommand } = await import('./init/init-command.ts');
      run.finish(options, await initCommand(dir, options, console));
    });
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

function addRemove(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('remove')
    .summary('take a feed out of the digest; what it brought stays')
    .argument('<feed>', 'its id, or its address')
    .action(async (name: string, _own: unknown, command: Command) => {
      const options = globalOptions(command);
      const { removeCommand } = await import('./remove-command.ts');
      await run.onSite(options, (folder) => removeCommand(name, options, { folder, console }));
    });
}

function addLists(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('import')
    .summary("add the feeds of another program's list, and the items of its cache")
    .description(
      'Adds the feeds of a list to daybook.yaml: OPML, planet.ini, osmosfeed.yaml, or one address a line. Adds the items of a cache to the archive: the cache_directory of Planet Venus, or cache.json of osmosfeed, named itself or lying where the list says. What the digest has already stays as it is.',
    )
    .argument('<file>', 'the list, or the cache')
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

function addRestore(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('restore')
    .summary('take the archive back from the published site')
    .description(
      'Takes the archive back from the published site, which must have been made with "outputs: { archive: true }", into a folder that has none. For hosts that keep no files between builds.',
    )
    .argument('[url]', 'the site; the configured url when left out')
    .option('--first', 'nothing was published yet: begin with an empty archive')
    .action(async (url: string | undefined, own: { first?: boolean }, command: Command) => {
      const options = {
        ...globalOptions(command),
        first: own.first === true,
        ...(url !== undefined && { url }),
      };
      if (url !== undefined && !isUrl(url)) command.error(`error: "${url}" is no web address`);
      const { restoreCommand } = await import('./restore-command.ts');
      await run.onSite(options, (folder) => restoreCommand(options, folder, console));
    });
}

function parseScore(text: string): number {
  const score = /^\d{1,3}$/.test(text) ? Number(text) : 101;
  if (score > 100) throw new InvalidArgumentError('Write a number from 0 to 100.');
  return score;
}

interface CheckOwn {
  readonly repair?: boolean;
  readonly rules?: boolean;
  readonly minScore?: number;
  readonly offline?: string;
}

function addCheck(program: Command, run: CommandRunner, console: Console): void {
  program
    .command('check')
    .summary('verify the digest; or judge a feed')
    .description(
      "Without an address: verifies the configuration, the whole archive and files of editors, and says how the feeds fare. With one: tells the feed's author what is good about it, what is not, and how to mend it.",
    )
    .argument('[url]', 'the address of a feed')
    .option('--repair', 'mend what can be mended in the archive, such as a merge of two branches')
    .option('--rules', 'tell what each rule matches in the archive, and which never do')
    .option('--offline <file>', 'judge a stored copy of the feed, without the network')
    .option('--min-score <number>', 'exit with 1 below this score', parseScore, 0)
    .action(async (url: string | undefined, own: CheckOwn, command: Command) => {
      const global = globalOptions(command);
      const { repair = false, rules = false, minScore = 0, offline } = own;
      if (url !== undefined || offline !== undefined) {
        if (repair) command.error('error: --repair is for the archive, not for a feed');
        if (rules) command.error('error: --rules is for the archive, not for a feed');
        const options = { ...global, minScore, ...(offline !== undefined && { offline }) };
        const { checkFeedCommand } = await import('./check-feed.ts');
        run.finish(global, await checkFeedCommand(url, options, console));
        return;
      }
      if (rules) {
        const { rulesCommand } = await import('./rules-command.ts');
        await run.onSite(global, (folder) => rulesCommand(global, folder, console));
        return;
      }
      const { checkCommand } = await import('./archive-commands.ts');
      await run.onSite(global, (folder) => checkCommand({ ...global, repair }, folder, console));
    });
}

/** Adds the commands that a digest begins with. */
export function addFirstCommands(program: Command, run: CommandRunner, console: Console): void {
  addInit(program, run, console);
  addAdd(program, run, console);
  addRemove(program, run, console);
}

/** Adds the commands of whoever looks after a digest. */
export function addPublisherCommands(program: Command, run: CommandRunner, console: Console): void {
  addLists(program, run, console);
  addRestore(program, run, console);
  addCheck(program, run, console);
}
