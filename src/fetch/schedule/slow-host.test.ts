import { afterAll, describe, expect, it } from 'vitest';
import {
  closeServers,
  collect,
  FEED,
  feed,
  hoursLater,
  serveHttp,
  settled,
  testContext,
} from '../hostile-server.test-kit.ts';
import type { FetchJob } from '../types.ts';
import type { FeedState } from './state.ts';

/** Hosts such as Reddit's allow a request a minute: of a run's requests so many are answered, the others with 429. */
interface Host {
  readonly feeds: number;
  readonly allowed: number;
  /** A feed that is never answered. */
  readonly never?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The hours in which each feed was answered, over hourly runs, and the requests of each run. */
async function hourlyRuns(hours: number, { feeds, allowed, never, headers = {} }: Host) {
  let [hour, left] = [0, 0];
  const answered = new Map<string, number[]>();
  const requests: number[] = [];
  const server = await serveHttp((request, response) => {
    requests[hour] = (requests[hour] ?? 0) + 1;
    if (left === 0 || request.url === never) {
      response.writeHead(429, headers).end();
      return;
    }
    left -= 1;
    const path = request.url ?? '';
    answered.set(path, [...(answered.get(path) ?? []), hour]);
    response.writeHead(200, { ETag: `"${hour}"` }).end(`${FEED}<!-- ${hour} -->`);
  });
  const states = new Map<string, FeedState>();
  const asked = new Map<string, string>();
  for (; hour < hours; hour += 1) {
    left = allowed;
    const jobs = Array.from({ length: feeds }, (_, at): FetchJob => {
      const id = `feed-${at}`;
      const [state, when] = [states.get(id), asked.get(id)];
      return {
        feed: feed(`${server.origin}/${id}`, id),
        ...(state && { state }),
        ...(when !== undefined && { asked: when }),
      };
    });
    for (const result of await collect(jobs, testContext({ now: hoursLater(hour) }))) {
      if (result.kind === 'waiting') continue;
      if (result.askedAt !== undefined) asked.set(result.feedId, result.askedAt);
      const state = settled(result);
      if (state) states.set(result.feedId, state);
    }
  }
  return { answered: [...answered.values()], requests };
}

afterAll(closeServers);

describe('many feeds of a host that allows few requests', () => {
  it.each<[string, Host]>([
    ['one a run', { feeds: 20, allowed: 1 }],
    ['one a run, and says to come back', { feeds: 20, allowed: 1, headers: { 'Retry-After': '60' } }],
    ['three a run', { feeds: 20, allowed: 3 }],
  ])('all have their turn within a day of hourly runs: %s', async (_case, host) => {
    const { answered } = await hourlyRuns(24, host);
    expect(answered).toHaveLength(host.feeds);
  });

  it('have it beside one that is always turned away', async () => {
    const headers = { 'Retry-After': '7200' };
    const { answered } = await hourlyRuns(48, { feeds: 4, allowed: 9, never: '/feed-0', headers });
    expect(answered).toHaveLength(3);
    for (const hours of answered) expect(hours.length).toBeGreaterThanOrEqual(12);
  });

  it('have it again and again', async () => {
    const { answered, requests } = await hourlyRuns(96, { feeds: 20, allowed: 1 });
    const gaps = answered.map((hours) => Math.max(...hours.map((hour, at) => (hours[at + 1] ?? 96) - hour)));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(24);
    expect(Math.max(...requests)).toBeLessThanOrEqual(3);
  });
});
