import type { Day, StoryPlace } from '../../model/types.ts';
import { changeDays, type DayDraft } from '../day/day-draft.ts';
import { readUnplaced, unplacedPath } from '../day/unplaced-days.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { openTransaction } from '../disk/journal.ts';
import { allOrNothing, type Failed } from '../disk/stop.ts';
import { learnedWordsPath } from '../known/learned-words.ts';

export interface PlaceInput extends ArchiveFolder {
  /** What was decided, by day and item key. */
  readonly places: ReadonlyMap<Day, ReadonlyMap<string, StoryPlace>>;
  /** What was learned of words meanwhile. */
  readonly learned?: string | undefined;
}

export type PlaceResult =
  /** `days`: those whose file changed, sorted. */
  { readonly kind: 'placed'; readonly days: readonly Day[] } | Failed;

/**
 * Writes the places that were decided, all or nothing. An item that has its place keeps it, unless its story was joined
 * with an older one; a damaged day is left to `check --repair`, because its items are decided again while they have
 * none. One day is in memory at a time, and only the lines of the items that are placed are read.
 */
export async function placeStories({ fs, dir, places, learned }: PlaceInput): Promise<PlaceResult> {
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const days = await changeDays({ fs, dir, transaction }, places, place);
    if (learned !== undefined) await transaction.stage({ path: learnedWordsPath, data: learned });
    if ((await readUnplaced(fs, dir)).length > 0)
      await transaction.stage({ path: unplacedPath, data: undefined });
    await transaction.commit();
    return { kind: 'placed', days };
  });
}

/** Answers whether any item got its place, or another. */
function place(draft: DayDraft, decided: ReadonlyMap<string, StoryPlace>): boolean {
  let isChanged = false;
  for (const [key, story] of decided) {
    const item = draft.get(key);
    if (item === undefined) continue;
    const { story: before } = item._daybook;
    if (before !== undefined && (before.key === story.key || !story.was?.includes(before.key))) continue;
    draft.set({ ...item, _daybook: { ...item._daybook, story } });
    isChanged = true;
  }
  return isChanged;
}
