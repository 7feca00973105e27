import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeServers,
  collect,
  FEED,
  feed,
  hoursLater,
  type Seen,
  START,
  serveHttp,
  type TestServer,
  testContext,
} from '../hostile-server.test-kit.ts';
import { acceptBody, type FeedState, parseFeedState, refuseBody } from '../index.ts';
import type { FetchJob } from '../types.ts';

/**
 * Nine days of hourly runs against one server with feeds of every temper. Each request is logged with its hour, each state
 * goes through JSON as on disk, and then the log is judged.
 */
const DAYS = 9;
const HOURS = DAYS * 24;

interface Logged extends Seen {
  readonly hour: number;
}

type Temper = (
  hour: number,
  request: Seen,
) => { status: number; headers?: Record<string, string>; body?: string };

/** A good feed whose text changes at the given hours, with an ETag of its version. */
function changing(everyHours: number, headers: Record<string, string> = {}): Temper {
  return (hour, request) => {
    const version = Math.floor(hour / everyHours);
    const etag = `"v${version}"`;
    if (request.headers['if-none-match'] === etag)
      return { status: 304, headers: { ...headers, ETag: etag } };
    return { status: 200, headers: { ...headers, ETag: etag }, body: `${FEED}<!-- ${version} -->` };
  };
}

const tempers: Readonly<Record<string, Temper>> = {
  lively: changing(1),
  daily: changing(24),
  silent: changing(100_000),
  cached: changing(1, { 'Cache-Control': 'max-age=21600' }),
  forever: changing(1, { 'Cache-Control': 'max-age=31536000, immutable' }),
  aged: changing(1, { 'Cache-Control': 'max-age=21600', Age: '14400' }),
  bare: (hour) => ({ status: 200, body: `${FEED}<!-- ${hour} -->` }),
  ttl: changing(1),
  weekly: changing(1),
  skips: changing(1),
  down: () => ({ status: 500 }),
  missing: () => ({ status: 404 }),
  gone: () => ({ status: 410 }),
  limited: () => ({ status: 429, headers: { 'Retry-After': '43200' } }),
  absurd: () => ({ status: 503, headers: { 'Retry-After': '999999999' } }),
  html: () => ({ status: 200, headers: { ETag: '"page"' }, body: '<html></html>' }),
  unasked: () => ({ status: 304 }),
  moved: (_hour, { path }) =>
    path === '/moved'
      ? { status: 301, headers: { Location: '/moved/new' } }
      : { status: 200, headers: { ETag: '"m"' }, body: FEED },
  wanders: (_hour, { path }) =>
    path === '/wanders'
      ? { status: 302, headers: { Location: '/wanders/new' } }
      : { status: 200, headers: { ETag: '"w"' }, body: FEED },
  mended: (hour, request) => (hour < 48 ? { status: 500 } : changing(1)(hour, request)),
  flaky: (hour, request) => (hour % 5 === 4 ? { status: 502 } : changing(1)(hour, request)),
};

const schedules: Readonly<Record<string, object>> = {
  ttl: { ttl_minutes: 240 },
  weekly: { update_minutes: 10_080 },
  skips: { skip_hours: [0, 1, 2, 3, 4, 5], skip_days: [6, 7] },
};

/** Each feed has a host of its own, but for two that share the one that pauses. */
const hostOf = (id: string) => (id === 'missing' ? 'limited' : id);

const log: Logged[] = [];
const states = new Map<string, FeedState>();
const writes = new Map<string, number[]>();

