import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../../model/instant.ts';
import { hoursLater, START } from '../hostile-server.test-kit.ts';
import { backOffMs, longestWaitMs, whenDue } from './due.ts';
import type { FeedState } from './state.ts';

/** What a distance of ours may be short: five minutes, of an hour or more. */
const GRACE = 5 / 60;

function due(state: Partial<FeedState> | undefined, asked: string | undefined, now = START) {
  const whole = state && { schema: 1 as const, url: 'https://example.org/', ...state };
  return whenDue({ state: whole, asked, now, intervalMs: HOUR });
}

describe('a feed', () => {
  it.each([
    ['that was never asked', undefined, 'due'],
    ['that was asked just now', START, hoursLater(1 - GRACE)],
    ['that was asked half an hour ago', hoursLater(-0.5), hoursLater(0.5 - GRACE)],
    ['that was asked nearly an interval ago', hoursLater(-0.9), hoursLater(0.1 - GRACE)],
    ['whose hourly schedule starts some seconds early', hoursLater(-0.995), 'due'],
    ['that was asked an interval ago, to the second', hoursLater(-1), 'due'],
    ['that was asked long ago', hoursLater(-1000), 'due'],
    ['whose last question is nonsense', 'yesterday', 'due'],
  ])('%s', (_case, asked, expected) => {
    const found = due(undefined, asked);
    expect(found.kind === 'due' ? 'due' : found.until).toBe(expected);
  });

  it.each([
    ['before its next_due', { next_due: hoursLater(5), why_due: 'max-age' as const }, hoursLater(5)],
    ['at its next_due', { next_due: START, why_due: 'max-age' as const }, 'due'],
    ['after its next_due', { next_due: hoursLater(-1), why_due: 'ttl' as const }, 'due'],
    ['that is stopped', { why_due: 'gone' as const }, undefined],
  ])('%s', (_case, state, expected) => {
    const found = due(state, undefined);
    expect(found.kind === 'due' ? 'due' : found.until).toBe(expected);
  });
});

