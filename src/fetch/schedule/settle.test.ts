import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../model/instant.ts';
import { feed, hoursLater, START } from '../hostile-server.test-kit.ts';
import type { FreshResult, Settlement } from '../types.ts';
import { parseFeedState } from './parse-state.ts';
import { acceptBody, settleFailure, settleGood } from './settle.ts';
import { emptyState, type FeedState } from './state.ts';
import { windowOf } from './turnover.ts';

const URL_OF = 'https://example.org/feed';

function result(changes: Partial<Settlement> = {}): FreshResult {
  return {
    kind: 'fresh',
    feedId: 'example',
    body: new Uint8Array(),
    url: URL_OF,
    headers: {},
    settlement: {
      feed: feed(URL_OF),
      before: emptyState(URL_OF),
      now: START,
      intervalMs: HOUR,
      bodyHash: 'hash',
      etag: '"1"',
      ...changes,
    },
  };
}

describe('a feed that says it has moved', () => {
  const to = 'https://example.com/new';
  const say = (before: FeedState, hour: number, newAddress?: string): FeedState =>
    acceptBody(result({ before, now: hoursLater(hour) }), {
      newItems: 1,
      ...(newAddress !== undefined && { newAddress }),
    });
  const unchanged = (before: FeedState, hour: number): FeedState =>
    settleGood(before, {
      before,
      now: hoursLater(hour),
      intervalMs: HOUR,
      feed: feed(URL_OF),
    });

  it('is followed after three sightings over a day, unchanged documents among them', () => {
    const first = say(emptyState(URL_OF), 0, to);
    expect(first.moving).toEqual({ to, first_seen: hoursLater(0), sightings: 1, by: 'feed' });
    const second = unchanged(first, 12);
    expect(second.moved_to).toBeUndefined();
    expect(say(second, 20, to).moved_to).toBeUndefined();
    expect(say(second, 24, to)).toMatchObject({ moved_to: to });
    expect(unchanged(second, 24).moved_to).toBe(to);
  });

  it('is not followed once it says so no longer', () => {
    const second = unchanged(say(emptyState(URL_OF), 0, to), 12);
    expect(say(second, 24).moving).toBeUndefined();
    expect(say(second, 24, 'https://example.com/other').moving?.sightings).toBe(1);
  });

  it.each([URL_OF, 'javascript:alert(1)', 'file:///etc/passwd', ''])('takes %j for no move', (address) => {
    expect(say(emptyState(URL_OF), 0, address).moving).toBeUndefined();
  });

  it('does not take a file elsewhere', () => {
    const file = { ...result(), url: 'file:///feeds/one.xml' };
    expect(acceptBody(file, { newItems: 1, newAddress: to }).moving).toBeUndefined();
  });

  it('gives way to a redirect', () => {
    const before = say(emptyState(URL_OF), 0, to);
    const movedTo = 'https://example.org/new';
    const after = acceptBody(result({ before, now: hoursLater(1), movedTo }), {
      newItems: 1,
      newAddress: to,
    });
    expect(after.moving).toEqual({ to: movedTo, first_seen: hoursLater(1), sightings: 1 });
  });
});

describe('the next question', () => {
  const without = (settlement: Settlement): Settlement => {
    const { etag: _etag, ...rest } = settlement;
    return rest;
  };

  it.each([
    ['nothing special', {}, {}, undefined, undefined],
    ['a max-age below the interval', { freshForMs: HOUR / 2 }, {}, undefined, undefined],
    ['a max-age of the interval', { freshForMs: HOUR }, {}, undefined, undefined],
    ['a longer max-age', { freshForMs: 3 * HOUR }, {}, 3, 'max-age'],
    ['a ttl', {}, { ttl_minutes: 120 }, 2, 'ttl'],
    ['a ttl below the interval', {}, { ttl_minutes: 15 }, undefined, undefined],
    ['an absurd ttl', {}, { ttl_minutes: 1e9 }, 24, 'ttl'],
    ['a negative ttl', {}, { ttl_minutes: -5 }, undefined, undefined],
    ['a ttl that is no number', {}, { ttl_minutes: Number.NaN }, undefined, undefined],
    ['an update period', {}, { update_minutes: 1440 }, 24, 'update-period'],
    ['an absurd update period', {}, { update_minutes: 525_600 }, 24, 'update-period'],
    [
      'several wishes: the longest',
      { freshForMs: 3 * HOUR },
      { ttl_minutes: 300, update_minutes: 60 },
      5,
      'ttl',
    ],
  ])('is put off by %s', (_case, settlement, schedule, hours, why) => {
    const state = acceptBody(result(settlement), { schedule, newItems: 1 });
    expect(state.next_due).toBe(hours === undefined ? undefined : hoursLater(hours));
    expect(state.why_due).toBe(why);
  });

  it('comes after a day for a feed without validators', () => {
    const fresh = result();
    const state = acceptBody({ ...fresh, settlement: without(fresh.settlement) }, { newItems: 1 });
    expect(state).toMatchObject({ next_due: hoursLater(24), why_due: 'no-validators' });
  });

  it('comes after a day at most, whatever the server wishes', () => {
    const fresh = result({ freshForMs: 2 * DAY });
    const state = acceptBody({ ...fresh, settlement: without(fresh.settlement) }, { newItems: 1 });
    expect(state).toMatchObject({ next_due: hoursLater(24), why_due: 'max-age' });
  });
});

