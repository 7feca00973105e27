import type { Day } from '../model/types.ts';

/** Some items that arrived one after the other, and are indexed together. */
export interface ArrivalGroup<T> {
  /** Its days, months or years: `2026-05-18`, `2026-05`, `2026-01_2026-03`, `2017_2021`. */
  readonly id: string;
  readonly items: readonly T[];
}

/** Items from which on a group of months, or of years, takes no more. */
export const groupSizes = { months: 8000, years: 32_000 } as const;

function partOf(
  arrived: Day,
  newest: Day,
): { readonly kind: 'day' | 'month' | 'months' | 'years'; readonly part: string } {
  if (arrived === newest) return { kind: 'day', part: arrived };
  if (arrived.slice(0, 7) === newest.slice(0, 7)) return { kind: 'month', part: arrived.slice(0, 7) };
  if (arrived.slice(0, 4) === newest.slice(0, 4)) return { kind: 'months', part: arrived.slice(0, 7) };
  return { kind: 'years', part: arrived.slice(0, 4) };
}

/** Puts neighbouring parts together, from the oldest on, until they hold enough. */
function joined<T>(parts: readonly ArrivalGroup<T>[], enough: number): ArrivalGroup<T>[] {
  const groups: { first: string; last: string; items: T[] }[] = [];
  for (const { id, items } of parts) {
    const open = groups.at(-1);
    if (open && open.items.length < enough) {
      open.last = id;
      for (const item of items) open.items.push(item);
    } else groups.push({ first: id, last: id, items: [...items] });
  }
  return groups.map(({ first, last, items }) => ({
    id: first === last ? first : `${first}_${last}`,
    items,
  }));
}

/**
 * Parts items by when they arrived: the newest day, the rest of its month, the months before, the years before. What was
 * published long ago but arrives today belongs to today, so that no old group changes; months and years are put together
 * so that there are few. Follows from the items alone. Newest first.
 */
export function arrivalGroups<T>(items: Iterable<T>, arrivedOn: (item: T) => Day): ArrivalGroup<T>[] {
  const all = [...items];
  const newest = all.reduce((last, item) => (arrivedOn(item) > last ? arrivedOn(item) : last), '');
  const kinds = {
    day: new Map<string, T[]>(),
    month: new Map<string, T[]>(),
    months: new Map<string, T[]>(),
    years: new Map<string, T[]>(),
  };
  for (const item of all) {
    const { kind, part } = partOf(arrivedOn(item), newest);
    const known = kinds[kind].get(part);
    if (known) known.push(item);
    else kinds[kind].set(part, [item]);
  }
  const sorted = (kind: keyof typeof kinds): ArrivalGroup<T>[] =>
    [...kinds[kind]]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, found]) => ({ id, items: found }));
  return [
    ...joined(sorted('years'), groupSizes.years),
    ...joined(sorted('months'), groupSizes.months),
    ...sorted('month'),
    ...sorted('day'),
  ].reverse();
}
