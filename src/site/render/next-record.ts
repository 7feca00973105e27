import {
  type BuildRecord,
  eachInput,
  formatLine,
  formatRecord,
  type Inputs,
  type RecordHead,
  type UnitLine,
  type UnitRecord,
} from './build-record.ts';
import { isOfLedger, type VersionSince } from './versions.ts';

/** What a rendering left. */
export interface Rendered {
  /** What it went on from. */
  readonly last: BuildRecord | undefined;
  /** Units that stayed. */
  readonly kept: Iterable<UnitLine>;
  /** How many files they have. */
  readonly keptFiles: number;
  /** Units that were made. */
  readonly made: ReadonlyMap<string, UnitRecord>;
  readonly versionSince: VersionSince;
}

/** So many runs after each other, inputs that no unit has any more keep their numbers. */
const sweepsEvery = 50;

/** The names of inputs that are numbered already, and empty ones for numbers that are free. */
function numberedNames(last: BuildRecord | undefined, kept: readonly UnitLine[], turn: number): string[] {
  const names = last?.inputs.names ?? [];
  if (kept.length === 0) return [];
  if (turn % sweepsEvery !== 0) return [...names];
  const isUsed = names.map(() => false);
  for (const line of kept)
    eachInput(line, (input) => {
      isUsed[input] = true;
      return true;
    });
  return names.map((name, at) => (isUsed[at] === true ? name : ''));
}

/** Gives numbers to the inputs of units that were made: those that they have, those that are free, then new ones. */
function numbersFor(made: Rendered['made'], names: string[]): (name: string) => number {
  const numbers = new Map<string, number | undefined>();
  for (const { inputs } of made.values()) for (const name of inputs) numbers.set(name, undefined);
  const free: number[] = [];
  for (const [at, name] of names.entries())
    if (name === '') free.push(at);
    else if (numbers.has(name)) numbers.set(name, at);
  return (name) => {
    const number = numbers.get(name) ?? free.pop() ?? names.length;
    names[number] = name;
    numbers.set(name, number);
    return number;
  };
}

/** The versions of inputs as they are now. */
function versionsOf(names: readonly string[], { last, versionSince }: Rendered): string[] {
  const { names: before = [], versions = [] }: Partial<Inputs> = last?.inputs ?? {};
  return names.map((name, at) => {
    // What the ledger says of its own is told by its changes.
    if (name === '' || isOfLedger(name)) return '';
    return versionSince(name, before[at] === name ? versions[at] : undefined);
  });
}

/** What is to be remembered of a rendering. */
export function nextRecord(head: Omit<RecordHead, 'files'>, rendered: Rendered): string {
  const lines = [...rendered.kept];
  const names = numberedNames(rendered.last, lines, head.turn);
  const numberOf = numbersFor(rendered.made, names);
  let files = rendered.keptFiles;
  for (const [id, unit] of rendered.made) {
    lines.push(formatLine(id, unit.inputs.map(numberOf), unit.files));
    files += unit.files.length;
  }
  return formatRecord({ ...head, files }, { names, versions: versionsOf(names, rendered) }, lines);
}
