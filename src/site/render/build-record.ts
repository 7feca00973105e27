import { join } from 'node:path';
import { isRecord } from '../../model/record.ts';
import { readCache, writeCache } from '../folder/cache-file.ts';
import type { FileMark } from './output.ts';

/** A file that was written: its path below the site's root, and how to know it again. */
export type WrittenFile = readonly [path: string, mark: FileMark];

/** What is remembered of a page or another output: what it was made from, and the files that it became. */
export interface UnitRecord {
  /** Names of its inputs. */
  readonly inputs: readonly string[];
  readonly files: readonly WrittenFile[];
}

/** What the last whole rendering was made from. */
export interface BuildRecord {
  /** What every page is made from: code, templates, configuration. */
  readonly common: Readonly<Record<string, string>>;
  /** Versions of all inputs by name. */
  readonly versions: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, UnitRecord>;
  /** How many runs there were: which part of a large site was looked at. */
  readonly turn: number;
  /** The version of the ledger that it was made from. */
  readonly ledger: string;
}

/** Where it is kept. */
export function buildRecordPath(siteDir: string): string {
  return join(siteDir, '.cache', 'daybook', 'render.json');
}

/** As the file has it: inputs are named once, units say them by number. */
interface Stored {
  readonly form: 3;
  readonly turn: number;
  readonly ledger: string;
  readonly common: Readonly<Record<string, string>>;
  readonly inputs: readonly (readonly [string, string])[];
  readonly units: readonly (readonly [
    id: string,
    inputs: readonly number[],
    files: readonly (readonly [string, number, number, string])[],
  ])[];
}

function isStored(value: unknown): value is Stored {
  return isRecord(value) && value.form === 3 && 'units' in value;
}

/** Reads it; `undefined` where there is none, or it is cut off, or not ours. */
export async function readBuildRecord(path: string): Promise<BuildRecord | undefined> {
  const stored = await readCache(path);
  if (!isStored(stored)) return undefined;
  const names = stored.inputs.map(([name]) => name);
  return {
    common: stored.common,
    turn: stored.turn,
    ledger: stored.ledger,
    versions: new Map(stored.inputs),
    units: new Map(
      stored.units.map(([id, inputs, files]) => [
        id,
        {
          inputs: inputs.map((at) => names[at] ?? ''),
          files: files.map(([file, size, mtimeMs, hash]) => [file, { size, mtimeMs, hash }]),
        },
      ]),
    ),
  };
}

export async function writeBuildRecord(path: string, record: BuildRecord): Promise<void> {
  const { turn, ledger, common, versions } = record;
  const places = new Map([...versions.keys()].map((name, at) => [name, at]));
  const placeOf = (name: string): number => {
    const at = places.get(name) ?? places.size;
    if (at === places.size) places.set(name, at);
    return at;
  };
  const units = [...record.units].map(
    ([id, unit]) =>
      [
        id,
        unit.inputs.map(placeOf),
        unit.files.map(([file, { size, mtimeMs, hash }]) => [file, size, mtimeMs, hash] as const),
      ] as const,
  );
  const inputs = [...places.keys()].map((name) => [name, versions.get(name) ?? ''] as const);
  const stored: Stored = { form: 3, turn, ledger, common, inputs, units };
  await writeCache(path, stored);
}
