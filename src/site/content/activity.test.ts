import { describe, expect, it } from 'vitest';
import { type TestItem, testSite } from '../outputs/site.test-kit.ts';
import { type Activity, activityOf } from './activity.ts';

type Days = Readonly<Record<string, number>>;

const daily = (first: string, count: number, n: number): Days =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10),
      n,
    ]),
  );

const itemsOf = (feed: string, days: Days, seen?: string): TestItem[] =>
  Object.entries(days).flatMap(([day, n]) =>
    Array.from({ length: n }, (_, at) => ({
      key: `${feed}${day}-${at}`,
      feed,
      day,
      ...(seen !== undefined && { extras: { first_seen: seen, backlog: true as const } }),
    })),
  );

async function activity(days: Days, others: readonly TestItem[] = [], seen?: string): Promise<Activity> {
  return activityOf('alpha', await testSite({ items: [...itemsOf('alpha', days, seen), ...others] }));
}

const now = itemsOf('beta', { '2026-05-18': 1 });

describe('the activity of a source', () => {
  it.each([
    ['several a day', daily('2026-01-01', 138, 6), { n: 42, per: 'week' }],
    ['all of it at once', { '2026-05-18': 40 }, { n: 40, per: 'week' }],
    [
      'one a month',
      { '2026-01-05': 1, '2026-02-03': 1, '2026-03-04': 1, '2026-04-20': 1 },
      { n: 1, per: 'month' },
    ],
    [
      'one every other year',
      { '2020-01-01': 1, '2022-01-01': 1, '2024-01-01': 1, '2026-01-01': 1 },
      { n: 1, per: 'year' },
    ],
  ])('is told as people say it: %s', async (_case, written, rate) => {
    expect((await activity(written, now)).rate).toEqual(rate);
  });

  it.each([
    ['forty a week, years ago', daily('2018-01-01', 60, 6), '2018-03'],
    ['daily, until ten weeks ago', daily('2026-01-01', 60, 1), '2026-03'],
    ['daily, until six weeks ago', daily('2026-01-01', 97, 1), undefined],
    ['monthly, until five months ago', { '2025-10-01': 1, '2025-11-01': 1, '2025-12-18': 1 }, undefined],
    ['monthly, until eleven months ago', { '2025-04-01': 1, '2025-05-01': 1, '2025-06-01': 1 }, '2025-06'],
    ['once a year', { '2023-09-01': 1, '2024-09-01': 1, '2025-09-01': 1 }, undefined],
  ])('says since when it is silent: %s', async (_case, written, since) => {
    expect((await activity(written, now)).silentSince).toBe(since);
    // Whether it was followed then, or was taken up today with all that it had.
    expect((await activity(written, now, '2026-05-18T10:00:00Z')).silentSince).toBe(since);
  });

  it('is measured by the digest, not by a clock: where all have ended, none is silent', async () => {
    expect((await activity(daily('2018-01-01', 60, 1))).silentSince).toBeUndefined();
  });

  it('counts the months up to the latest item, whatever others do', async () => {
    const written = { '2025-03-01': 9, '2025-05-02': 2, '2026-02-01': 1, '2026-04-30': 3 };
    const months = [2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3];
    expect((await activity(written)).months).toEqual(months);
    expect((await activity(written, now)).months).toEqual(months);
  });

  it('is unknown without items', async () => {
    expect(await activity({}, now)).toEqual({ months: [] });
  });
});
