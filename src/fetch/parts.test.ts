import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatInstant, parseInstant } from '../model/instant.ts';
import { shownAddress } from '../model/url.ts';
import { FetchFault, toFault } from './fault.ts';
import {
  closeServers,
  collect,
  FEED,
  feed,
  hoursLater,
  serveHttp,
  testContext,
} from './hostile-server.test-kit.ts';
import { TimeLimit } from './http/time-limit.ts';
import { makeUserAgent } from './http/user-agent.ts';
import { defaultLimits, perHost, runDeadlineMs, showBytes } from './limits.ts';
import { toProblem } from './problem.ts';
import { HostGate } from './schedule/host-gate.ts';
import { Permits } from './schedule/permits.ts';
import { HostQueue } from './schedule/queue.ts';
import { reproducibleShare } from './schedule/share.ts';
import { groupFailures } from './summary.ts';

const loads = vi.hoisted(() => ({ undici: 0 }));
vi.mock('undici/lib/dispatcher/agent.js', async (original) => {
  loads.undici += 1;
  return await original();
});

afterEach(closeServers);

describe('undici', () => {
  it('is loaded only when a server is asked', async () => {
    const file = { feed: feed('bounds.test.ts', 'file') };
    const early = { feed: feed('http://127.0.0.1:9/', 'early'), asked: hoursLater(-0.5) };
    const wrong = { feed: feed('ftp://example.org/', 'wrong') };
    const results = await collect([file, early, wrong], testContext());
    expect(results.map(({ kind }) => kind).sort()).toEqual(['failed', 'fresh', 'waiting']);
    expect(loads.undici).toBe(0);
    const server = await serveHttp((_request, response) => void response.end(FEED));
    await collect([{ feed: feed(server.origin) }], testContext());
    expect(loads.undici).toBe(1);
  });
});

describe('fetchAll', () => {
  it('of nothing yields nothing', async () => {
    expect(await collect([], testContext())).toEqual([]);
  });

  it('does not begin without a moment', async () => {
    await expect(collect([], testContext({ now: 'now' }))).rejects.toThrow(RangeError);
  });

  it('takes any way of writing the moment', async () => {
    const job = { feed: feed('http://127.0.0.1:9/'), asked: hoursLater(-0.5) };
    for (const now of ['2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00+01:00', '2026-03-02t08:00:00z']) {
      expect(await collect([job], testContext({ now }))).toMatchObject([{ until: '2026-03-02T08:25:00Z' }]);
    }
  });
});

describe('the queue', () => {
  it('takes turns between hosts and keeps the order within each', () => {
    const queue = new HostQueue<string>();
    for (const job of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) queue.add(job.charAt(0), job);
    const order = Array.from({ length: 6 }, () => queue.take(() => true));
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect(queue.take(() => true)).toBeUndefined();
    expect(queue.size).toBe(0);
  });

  it('passes over a closed host and comes back to it', () => {
    const queue = new HostQueue<string>();
    for (const job of ['a1', 'b1']) queue.add(job.charAt(0), job);
    expect(queue.take((host) => host !== 'a')).toBe('b1');
    expect(queue.take((host) => host !== 'a')).toBeUndefined();
    expect(queue.take(() => true)).toBe('a1');
  });

  it('loses nothing and doubles nothing', () => {
    const step = fc.oneof(
      fc.record({ add: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ take: fc.subarray(['a', 'b', 'c']) }),
      fc.record({ drop: fc.constantFrom('a', 'b', undefined) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new HostQueue<number>();
        const out: number[] = [];
        let next = 0;
        for (const one of steps) {
          if ('add' in one) queue.add(one.add, next++);
          else if ('take' in one) {
            const job = queue.take((host) => one.take.includes(host));
            if (job !== undefined) out.push(job);
          } else out.push(...queue.drop(one.drop));
          expect(queue.size).toBe(next - out.length);
        }
        out.push(...queue.drop());
        expect(out.sort((a, b) => a - b)).toEqual(Array.from({ length: next }, (_, at) => at));
      }),
    );
  });
});

