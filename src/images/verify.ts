import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureName } from './list-file.ts';
import { imagePath, openImages } from './store.ts';

/** What `check` found among the kept pictures. */
export interface ImageCheck {
  /** Addresses with a copy. */
  readonly copies: number;
  /** Addresses whose files are missing, or do not hold what their names say; sorted. */
  readonly damaged: readonly string[];
}

async function isWhole(dir: string, name: string): Promise<boolean> {
  const bytes = await readFile(join(dir, 'files', imagePath(name))).catch(() => undefined);
  return bytes !== undefined && pictureName(bytes) === name;
}

/**
 * Reads every kept picture, one at a time, and compares it with the hash that is its name. Rejects when the disk does.
 *
 * @param dir absolute; need not exist
 */
export async function verifyImages(dir: string): Promise<ImageCheck> {
  const store = await openImages(dir);
  const checked = new Map<string, boolean>();
  const damaged: string[] = [];
  let copies = 0;
  for (const url of store.urls()) {
    const record = store.find(url);
    if (record?.kind !== 'copy') continue;
    copies += 1;
    for (const { name } of record.files) checked.set(name, checked.get(name) ?? (await isWhole(dir, name)));
    if (record.files.some(({ name }) => checked.get(name) !== true)) damaged.push(url);
  }
  return { copies, damaged };
}

/** Takes damaged pictures off the lists and their files away, so that they are asked for again. Returns how many. */
export async function forgetDamagedImages(dir: string): Promise<number> {
  const damaged = new Set((await verifyImages(dir)).damaged);
  if (damaged.size === 0) return 0;
  const store = await openImages(dir);
  return (await store.dropUnwanted((url) => !damaged.has(url))).urls;
}
