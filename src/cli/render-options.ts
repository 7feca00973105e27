import { type Command, InvalidArgumentError, Option } from 'commander';
import { globalOptions } from './global-options.ts';
import type { RenderOptions } from './render-command.ts';

const maxProcesses = 64;

/** How many processes may make pages. */
export function processesOption(): Option {
  return new Option(
    '--processes <number>',
    'processes that make pages; as many as there are cores',
  ).argParser((text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > maxProcesses)
      throw new InvalidArgumentError(`Write a number from 1 to ${maxProcesses}.`);
    return number;
  });
}

/** The number of processes, where it was given. */
export function processesGiven(command: Command): Pick<RenderOptions, 'processes'> {
  const { processes }: { processes?: unknown } = command.opts();
  return typeof processes === 'number' ? { processes } : {};
}

/** The options of `render`, as they were given. */
export function renderOptions(command: Command): RenderOptions {
  const own: { all?: unknown; why?: unknown; check?: unknown } = command.opts();
  return {
    ...globalOptions(command),
    all: own.all === true,
    why: own.why === true,
    check: own.check === true,
    ...processesGiven(command),
  };
}
