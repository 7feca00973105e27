import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listIfThere, readIfThere, writeWhole } from '../disk/index.ts';
import { formatList } from './list-file.ts';
import { betterOf, formatRecord, parseRecord } from './record-line.ts';
import type { EncodedFile, ImageRecord } from './types.ts';

/**
 * The kept pictures of a site: `list/<xx>.json` says what is known of each address, one a line, sorted, in the file that
 * the first two characters of the address's hash name; `files/<xx>/<hash>.webp` are the pictures. Data like the archive:
 * what its publisher took away long ago is still here.
 */
export interface ImageStore {
  readonly find: (url: string) => ImageRecord | undefined;
  /** All addresses that are known, sorted. */
  readonly urls: () => readonly string[];
  /** Takes in what became of an address; its files are on the disk when this returns. */
  readonly keep: (url: string, record: ImageRecord, files?: readonly EncodedFile[]) => Promise<void>;
  /** Writes the lists that changed. */
  readonly flush: () => Promise<void>;
  /** Forgets addresses that are not wanted, and removes files that no address has any more. */
  readonly dropUnwanted: (
    isWanted: (url: string) => boolean,
  ) => Promise<{ readonly urls: number; readonly files: number }>;
}

/** The folder of a site's kept pictures. */
export function imagesDir(siteDir: string): string {
  return join(siteDir, '_data', 'images');
}

/** Where a picture's file lies, below the folder of pictures and below the site's own: `3f/3f…9c.webp`. */
export function imagePath(name: string): string {
  return `${name.slice(0, 2)}/${name}`;
}

export function hasImages(dir: string): boolean {
  return existsSync(join(dir, 'list'));
}

/** Which of the 256 lists an address stands in. */
function shardOf(url: string): string {
  return hash('sha256', url, 'hex').slice(0, 2);
}

/** Reads lists line by line, so that one that a merge broke still gives its whole lines. */
async function readLists(dir: string): Promise<Map<string, ImageRecord>> {
  const records = new Map<string, ImageRecord>();
  for (const name of (await listIfThere(join(dir, 'list'))).filter((one) =>
    /^[0-9a-f]{2}\.json$/.test(one),
  )) {
    const text = (await readIfThere(join(dir, 'list', name))) ?? '';
    for (const line of text.split('\n')) {
      const found = parseRecord(line);
      if (found === undefined) continue;
      const known = records.get(found.url);
      records.set(found.url, known === undefined ? found.record : betterOf(known, found.record));
    }
  }
  return records;
}

/**
 * Opens the kept pictures. Rejects when the disk does.
 *
 * @param dir absolute; need not exist
 */
export async function openImages(dir: string): Promise<ImageStore> {
  const records = await readLists(dir);
  const changed = new Set<string>();
  const flush = async (): Promise<void> => {
    if (changed.size === 0) return;
    const lists = new Map([...changed].sort().map((shard) => [shard, new Map<string, string>()]));
    for (const [url, record] of records) lists.get(shardOf(url))?.set(url, formatRecord(url, record));
    for (const [shard, lines] of lists) {
      const path = join(dir, 'list', `${shard}.json`);
      if (lines.size === 0) await rm(path, { force: true });
      else await writeWhole(path, formatList('images', lines), { isData: true });
    }
    changed.clear();
  };
  return {
    find: (url) => records.get(url),
    urls: () => [...records.keys()].sort(),
    keep: async (url, record, files = []) => {
      for (const { name, bytes } of files) {
        const path = join(dir, 'files', imagePath(name));
        if (!existsSync(path)) await writeWhole(path, bytes, { isData: true });
      }
      records.set(url, record);
      changed.add(shardOf(url));
    },
    flush,
    dropUnwanted: async (isWanted) => {
      const unwanted = [...records.keys()].filter((url) => !isWanted(url));
      for (const url of unwanted) {
        records.delete(url);
        changed.add(shardOf(url));
      }
      await flush();
      return { urls: unwanted.length, files: await dropFiles(dir, records) };
    },
  };
}

/** Removes the files that no record names, and what an interrupted run left half-written. */
async function dropFiles(dir: string, records: ReadonlyMap<string, ImageRecord>): Promise<number> {
  const used = new Set<string>();
  for (const record of records.values())
    if (record.kind === 'copy') for (const { name } of record.files) used.add(name);
  let dropped = 0;
  for (const folder of await listIfThere(join(dir, 'files'))) {
    for (const name of (await listIfThere(join(dir, 'files', folder))).filter((one) => !used.has(one))) {
      await rm(join(dir, 'files', folder, name), { force: true, recursive: true });
      dropped += 1;
    }
  }
  return dropped;
}
