import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  closeServers,
  collect,
  FEED,
  failed,
  feed,
  fetchOne,
  hoursLater,
  START,
  serveHttp,
  settled,
  testContext,
  unchanged,
} from './hostile-server.test-kit.ts';
import type { FeedState, FetchResult } from './index.ts';
import type { FetchJob } from './types.ts';

afterEach(closeServers);

const HOUR = 3_600_000;

function hoursUntil(state: FeedState): number {
  return (Date.parse(state.next_due ?? '') - Date.parse(START)) / HOUR;
}

describe('Retry-After', () => {
  it.each([
    ['seconds', '7200', {}, 2],
    ['a long time in seconds', '172800', {}, 48],
    ['an absurd time, clamped to seven days', '99999999', {}, 168],
    ['an HTTP date', 'Mon, 02 Mar 2026 18:00:00 GMT', {}, 10],
    [
      'an HTTP date on a clock that is wrong',
      'Fri, 02 Mar 2040 18:00:00 GMT',
      { Date: 'Fri, 02 Mar 2040 14:00:00 GMT' },
      4,
    ],
    ['an absurd date, clamped to seven days', 'Mon, 02 Mar 2099 18:00:00 GMT', {}, 168],
  ])('of a 429 puts the next question off: %s', async (_case, value, headers, hours) => {
    const server = await serveHttp((_request, response) => {
      response.sendDate = false;
      response.writeHead(429, { 'Retry-After': value, ...headers }).end();
    });
    const { state } = failed(await fetchOne(server.origin));
    expect(hoursUntil(state)).toBe(hours);
    expect(state.why_due).toBe('retry-after');
  });

  it.each([
    ['nothing', undefined],
    ['nonsense', 'soon'],
    ['a negative number', '-5'],
    ['a fraction', '1.5'],
    ['a past date', 'Mon, 02 Mar 2020 18:00:00 GMT'],
    ['no time at all', '0'],
    ['less than the ordinary interval', '30'],
  ])('that says %s leaves the ordinary back-off', async (_case, value) => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(503, value === undefined ? {} : { 'Retry-After': value }).end();
    });
    const { state } = failed(await fetchOne(server.origin));
    expect(state.why_due).toBe('back-off');
    expect(hoursUntil(state)).toBeGreaterThanOrEqual(1);
    expect(hoursUntil(state)).toBeLessThan(1.125);
  });

  it('of a 503 counts like that of a 429', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(503, { 'Retry-After': '36000' }).end(),
    );
    expect(hoursUntil(failed(await fetchOne(server.origin)).state)).toBe(10);
  });

  it('of any other status is not asked for', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(404, { 'Retry-After': '36000' }).end(),
    );
    expect(hoursUntil(failed(await fetchOne(server.origin)).state)).toBeLessThan(2);
  });
});

