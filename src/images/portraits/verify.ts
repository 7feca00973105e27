import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureName } from '../list-file.ts';
import { openPortraits } from './store.ts';

/** Sources whose portraits are not what their names say, or cannot be read, sorted. */
export async function damagedPortraits(dir: string): Promise<readonly string[]> {
  const store = await openPortraits(dir);
  const damaged: string[] = [];
  for (const feed of store.feeds()) {
    const name = store.find(feed)?.name;
    if (name === undefined) continue;
    const bytes = await readFile(join(dir, 'files', name)).catch(() => undefined);
    if (bytes === undefined || pictureName(bytes) !== name) damaged.push(feed);
  }
  return damaged;
}

/** Removes damaged files, so that they are asked for again. Returns of how many sources they were. */
export async function forgetDamagedPortraits(dir: string): Promise<number> {
  const damaged = await damagedPortraits(dir);
  const store = await openPortraits(dir);
  for (const feed of damaged)
    await rm(join(dir, 'files', store.find(feed)?.name ?? 'none'), { force: true, recursive: true });
  return damaged.length;
}
