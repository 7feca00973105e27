import { type DigestItem, daysOfEdition, monthOf, placesOf, storyWindowDays } from '../../digest/index.ts';
import { addDays } from '../../model/days.ts';
import type { Day, StoryPlace } from '../../model/types.ts';
import type { KeptItem } from './day-entry.ts';
import type { LedgerState } from './ledger-state.ts';
import { type MadeDay, placeHead, withStory } from './made-days.ts';

/** The days of a month and before it that can have a say in its stories. */
function daysFor(month: string, days: readonly Day[]): Day[] {
  const own = daysOfEdition({ kind: 'month', id: month });
  const from = addDays(own[0] ?? '', -storyWindowDays);
  return days.filter((day) => from <= day && day <= (own.at(-1) ?? ''));
}

function isOpen({ item }: KeptItem): boolean {
  return item.story === undefined;
}

/** An item with its place, where that is to be decided here: the archive's own are left alone. */
function placed(kept: KeptItem, places: ReadonlyMap<string, StoryPlace>): KeptItem {
  const place = isOpen(kept) || kept.own === true ? places.get(kept.item.key) : undefined;
  return place === undefined ? kept : withStory(kept, place);
}

/**
 * Decides the stories of items that the archive leaves open: `fetch` decides what it brings, but an archive can come
 * from elsewhere. What is decided here is kept in the ledger. A month at a time, by what lies before its end, so that
 * memory is bounded. Answers with other days of which items changed, because their story was joined with an older one.
 */
export function decideOpen(made: readonly MadeDay[], state: LedgerState): MadeDay[] {
  const open = made.map(({ day }) => day).filter((day) => state.entry(day).items.some(isOpen));
  if (open.length === 0) return [];
  const known = new Set(made.map(({ day }) => day));
  const changed = new Map<Day, MadeDay>();
  const days = [...state.index.days.keys()].sort();
  for (const month of new Set(open.map(monthOf))) {
    const around = daysFor(month, days);
    const items = around.flatMap((day): DigestItem[] => state.entry(day).items.map(({ item }) => item));
    const places = placesOf(items);
    for (const day of around) {
      const before = state.entry(day);
      const after = before.items.map((kept) =>
        isOpen(kept) && monthOf(day) !== month ? kept : placed(kept, places),
      );
      const head = state.index.days.get(day);
      if (!head || after.every((kept, at) => kept === before.items[at])) continue;
      placeHead(state, day, { ...before, items: after }, head);
      if (!known.has(day) && !changed.has(day)) changed.set(day, { day, before, returned: [] });
    }
  }
  return [...changed.values()];
}
