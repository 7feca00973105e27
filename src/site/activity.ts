import { monthOf } from '../digest/index.ts';
import type { Day } from '../model/types.ts';
import type { Ledger } from './content/ledger.ts';

/** How much a source writes, as far as its own items tell: another source's news change nothing of it. */
export interface Activity {
  /** Rounded to a number that people say; absent without items. */
  readonly rate?: { readonly n: number; readonly per: 'week' | 'month' | 'year' };
  /** The month of its last item, where that is so long before the digest's newest that it seems to have ended. */
  readonly silentSince?: string;
  /** Items a month over the year up to its latest item, oldest first; empty where that was long ago. */
  readonly months: readonly number[];
}

const dayMs = 86_400_000;
const daysOfUnit = { week: 7, month: 365.25 / 12, year: 365.25 } as const;

/** A source that is silent for so many times its usual distance is called silent; within these bounds, in days. */
const silence = { times: 6, least: 56, most: 400 } as const;

const shownMonths = 12;

const daysBetween = (first: Day, last: Day): number => (Date.parse(last) - Date.parse(first)) / dayMs;

/** Over the days from the first item to the last, at least a week. */
function rateOf(n: number, first: Day, last: Day): NonNullable<Activity['rate']> {
  const daily = n / Math.max(7, daysBetween(first, last));
  for (const per of ['week', 'month'] as const)
    if (daily * daysOfUnit[per] >= 0.75) return { n: Math.round(daily * daysOfUnit[per]), per };
  return { n: Math.max(1, Math.round(daily * daysOfUnit.year)), per: 'year' };
}

function isSilent({ n, per }: NonNullable<Activity['rate']>, last: Day, newest: Day): boolean {
  const usual = daysOfUnit[per] / n;
  const allowed = Math.min(silence.most, Math.max(silence.least, silence.times * usual));
  return daysBetween(last, newest) > allowed;
}

/** Months since the year 0. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

type Counts = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Items of each source by month, of the digest's last two years. */
function countByMonth(ledger: Pick<Ledger, 'days' | 'feedsOn'>): Counts {
  const counts = new Map<string, Map<number, number>>();
  const newest = ledger.days.at(-1);
  if (newest === undefined) return counts;
  const from = monthNumber(monthOf(newest)) - 2 * shownMonths;
  for (const day of ledger.days) {
    const month = monthNumber(monthOf(day));
    if (month <= from) continue;
    for (const [feed, n] of ledger.feedsOn(day)) {
      const own = counts.get(feed) ?? new Map<number, number>();
      own.set(month, (own.get(month) ?? 0) + n);
      counts.set(feed, own);
    }
  }
  return counts;
}

function monthsUpTo(last: Day, own: ReadonlyMap<number, number> | undefined): number[] {
  if (own === undefined) return [];
  const end = monthNumber(monthOf(last));
  return Array.from({ length: shownMonths }, (_, at) => own.get(end - shownMonths + 1 + at) ?? 0);
}

/** Tells the activity of each source, by its id. The digest's newest day stands for now: nothing asks a clock. */
export function activities(
  ledger: Pick<Ledger, 'days' | 'feedsOn' | 'thread' | 'feeds'>,
): (source: string) => Activity {
  let counts: Counts | undefined;
  return (source) => {
    const { n = 0, newest = [] } = ledger.thread('source', source) ?? {};
    const first = ledger.feeds().get(source)?.firstDay;
    const [latest] = newest;
    const end = ledger.days.at(-1);
    if (latest === undefined || first === undefined || end === undefined) return { months: [] };
    counts ??= countByMonth(ledger);
    const rate = rateOf(n, first, latest.day);
    return {
      rate,
      ...(isSilent(rate, latest.day, end) && { silentSince: monthOf(latest.day) }),
      months: monthsUpTo(latest.day, counts.get(source)),
    };
  };
}
