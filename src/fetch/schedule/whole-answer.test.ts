import { afterEach, describe, expect, it } from 'vitest';
import {
  closeServers,
  FEED,
  fetchOne,
  firstState,
  fresh,
  hoursLater,
  type Seen,
  serveHttp,
  unchanged,
} from '../hostile-server.test-kit.ts';
import { acceptBody, type FeedState, parseFeedState } from '../index.ts';
import { parseSettlement, settlementJson } from './settlement-json.ts';
import { isLookedInto } from './whole-answer.ts';

afterEach(closeServers);

const DAY_HOURS = 24;
const isConditional = ({ headers }: Seen) => 'if-none-match' in headers || 'if-modified-since' in headers;

/** Says "not modified" to whoever asks conditionally, whatever is new. */
function stuck(validators: Record<string, string>, body: () => string) {
  return serveHttp((request, response) => {
    const { headers } = request;
    const asked = headers['if-none-match'] ?? headers['if-modified-since'];
    if (asked === undefined) response.writeHead(200, validators).end(body());
    else response.writeHead(304, validators).end();
  });
}

/** Asks once a day. New bytes count as one new item each. */
async function days(origin: string, first: FeedState, from: number, to: number): Promise<FeedState> {
  let state = first;
  for (let day = from; day <= to; day += 1) {
    const asked = hoursLater((day - 1) * DAY_HOURS);
    const now = hoursLater(day * DAY_HOURS);
    const result = await fetchOne(origin, { now }, { state, asked });
    const next = result.kind === 'fresh' ? acceptBody(result, { newItems: 1 }) : unchanged(result).state;
    const stored = parseFeedState(JSON.parse(JSON.stringify(next)));
    if (!stored) throw new Error('The state is readable.');
    state = stored;
  }
  return state;
}

describe('a server that always says "not modified"', () => {
  it.each([
    ['one ETag', { ETag: '"1"' }],
    ['one date', { 'Last-Modified': 'Sat, 16 Nov 2024 19:11:00 GMT' }],
    ['both', { ETag: '"1"', 'Last-Modified': 'Thu, 12 Jan 2017 00:12:01 GMT' }],
  ])('with %s is found out after two weeks, and asked for the whole from then on', async (_case, headers) => {
    let issue = 0;
    const server = await stuck(headers, () => `${FEED}<!-- ${issue} -->`);
    const state = await firstState(server.origin);
    issue = 1;
    const after = await days(server.origin, state, 1, 14);
    expect(server.seen.slice(1).map(isConditional)).toEqual([...Array(13).fill(true), false]);
    expect(after.last_new).toBe(hoursLater(14 * DAY_HOURS));
    expect(after.validators).toMatchObject({ unreliable: true });
    issue = 2;
    const later = await days(server.origin, after, 15, 16);
    expect(later.last_new).toBe(hoursLater(15 * DAY_HOURS));
    expect(server.seen.slice(-2).map(isConditional)).toEqual([false, false]);
  });

  it('is asked conditionally again once it sends other validators', async () => {
    let issue = 0;
    let etag = '"1"';
    const server = await serveHttp((request, response) => {
      const same = request.headers['if-none-match'] !== undefined;
      response.writeHead(same ? 304 : 200, { ETag: etag }).end(same ? '' : `${FEED}<!-- ${issue} -->`);
    });
    const state = await firstState(server.origin);
    issue = 1;
    const unreliable = await days(server.origin, state, 1, 14);
    issue = 2;
    etag = '"2"';
    const after = await days(server.origin, unreliable, 15, 16);
    expect(after.validators).toEqual({ url: `${server.origin}/`, etag: '"2"' });
    expect(server.seen.slice(-2).map(isConditional)).toEqual([false, true]);
  });
});

