import { describe, expect, it } from 'vitest';
import { DAY, formatInstant, HOUR, MINUTE, parseInstant } from '../../model/instant.ts';
import { feed, hoursLater, START } from '../hostile-server.test-kit.ts';
import { whenDue } from './due.ts';
import { parseFeedState } from './parse-state.ts';
import { acceptBody } from './settle.ts';
import { emptyState, type FeedState } from './state.ts';
import { longestRestMs, noteWindow, type Turnover, windowOf } from './turnover.ts';

const start = parseInstant(START) ?? 0;
const at = (ms: number): string => formatInstant(start + ms);

describe('a window', () => {
  it.each([
    ['six items, one an hour', [-5, -4, -3, -2, -1, 0], 3],
    ['a burst in a quiet feed', [-500, -400, -2, -1.5, -1.25, -1], 1],
    ['a single item', [-5], 0],
    ['two items', [-5, -1], 4],
    ['one date ahead', [-5, -3, -1, 50], 4],
    ['too few dates', [-5, undefined, undefined, undefined], undefined],
    ['no item', [], undefined],
  ])('of %s is half replaced in', (_case, hours, expected) => {
    const dates = hours.map((hour) => (hour === undefined ? undefined : hoursLater(hour)));
    const { halfMs, items } = windowOf(dates, START);
    expect(items).toBe(hours.length);
    expect(halfMs).toBe(expected === undefined ? undefined : expected * HOUR);
  });
});

/** A feed whose document holds the newest items, asked by a schedule that starts once a period. */
interface Simulation {
  readonly window: number;
  /** When its items were published, in ms from the start. */
  readonly published: readonly number[];
  readonly days: number;
  readonly scheduleMs?: number;
  readonly freshForMs?: number;
  readonly ttlMinutes?: number;
  readonly isDated?: boolean;
  readonly ownIntervalMs?: number;
  readonly etag?: string;
}

function simulate(input: Simulation): { missed: number; requests: number; state: FeedState } {
  const url = 'https://example.org/feed';
  const seen = new Set<number>();
  let state: FeedState | undefined;
  let asked: string | undefined;
  let requests = 0;
  const configured = {
    ...feed(url),
    ...(input.ownIntervalMs !== undefined && { intervalMs: input.ownIntervalMs }),
  };
  const intervalMs = input.ownIntervalMs ?? HOUR;
  for (let ms = 0; ms <= input.days * DAY; ms += input.scheduleMs ?? HOUR) {
    const now = at(ms);
    const isFixed = input.ownIntervalMs !== undefined;
    if (whenDue({ state, asked, now, intervalMs, isFixed }).kind === 'later') continue;
    requests += 1;
    const items = input.published.filter((one) => one <= ms).slice(-input.window);
    const fresh = items.filter((one) => !seen.has(one));
    for (const one of fresh) seen.add(one);
    const dates = items.map((one) => (input.isDated === false ? undefined : at(one)));
    const accepted = acceptBody(
      {
        url,
        settlement: {
          feed: configured,
          before: state ?? emptyState(url),
          now,
          intervalMs,
          bodyHash: String(ms),
          ...(asked !== undefined && { asked }),
          ...(input.freshForMs !== undefined && { freshForMs: input.freshForMs }),
          ...(input.etag !== undefined && { etag: input.etag }),
        },
      },
      {
        newItems: fresh.length,
        knownItems: items.length - fresh.length,
        window: windowOf(dates, now),
        ...(input.ttlMinutes !== undefined && { schedule: { ttl_minutes: input.ttlMinutes } }),
      },
    );
    state = parseFeedState(JSON.parse(JSON.stringify(accepted)));
    asked = now;
  }
  const first = input.published.filter((one) => one <= 0).slice(0, -input.window);
  const due = input.published.filter((one) => one <= input.days * DAY && !first.includes(one));
  // What came after the last request may still come.
  const last = parseInstant(asked) ?? 0;
  const missed = due.filter((one) => !seen.has(one) && start + one <= last).length;
  return { missed, requests, state: state ?? emptyState(url) };
}

/** Publishing times from ten days before to `days` after the start. */
function every(ms: number, days: number, isOpen: (ms: number) => boolean = () => true): number[] {
  const times: number[] = [];
  for (let one = -10 * DAY + 7 * MINUTE; one <= days * DAY; one += ms) if (isOpen(one)) times.push(one);
  return times;
}