async function nineDays(server: TestServer, clock: { hour: number }): Promise<void> {
  const asked = new Map<string, string>();
  const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
  for (clock.hour = 0; clock.hour < HOURS; clock.hour += 1) {
    const jobs: FetchJob[] = Object.keys(tempers).map((id) => {
      const state = states.get(id);
      const when = asked.get(id);
      return {
        feed: feed(`http://${hostOf(id)}.test:${server.port}/${id}`, id),
        ...(state && { state }),
        ...(when && { asked: when }),
      };
    });
    const results = await collect(jobs, testContext({ now: hoursLater(clock.hour), resolve }));
    expect(results).toHaveLength(jobs.length);
    for (const result of results) {
      if (result.kind === 'waiting') continue;
      if (result.askedAt) asked.set(result.feedId, result.askedAt);
      const problem = { code: 'FEED_IS_HTML', what: 'No feed.', where: 'here', why: 'HTML.', fix: 'None.' };
      const schedule = schedules[result.feedId];
      const state =
        result.kind !== 'fresh'
          ? result.state
          : result.feedId === 'html'
            ? refuseBody(result, problem)
            : acceptBody(result, { newItems: 1, ...(schedule && { schedule }) });
      keep(result.feedId, state, clock.hour);
    }
  }
}

/** Stores as `archive/` does: only when the bytes differ. */
function keep(id: string, state: FeedState, hour: number): void {
  const text = JSON.stringify(state);
  if (text === JSON.stringify(states.get(id))) return;
  const read = parseFeedState(JSON.parse(text));
  if (!read) throw new Error(`The state of ${id} cannot be read again.`);
  states.set(id, read);
  writes.set(id, [...(writes.get(id) ?? []), hour]);
}

/** The requests for a feed, and the hours between them. */
const of = (id: string) => log.filter(({ path }) => path === `/${id}` || path.startsWith(`/${id}/`));
const hoursOf = (id: string) => of(id).map(({ hour }) => hour);
function gapsOf(id: string): number[] {
  const hours = hoursOf(id);
  return hours.slice(1).map((hour, at) => hour - (hours[at] ?? 0));
}

beforeAll(async () => {
  const clock = { hour: 0 };
  const server = await serveHttp((request, response) => {
    const { method = '', url: path = '', headers, rawHeaders, httpVersion } = request;
    const seen: Logged = { method, path, headers, rawHeaders, httpVersion, hour: clock.hour };
    log.push(seen);
    const temper = tempers[path.split('/')[1] ?? ''];
    const answer = temper?.(clock.hour, seen) ?? { status: 404 };
    response.sendDate = false;
    response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
  });
  await nineDays(server, clock);
}, 60_000);

afterAll(closeServers);

