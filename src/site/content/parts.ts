import { yearOf } from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import { newestShown } from './threads.ts';

/** A year of a long thread, and its months where it holds too much for one page. */
export interface ThreadYear {
  readonly year: string;
  readonly n: number;
  /** `2026-05`, newest first; empty where the year's page lists all of its titles. */
  readonly months: readonly string[];
}

/** A page lists so many titles of a year; a year with more has a page for each of its months. */
export const maxTitlesOfYear = 150;

/**
 * The years of a thread that is too long for one page, newest first; none of a short one.
 *
 * @param months How many items by month.
 */
export function yearsOfThread(months: Iterable<readonly [month: string, n: number]>): ThreadYear[] {
  const all = [...months];
  if (all.reduce((total, [, n]) => total + n, 0) <= newestShown) return [];
  return [...grouped(all, ([month]) => yearOf(month))]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([year, own]) => {
      const n = own.reduce((sum, [, count]) => sum + count, 0);
      const names = own.map(([month]) => month).sort();
      return { year, n, months: n > maxTitlesOfYear ? names.reverse() : [] };
    });
}

/** The part of a thread before one: the month before in the same year, else the last part of the year before. */
export function partBefore(years: readonly ThreadYear[], part: string): string | undefined {
  const at = years.findIndex(({ year }) => year === yearOf(part));
  const months = years[at]?.months ?? [];
  if (part.length > 4) {
    const before = months[months.indexOf(part) + 1];
    if (before !== undefined) return before;
  }
  const older = years[at + 1];
  if (at === -1 || older === undefined) return undefined;
  return part.length > 4 ? (older.months[0] ?? older.year) : older.year;
}
