import { addDays } from '../model/days.ts';
import { grouped } from '../model/group.ts';
import type { Day } from '../model/types.ts';
import { largestOf } from './segment.ts';

/** A day, or an hour of the newest one, in which items arrived. */
export interface Arrival {
  /** `2026-05-18`, or `2026-05-18T14` */
  readonly day: string;
  readonly items: number;
}

/** Days or hours whose items arrived one after the other, and are indexed together. */
export interface ArrivalGroup {
  /** Its hours or months: `2026-05-18T14`, `2026-04_2026-05`, `2017-05_2026-03`. */
  readonly id: string;
  readonly days: readonly string[];
  readonly items: number;
  /** Whether its words are listed for what was misspelt. */
  readonly spells: boolean;
}

/**
 * Items from which on a group of hours, or of months, takes no more; and from which on the first hours of a group that
 * still grows are a group of their own, so that what arrives in an hour is indexed again with few others.
 */
export const groupSizes = { hours: 1000, months: 65_536, latest: 160 } as const;

/** Items of groups that share a directory: one of more would say much of what a question does not come to. */
const maxShared = 2 * groupSizes.months;

/**
 * Groups that share a directory, the newest first: those of the newest day, which change from hour to hour, and the
 * others, from the oldest on, so that what is old stays as it is.
 */
export function sharingGroups<T extends Pick<ArrivalGroup, 'id' | 'items'>>(groups: readonly T[]): T[][] {
  const isToday = ({ id }: T): boolean => id.includes('T');
  const shared: T[][] = [];
  let items = 0;
  for (const group of groups.filter((one) => !isToday(one)).reverse()) {
    items += group.items;
    const open = shared[0];
    if (open && items <= maxShared) open.unshift(group);
    else {
      shared.unshift([group]);
      items = group.items;
    }
  }
  return [groups.filter(isToday), ...shared];
}

type Kind = 'day' | 'recent' | 'months';

function partOf(day: Day, newest: Day): { readonly kind: Kind; readonly part: string } {
  const [month, newestMonth] = [day.slice(0, 7), newest.slice(0, 7)];
  if (day.slice(0, 10) === newest) return { kind: 'day', part: day };
  const monthBefore = addDays(`${newestMonth}-01`, -1).slice(0, 7);
  return { kind: month >= monthBefore ? 'recent' : 'months', part: month };
}

type Part = Omit<ArrivalGroup, 'spells'>;

/** Puts neighbouring parts together, from the oldest on, until they hold enough. */
function joined(parts: readonly Part[], enough: number): Part[] {
  const groups: { first: string; last: string; days: string[]; items: number }[] = [];
  for (const { id, days, items } of parts) {
    const open = groups.at(-1);
    if (open && open.items < enough) {
      open.last = id;
      open.days.push(...days);
      open.items += items;
    } else groups.push({ first: id, last: id, days: [...days], items });
  }
  return groups.map(({ first, last, days, items }) => ({
    id: first === last ? first : `${first}_${last}`,
    days,
    items,
  }));
}

/** Hours in groups; of the last one, which may grow, the latest hours by themselves. */
function joinedHours(hours: readonly Part[]): Part[] {
  const groups = joined(hours, groupSizes.hours);
  const last = groups.at(-1);
  if (last === undefined || last.items >= groupSizes.hours) return groups;
  const own = hours.filter(({ id }) => last.days.includes(id));
  const latest = joined(own, groupSizes.latest).slice(-1);
  const earlier = own.filter(({ id }) => !latest[0]?.days.includes(id));
  return [...groups.slice(0, -1), ...joined(earlier, Number.POSITIVE_INFINITY), ...latest];
}

/**
 * Parts days by when they were: the newest day by its hours, the rest of its month with the month before, and all
 * months before these. What was published long ago but arrives today belongs to today, so that no old group changes;
 * items are mostly revised while they are new, so that old groups are seldom made again. Hours and months are put
 * together so that there are few groups: each of them is asked for every word. What arrives today is indexed again and
 * again, and needs no list of words for what was misspelt where readers look into larger groups. Follows from the
 * arrivals alone. Newest first.
 */
export function arrivalGroups(arrivals: Iterable<Arrival>): ArrivalGroup[] {
  const all = [...arrivals].sort((a, b) => (a.day < b.day ? -1 : 1));
  const newest = all.at(-1)?.day.slice(0, 10) ?? '';
  const kinds = grouped(all, ({ day }) => partOf(day, newest).kind);
  // Days come in their order, and so do the parts.
  const parts = (kind: Kind): Part[] =>
    [...grouped(kinds.get(kind) ?? [], ({ day }) => partOf(day, newest).part)].map(([id, own]) => ({
      id,
      days: own.map(({ day }) => day),
      items: own.reduce((sum, { items }) => sum + items, 0),
    }));
  const closed = [
    ...joined(parts('months'), groupSizes.months),
    ...joined(parts('recent'), Number.POSITIVE_INFINITY),
  ];
  const today = joinedHours(parts('day'));
  const asked = new Set(largestOf([...closed, ...today], ({ items }) => items));
  return [
    ...closed.map((group) => ({ ...group, spells: true })),
    ...today.map((group) => ({ ...group, spells: asked.has(group) })),
  ].reverse();
}