describe('a clock that jumps', () => {
  it('back makes a question that lies ahead count for an interval at most', () => {
    expect(due(undefined, hoursLater(0.9))).toMatchObject({ kind: 'later', until: hoursLater(1.9 - GRACE) });
    expect(due(undefined, hoursLater(1.1)).kind).toBe('due');
    expect(due(undefined, hoursLater(50_000)).kind).toBe('due');
  });

  it('back does not silence a feed: a next_due that no rule could have made is not believed', () => {
    expect(due({ next_due: hoursLater(9 * 24 + 1), why_due: 'back-off' }, undefined).kind).toBe('due');
    expect(due({ next_due: hoursLater(9 * 24 - 1), why_due: 'back-off' }, undefined).kind).toBe('later');
  });

  it('forward asks each feed once, not more', () => {
    const far = hoursLater(100_000);
    expect(due({ next_due: hoursLater(3), why_due: 'ttl' }, START, far).kind).toBe('due');
    expect(due({ last_new: START }, far, far).kind).toBe('later');
  });

  it('never puts a feed off for more than nine days, and never asks within the interval of a true clock', () => {
    const hour = fc.integer({ min: -100_000, max: 100_000 }).map(hoursLater);
    const state = fc.record(
      { next_due: hour, last_new: hour, why_due: fc.constant('back-off' as const) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(state, fc.option(hour, { nil: undefined }), (some, asked) => {
        const found = due(some, asked);
        if (found.kind === 'due') {
          const since = (parseInstant(START) ?? 0) - (parseInstant(asked) ?? Number.NEGATIVE_INFINITY);
          expect(since >= HOUR - 5 * MINUTE || since < -HOUR).toBe(true);
        } else {
          const wait = (parseInstant(found.until) ?? 0) - (parseInstant(START) ?? 0);
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(longestWaitMs);
        }
      }),
    );
  });
});

describe('an early start', () => {
  it.each([
    ['a short interval by a tenth', 10 * MINUTE, 9 * MINUTE],
    ['an hour by five minutes', HOUR, 55 * MINUTE],
    ['a day by five minutes', DAY, DAY - 5 * MINUTE],
  ])('is forgiven: %s', (_case, intervalMs, enough) => {
    const asked = START;
    const at = (ms: number): string => new Date((parseInstant(START) ?? 0) + ms).toISOString();
    expect(whenDue({ state: undefined, asked, now: at(enough), intervalMs }).kind).toBe('due');
    expect(whenDue({ state: undefined, asked, now: at(enough - 1000), intervalMs })).toMatchObject({
      kind: 'later',
      why: 'interval',
    });
  });

  it('is not forgiven where a server said when to come', () => {
    const state = { next_due: hoursLater(1), why_due: 'max-age' as const };
    expect(due(state, START, hoursLater(0.999)).kind).toBe('later');
  });
});

describe('a feed that rarely changes', () => {
  it.each([
    ['for a day: every hour', 24, 1],
    ['for two days: every two hours', 48, 2],
    ['for a week: every seven hours', 168, 7],
    ['for a month: once a day', 720, 24],
    ['for ten years: once a day', 87_600, 24],
  ])('has been silent %s', (_case, silence, distance) => {
    const state = { last_new: hoursLater(-silence) };
    const before = due(state, START, hoursLater(distance - 0.1));
    expect(before.kind).toBe('later');
    expect(due(state, START, hoursLater(distance - 0.08)).kind).toBe('due');
    expect(due(state, START, hoursLater(distance)).kind).toBe('due');
  });

  it('is not put off by its silence while it fails: that has a back-off of its own', () => {
    const failing = { code: 'X', cause: 'dns' as const, first: START, last: START, count: 1 };
    expect(due({ last_new: hoursLater(-1000), failing }, START, hoursLater(1)).kind).toBe('due');
  });
});

describe('skipHours and skipDays', () => {
  // START is a Monday, 08:00 UTC.
  const asked = hoursLater(-2);

  it.each([
    ['an open hour', { skip_hours: [0, 1, 2] }, 'due'],
    ['a closed hour', { skip_hours: [8] }, hoursLater(1)],
    ['several closed hours', { skip_hours: [7, 8, 9, 10] }, hoursLater(3)],
    [
      'closed hours over midnight',
      { skip_hours: Array.from({ length: 24 }, (_, at) => at).filter((at) => at !== 5) },
      hoursLater(21),
    ],
    ['an open day', { skip_days: [6, 7] }, 'due'],
    ['a closed day', { skip_days: [1] }, hoursLater(16)],
    ['closed days', { skip_days: [1, 2] }, hoursLater(40)],
    ['a closed day, then a closed hour', { skip_days: [1], skip_hours: [0] }, hoursLater(17)],
  ])('mean %s', (_case, schedule, expected) => {
    const found = due({ schedule }, asked);
    expect(found.kind === 'due' ? 'due' : found.until).toBe(expected);
  });

  it('are heeded at the minute, not only at the hour', () => {
    expect(due({ schedule: { skip_hours: [8] } }, asked, hoursLater(0.5))).toMatchObject({
      until: hoursLater(1),
      why: 'skip',
    });
  });

  it('never silence a program that only ever runs in a closed hour', () => {
    const schedule = { skip_hours: [8] };
    expect(due({ schedule }, hoursLater(-24)).kind).toBe('later');
    expect(due({ schedule }, hoursLater(-25)).kind).toBe('due');
  });

  it('never silence a program that only ever runs on a closed day', () => {
    expect(due({ schedule: { skip_days: [1] } }, hoursLater(-24 * 7 - 1)).kind).toBe('due');
  });

  it('mean nothing when it is not known when the feed was asked', () => {
    expect(due({ schedule: { skip_hours: [8] } }, undefined).kind).toBe('due');
  });
});

describe('the back-off', () => {
  it('begins at the interval, doubles, and ends below nine days whatever the feed and the interval', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 30 * DAY }),
        (id, count, interval) => {
          const wait = backOffMs(id, count, interval);
          expect(wait).toBeLessThan(9 * DAY);
          expect(wait).toBeGreaterThanOrEqual(Math.min(interval, 7.5 * DAY));
          expect(backOffMs(id, count + 1, interval)).toBeGreaterThanOrEqual(wait);
          expect(backOffMs(id, count, interval)).toBe(wait);
        },
      ),
    );
  });
});
