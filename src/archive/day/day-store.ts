import { join } from 'node:path';
import type { Day, Problem } from '../../model/types.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import { damagedDay, tooNew } from '../problems.ts';
import { daySchema } from './migrate.ts';
import type { StoredItem } from './stored-item.ts';

/** Where a day's file lies, relative to the data folder. */
export const dayPath = (day: Day): string => `archive/${day.slice(0, 4)}/${day.slice(5, 7)}/${day}.json`;

/** The files in the folders of days, in order, relative to the data folder. Reads folders only. */
export async function* filesOfDays(fs: ArchiveFs, dir: string): AsyncGenerator<string> {
  for (const year of (await fs.list(join(dir, 'archive'))).filter((name) => /^\d{4}$/.test(name))) {
    for (const month of (await fs.list(join(dir, 'archive', year))).filter((name) => /^\d\d$/.test(name))) {
      const folder = `archive/${year}/${month}`;
      for (const name of await fs.list(join(dir, folder))) yield `${folder}/${name}`;
    }
  }
}

/** All days that have a file, sorted. Reads folders only. */
export async function listDays(fs: ArchiveFs, dir: string): Promise<Day[]> {
  const days: Day[] = [];
  for await (const path of filesOfDays(fs, dir)) {
    const day = /(\d{4}-\d\d-\d\d)\.json$/.exec(path)?.[1];
    if (day !== undefined && path === dayPath(day)) days.push(day);
  }
  return days;
}

/** A day as read: its items, and what was wrong with its file. */
export interface ReadDay {
  readonly day: Day;
  readonly items: readonly StoredItem[];
  readonly problem?: Problem;
  /** The copy to put beside a damaged file, unless the same copy is there already. */
  readonly copy?: Change;
  /** The bytes of a damaged file. */
  readonly raw?: Uint8Array;
  readonly isTooNew?: true;
  readonly isMissing?: true;
}

/**
 * Reads a day. Of a damaged file, its whole lines are read. Loads the checking code only now: a run that brings
 * nothing new never needs it.
 */
export async function loadDay(fs: ArchiveFs, dir: string, day: Day): Promise<ReadDay> {
  const bytes = await fs.read(join(dir, dayPath(day)));
  return bytes === undefined ? { day, items: [], isMissing: true } : parseLoaded(fs, dir, day, bytes);
}

/** Reads a day whose file was read. */
export async function parseLoaded(fs: ArchiveFs, dir: string, day: Day, bytes: Uint8Array): Promise<ReadDay> {
  const path = dayPath(day);
  const { parseDay } = await import('./day-file.ts');
  const content = parseDay(bytes, day);
  switch (content.kind) {
    case 'whole':
      return { day, items: content.items };
    case 'too-new':
      return { day, items: [], problem: tooNew(join(dir, path), content.schema, daySchema), isTooNew: true };
    case 'damaged': {
      const copy = await copyBeside(fs, dir, path, bytes);
      const saved = `${content.items.length} whole items of this day, and all other days. A copy of the file: ${copy.path}.`;
      const problem = damagedDay(day, join(dir, path), content.why, saved);
      return {
        day,
        items: content.items,
        problem,
        ...(copy.isNew ? { copy: { path: copy.path, data: bytes } } : {}),
      };
    }
  }
}

/** The copy of a damaged file: the one there is when the bytes are the same, else the next free number. */
async function copyBeside(
  fs: ArchiveFs,
  dir: string,
  path: string,
  bytes: Uint8Array,
): Promise<{ path: string; isNew: boolean }> {
  for (let number = 1; ; number += 1) {
    const copy = `${path}.damaged-${number}`;
    const there = await fs.read(join(dir, copy));
    if (there === undefined) return { path: copy, isNew: true };
    if (Buffer.compare(there, bytes) === 0) return { path: copy, isNew: false };
  }
}