describe('permits', () => {
  it('let so many in at once, the others in order, and do not mind being given back twice', async () => {
    const permits = new Permits(2);
    const order: number[] = [];
    const enter = async (id: number) => {
      const release = await permits.acquire();
      order.push(id);
      return release;
    };
    const first = await enter(1);
    await enter(2);
    const third = enter(3);
    const fourth = enter(4);
    await Promise.resolve();
    expect(order).toEqual([1, 2]);
    first();
    first();
    await third;
    await new Promise(setImmediate);
    expect(order).toEqual([1, 2, 3]);
    (await third)();
    await fourth;
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('of a host are told apart from those of others, and forgotten when nobody is inside', async () => {
    const gate = new HostGate(1);
    const leave = await gate.enter('a');
    expect([gate.isOpen('a'), gate.isOpen('b')]).toEqual([false, true]);
    leave();
    leave();
    expect(gate.isOpen('a')).toBe(true);
  });
});

describe('a time limit', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('stands still while we ourselves make a feed wait', async () => {
    const time = new TimeLimit(60, () => new Error('too slow'));
    vi.advanceTimersByTime(20);
    let go: () => void = () => undefined;
    const paused = time.pauseFor(
      new Promise<void>((resolve) => {
        go = resolve;
      }),
    );
    vi.advanceTimersByTime(1000);
    go();
    await paused;
    vi.advanceTimersByTime(39);
    expect(time.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(time.signal.reason).toMatchObject({ message: 'too slow' });
  });

  it('that was stopped never strikes', async () => {
    const time = new TimeLimit(10, () => new Error('too slow'));
    time.stop();
    vi.advanceTimersByTime(1000);
    expect(time.signal.aborted).toBe(false);
  });
});

describe('a fault', () => {
  const withCode = (code: string) => Object.assign(new Error('x'), { code });
  it.each([
    ['what it was', new FetchFault('FETCH_GONE'), 'FETCH_GONE'],
    [
      'the first of several addresses',
      new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]),
      'FETCH_CONNECT_FAILED',
    ],
    ['its cause', new Error('x', { cause: withCode('CERT_HAS_EXPIRED') }), 'FETCH_TLS_EXPIRED'],
    ['a TLS error of any kind', withCode('ERR_SSL_WRONG_VERSION_NUMBER'), 'FETCH_TLS_FAILED'],
    ['a parser error of any kind', withCode('HPE_INVALID_CONSTANT'), 'FETCH_ANSWER_BROKEN'],
    ['nothing known', withCode('EWHATEVER'), 'FETCH_UNKNOWN'],
    ['text', 'thrown text', 'FETCH_UNKNOWN'],
    ['nothing', undefined, 'FETCH_UNKNOWN'],
  ])('is %s', (_case, error, code) => {
    expect(toFault(error).code).toBe(code);
  });

  it('becomes a problem in whole sentences', () => {
    const job = { feed: feed('https://ann:pw@example.org/rss') };
    expect(toProblem(new FetchFault('FETCH_NOT_FOUND', { detail: '404' }), job)).toEqual({
      code: 'FETCH_NOT_FOUND',
      what: 'Could not fetch "Feed example".',
      where: 'daybook.yaml, feeds[0] → https://example.org/rss',
      why: 'There is nothing at this address (404).',
      fix: 'Check the address in a browser and correct it in the configuration.',
    });
  });

  it('with a detail of nothing leaves no empty brackets, and one with signs of replacement is taken as it is', () => {
    const why = (detail: string) =>
      toProblem(new FetchFault('FETCH_UNKNOWN', { detail }), { feed: feed('a') }).why;
    expect(why('')).toBe('An unexpected error occurred.');
    expect(why('$& $1')).toContain('($& $1)');
  });
});