describe('a host that asks for a pause', () => {
  let onRefusal: (asked: number) => void = () => undefined;
  afterEach(() => {
    onRefusal = () => undefined;
    vi.useRealTimers();
  });

  async function pausing(headers: Record<string, string>, maxPauseMs: number, status = 429) {
    const server = await serveHttp((request, response) => {
      if (server.seen.length === 1) response.writeHead(status, headers).end();
      else response.end(FEED + request.url);
    });
    const jobs: FetchJob[] = Array.from({ length: 6 }, (_, at) => ({
      feed: feed(`${server.origin}/${at}`, `f${at}`),
    }));
    const { settings } = testContext();
    const context = testContext({
      limits: { maxPauseMs },
      settings: { ...settings, concurrency: 1 },
      onProgress: ({ failed, asked }) => failed === 1 && onRefusal(asked),
    });
    return { server, results: await collect(jobs, context) };
  }

  it('gets it: its other feeds are left for a later run', async () => {
    const { server, results } = await pausing({ 'Retry-After': '7200' }, 1000);
    expect(server.seen).toHaveLength(1);
    const waiting = results.filter(({ kind }) => kind === 'waiting');
    expect(waiting).toHaveLength(5);
    expect(waiting[0]).toMatchObject({ why: 'host-paused', until: hoursLater(2) });
  });

  it('gets it with a 503 that says for how long', async () => {
    expect((await pausing({ 'Retry-After': '7200' }, 1000, 503)).server.seen).toHaveLength(1);
  });

  it('gets it for this run when a 429 does not say for how long', async () => {
    const { server, results } = await pausing({}, 1000);
    expect(server.seen).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'waiting')).toHaveLength(5);
  });

  it('does not get it for a 503 without: that may be one feed of many', async () => {
    expect((await pausing({}, 1000, 503)).server.seen).toHaveLength(6);
  });

  it('is waited for within the run when the pause is short', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let asked = 0;
    const refused = new Promise<void>((done) => {
      onRefusal = (count) => {
        asked = count;
        done();
      };
    });
    const going = pausing({ 'Retry-After': '20' }, 30_000);
    await refused;
    vi.advanceTimersByTime(19_999);
    await new Promise(setImmediate);
    expect(asked).toBe(1);
    vi.advanceTimersByTime(1);
    const { server, results } = await going;
    expect(server.seen).toHaveLength(6);
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(5);
  });

  it('is waited for once: at its second refusal the rest is left for a later run', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(429, { 'Retry-After': '0' }).end(),
    );
    const jobs: FetchJob[] = Array.from({ length: 6 }, (_, at) => ({
      feed: feed(`${server.origin}/${at}`, `f${at}`),
    }));
    const { settings } = testContext();
    const results = await collect(
      jobs,
      testContext({ settings: { ...settings, concurrency: 1 }, limits: { maxPauseMs: 500 } }),
    );
    expect(server.seen).toHaveLength(2);
    expect(results.filter(({ kind }) => kind === 'waiting')).toHaveLength(4);
  });

  it('stops no other host', async () => {
    const server = await serveHttp((request, response) => {
      if (request.headers.host?.startsWith('strict'))
        response.writeHead(429, { 'Retry-After': '7200' }).end();
      else response.end(FEED);
    });
    const jobs = ['strict', 'strict2', 'open', 'open2'].map((id) => ({
      feed: feed(`http://${id.replace('2', '')}.test:${server.port}/${id}`, id),
    }));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const results = await collect(jobs, testContext({ resolve }));
    expect(
      results
        .filter(({ kind }) => kind === 'fresh')
        .map(({ feedId }) => feedId)
        .sort(),
    ).toEqual(['open', 'open2']);
  });

  it('is the one that a redirect led to, not the one it began at', async () => {
    const server = await serveHttp((request, response) => {
      const host = request.headers.host ?? '';
      if (request.url === '/0')
        response.writeHead(302, { location: `http://strict.test:${server.port}/` }).end();
      else if (host.startsWith('strict')) response.writeHead(429, { 'Retry-After': '7200' }).end();
      else response.end(FEED);
    });
    const jobs = [0, 1, 2].map((at) => ({ feed: feed(`http://kind.test:${server.port}/${at}`, `f${at}`) }));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const results = await collect(jobs, testContext({ resolve }));
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(2);
    const told = results.find(({ kind }) => kind === 'failed');
    expect(told?.kind === 'failed' && told.state.failing?.pause?.host).toBe('strict.test');
  });

  it('gets it in later runs, too, until it is over', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/0') response.writeHead(429, { 'Retry-After': '10800' }).end();
      else response.end(FEED);
    });
    const told = { feed: feed(`${server.origin}/0`, 'told') };
    const other = { feed: feed(`${server.origin}/1`, 'other') };
    const state = failed((await collect([told], testContext()))[0] as FetchResult).state;
    const jobs = [{ ...told, state }, other];
    const early = await collect(jobs, testContext({ now: hoursLater(2) }));
    expect(early.find(({ feedId }) => feedId === 'other')).toMatchObject({
      why: 'host-paused',
      until: hoursLater(3),
    });
    const late = await collect(jobs, testContext({ now: hoursLater(3) }));
    expect(late.find(({ feedId }) => feedId === 'other')?.kind).toBe('fresh');
  });

  it('holds by force, too, for the feed and for its host; a failure without a wish does not', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/0') response.writeHead(429, { 'Retry-After': '10800' }).end();
      else response.writeHead(500).end();
    });
    const told = { feed: feed(`${server.origin}/0`, 'told') };
    const state = failed((await collect([told], testContext()))[0] as FetchResult).state;
    const jobs = [{ ...told, state }, { feed: feed(`${server.origin}/1`, 'other') }];
    const forced = (now: string) => collect(jobs, testContext({ now, force: true }));
    const kinds = async (now: string) =>
      (await forced(now)).map(({ feedId, kind }) => `${feedId} ${kind}`).sort();
    expect(await kinds(hoursLater(1))).toEqual(['other waiting', 'told waiting']);
    expect(server.seen).toHaveLength(1);
    expect(await kinds(hoursLater(3))).toEqual(['other failed', 'told failed']);
    const other = failed(await fetchOne(`${server.origin}/1`, { now: hoursLater(4) })).state;
    const again = await fetchOne(`${server.origin}/1`, { now: hoursLater(4), force: true }, { state: other });
    expect(again.kind).toBe('failed');
  });

  it('does not starve its other feeds: they wait a day at most for the pause of one', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/0') response.writeHead(429, { 'Retry-After': '604800' }).end();
      else response.end(FEED);
    });
    const told = { feed: feed(`${server.origin}/0`, 'told') };
    const other = { feed: feed(`${server.origin}/1`, 'other') };
    const state = failed((await collect([told], testContext()))[0] as FetchResult).state;
    const results = await collect([{ ...told, state }, other], testContext({ now: hoursLater(24) }));
    expect(results.find(({ feedId }) => feedId === 'other')?.kind).toBe('fresh');
    expect(results.find(({ feedId }) => feedId === 'told')).toMatchObject({
      kind: 'waiting',
      why: 'retry-after',
    });
  });

  it('serves all its feeds in turn when it lets only a few through in each run', async () => {
    const asked: Record<string, string> = {};
    const states: Record<string, FeedState> = {};
    const reached = new Set<string>();
    for (let hour = 0; hour < 12; hour += 1) {
      let left = 3;
      const server = await serveHttp((request, response) => {
        left -= 1;
        if (left < 0) response.writeHead(429, { 'Retry-After': '1200' }).end();
        else response.end(FEED + request.url);
      });
      const jobs = Array.from({ length: 12 }, (_, at) => {
        const id = `f${at}`;
        const state = states[id];
        const when = asked[id];
        return {
          feed: feed(`http://crowded.test/${at}`, id),
          ...(state && { state }),
          ...(when && { asked: when }),
          port: server.port,
        };
      });
      const { settings } = testContext();
      const context = testContext({
        now: hoursLater(hour),
        env: { HTTP_PROXY: server.origin },
        settings: { ...settings, concurrency: 1 },
      });
      for (const result of await collect(jobs, context)) {
        const state = settled(result);
        if (state) states[result.feedId] = state;
        if (result.kind !== 'waiting' && result.askedAt) asked[result.feedId] = result.askedAt;
        if (result.kind === 'fresh') reached.add(result.feedId);
      }
      await closeServers();
    }
    expect(reached.size).toBe(12);
  });
});

