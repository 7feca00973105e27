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
  /** Paths of all files that no unit made: the publisher's, old addresses, the archive. */
  readonly others: readonly string[];
  /** How many files all units have. */
  readonly files: number;
}

/** Inputs of units by their numbers: names, of which empty ones are free, and versions when they were last looked at. */
export interface Inputs {
  readonly names: readonly string[];
  readonly versions: readonly string[];
}

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

/**
 * Tells the numbers of a unit's inputs, of which a large site has millions, without reading the rest of its line; no more
 * once `take` answers false.
 */
export function eachInput(line: UnitLine, take: (input: number) => boolean): void {
  const end = line.indexOf(']');
  let input = 0;
  for (let at = firstInput; at < end; at++) {
    const code = line.charCodeAt(at);
    if (code !== comma) input = input * 10 + code - zero;
    else if (take(input)) input = 0;
    else return;
  }
  if (end > firstInput) take(input);
}

function idIn(line: UnitLine): string {
  const from = line.indexOf(']') + ',"'.length + 1;
  const id = line.slice(from, line.indexOf('",[', from));
  return id.includes('\\') ? parseLine(line)[1] : id;
}

/** What the last whole rendering was made from. */
export interface BuildRecord {
  readonly head: RecordHead;
  readonly inputs: Inputs;
  /** By the ids of units. */
  readonly lines: ReadonlyMap<string, UnitLine>;
}

/** Another form of the file counts as none. */
const form = 'daybook render 6';

export function formatRecord(head: RecordHead, inputs: Inputs, lines: readonly UnitLine[]): string {
  return [form, ...[head, inputs].map((part) => JSON.stringify(part)), ...lines].join('\n');
}

export function parseRecord(text: string): BuildRecord | undefined {
  const [found, head, inputs, ...lines] = text.split('\n');
  if (found !== form || head === undefined || inputs === undefined) return undefined;
  return {
    head: JSON.parse(head),
    inputs: JSON.parse(inputs),
    lines: new Map(lines.map((line) => [idIn(line), line])),
  };
}

/** Reads it; `undefined` where there is none, or it is cut off, or not ours. */
export async function readBuildRecord(path: string): Promise<BuildRecord | undefined> {
  const text = await readCacheText(path);
  return text === undefined ? undefined : parseRecord(text);
}
