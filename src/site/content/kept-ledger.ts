import { join } from 'node:path';
import type { Archive } from '../../archive/index.ts';
import type { DigestItem } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import { type DayEntry, emptyDay, type Lines, unchangedItems } from './day-entry.ts';
import { hashOf, stampOf } from './ledger-archive.ts';
import { parseIndex } from './ledger-index.ts';
import { LedgerLost, LedgerState, unlessLost } from './ledger-state.ts';
import { folderStore, ledgerDir } from './store.ts';

/**
 * The ledger as the last rendering left it, for a fetch: it tells what the archive held then. Whatever made it, it is
 * only read.
 */
function openKeptLedger(siteDir: string): LedgerState | undefined {
  const store = folderStore(ledgerDir(siteDir));
  const text = store.read('open') === undefined ? store.read('index') : undefined;
  const index = text === undefined ? undefined : parseIndex(text);
  return index && new LedgerState(store, index);
}

/** Items as the last rendering knew them. */
export interface KeptItems {
  /** All of a day whose file is as it was then; `undefined` of any other. */
  readonly all: (day: Day) => readonly DigestItem[] | undefined;
  /** Those of a day whose lines in the archive are as they were, by key; without stories that the archive has not. */
  readonly unchanged: (day: Day, lines: Lines) => ReadonlyMap<string, DigestItem>;
}

/** `undefined` where no ledger is kept. */
export function keptItems(siteDir: string): KeptItems | undefined {
  const state = openKeptLedger(siteDir);
  if (state === undefined) return undefined;
  const entryOf = (day: Day): DayEntry => unlessLost(() => state.entry(day), emptyDay);
  return {
    all: (day) => {
      const head = state.index.days.get(day);
      if (!head || head.stamp === '' || head.stamp !== stampOf(join(siteDir, '_data'), day)) return undefined;
      const { items } = entryOf(day);
      return items.length === 0 ? undefined : items.map(({ item }) => item);
    },
    unchanged: (day, lines) => {
      const kept = unchangedItems(entryOf(day), lines);
      return new Map([...kept].map(([key, { item, own }]) => [key, own ? withoutStory(item) : item]));
    },
  };
}

function withoutStory({ story: _story, ...item }: DigestItem): DigestItem {
  return item;
}

/** Keys of the items on a day; `undefined` where it cannot be read just now, or where a newer version wrote it. */
async function keysOn(day: Day, archive: Pick<Archive, 'readStored'>): Promise<Set<string> | undefined> {
  const { items, problem } = await archive.readStored(day);
  if (problem !== undefined && problem.code !== 'ARCHIVE_DAY_DAMAGED') return undefined;
  return new Set(items.map(({ _daybook }) => _daybook.key));
}

/**
 * Published items that the archive lost: their day's file is gone, damaged or an older one, and nobody removed them on
 * purpose. Reads only days whose file is another than at the last rendering. `undefined` where no ledger is kept.
 */
export async function findLostItems(
  siteDir: string,
  archive: Pick<Archive, 'readStored' | 'oughtToHave'>,
): Promise<DigestItem[] | undefined> {
  const state = openKeptLedger(siteDir);
  if (!state) return undefined;
  const dataDir = join(siteDir, '_data');
  const missing: DigestItem[] = [];
  try {
    for (const [day, head] of state.index.days) {
      const stamp = stampOf(dataDir, day);
      const isThere = stamp !== '';
      if (head.n === 0) continue;
      if (isThere && (stamp === head.stamp || (await hashOf(dataDir, day)) === head.bytes)) continue;
      const there = isThere ? await keysOn(day, archive) : new Set<string>();
      if (there === undefined) continue;
      const published = state.entry(day).items.map(({ item }) => item);
      missing.push(...published.filter(({ key }) => !there.has(key)));
    }
  } catch (error) {
    if (error instanceof LedgerLost) return undefined;
    throw error;
  }
  if (missing.length === 0) return [];
  const known = await archive.oughtToHave(missing);
  return missing.filter(({ key }) => known.has(key));
}
