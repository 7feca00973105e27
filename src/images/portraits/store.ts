import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../disk/index.ts';
import { defined } from '../../model/defined.ts';
import { formatList, isPictureName, parseLine } from '../list-file.ts';

/**
 * The kept portraits of a site: `list.json` says what is known of each source, one a line, sorted; `files/<hash>.webp`
 * are the pictures. Data like the archive, not a cache: a fresh clone shows the same pages without asking anybody, and
 * what was shown stays when its publisher takes it away.
 */

/** What is known of a source's portrait. */
export interface PortraitRecord {
  /** The picture, by the hash of its bytes: `3f…9c.webp`. What came once stays while later requests fail. */
  readonly name?: string;
  /** Where it came from: an address, or a path in the site folder. */
  readonly from?: string;
  /** Of a file in the site folder: the hash of its bytes. */
  readonly source?: string;
  /** The portrait that the configuration named when it was asked for. */
  readonly wanted?: string;
  /** RFC 3339: when it was asked for last. */
  readonly checked: string;
  /** Why it did not come then: see `docs/errors.md`. */
  readonly failed?: string;
}

export interface PortraitStore {
  readonly find: (feed: string) => PortraitRecord | undefined;
  readonly feeds: () => readonly string[];
  /** Takes in what became of a source's portrait; its file is on the disk when this returns. */
  readonly keep: (feed: string, record: PortraitRecord, bytes?: Uint8Array) => Promise<void>;
  /** Writes the list, where it changed. */
  readonly flush: () => Promise<void>;
  /** Forgets sources that are not wanted, and removes files that no source has any more. Returns how many sources. */
  readonly dropUnwanted: (isWanted: (feed: string) => boolean) => Promise<number>;
}

/** The folder of a site's kept portraits. */
export function portraitsDir(siteDir: string): string {
  return join(siteDir, '_data', 'portraits');
}

const feedId = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** Reads a line of the list. */
function parsePortrait(line: string): readonly [string, PortraitRecord] | undefined {
  const fields = parseLine(line) ?? {};
  const [feed, name, from, source, wanted, checked, failed] = [
    ...['feed', 'name', 'from', 'source', 'wanted', 'checked', 'failed'].map((key) => {
      const value = fields[key];
      return typeof value === 'string' && value !== '' && value.length <= 4096 ? value : undefined;
    }),
  ];
  if (feed === undefined || !feedId.test(feed)) return undefined;
  if (checked === undefined || Number.isNaN(Date.parse(checked))) return undefined;
  const file = isPictureName(name) ? name : undefined;
  return [feed, { ...defined({ name: file, from, source, wanted }), checked, ...defined({ failed }) }];
}

function formatLine(feed: string, record: PortraitRecord): string {
  const { name, from, source, wanted, checked, failed } = record;
  return JSON.stringify({ feed, name, from, source, wanted, checked, failed });
}

/** Reads the list line by line, so that one that a merge broke still gives its whole lines; the later of two counts. */
async function readList(dir: string): Promise<Map<string, PortraitRecord>> {
  const text = await readFile(join(dir, 'list.json'), 'utf8').catch(() => '');
  const records = new Map<string, PortraitRecord>();
  for (const line of text.split('\n')) {
    const [feed, record] = parsePortrait(line) ?? [];
    if (feed === undefined || record === undefined) continue;
    const known = records.get(feed);
    if (known === undefined || known.checked < record.checked) records.set(feed, record);
  }
  return records;
}

/** Removes the files that no record names, and what an interrupted run left half-written. */
async function dropFiles(dir: string, records: ReadonlyMap<string, PortraitRecord>): Promise<void> {
  const used = new Set([...records.values()].map(({ name }) => name));
  const names = await readdir(join(dir, 'files')).catch(() => []);
  for (const name of names)
    if (!used.has(name)) await rm(join(dir, 'files', name), { force: true, recursive: true });
}

/** A picture whose file somebody removed is not there: it is asked for again, and no page names it. */
async function withoutLostFiles(dir: string, records: Map<string, PortraitRecord>): Promise<void> {
  const files = new Set(await readdir(join(dir, 'files')).catch(() => []));
  for (const [feed, { name, ...record }] of records)
    if (name !== undefined && !files.has(name)) records.set(feed, record);
}

/**
 * Opens the kept portraits. A list that cannot be read counts as empty.
 *
 * @param dir absolute; need not exist
 */
export async function openPortraits(dir: string): Promise<PortraitStore> {
  const records = await readList(dir);
  if (records.size > 0) await withoutLostFiles(dir, records);
  let isChanged = false;
  const flush = async (): Promise<void> => {
    if (!isChanged) return;
    const lines = [...records].map(([feed, record]) => [feed, formatLine(feed, record)] as const);
    const path = join(dir, 'list.json');
    const text = formatList('portraits', new Map(lines));
    if ((await readFile(path, 'utf8').catch(() => '')) !== text)
      await writeWhole(path, text, { isData: true });
    isChanged = false;
  };
  return {
    find: (feed) => records.get(feed),
    feeds: () => [...records.keys()].sort(),
    keep: async (feed, record, bytes) => {
      const path = join(dir, 'files', record.name ?? '');
      if (bytes !== undefined && record.name !== undefined && !existsSync(path))
        await writeWhole(path, bytes, { isData: true });
      records.set(feed, record);
      isChanged = true;
    },
    flush,
    dropUnwanted: async (isWanted) => {
      const unwanted = [...records.keys()].filter((feed) => !isWanted(feed));
      for (const feed of unwanted) records.delete(feed);
      isChanged ||= unwanted.length > 0;
      await flush();
      await dropFiles(dir, records);
      return unwanted.length;
    },
  };
}