describe('a feed state', () => {
  it('notes when something new came, and only then', () => {
    const first = acceptBody(result(), { newItems: 2 });
    expect(first.last_new).toBe(START);
    const second = acceptBody(result({ before: first, now: hoursLater(9), bodyHash: 'other' }), {
      newItems: 0,
    });
    expect(second.last_new).toBe(START);
  });

  it('takes the new hash when only texts were revised', () => {
    const first = acceptBody(result(), { newItems: 2 });
    const second = acceptBody(result({ before: first, bodyHash: 'other' }), { newItems: 0, revisedItems: 1 });
    expect(second.body_hash).toBe('other');
  });

  it('notes hubs and the wishes of the feed', () => {
    const state = acceptBody(result({ hubs: ['https://hub.example.org/', 'javascript:0'] }), {
      newItems: 1,
      hubs: ['https://hub.example.org/', 'https://other.example.org/', 'file:///hub'],
      schedule: { ttl_minutes: 60, skip_hours: [3, 1, 1, 99], skip_days: [7, 0] },
    });
    expect(state.hubs).toEqual(['https://hub.example.org/', 'https://other.example.org/']);
    expect(state.schedule).toEqual({ ttl_minutes: 60, skip_hours: [1, 3], skip_days: [7] });
  });

  it('does not believe a feed that skips every hour or every day', () => {
    const all = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
    const schedule = { skip_hours: all(0, 24), skip_days: all(1, 7) };
    expect(acceptBody(result(), { newItems: 1, schedule }).schedule).toBeUndefined();
  });

  it('keeps at most twenty changes of health', () => {
    let state: FeedState = emptyState(URL_OF);
    for (let at = 0; at < 50; at += 1) {
      const cause = at % 2 === 0 ? 'dns' : 'tls';
      state = settleFailure({
        before: state,
        feed: feed(URL_OF),
        now: hoursLater(at),
        intervalMs: HOUR,
        code: 'C',
        cause,
      });
    }
    expect(state.history).toHaveLength(20);
    expect(state.history?.at(-1)).toEqual({ at: hoursLater(49), to: 'tls' });
    expect(JSON.stringify(state).length).toBeLessThan(2500);
  });

  it('is the same bytes when it is made again from what was stored', () => {
    const hour = fc.integer({ min: -1000, max: 1000 }).map(hoursLater);
    fc.assert(
      fc.property(fc.array(fc.tuple(hour, fc.boolean()), { maxLength: 30 }), (events) => {
        let state: FeedState = emptyState(URL_OF);
        for (const [now, good] of events) {
          state = good
            ? acceptBody(result({ before: state, now, movedTo: 'https://example.org/new' }), {
                newItems: 1,
                schedule: { ttl_minutes: 90 },
                window: windowOf([START, now], now),
              })
            : settleFailure({
                before: state,
                feed: feed(URL_OF),
                now,
                intervalMs: HOUR,
                code: 'C',
                cause: 'dns',
                pause: { host: 'a', ms: DAY },
              });
        }
        const text = JSON.stringify(state);
        expect(JSON.stringify(parseFeedState(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});

describe('a stored state', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['text', 'state'],
    ['a state without schema', { url: URL_OF }],
    ['a state of a newer program', { schema: 2, url: URL_OF }],
    ['a state without address', { schema: 1 }],
    ['a state with an address that is no text', { schema: 1, url: 5 }],
  ])('is refused: %s', (_case, value) => {
    expect(parseFeedState(value)).toBeUndefined();
  });

  it.each([
    ['an ETag with a line break', { validators: { url: URL_OF, etag: 'a\r\nX-Evil: 1' } }],
    ['an endless ETag', { validators: { url: URL_OF, etag: 'x'.repeat(10_000) } }],
    ['validators of a file', { validators: { url: 'file:///etc', etag: '"1"' } }],
    ['validators without an address', { validators: { etag: '"1"' } }],
    ['validators without any', { validators: { url: URL_OF } }],
    ['a move to a file', { moved_to: 'file:///etc/passwd' }],
    ['a move to nonsense', { moved_to: 'https://' }],
    ['a date that is none', { next_due: 'soon', last_new: 7 }],
    ['an unknown reason', { why_due: 'because' }],
    ['a reason of the prototype', { why_due: 'constructor' }],
    ['a streak without dates', { failing: { code: 'X', cause: 'dns', count: 1 } }],
    [
      'a streak of an unknown cause',
      { failing: { code: 'X', cause: 'aliens', first: START, last: START, count: 1 } },
    ],
    [
      'a streak of half a failure',
      { failing: { code: 'X', cause: 'dns', first: START, last: START, count: 0.5 } },
    ],
    ['a half move', { moving: { to: URL_OF, sightings: 2 } }],
    ['hubs that are none', { hubs: ['javascript:0', 5] }],
    ['a history of nonsense', { history: [{ at: 'x', to: 'ok' }, { at: START, to: 'toString' }, 3] }],
    ['a schedule of nonsense', { schedule: { ttl_minutes: 'x', skip_hours: 'all', skip_days: [9] } }],
    ['a prototype', JSON.parse('{"__proto__": {"next_due": "2999-01-01T00:00:00Z"}}')],
    ['fields of nobody', { extra: true }],
  ])('loses what makes no sense: %s', (_case, fields: object) => {
    expect(parseFeedState({ schema: 1, url: URL_OF, ...fields })).toEqual({ schema: 1, url: URL_OF });
  });

  it('never throws, whatever is in the file', () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom(
            'schema',
            'url',
            'validators',
            'failing',
            'history',
            'moving',
            'hubs',
            'schedule',
          ),
        }),
        (value) => {
          expect(() => parseFeedState({ schema: 1, url: URL_OF, ...value })).not.toThrow();
        },
      ),
    );
  });
});
