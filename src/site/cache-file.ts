import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { shortHash } from './hash.ts';

/**
 * Files of `.cache/daybook/`: disposable, and not to be believed. The first line is the hash of the rest, so that a file
 * that was cut off, or written over by something else, counts as none.
 */

/** What a cache file holds; `undefined` when it is not there, or not whole. */
export async function readCache(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8');
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    return text.slice(0, end) === shortHash(rest) ? JSON.parse(rest) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value of JSON. A disk that is full costs only the time to make it again. */
export async function writeCache(path: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, `${shortHash(text)}\n${text}`);
    await rename(`${path}.part`, path);
  } catch {
    await rm(`${path}.part`, { force: true }).catch(() => undefined);
  }
}
