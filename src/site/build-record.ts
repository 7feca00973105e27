import { readCache, writeCache } from './cache-file.ts';
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
}

/** As the file has it: inputs are named once, units say them by number. */
interface Stored {
  readonly form: 1;
  readonly common: Readonly<Record<string, string>>;
  readonly inputs: readonly (readonly [string, string])[];
  readonly units: readonly (readonly [
    id: string,
    inputs: readonly number[],
    files: readonly (readonly [string, number, number, string])[],
  ])[];
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' && value !== null && 'form' in value && value.form === 1 && 'units' in value
  );
}

/** Reads it; `undefined` where there is none, or it is cut off, or not ours. */
export async function readBuildRecord(path: string): Promise<BuildRecord | undefined> {
  const stored = await readCache(path);
  if (!isStored(stored)) return undefined;
  const names = stored.inputs.map(([name]) => name);
  return {
    common: stored.common,
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
  const inputs = [...record.versions];
  const places = new Map(inputs.map(([name], at) => [name, at]));
  const stored: Stored = {
    form: 1,
    common: record.common,
    inputs,
    units: [...record.units].map(([id, unit]) => [
      id,
      unit.inputs.map((name) => places.get(name) ?? -1),
      unit.files.map(([file, { size, mtimeMs, hash }]) => [file, size, mtimeMs, hash]),
    ]),
  };
  await writeCache(path, stored);
}
