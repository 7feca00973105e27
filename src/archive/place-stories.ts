import type { Day, StoryPlace } from '../model/types.ts';
import { dayPath, loadDay } from './day-store.ts';
import type { ArchiveFs } from './files.ts';
import { openTransaction } from './journal.ts';
import { allOrNothing, type Failed, Stop } from './stop.ts';
import type { StoredItem } from './stored-item.ts';

export interface PlaceInput {
  readonly fs: ArchiveFs;
  readonly dir: string;
  /** What was decided, by day and item key. */
  readonly places: ReadonlyMap<Day, ReadonlyMap<string, StoryPlace>>;
}

export type PlaceResult =
  /** `days`: those whose file changed, sorted. */
  { readonly kind: 'placed'; readonly days: readonly Day[] } | Failed;

/**
 * Writes the places that were decided, all or nothing. An item that has its place keeps it; a damaged day is left to
 * `check --repair`, as its items are decided again while they have none. One day is in memory at a time.
 */
export async function placeStories({ fs, dir, places }: PlaceInput): Promise<PlaceResult> {
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const changed: Day[] = [];
    for (const [day, decided] of [...places].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const { items, problem, isTooNew, isMissing } = await loadDay(fs, dir, day);
      if (isTooNew && problem !== undefined) throw new Stop(problem);
      if (problem !== undefined || isMissing) continue;
      const placed = items.map((item) => withPlace(item, decided));
      if (placed.every((item, at) => item === items[at])) continue;
      const { formatDay } = await import('./day-file.ts');
      await transaction.stage({ path: dayPath(day), data: formatDay(day, placed) });
      changed.push(day);
    }
    await transaction.commit();
    return { kind: 'placed', days: changed };
  });
}

function withPlace(item: StoredItem, decided: ReadonlyMap<string, StoryPlace>): StoredItem {
  const story = decided.get(item._daybook.key);
  if (story === undefined || item._daybook.story !== undefined) return item;
  return { ...item, _daybook: { ...item._daybook, story } };
}
