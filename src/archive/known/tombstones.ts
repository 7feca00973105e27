import { basename, dirname, join } from 'node:path';
import { defined } from '../../model/defined.ts';
import type { CleanItem, Problem } from '../../model/types.ts';
import { type ArchiveFs, textOf } from '../disk/files.ts';
import { Stop } from '../disk/stop.ts';
import { shortHash } from '../identity/hash.ts';
import { removalsDamaged, removalsUnreadable } from '../problems.ts';

/** Removal requests, relative to the data folder. One a line, sorted: hashes of items and authors, ids of feeds. */
export const tombstonePath = 'archive/forgotten.txt';

const head = 'daybook forgotten, schema 1';
const linePattern = /^(?:item [2-9a-km-np-z]{16}|author [2-9a-km-np-z]{16}|feed [a-z0-9][a-z0-9-]*)$/;

/** What must not come back. */
export interface Tombstones {
  readonly lines: ReadonlySet<string>;
  readonly feeds: ReadonlySet<string>;
  /** What is wrong with the file; absent where nothing is. */
  readonly problem?: Problem;
  /** Whether an item with these hashes or one of these authors is named. */
  readonly names: (hashes: readonly string[], item: Pick<CleanItem, 'authors'>) => boolean;
}

/** Names that differ in case, width, accents' encoding or spacing alone are one author's. */
const authorHash = (name: string): string =>
  shortHash(['author', name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()], 16);

export const authorLine = (name: string): string => `author ${authorHash(name)}`;
export const itemLine = (hash: string): string => `item ${hash}`;
export const feedLine = (feed: string): string => `feed ${feed}`;

function tombstonesOf(lines: Iterable<string>): Tombstones {
  const all = new Set(lines);
  const feeds = [...all].filter((line) => line.startsWith('feed ')).map((line) => line.slice(5));
  return {
    lines: all,
    feeds: new Set(feeds),
    names: (hashes, item) =>
      all.size > 0 &&
      (hashes.some((hash) => all.has(itemLine(hash))) ||
        (item.authors ?? []).some(({ name }) => name !== undefined && all.has(authorLine(name)))),
  };
}

export function formatTombstones(lines: Iterable<string>): string {
  return `${[head, ...[...lines].sort()].join('\n')}\n`;
}

/** Whether something other than a file stands in its place: what it said is not known then. */
async function isNoFile(fs: ArchiveFs, path: string): Promise<boolean> {
  return (await fs.list(dirname(path))).includes(basename(path)) && (await fs.read(path)) === undefined;
}

/** What git leaves between the lines of two branches. */
const mark = /^(?:<{7}|={7}|>{7}|\|{7})/;

/** A file is whole when it begins as Daybook writes it, and each line is one of ours. */
function faultIn(lines: readonly string[], path: string): Problem | undefined {
  const strange = lines.filter((line) => line !== head && !linePattern.test(line) && !mark.test(line));
  const isWhole = strange.length === 0 && lines.includes(head);
  return isWhole ? undefined : removalsDamaged(path, strange.length);
}

/**
 * Every line that can be read counts: a damaged file must not let a removed item back in.
 *
 * @throws Stop when a folder stands in the file's place
 */
export async function readTombstones(fs: ArchiveFs, dir: string): Promise<Tombstones> {
  const path = join(dir, tombstonePath);
  const bytes = await fs.read(path);
  if (bytes === undefined && (await isNoFile(fs, path))) throw new Stop(removalsUnreadable(path));
  if (bytes === undefined) return tombstonesOf([]);
  const lines = textOf(bytes)
    .split('\n')
    .map((line) => line.trim());
  const problem = faultIn(
    lines.filter((line) => line !== ''),
    path,
  );
  return { ...tombstonesOf(lines.filter((line) => linePattern.test(line))), ...defined({ problem }) };
}