describe('a server that tells the truth', () => {
  it('is asked for the whole of a silent feed after 2, 4, 8 … weeks only, and keeps its state', async () => {
    const server = await stuck({ ETag: '"1"' }, () => FEED);
    const state = await firstState(server.origin);
    const after = await days(server.origin, state, 1, 60);
    const whole = server.seen.map((seen, day) => (isConditional(seen) ? 0 : day)).filter((day) => day > 0);
    expect(whole).toEqual([14, 28, 56]);
    expect(JSON.stringify(after)).toBe(JSON.stringify(state));
  });

  it('may say "not modified" to that question, too', async () => {
    const server = await serveHttp((_request, response) => {
      if (server.seen.length === 1) response.writeHead(200, { ETag: '"1"' }).end(FEED);
      else response.writeHead(304).end();
    });
    const state = await firstState(server.origin);
    expect(await days(server.origin, state, 14, 14)).toEqual(state);
    expect(server.seen.map(isConditional)).toEqual([false, false]);
  });

  it('is trusted when something new comes under new validators just then', async () => {
    let issue = 1;
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { ETag: `"${issue}"` }).end(`${FEED}<!-- ${issue} -->`);
    });
    const state = await firstState(server.origin);
    issue = 2;
    const after = await days(server.origin, state, 14, 14);
    expect(after.validators).toEqual({ url: `${server.origin}/`, etag: '"2"' });
  });
});

describe('how long a silence is before it is looked into', () => {
  const silent = { schema: 1, url: 'https://example.org/', last_new: hoursLater(0) } as const;
  const turnover = (dated: number) => ({ items: 10, learned: 60, at: hoursLater(0), dated });
  const looks = (state: FeedState, hours: number, before = 1) =>
    isLookedInto({
      state,
      asked: hoursLater(hours - before),
      now: hoursLater(hours),
      intervalMs: 3_600_000,
    });

  it.each([
    ['of which nothing is known', silent, 14 * DAY_HOURS],
    ['that replaces half in an hour', { ...silent, turnover: turnover(60) }, DAY_HOURS],
    ['that replaces half in two days', { ...silent, turnover: turnover(2 * 1440) }, 3 * DAY_HOURS],
    ['that replaces half in a year', { ...silent, turnover: turnover(365 * 1440) }, 14 * DAY_HOURS],
  ])('of a feed %s', (_case, state, hours) => {
    expect(looks(state, hours - 1)).toBe(false);
    expect(looks(state, hours)).toBe(true);
    expect(looks(state, hours + 1)).toBe(false);
    expect(looks(state, hours * 2)).toBe(true);
    expect(looks(state, hours * 3, hours)).toBe(false);
  });

  it('a feed that never had an item has none, nor has one on a clock that went back', () => {
    const { last_new: _new, ...never } = silent;
    expect(looks(never, 14 * DAY_HOURS)).toBe(false);
    expect(looks(silent, -5)).toBe(false);
  });

  it('takes the interval for the time since a request that is unknown', () => {
    const at = (hours: number) =>
      isLookedInto({ state: silent, asked: undefined, now: hoursLater(hours), intervalMs: 3_600_000 });
    expect([335, 336, 337].map(at)).toEqual([false, true, false]);
  });
});

it('the verdict is the same on the machine that takes a bundle', async () => {
  let issue = 0;
  const server = await stuck({ ETag: '"1"' }, () => `${FEED}<!-- ${issue} -->`);
  const state = await firstState(server.origin);
  issue = 1;
  const times = { state, asked: hoursLater(13 * DAY_HOURS) };
  const result = fresh(await fetchOne(server.origin, { now: hoursLater(14 * DAY_HOURS) }, times));
  const travelled = parseSettlement(
    JSON.parse(JSON.stringify(settlementJson(result.settlement))),
    result.settlement.feed,
  );
  if (!travelled) throw new Error('The settlement is readable.');
  const after = acceptBody({ url: result.url, settlement: travelled }, { newItems: 1 });
  expect(after.validators).toMatchObject({ unreliable: true });
});