describe('an address that is shown', () => {
  it.each([
    ['https://example.org/feed?a=1', 'https://example.org/feed?a=1'],
    ['https://ann:pw@example.org/feed', 'https://example.org/feed'],
    ['https://ann@example.org/', 'https://example.org/'],
    ['http://ann:p w@exa mple/', 'http://exa mple/'],
    ['feeds/a.xml', 'feeds/a.xml'],
  ])('has no name and password: %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });
});

describe('the User-Agent', () => {
  it.each([
    [{ version: '1.0.0' }, 'Daybook/1.0.0'],
    [{ version: '1.0.0', contact: 'https://example.org/d/' }, 'Daybook/1.0.0 (+https://example.org/d/)'],
    [{ version: '1.0.0', contact: 'mailto:ann@example.org' }, 'Daybook/1.0.0 (+mailto:ann@example.org)'],
    [
      { version: '1.0.0', contact: 'https://example.org/é\r\nX: y' },
      'Daybook/1.0.0 (+https://example.org/%C3%A9%0D%0AX:%20y)',
    ],
    [
      { version: '1.0.0', contact: 'https://example.org/(a)' },
      'Daybook/1.0.0 (+https://example.org/%28a%29)',
    ],
  ])('can stand in a header: %j', (parts, expected) => {
    expect(makeUserAgent(parts)).toBe(expected);
  });

  it('can stand in a header whatever the configuration says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (contact) => {
        expect(makeUserAgent({ version: '1', contact })).toMatch(/^Daybook\/1 \(\+[\x21-\x7e]*\)$/);
      }),
    );
  });
});

describe('the summary', () => {
  const failure = (feedId: string, cause: 'dns' | 'tls' | 'timeout', code: string) => ({
    feedId,
    cause,
    problem: { code, what: '', where: '', why: '', fix: '' },
  });

  it('groups failures by cause, the largest group first', () => {
    const groups = groupFailures([
      failure('a', 'tls', 'FETCH_TLS_EXPIRED'),
      failure('b', 'dns', 'FETCH_NAME_UNKNOWN'),
      failure('c', 'timeout', 'FETCH_STALLED'),
      failure('d', 'timeout', 'FETCH_TOO_SLOW'),
      failure('e', 'timeout', 'FETCH_TOO_SLOW'),
    ]);
    expect(groups).toEqual([
      {
        cause: 'timeout',
        codes: [
          { code: 'FETCH_TOO_SLOW', count: 2 },
          { code: 'FETCH_STALLED', count: 1 },
        ],
        feedIds: ['c', 'd', 'e'],
      },
      { cause: 'dns', codes: [{ code: 'FETCH_NAME_UNKNOWN', count: 1 }], feedIds: ['b'] },
      { cause: 'tls', codes: [{ code: 'FETCH_TLS_EXPIRED', count: 1 }], feedIds: ['a'] },
    ]);
  });
});

describe('the bounds', () => {
  it('are those of docs/politeness.md', () => {
    expect(defaultLimits).toEqual({
      connectMs: 10_000,
      headersMs: 10_000,
      idleMs: 10_000,
      maxHeaderBytes: 64 * 1024,
      maxHeaderFields: 100,
      maxRedirects: 5,
      inflation: 5,
      maxPauseMs: 30_000,
    });
    expect([runDeadlineMs, perHost]).toEqual([10 * 60_000, 2]);
  });

  it.each([
    [999, '999 bytes'],
    [1500, '1.5 KB'],
    [10_000_000, '10 MB'],
  ])('are shown to people: %i', (bytes, shown) => {
    expect(showBytes(bytes)).toBe(shown);
  });
});

describe('small things', () => {
  it('a share lies from 0 up to 1, is the same again, and spreads', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const share = reproducibleShare(text);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(1);
        expect(reproducibleShare(text)).toBe(share);
      }),
    );
    const shares = Array.from({ length: 1000 }, (_, at) => reproducibleShare(`feed-${at}`));
    for (let part = 0; part < 10; part += 1) {
      const inPart = shares.filter((share) => Math.floor(share * 10) === part).length;
      expect(inPart).toBeGreaterThan(50);
      expect(inPart).toBeLessThan(200);
    }
  });

  it.each([
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z'],
    ['2026-03-02T09:00:00.5+01:00', '2026-03-02T08:00:00Z'],
    ['2026-03-02', undefined],
    ['Mon, 02 Mar 2026 08:00:00 GMT', undefined],
    ['2026-13-02T08:00:00Z', undefined],
    [5, undefined],
  ])('a moment is read: %s', (text, expected) => {
    const ms = parseInstant(text);
    expect(ms === undefined ? undefined : formatInstant(ms)).toBe(expected);
  });
});