describe('a feed that turns over', () => {
  it.each<[string, Omit<Simulation, 'days'> & { days?: number }]>([
    ['hourly, without validators', { window: 6, published: every(HOUR, 4) }],
    [
      'hourly, with a max-age of a week',
      { window: 6, published: every(HOUR, 4), freshForMs: 7 * DAY, etag: '"1"' },
    ],
    ['hourly, with a ttl of a day', { window: 6, published: every(HOUR, 4), ttlMinutes: 1440, etag: '"1"' }],
    ['hourly, without dates', { window: 6, published: every(HOUR, 4), isDated: false }],
    [
      'by day alone, without dates',
      {
        window: 8,
        published: every(30 * MINUTE, 4, (ms) => ((ms % DAY) + DAY) % DAY < DAY / 2),
        isDated: false,
      },
    ],
    [
      'on weekdays alone, seen first on a weekend',
      {
        window: 12,
        published: every(20 * MINUTE, 9, (ms) => ((ms % (7 * DAY)) + 7 * DAY) % (7 * DAY) > 2 * DAY),
        days: 9,
      },
    ],
    ['with a window of two', { window: 2, published: every(50 * MINUTE, 4) }],
    [
      'in a burst after a silence of a month',
      {
        window: 10,
        published: [
          ...every(20 * MINUTE, 1)
            .slice(-40)
            .map((ms) => ms - 30 * DAY),
          ...every(15 * MINUTE, 1, (ms) => ms > 6 * HOUR),
        ],
        days: 1,
      },
    ],
    ['asked by a schedule of three hours', { window: 12, published: every(HOUR, 4), scheduleMs: 3 * HOUR }],
  ])('loses nothing: %s', (_case, input) => {
    expect(simulate({ days: 4, ...input }).missed).toBe(0);
  });

  it.each([
    ['a slow one without validators is asked once a day', { window: 20, published: every(DAY, 0) }, 5],
    [
      'a slow one with a max-age of two days, once a day',
      { window: 20, published: every(DAY, 4), freshForMs: 2 * DAY },
      5,
    ],
    [
      'a max-age below a day is kept',
      { window: 20, published: every(DAY, 4), freshForMs: 12 * HOUR, etag: '"1"' },
      9,
    ],
  ])('and politeness holds: %s', (_case, input, requests) => {
    expect(simulate({ days: 4, ...input }).requests).toBe(requests);
  });

  it('is asked at its own interval, whatever it and its server wish', () => {
    const wishes = { freshForMs: 7 * DAY, ttlMinutes: 10_000 };
    const often = { window: 20, published: every(DAY, 4), days: 1, scheduleMs: 30 * MINUTE, ...wishes };
    expect(simulate({ ...often, ownIntervalMs: 30 * MINUTE }).requests).toBe(49);
    expect(simulate({ ...often, ownIntervalMs: 12 * HOUR }).requests).toBe(3);
  });
});

describe('an overflow', () => {
  const before: Turnover = { items: 4, learned: 60, at: START };
  const news = { before, now: hoursLater(5), asked: START, intervalMs: HOUR };
  const hours = (...list: number[]) => windowOf(list.map(hoursLater), hoursLater(5));

  it.each([
    ['no item is known', { window: hours(1, 2, 3, 4), newItems: 4, knownItems: 0 }, true],
    ['one item is known', { window: hours(0, 2, 3, 4), newItems: 3, knownItems: 1 }, false],
    [
      'all are older than the last request: a site that moved',
      { window: hours(-9, -8, 3, 4), newItems: 4, knownItems: 0 },
      false,
    ],
    ['the document holds one item', { window: hours(4), newItems: 1, knownItems: 0 }, false],
    [
      'the document was empty before',
      { window: hours(1, 2, 3, 4), newItems: 4, knownItems: 0, before: { ...before, items: 0 } },
      false,
    ],
    ['nothing is dated', { window: { items: 4 }, newItems: 4, knownItems: 0 }, true],
  ])('is noted when %s', (_case, change, isNoted) => {
    const noted = noteWindow({ ...news, ...change });
    expect(noted.overflowed).toBe(isNoted ? hoursLater(5) : undefined);
    if (isNoted) expect(longestRestMs(noted, start + 5 * HOUR, HOUR)).toBe(HOUR);
  });

  it('stays noted, and the feed is asked more often for a while', () => {
    const noted = noteWindow({ ...news, window: { items: 4 }, newItems: 4, knownItems: 0 });
    const later = noteWindow({
      ...news,
      before: noted,
      now: hoursLater(6),
      asked: hoursLater(5),
      window: { items: 4 },
      newItems: 1,
      knownItems: 3,
    });
    expect(later.overflowed).toBe(hoursLater(5));
    expect(longestRestMs(later, start + 6 * HOUR, HOUR)).toBeLessThan(2 * HOUR);
  });
});

