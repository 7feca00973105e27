import { InvalidArgumentError, Option } from 'commander';

/** Reads a whole number of an option; anything else is a fault of usage that names the range. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= from && number <= to))
      throw new InvalidArgumentError(`Write a number from ${from} to ${to}.`);
    return number;
  };
}

export const forceOption = () => new Option('--force', 'ask even feeds that are not due');
export const strictOption = () => new Option('--strict', 'exit with 3 when any feed fails');
export const processesOption = () =>
  new Option('--processes <number>', 'processes that make pages; as many as there are cores').argParser(
    wholeNumber(1, 64),
  );
