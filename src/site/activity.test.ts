import { describe, expect, it } from 'vitest';
import { activities } from './activity.ts';
import type { Ledger } from './content/ledger.ts';

/** A ledger with the days on which sources wrote, each with how many items. */
function ledgerOf(written: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const days = [...new Set(Object.values(written).flatMap((own) => Object.keys(own)))].sort();
  const stub = {
    days,
    feedsOn: (day: string) =>
      new Map(Object.entries(written).flatMap(([feed, own]) => (own[day] ? [[feed, own[day]]] : []))),
    thread: (_kind: string, feed: string) => {
      const own = written[feed] ?? {};
      const latest = Object.keys(own).sort().at(-1);
      return latest && { n: Object.values(own).reduce((a, b) => a + b, 0), newest: [{ day: latest }] };
    },
    feeds: () =>
      new Map(Object.entries(written).map(([feed, own]) => [feed, { firstDay: Object.keys(own).sort()[0] }])),
  };
  // What is asked of the ledger is all that stands here.
  return stub as unknown as Ledger;
}

const daily = (first: string, count: number, n: number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10),
      n,
    ]),
  );
const now = { '2026-05-18': 1 };

describe('activities', () => {
  it.each([
    ['several a day', daily('2026-01-01', 138, 6), { n: 42, per: 'week' }],
    ['all of it at once', { '2026-05-18': 40 }, { n: 40, per: 'week' }],
    [
      'one a month',
      { '2026-01-05': 1, '2026-02-03': 1, '2026-03-04': 1, '2026-04-02': 1 },
      { n: 1, per: 'month' },
    ],
    [
      'one every other year',
      { '2020-01-01': 1, '2022-01-01': 1, '2024-01-01': 1, '2026-01-01': 1 },
      { n: 1, per: 'year' },
    ],
  ])('says how much a source writes: %s', (_case, written, rate) => {
    expect(activities(ledgerOf({ a: written, other: now }))('a').rate).toEqual(rate);
  });

  it.each([
    ['forty a week, years ago', daily('2018-01-01', 60, 6), '2018-03'],
    ['daily, until ten weeks ago', daily('2026-01-01', 60, 1), '2026-03'],
    ['daily, until six weeks ago', daily('2026-01-01', 97, 1), undefined],
    ['monthly, until five months ago', { '2025-10-01': 1, '2025-11-01': 1, '2025-12-18': 1 }, undefined],
    ['monthly, until nine months ago', { '2025-06-01': 1, '2025-07-01': 1, '2025-08-01': 1 }, '2025-08'],
    ['once a year', { '2023-09-01': 1, '2024-09-01': 1, '2025-09-01': 1 }, undefined],
  ])('says when a source has fallen silent: %s', (_case, written, since) => {
    expect(activities(ledgerOf({ a: written, other: now }))('a').silentSince).toBe(since);
  });

  it('is measured by the digest, not by a clock: where all have ended, none is silent', () => {
    expect(activities(ledgerOf({ a: daily('2018-01-01', 60, 6) }))('a').silentSince).toBeUndefined();
  });

  it('counts the months up to the latest item, whatever others do', () => {
    const a = { '2025-03-01': 9, '2025-05-02': 2, '2026-02-01': 1, '2026-04-30': 3 };
    const months = [2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3];
    expect(activities(ledgerOf({ a }))('a').months).toEqual(months);
    expect(activities(ledgerOf({ a, other: now }))('a').months).toEqual(months);
  });

  it('knows nothing of a source without items', () => {
    expect(activities(ledgerOf({ other: now }))('a')).toEqual({ months: [] });
  });
});
