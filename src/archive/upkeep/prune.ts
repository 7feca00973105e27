import { remembered } from '../../model/remember.ts';
import type { Day, Problem } from '../../model/types.ts';
import type { Calendar } from '../calendar.ts';
import type { LostItem } from '../commit/note-lost.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { openTransaction, type Transaction } from '../disk/journal.ts';
import { allOrNothing, type Failed } from '../disk/stop.ts';
import { openIndexes } from '../known/open-indexes.ts';
import { type Dropped, type DroppedItem, describeDropped, dropItems } from './drop-items.ts';
import { hashesOfStored } from './rebuild.ts';

export type PruneResult =
  | {
      readonly kind: 'pruned';
      readonly items: readonly DroppedItem[];
      /** Days whose file changed or went, sorted. */
      readonly days: readonly Day[];
      readonly problems: readonly Problem[];
    }
  | Failed;

interface PruneInput extends ArchiveFolder {
  readonly calendar: Calendar;
  /** ms since 1970: items of this feed whose day lies wholly before it go. Absent: kept forever. */
  readonly keepFromMs: (feed: string) => number | undefined;
  /** Tell what would go, and change nothing. */
  readonly mode: 'do' | 'preview';
  /** Published items that the archive lost: they go when they would have gone. */
  readonly lost?: readonly LostItem[];
}

/**
 * The index forgets an item, by all of its names, whose date keeps it out permanently, so that it does not grow for ever;
 * an undated one stays in it as `gone`, or the feed would bring it back as new.
 */
async function updateIndexes(
  input: PruneInput,
  transaction: Transaction,
  dropped: readonly Dropped[],
): Promise<void> {
  const indexes = await openIndexes(input.fs, input.dir);
  for (const feed of new Set(dropped.map(({ item }) => item._daybook.feed))) {
    const own = dropped.filter(({ item }) => item._daybook.feed === feed);
    const items = new Map(own.map(({ item }) => [item._daybook.key, item]));
    const { index } = await indexes.open(
      feed,
      own.flatMap(({ item }) => hashesOfStored(item)),
    );
    await index.loadAll();
    for (const [hash, known] of [...index.entries()]) {
      const item = items.get(known.key);
      if (item === undefined) continue;
      if (item.date_published === undefined) index.set(hash, { ...known, version: 'gone' });
      else index.remove(hash);
    }
  }
  for (const change of indexes.changes()) await transaction.stage(change);
}

/** The day by feed before which the retention rule keeps nothing; `undefined` where it keeps all. */
export function cutoffs(
  calendar: Calendar,
  keepFromMs: PruneInput['keepFromMs'],
): (feed: string) => Day | undefined {
  return remembered((feed: string) => {
    const from = keepFromMs(feed);
    return from === undefined ? undefined : calendar.dayOf(from);
  });
}

/** Drops what the retention rule does not keep. An item goes when its whole day is past; nothing else changes. */
export async function pruneArchive(input: PruneInput): Promise<PruneResult> {
  const { fs, dir, calendar, lost = [] } = input;
  const transaction = openTransaction(fs, dir);
  const cutoffOf = cutoffs(calendar, input.keepFromMs);
  return allOrNothing(transaction, dir, async () => {
    const isWanted = (item: StoredItem, day: Day): boolean => day < (cutoffOf(item._daybook.feed) ?? '');
    const { dropped, problems } = await dropItems({ fs, dir, transaction, isWanted, lost });
    if (input.mode === 'preview') await transaction.abort();
    else {
      await updateIndexes(input, transaction, dropped);
      await transaction.commit();
    }
    const days = [...new Set(dropped.map(({ day }) => day))];
    return { kind: 'pruned', items: dropped.map(describeDropped), days, problems };
  });
}
