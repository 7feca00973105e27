import { join } from 'node:path';
import { readJson, writeWhole } from '../../disk/index.ts';
import { isRecord, textFields } from '../../model/record.ts';
import { sortedByKey } from '../../model/sorted.ts';

/**
 * Days whose pictures were all dealt with, and the state of their files then. Disposable: without it the archive is read
 * once more.
 */
export type SeenDays = Map<string, string>;

const fileIn = (dir: string): string => join(dir, 'images-seen.json');

/** @param key what else the answer depends on: another one makes all of it void */
export async function readSeenDays(dir: string, key: string): Promise<SeenDays> {
  const found = await readJson(fileIn(dir));
  return new Map(isRecord(found) && found.key === key ? textFields(found.days) : []);
}

/** Keeps them where the disk lets it. */
export async function writeSeenDays(dir: string, key: string, seen: SeenDays): Promise<void> {
  const days = Object.fromEntries(sortedByKey(seen));
  await writeWhole(fileIn(dir), JSON.stringify({ key, days })).catch(() => undefined);
}
