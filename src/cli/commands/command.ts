import { type Argument, Command, type Option } from 'commander';
import type { GlobalOptions } from '../../run/site-folder.ts';
import type { CommandResult, Ended, SiteCommand } from '../command-result.ts';
import type { Console } from '../console.ts';

/** What a command runs with. */
export interface Run {
  readonly options: GlobalOptions;
  readonly console: Console;
  /**
   * Opens the site folder, says what is wrong with it, and does the command's work on it, loaded for that.
   *
   * @param mode `fetches`: the command brings the list of feeds itself, so that a missing one is not news
   */
  readonly onSite: <Options>(
    load: () => Promise<SiteCommand<Options>>,
    options: NoInfer<Options>,
    mode?: 'fetches' | 'reads',
  ) => Promise<CommandResult>;
  /** Ends the command with a fault of usage. */
  readonly refuse: (why: string) => never;
}

/** What a command's own options say, of all that its work may be told. */
export type Own<Options> = Partial<Omit<Options, keyof GlobalOptions>>;

/**
 * A command as help shows it, and what it does. Modules that it needs for its work are loaded when it runs.
 *
 * `Own` are the values of its options by their names in camel case, `Given` those of its arguments, as the library of the
 * command line parses them.
 */
interface CommandSpec<Own extends object, Given extends readonly unknown[]> {
  readonly name: string;
  readonly summary: string;
  /** In place of the summary, in the command's own help. */
  readonly description?: string;
  readonly takes?: readonly Argument[];
  readonly options?: readonly Option[];
  readonly run: (run: Run, own: Own, ...given: Given) => Promise<Ended>;
}

/** Makes a command of the library. `start` gives it what it runs with, `finish` takes what it did. */
export type MakeCommand = (
  start: (command: Command) => Run,
  finish: (options: GlobalOptions, ended: Ended) => void,
) => Command;

/**
 * A row of the table of commands.
 *
 * @example
 * export const prune = defineCommand<{ readonly dryRun?: boolean }>({
 *   name: 'prune',
 *   summary: 'drop what the retention rule names',
 *   options: [new Option('--dry-run', 'only say what would go')],
 *   run: ({ options, onSite }, { dryRun = false }) => onSite(async () => …, { ...options, dryRun }),
 * });
 */
export function defineCommand<Own extends object = object, Given extends readonly unknown[] = []>(
  spec: CommandSpec<Own, Given>,
): MakeCommand {
  return (start, finish) => {
    const command = new Command(spec.name).summary(spec.summary);
    if (spec.description !== undefined) command.description(spec.description);
    for (const argument of spec.takes ?? []) command.addArgument(argument);
    for (const option of spec.options ?? []) command.addOption(option);
    return command.action(async (...given: [...Given, Own, Command]) => {
      const run = start(command);
      const args = given.slice(0, -2) as unknown as Given;
      finish(run.options, await spec.run(run, command.opts<Own>(), ...args));
    });
  };
}
