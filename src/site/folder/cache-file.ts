import { readFile } from 'node:fs/promises';
import { writeWhole } from '../../disk/index.ts';
import { shortHash } from '../hash.ts';

/**
 * Files of `.cache/daybook/`: disposable, and not to be believed. The first line is the hash of the rest, so that a file
 * that was cut off, or written over by something else, counts as none.
 */

/** The text of a cache file; `undefined` when it is not there, or not whole. */
export async function readCacheText(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    return text.slice(0, end) === shortHash(rest) ? rest : undefined;
  } catch {
    return undefined;
  }
}

/** What a cache file of JSON holds. `restored` is that of `JSON.parse`. */
export async function readCache(
  path: string,
  restored?: (name: string, value: unknown) => unknown,
): Promise<unknown> {
  const text = await readCacheText(path);
  try {
    return text === undefined ? undefined : JSON.parse(text, restored);
  } catch {
    return undefined;
  }
}

/** Keeps a value of JSON. A disk that is full costs only the time to make it again. */
export function writeCache(path: string, value: unknown): Promise<void> {
  return writeCacheText(path, JSON.stringify(value));
}

/** The same, of a value that is JSON already. */
export async function writeCacheText(path: string, text: string): Promise<void> {
  await writeWhole(path, `${shortHash(text)}\n${text}`).catch(() => undefined);
}
