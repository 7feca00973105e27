import { join } from 'node:path';
import { readCacheText } from '../folder/cache-file.ts';
import type { FileMark } from './output.ts';

/** A file that was written: its path below the site's root, and how to know it again. */
export type WrittenFile = readonly [path: string, mark: FileMark];

/** What is remembered of a page or another output: what it was made from, and the files that it became. */
export interface UnitRecord {
  /** Names of its inputs. */
  readonly inputs: readonly string[];
  readonly files: readonly WrittenFile[];
}

/** What is remembered of a rendering as a whole. */
export interface RecordHead {
  /** What every page is made from: code, templates, configuration. */
  readonly common: Readonly<Record<string, string>>;
  /** How many runs there were: which part of a large site was looked at. */
  readonly turn: number;
  /** The version of the ledger that it was made from. */
  readonly ledger: string;
  /** Paths of the publisher's own files, which go before those of units. */
  readonly own: readonly string[];
  /** How many files all units have. */
  readonly files: number;
}

/** An input of units with its version when it was last looked at. An empty name is a number that is free. */
export type Input = readonly [name: string, version: string];

/** A unit as JSON of a {@link Line}: read only where it is asked for, and written as it was where it stays. */
export type UnitLine = string;

type Line = readonly [
  inputs: readonly number[],
  id: string,
  files: readonly (readonly [path: string, size: number, mtimeMs: number, hash: string])[],
];

/** Where it is kept. */
export function buildRecordPath(siteDir: string): string {
  return join(siteDir, '.cache', 'daybook', 'render.json');
}

/** @param inputs numbers of them, in the order of their names */
export function formatLine(id: string, inputs: readonly number[], files: readonly WrittenFile[]): UnitLine {
  const line: Line = [
    inputs,
    id,
    files.map(([path, { size, mtimeMs, hash }]) => [path, size, mtimeMs, hash] as const),
  ];
  return JSON.stringify(line);
}

function parseLine(line: UnitLine): Line {
  return JSON.parse(line);
}

/** The files that a unit became. */
export function filesIn(line: UnitLine): WrittenFile[] {
  return parseLine(line)[2].map(([path, size, mtimeMs, hash]) => [path, { size, mtimeMs, hash }]);
}

/** The same line, with files as they lie there now. */
export function withFiles(line: UnitLine, files: readonly WrittenFile[]): UnitLine {
  const [inputs, id] = parseLine(line);
  return formatLine(id, inputs, files);
}

const [zero, comma] = ['0'.charCodeAt(0), ','.charCodeAt(0)];
/** Where the first number of a line stands. */
const firstInput = '[['.length;

/** Tells the numbers of a unit's inputs, of which a large site has millions, without reading the rest of its line. */
export function eachInput(line: UnitLine, take: (input: number) => void): void {
  const end = line.indexOf(']');
  if (end === firstInput) return;
  let input = 0;
  for (let at = firstInput; at < end; at++) {
    const code = line.charCodeAt(at);
    if (code !== comma) input = input * 10 + code - zero;
    else {
      take(input);
      input = 0;
    }
  }
  take(input);
}

function idIn(line: UnitLine): string {
  const from = line.indexOf(']') + ',"'.length + 1;
  const id = line.slice(from, line.indexOf('",[', from));
  return id.includes('\\') ? parseLine(line)[1] : id;
}

/** What the last whole rendering was made from. */
export class BuildRecord {
  readonly head: RecordHead;
  readonly inputs: readonly Input[];
  readonly lines: ReadonlyMap<string, UnitLine>;

  /** @param lines units by their ids */
  constructor(head: RecordHead, inputs: readonly Input[], lines: ReadonlyMap<string, UnitLine>) {
    this.head = head;
    this.inputs = inputs;
    this.lines = lines;
  }

  filesOf(id: string): WrittenFile[] {
    const line = this.lines.get(id);
    return line === undefined ? [] : filesIn(line);
  }

  /** Names of a unit's inputs that changed: none, one, or two of them. */
  changedInputs(line: UnitLine, isChanged: readonly boolean[]): string[] {
    const names: string[] = [];
    eachInput(line, (input) => {
      if (isChanged[input] === true && names.length < 2) names.push(this.inputs[input]?.[0] ?? '');
    });
    return names;
  }
}

/** Another form of the file counts as none. */
const form = 'daybook render 4';

export function formatRecord({ head, inputs, lines }: BuildRecord): string {
  return [form, JSON.stringify(head), JSON.stringify(inputs), ...lines.values()].join('\n');
}

export function parseRecord(text: string): BuildRecord | undefined {
  const [found, head, inputs, ...lines] = text.split('\n');
  if (found !== form || head === undefined || inputs === undefined) return undefined;
  return new BuildRecord(
    JSON.parse(head),
    JSON.parse(inputs),
    new Map(lines.map((line) => [idIn(line), line])),
  );
}

/** Reads it; `undefined` where there is none, or it is cut off, or not ours. */
export async function readBuildRecord(path: string): Promise<BuildRecord | undefined> {
  const text = await readCacheText(path);
  return text === undefined ? undefined : parseRecord(text);
}