describe('a feed that fails', () => {
  it('again and again is asked at growing distances, and within nine days always', async () => {
    const server = await serveHttp((_request, response) => void response.writeHead(500).end());
    let state: FeedState | undefined;
    const distances: number[] = [];
    let now = Date.parse(START);
    for (let at = 0; at < 14; at += 1) {
      const moment = new Date(now).toISOString();
      const result = failed(await fetchOne(server.origin, { now: moment }, state ? { state } : {}));
      state = result.state;
      const next = Date.parse(state.next_due ?? '');
      distances.push((next - now) / HOUR);
      now = next;
    }
    for (let at = 1; at < 8; at += 1) expect(distances[at]).toBeGreaterThan(distances[at - 1] ?? 0);
    expect(Math.max(...distances)).toBeLessThan(9 * 24);
    expect(distances[13]).toBeGreaterThan(7 * 24);
    expect(state?.failing?.count).toBe(14);
    expect(state?.failing?.first).toBe(START);
    expect(state?.history).toHaveLength(1);
  });

  it('is asked at a moment of its own: feeds that fail together do not come back together', async () => {
    const server = await serveHttp((_request, response) => void response.writeHead(500).end());
    const jobs = Array.from({ length: 20 }, (_, at) => ({
      feed: feed(`${server.origin}/${at}`, `feed-${at}`),
    }));
    const twice = [await collect(jobs, testContext()), await collect(jobs, testContext())];
    const [first, second] = twice.map((results) =>
      Object.fromEntries(results.map((result) => [result.feedId, failed(result).state.next_due])),
    );
    expect(second).toEqual(first);
    expect(new Set(Object.values(first ?? {})).size).toBeGreaterThan(15);
  });

  it('once more is asked as ever when it answers again', async () => {
    let good = false;
    const server = await serveHttp((_request, response) => {
      if (good) response.writeHead(200, { ETag: '"1"' }).end(FEED);
      else response.writeHead(500).end();
    });
    let state = failed(await fetchOne(server.origin)).state;
    state = failed(await fetchOne(server.origin, { now: hoursLater(2) }, { state })).state;
    good = true;
    const after = settled(await fetchOne(server.origin, { now: hoursLater(9) }, { state }));
    expect(after?.failing).toBeUndefined();
    expect(after?.next_due).toBeUndefined();
    expect(after?.history).toEqual([
      { at: START, to: 'server-error' },
      { at: hoursLater(9), to: 'ok' },
    ]);
  });

  it('in changing ways keeps its first date and tells the last way', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(server.seen.length === 1 ? 500 : 404).end(),
    );
    const first = failed(await fetchOne(server.origin)).state;
    const second = failed(await fetchOne(server.origin, { now: hoursLater(3) }, { state: first })).state;
    expect(second.failing).toEqual({
      code: 'FETCH_NOT_FOUND',
      cause: 'client-error',
      first: START,
      last: hoursLater(3),
      count: 2,
      config: expect.stringMatching(/^[0-9a-f]{4}$/),
    });
    expect(second.history?.map(({ to }) => to)).toEqual(['server-error', 'client-error']);
  });

  it('is asked at once after its configuration was changed, and not without', async () => {
    const refused = testContext({ settings: { ...testContext().settings, allowPrivateNetworks: false } });
    const { state } = failed(await fetchOne('http://127.0.0.1:9/', refused));
    const job = { feed: feed('http://127.0.0.1:9/'), state, asked: START };
    const kindWith = async (job: FetchJob, settings: object): Promise<string | undefined> => {
      const now = hoursLater(0.1);
      const [result] = await collect([job], {
        ...refused,
        now,
        settings: { ...refused.settings, ...settings },
      });
      return result?.kind;
    };
    expect(await kindWith(job, {})).toBe('waiting');
    expect(await kindWith(job, { concurrency: 3 })).toBe('waiting');
    expect(await kindWith({ ...job, feed: { ...job.feed, where: 'daybook.yaml, feeds[7]' } }, {})).toBe(
      'waiting',
    );
    expect(await kindWith(job, { allowPrivateNetworks: true })).toBe('failed');
    expect(await kindWith({ ...job, feed: { ...job.feed, title: 'New' } }, {})).toBe('failed');
  });

  it('because this machine has no network is not put off for days', async () => {
    let state: FeedState | undefined;
    const resolve = () => Promise.reject(Object.assign(new Error('again'), { code: 'EAI_AGAIN' }));
    for (let at = 0; at < 10; at += 1) {
      state = failed(
        await fetchOne('http://feed.test/', { resolve, force: true }, state ? { state } : {}),
      ).state;
    }
    expect(state && hoursUntil(state)).toBeLessThanOrEqual(4);
  });
});