describe('a document without news', () => {
  it('leaves what is remembered as it was', () => {
    const before: Turnover = { items: 4, dated: 120, learned: 60, at: START };
    const window = windowOf([hoursLater(-4), hoursLater(-3), hoursLater(-2), hoursLater(-1)], hoursLater(5));
    const noted = noteWindow({
      before,
      window,
      now: hoursLater(5),
      asked: START,
      intervalMs: HOUR,
      newItems: 0,
      knownItems: 4,
    });
    expect(noted).toEqual(before);
  });
});

describe('a document that was cut off', () => {
  const settlement = {
    feed: feed('https://example.org/feed'),
    before: emptyState('https://example.org/feed'),
    now: START,
    intervalMs: HOUR,
    bodyHash: 'half',
    etag: '"1"',
    freshForMs: 7 * DAY,
  };
  const answer = { url: 'https://example.org/feed', settlement };
  const window = windowOf([hoursLater(-3000), hoursLater(-2000)], START);
  const news = { newItems: 2, knownItems: 0, window };

  it('leaves nothing that lets a server say that there is no more', () => {
    const state = acceptBody(answer, { ...news, isCutOff: true });
    expect(state).toMatchObject({ cut_off: true, last_new: START });
    for (const key of ['validators', 'body_hash', 'next_due', 'why_due'])
      expect(state).not.toHaveProperty(key);
    expect(parseFeedState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('is asked again after the interval, however quiet the feed is', () => {
    const quiet = { ...acceptBody(answer, { ...news, isCutOff: true }), last_new: hoursLater(-3000) };
    const due = (hours: number) =>
      whenDue({ state: quiet, asked: START, now: hoursLater(hours), intervalMs: HOUR }).kind;
    expect(due(0.5)).toBe('later');
    expect(due(1)).toBe('due');
  });

  it('is forgotten once the whole came', () => {
    const before = acceptBody(answer, { ...news, isCutOff: true });
    const whole = acceptBody({ ...answer, settlement: { ...settlement, before, bodyHash: 'whole' } }, news);
    expect(whole).toMatchObject({ validators: { etag: '"1"' }, body_hash: 'whole' });
    expect(whole).not.toHaveProperty('cut_off');
  });
});

describe('a feed that failed', () => {
  const failing = { code: 'X', cause: 'dns' as const, first: START, last: START, count: 3, config: 'aaaa' };
  const state = (why_due: 'back-off' | 'retry-after' | 'gone') => ({
    ...emptyState('https://example.org/'),
    failing,
    next_due: hoursLater(8),
    why_due,
  });

  it.each([
    ['with another configuration', 'back-off' as const, 'bbbb', 'due'],
    ['with the same', 'back-off' as const, 'aaaa', 'later'],
    ['that was told to wait, with another', 'retry-after' as const, 'bbbb', 'later'],
    ['that is gone, with another', 'gone' as const, 'bbbb', 'later'],
  ])('%s', (_case, why, config, kind) => {
    const asked = START;
    expect(whenDue({ state: state(why), asked, now: hoursLater(0.1), intervalMs: HOUR, config }).kind).toBe(
      kind,
    );
  });

  it.each(['back-off', 'retry-after'] as const)(
    'waits for its %s also with an interval of its own',
    (why) => {
      const question = {
        state: state(why),
        asked: START,
        now: hoursLater(7),
        intervalMs: MINUTE,
        isFixed: true,
      };
      expect(whenDue(question).kind).toBe('later');
    },
  );
});
