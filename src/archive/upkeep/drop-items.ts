import type { Day, Problem } from '../../model/types.ts';
import { type LostItem, storedOfLost } from '../commit/note-lost.ts';
import { dayPath, filesOfDays, listDays, loadDay } from '../day/day-store.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFolder, ArchiveFs } from '../disk/files.ts';
import type { Transaction } from '../disk/journal.ts';
import { Stop } from '../disk/stop.ts';

/** One item that left the archive. */
export interface DroppedItem {
  readonly day: Day;
  readonly key: string;
  readonly feed: string;
  readonly title?: string;
}

interface DropInput extends ArchiveFolder {
  readonly transaction: Transaction;
  readonly isWanted: (item: StoredItem, day: Day) => boolean;
  /** Whether broken parts of a damaged file must go too; else they stay until `check --repair`. */
  readonly isTainted?: (text: string) => boolean;
  /** Published items that the archive lost: they go as if it had them. */
  readonly lost: readonly LostItem[];
}

/** An item that leaves, without its text. */
export interface Dropped {
  readonly item: StoredItem;
  readonly day: Day;
}

export function describeDropped({ item, day }: Dropped): DroppedItem {
  const { key, feed } = item._daybook;
  return { day, key, feed, ...(item.title !== undefined && { title: item.title }) };
}

/**
 * Stages the archive without the items that are wanted out; a day without items loses its file. One day is in memory at
 * a time. A damaged day that must change is written anew from its whole lines.
 */
export async function dropItems(
  input: DropInput,
): Promise<{ readonly dropped: readonly Dropped[]; readonly problems: readonly Problem[] }> {
  const { fs, dir, transaction } = input;
  const all: Dropped[] = [];
  const problems: Problem[] = [];
  for (const day of await listDays(fs, dir)) {
    const { items, problem, isTooNew, raw } = await loadDay(fs, dir, day);
    if (isTooNew && problem !== undefined) throw new Stop(problem);
    if (problem !== undefined) problems.push(problem);
    const dropped = items.filter((item) => input.isWanted(item, day));
    const isTainted = raw !== undefined && input.isTainted?.(new TextDecoder().decode(raw)) === true;
    if (dropped.length === 0 && !isTainted) continue;
    for (const item of dropped) all.push({ item: { ...item, content_html: '' }, day });
    const kept = items.filter((item) => !dropped.includes(item));
    const { formatDay } = await import('../day/day-file.ts');
    const data = kept.length === 0 ? undefined : formatDay(day, kept);
    await transaction.stage({ path: dayPath(day), data });
  }
  for (const one of input.lost) {
    const item = storedOfLost(one);
    if (input.isWanted(item, one.day)) all.push({ item, day: one.day });
  }
  return { dropped: all, problems };
}

/** Copies of damaged files, relative to the data folder. */
export async function listDamagedCopies(fs: ArchiveFs, dir: string): Promise<readonly string[]> {
  const copies: string[] = [];
  for await (const path of filesOfDays(fs, dir)) if (/\.damaged-\d+$/.test(path)) copies.push(path);
  return copies;
}