describe('a 410', () => {
  it('twice stops a feed: it is not asked any more', async () => {
    const server = await serveHttp((_request, response) => void response.writeHead(410).end());
    const first = failed(await fetchOne(server.origin)).state;
    expect(first.why_due).toBe('back-off');
    const second = failed(await fetchOne(server.origin, { now: hoursLater(5) }, { state: first })).state;
    expect(second.why_due).toBe('gone');
    expect(second.next_due).toBeUndefined();
    expect(await fetchOne(server.origin, { now: hoursLater(10_000) }, { state: second })).toEqual({
      kind: 'waiting',
      feedId: 'example',
      why: 'gone',
    });
    expect(server.seen).toHaveLength(2);
  });

  it('twice within one moment counts once', async () => {
    const server = await serveHttp((_request, response) => void response.writeHead(410).end());
    const first = failed(await fetchOne(server.origin)).state;
    expect(failed(await fetchOne(server.origin, { force: true }, { state: first })).state.why_due).toBe(
      'back-off',
    );
  });

  it('with another failure between is not a second one', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(server.seen.length === 2 ? 500 : 410).end(),
    );
    let state: FeedState | undefined;
    for (const hour of [0, 10, 20]) {
      state = failed(
        await fetchOne(server.origin, { now: hoursLater(hour), force: true }, state ? { state } : {}),
      ).state;
    }
    expect(state?.why_due).toBe('back-off');
  });

  it('is forgiven when the feed is asked by force and lives', async () => {
    const server = await serveHttp((_request, response) => {
      if (server.seen.length <= 2) response.writeHead(410).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED);
    });
    let state = failed(await fetchOne(server.origin)).state;
    state = failed(await fetchOne(server.origin, { now: hoursLater(5) }, { state })).state;
    const after = settled(await fetchOne(server.origin, { now: hoursLater(6), force: true }, { state }));
    expect(after?.why_due).toBeUndefined();
    expect(after?.failing).toBeUndefined();
  });

  it('is forgotten when the configuration names another address', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(410).end();
      else response.end(FEED);
    });
    let state = failed(await fetchOne(`${server.origin}/old`)).state;
    state = failed(await fetchOne(`${server.origin}/old`, { now: hoursLater(5) }, { state })).state;
    expect((await fetchOne(`${server.origin}/new`, { now: hoursLater(6) }, { state })).kind).toBe('fresh');
  });
});

