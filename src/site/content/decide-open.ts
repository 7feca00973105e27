import { type DigestItem, daysOfEdition, monthOf, placesOf, storyWindowDays } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { LedgerState } from './ledger-state.ts';
import { placeHead } from './made-days.ts';

function shifted(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Items of the days around a month, as far as they can have a say in its stories. */
function itemsAround(month: string, days: readonly Day[], state: LedgerState): DigestItem[] {
  const own = daysOfEdition({ kind: 'month', id: month });
  const from = shifted(own[0] ?? '', -storyWindowDays);
  const to = shifted(own.at(-1) ?? '', storyWindowDays);
  return days
    .filter((day) => from <= day && day <= to)
    .flatMap((day) => state.entry(day).items.map(({ item }) => item));
}

function hasOpen(day: Day, state: LedgerState): boolean {
  return state.entry(day).items.some(({ item }) => item.story === undefined);
}

/**
 * Decides the stories of items that the archive leaves open: `fetch` decides what it brings, but an archive can come
 * from elsewhere. What is decided here is kept in the ledger. A month at a time, so that memory is bounded.
 */
export function decideOpen(made: readonly Day[], state: LedgerState): void {
  const open = made.filter((day) => hasOpen(day, state));
  if (open.length === 0) return;
  const days = [...state.index.days.keys()].sort();
  for (const month of new Set(open.map(monthOf))) {
    const places = placesOf(itemsAround(month, days, state));
    for (const day of open.filter((one) => monthOf(one) === month)) {
      const entry = state.entry(day);
      const items = entry.items.map((kept) => {
        const story = kept.item.story ?? places.get(kept.item.key);
        return story === kept.item.story || story === undefined
          ? kept
          : { ...kept, item: { ...kept.item, story } };
      });
      const head = state.index.days.get(day);
      if (head) placeHead(state, day, { ...entry, items }, head);
    }
  }
}
