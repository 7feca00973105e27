import type { Day } from '../../model/types.ts';
import { changeDays } from '../day/day-draft.ts';
import { makeStorable } from '../day/day-file.ts';
import { addPageText, type PageText } from '../day/page-text.ts';
import type { ArchiveFs } from '../disk/files.ts';
import { openTransaction } from '../disk/journal.ts';
import { allOrNothing, type Failed } from '../disk/stop.ts';

/** Texts of pages, by day and item key. */
export type PageTexts = ReadonlyMap<Day, ReadonlyMap<string, PageText>>;

export type KeepTextsResult =
  /** `kept`: keys of the items whose text is that of their page now. `days`: those whose file changed, sorted. */
  { readonly kind: 'kept'; readonly kept: ReadonlySet<string>; readonly days: readonly Day[] } | Failed;

/**
 * Puts the texts of pages in the place of what feeds say of their items, all or nothing. The feed's own words stay
 * beside them; where a page says no more than those, nothing changes. That is not a revision: nobody changed what they
 * wrote. A damaged day is left to `check --repair`.
 */
export async function keepTexts(fs: ArchiveFs, dir: string, texts: PageTexts): Promise<KeepTextsResult> {
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const kept = new Set<string>();
    const days = await changeDays({ fs, dir, transaction }, texts, (draft, pages) => {
      const before = kept.size;
      for (const [key, page] of pages) {
        const stored = draft.get(key);
        const item = stored && addPageText(stored, page);
        if (item === undefined) continue;
        draft.set(makeStorable(item));
        kept.add(key);
      }
      return kept.size > before;
    });
    await transaction.commit();
    return { kind: 'kept', kept, days };
  });
}