it('a refused body of a feed that was good keeps its validators for the next question', async () => {
  const server = await serveHttp((request, response) => {
    if (request.headers['if-none-match'] === '"1"' && server.seen.length > 2) response.writeHead(304).end();
    else if (server.seen.length === 1) response.writeHead(200, { ETag: '"1"' }).end(FEED);
    else response.writeHead(503).end();
  });
  const first = settled(await fetchOne(server.origin));
  const second = failed(
    await fetchOne(server.origin, { now: hoursLater(2) }, first ? { state: first } : {}),
  ).state;
  const third = unchanged(await fetchOne(server.origin, { now: hoursLater(9) }, { state: second })).state;
  expect(third.failing).toBeUndefined();
});

describe('a redirect to a host that asked for a pause', () => {
  it('is not walked, and the feed waits without blame', async () => {
    const server = await serveHttp((request, response) => {
      const host = request.headers.host ?? '';
      if (host.startsWith('strict')) response.writeHead(429, { 'Retry-After': '7200' }).end();
      else response.writeHead(302, { location: `http://strict.test:${server.port}${request.url}` }).end();
    });
    const jobs = Array.from({ length: 4 }, (_, at) => ({
      feed: feed(`http://a${at}.test:${server.port}/${at}`, `f${at}`),
    }));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const { settings } = testContext();
    const one = { resolve, settings: { ...settings, concurrency: 1 } };
    const results = await collect(jobs, testContext(one));
    expect(server.seen.filter(({ headers }) => headers.host?.startsWith('strict'))).toHaveLength(1);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['failed', 'waiting', 'waiting', 'waiting']);
    const told = results.find(({ kind }) => kind === 'failed');
    const state = told && settled(told);
    server.seen.splice(0);
    const again = jobs.map((job) => (job.feed.id === told?.feedId && state ? { ...job, state } : job));
    const next = await collect(again, testContext({ ...one, now: hoursLater(1) }));
    expect(next.map(({ kind }) => kind)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    expect(server.seen.every(({ headers }) => headers.host?.startsWith('a'))).toBe(true);
  });
});

describe('a bot challenge', () => {
  const challenge = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>';

  it.each([
    ['with 403', 403, { 'Content-Type': 'text/html' }],
    ['with 200, in place of the feed', 200, { 'Content-Type': 'text/html' }],
    ['with 503', 503, { 'Content-Type': 'text/html' }],
    ['in its headers alone', 403, { 'cf-mitigated': 'challenge', 'Content-Type': 'text/plain' }],
  ])('is called what it is: %s', async (_case, status, headers) => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(status, headers).end(challenge);
    });
    const { problem, state } = failed(await fetchOne(server.origin));
    expect(problem.code).toBe('FETCH_BOT_CHALLENGE');
    expect(problem.why).toMatch(new RegExp(`in place of the feed \\((?:Cloudflare, )?${status}\\)\\.$`));
    expect(state.why_due).toBe('back-off');
  });

  it('with a 429 still pauses as long as the server wishes', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(429, { 'Retry-After': '172800', 'Content-Type': 'text/html' }).end(challenge);
    });
    const { problem, state } = failed(await fetchOne(server.origin));
    expect([problem.code, hoursUntil(state), state.why_due]).toEqual([
      'FETCH_BOT_CHALLENGE',
      48,
      'retry-after',
    ]);
  });

  it('is no other page: a 403 is a 403', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(403, { 'Content-Type': 'text/html' }).end('<html><title>Forbidden</title></html>');
    });
    expect(failed(await fetchOne(server.origin)).problem.code).toBe('FETCH_FORBIDDEN');
  });
});
