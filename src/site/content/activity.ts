import { monthOf } from '../../digest/index.ts';
import { dayNumber } from '../../model/days.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import type { Ledger } from './ledger.ts';

/** How much a source writes, as far as its own items tell: another source's news change nothing of it. */
export interface Activity {
  /** Rounded to a number that people say; absent without items. */
  readonly rate?: { readonly n: number; readonly per: 'week' | 'month' | 'year' };
  /** The month of its last item, where that is so long before the digest's newest that it seems to have ended. */
  readonly silentSince?: string;
  /** Items a month over the year up to its latest item, oldest first; empty of a source without items. */
  readonly months: readonly number[];
}

const daysOfUnit = { week: 7, month: 365.25 / 12, year: 365.25 } as const;

/** A source that is silent for so many times its usual distance is called silent; within these bounds, in days. */
const silence = { times: 6, least: 56, most: 400 } as const;

const shownMonths = 12;

const daysBetween = (first: Day, last: Day): number => dayNumber(last) - dayNumber(first);

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

/** The days on which its items came last, as far as the ledger's heads tell: no record has to be read for it. */
type Heads = Pick<Ledger, 'days' | 'threads' | 'feeds'>;

/**
 * Whether nothing has come from a source for far longer than usual. The digest's newest day stands for now: nothing
 * asks a clock. What a source has of an earlier time says nothing here: see {@link activityOf}.
 */
export function isQuiet(source: string, { days, threads, feeds }: Heads): boolean {
  const head = threads('source').get(source);
  const first = feeds().get(source)?.firstDay;
  const newest = days.at(-1);
  if (head === undefined || first === undefined || newest === undefined) return false;
  const last = head.changed.slice(0, 10);
  return isSilent(rateOf(head.n, first, last), last, newest);
}

/** Months since the year 0. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

function monthsUpTo(last: string, counts: ReadonlyMap<string, number>): number[] {
  const byNumber = new Map([...counts].map(([month, n]) => [monthNumber(month), n]));
  const end = monthNumber(last);
  return Array.from({ length: shownMonths }, (_, at) => byNumber.get(end - shownMonths + 1 + at) ?? 0);
}

/** What is asked of a site: a source's own, so that its page does not depend on what others write. */
type Known = Pick<Site, 'isQuiet' | 'firstDayOf'> & {
  readonly ledger: Pick<Ledger, 'thread' | 'monthCounts'>;
};

/** How much a source writes, and whether it still does. */
export function activityOf(source: string, { ledger, isQuiet: isQuietNow, firstDayOf }: Known): Activity {
  const { n = 0, newest = [], changed = '' } = ledger.thread('source', source) ?? {};
  const first = firstDayOf(source);
  const [latest] = newest;
  if (latest === undefined || first === undefined) return { months: [] };
  const rate = rateOf(n, first, latest.day);
  // A source that was taken up long after its last item was silent from the beginning.
  const isOld = changed !== '' && isSilent(rate, latest.day, changed.slice(0, 10));
  return {
    rate,
    ...((isOld || isQuietNow(source)) && { silentSince: monthOf(latest.day) }),
    months: monthsUpTo(latest.day, ledger.monthCounts('source', source)),
  };
}