describe('over nine days of hourly runs', () => {
  it('every request is a GET with no header but those of a feed reader', () => {
    const allowed = [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'if-modified-since',
      'if-none-match',
      'user-agent',
    ];
    expect(log.length).toBeGreaterThan(500);
    for (const { method, headers } of log) {
      expect(method).toBe('GET');
      expect(allowed).toEqual(expect.arrayContaining(Object.keys(headers)));
      expect(headers['user-agent']).toBe('Daybook/1.0.0 (+https://example.org/about)');
    }
  });

  it('no address is asked twice in one run', () => {
    const keys = log.map(({ hour, path }) => `${hour} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('no address is asked unconditionally once it gave a validator', () => {
    for (const id of [
      'lively',
      'daily',
      'silent',
      'cached',
      'forever',
      'aged',
      'ttl',
      'weekly',
      'skips',
      'flaky',
    ]) {
      const [first, ...later] = of(id);
      expect(first?.headers).not.toHaveProperty('if-none-match');
      expect(later.length).toBeGreaterThan(0);
      for (const { headers } of later) expect(headers['if-none-match']).toMatch(/^"v\d+"$/);
    }
  });

  it('a validator of a refused page or of a redirecting address is never sent', () => {
    for (const { headers } of of('html')) expect(headers).not.toHaveProperty('if-none-match');
    for (const { path, headers } of [...of('moved'), ...of('wanders')]) {
      if (!path.endsWith('/new')) expect(headers).not.toHaveProperty('if-none-match');
    }
  });

  it('a lively feed is asked every hour', () => {
    expect(hoursOf('lively')).toEqual(Array.from({ length: HOURS }, (_, hour) => hour));
  });

  it('a feed that changes once a day is asked within two hours of its change, and seldom less than hourly', () => {
    const hours = hoursOf('daily');
    for (let day = 1; day < DAYS; day += 1) {
      expect(hours.find((hour) => hour >= day * 24)).toBeLessThanOrEqual(day * 24 + 2);
    }
  });

  it('a silent feed is asked less and less often', () => {
    const gaps = gapsOf('silent');
    expect(gaps[0]).toBe(1);
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(8);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(hoursOf('silent').length).toBeLessThan(HOURS / 2);
  });

  it.each([
    ['max-age', 'cached', 6],
    ['max-age less Age', 'aged', 2],
    ['an absurd max-age, for a day at most', 'forever', 24],
    ['ttl', 'ttl', 4],
    ['an update period of a week, for a day at most', 'weekly', 24],
    ['no validators', 'bare', 24],
  ])('%s is heeded to the hour', (_case, id, hours) => {
    const gaps = gapsOf(id);
    expect(gaps.length).toBeGreaterThan(0);
    expect(new Set(gaps)).toEqual(new Set([hours]));
  });

  it('skipHours and skipDays are heeded, and at their end the feed is asked at once', () => {
    const at = (hour: number) => new Date(Date.parse(START) + hour * 3_600_000);
    for (const hour of hoursOf('skips')) {
      expect(at(hour).getUTCHours()).toBeGreaterThanOrEqual(6);
      expect([0, 6]).not.toContain(at(hour).getUTCDay());
    }
    // Monday 08:00 to Friday 23:00, less five nights of six hours; then Monday 06:00 on.
    expect(hoursOf('skips').filter((hour) => hour < 112)).toHaveLength(112 - 24);
    expect(hoursOf('skips')).toContain(166);
  });

  it.each(['down', 'html', 'unasked'])('the failing feed "%s" is asked at growing distances', (id) => {
    const gaps = gapsOf(id);
    expect(hoursOf(id).length).toBeLessThanOrEqual(10);
    expect(hoursOf(id).length).toBeGreaterThanOrEqual(6);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  });

  it('a feed that is gone is asked twice and never again', () => {
    expect(of('gone')).toHaveLength(2);
    expect(states.get('gone')?.why_due).toBe('gone');
  });

  it('a Retry-After is heeded, an absurd one for seven days', () => {
    expect(Math.min(...gapsOf('limited'))).toBeGreaterThanOrEqual(12);
    expect(gapsOf('absurd')).toEqual([168]);
  });

  it('a feed whose host was told to pause by another is not starved', () => {
    expect(of('missing').length).toBeGreaterThanOrEqual(4);
  });

  it('a permanent redirect is believed after a day: from then on only the new address is asked', () => {
    const old = hoursOf('moved').filter((_hour, at) => of('moved')[at]?.path === '/moved');
    expect(Math.max(...old)).toBe(24);
    expect(states.get('moved')?.moved_to).toMatch(/\/moved\/new$/);
  });

  it('a temporary redirect is walked every time', () => {
    const steps = of('wanders').map(({ path }) => path);
    expect(steps.filter((path) => path === '/wanders')).toHaveLength(steps.length / 2);
    expect(states.get('wanders')?.moved_to).toBeUndefined();
  });

  it('a feed that is mended is found again within as long again as it was down, and then asked as ever', () => {
    const found = hoursOf('mended').find((hour) => hour >= 48);
    expect(found).toBeLessThanOrEqual(96);
    expect(states.get('mended')?.failing).toBeUndefined();
    expect(gapsOf('mended').at(-1)).toBe(1);
    expect(states.get('mended')?.history?.map(({ to }) => to)).toEqual(['server-error', 'ok']);
  });

  it('a flaky feed loses an hour or two after a failure, no more', () => {
    expect(Math.max(...gapsOf('flaky'))).toBeLessThanOrEqual(3);
  });

  it('a state is written when something happened, not at every run', () => {
    expect(writes.get('silent')).toEqual([0]);
    expect(writes.get('moved')?.length).toBeLessThanOrEqual(5);
    expect(writes.get('wanders')).toHaveLength(1);
    for (const [id, hours] of writes) expect(hours.length).toBeLessThanOrEqual(of(id).length);
  });

  it('a state stays small', () => {
    for (const state of states.values()) expect(JSON.stringify(state).length).toBeLessThan(2000);
  });
});
