import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Days whose pictures were all dealt with, and the state of their files then. Disposable: without it the archive is read
 * once more.
 */
export type SeenDays = Map<string, string>;

const fileIn = (dir: string): string => join(dir, 'images-seen.json');

/** @param key what else the answer depends on: another one makes all of it void */
export async function readSeenDays(dir: string, key: string): Promise<SeenDays> {
  try {
    const found: unknown = JSON.parse(await readFile(fileIn(dir), 'utf8'));
    if (typeof found !== 'object' || found === null) return new Map();
    const fields = new Map<string, unknown>(Object.entries(found));
    const days = fields.get('days');
    if (fields.get('key') !== key || typeof days !== 'object' || days === null) return new Map();
    return new Map(
      Object.entries(days).flatMap(([day, stamp]) => (typeof stamp === 'string' ? [[day, stamp]] : [])),
    );
  } catch {
    return new Map();
  }
}

export async function writeSeenDays(dir: string, key: string, seen: SeenDays): Promise<void> {
  const days = Object.fromEntries([...seen].sort(([one], [other]) => (one < other ? -1 : 1)));
  await mkdir(dir, { recursive: true });
  await writeFile(fileIn(dir), JSON.stringify({ key, days }));
}
