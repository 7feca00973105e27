import { afterEach, describe, expect, it } from 'vitest';
import {
  closeServers,
  FEED,
  failed,
  fetchOne,
  firstState,
  fresh,
  type Handler,
  hoursLater,
  serveHttp,
  serveRaw,
  settled,
  type TestServer,
  textOf,
  unchanged,
} from './hostile-server.test-kit.ts';
import { acceptBody, type FeedState, refuseBody } from './index.ts';

afterEach(closeServers);

/** Redirects by path: `/301/302/feed` answers 301 to `/302/feed`, that 302 to `/feed`. */
const byPath: Handler = (request, response) => {
  const [, status, ...rest] = (request.url ?? '').split('/');
  if (/^30\d$/.test(status ?? ''))
    response.writeHead(Number(status), { location: `/${rest.join('/')}` }).end('moved');
  else response.writeHead(200, { ETag: '"1"' }).end(FEED);
};

/** Asks at each of these hours and returns the last state. */
async function askAt(url: string, hours: readonly number[], before?: FeedState): Promise<FeedState> {
  let state = before;
  for (const hour of hours) {
    const result = await fetchOne(url, { now: hoursLater(hour), force: true }, state ? { state } : {});
    state = settled(result);
  }
  if (!state) throw new Error('Every question leaves a state.');
  return state;
}

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i is followed', async (status) => {
    const server = await serveHttp(byPath);
    expect(textOf(await fetchOne(`${server.origin}/${status}/feed`))).toBe(FEED);
    expect(server.seen.map((seen) => seen.method)).toEqual(['GET', 'GET']);
  });

  it('is followed five times', async () => {
    const server = await serveHttp(byPath);
    expect(fresh(await fetchOne(`${server.origin}/301/301/301/301/301/feed`)).url).toBe(
      `${server.origin}/feed`,
    );
    expect(server.seen).toHaveLength(6);
  });

  it('is not followed a sixth time', async () => {
    const server = await serveHttp(byPath);
    const result = failed(await fetchOne(`${server.origin}/301/301/301/301/301/301/feed`));
    expect(result.problem.code).toBe('FETCH_REDIRECT_LIMIT');
    expect(server.seen).toHaveLength(6);
  });

  it.each([
    ['to itself', (_path: string) => '/a'],
    ['to itself with another fragment', (_path: string) => '/a#b'],
    ['there and back', (path: string) => (path === '/a' ? '/b' : '/a')],
  ])('in a circle is noticed: %s', async (_case, target) => {
    const server = await serveHttp((request, response) => {
      response.writeHead(302, { location: target(request.url ?? '') }).end();
    });
    expect(failed(await fetchOne(`${server.origin}/a`)).problem.code).toBe('FETCH_REDIRECT_LOOP');
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  it('that waits for its own cookie is followed with it, and the cookie is forgotten', async () => {
    const server = await serveHttp((request, response) => {
      const { cookie = '' } = request.headers;
      if (request.url === '/gate')
        response.writeHead(301, { location: '/feed', 'set-cookie': ['a=1; Path=/; HttpOnly', 'b=2'] }).end();
      else if (!cookie.includes('a=1')) response.writeHead(301, { location: '/gate' }).end();
      else response.end(FEED);
    });
    const result = await fetchOne(`${server.origin}/feed`);
    expect(textOf(result)).toBe(FEED);
    expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, 'a=1; b=2']);
    expect(settled(result)?.moving).toBeUndefined();
    await fetchOne(`${server.origin}/feed`);
    expect(server.seen[3]?.headers.cookie).toBeUndefined();
  });

  it('that gives a cookie and needs none gets none back', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/feed', 'set-cookie': 'a=1' }).end();
      else response.end(FEED);
    });
    expect(textOf(await fetchOne(`${server.origin}/`))).toBe(FEED);
    expect(server.seen.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  it('in a circle that its cookies do not open is tried once more only', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(302, { location: '/a', 'set-cookie': 'a=1' }).end();
    });
    expect(failed(await fetchOne(`${server.origin}/a`)).problem.code).toBe('FETCH_REDIRECT_LOOP');
    expect(server.seen).toHaveLength(2);
  });

  it('may be a choice of one (300)', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(300, { location: '/feed' }).end();
      else response.end(FEED);
    });
    expect(textOf(await fetchOne(`${server.origin}/`))).toBe(FEED);
  });

  it('may name its place in UTF-8', async () => {
    const server = await serveRaw((socket, request) => {
      const isFirst = request.startsWith('GET / ');
      socket.end(
        isFirst
          ? 'HTTP/1.1 302 Found\r\nLocation: /f\u00e9ed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
          : `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${FEED}`,
      );
    });
    expect(fresh(await fetchOne(`${server.origin}/`)).url).toBe(`${server.origin}/f%C3%A9ed`);
  });

  it.each([
    ['a path', '/feed'],
    ['a relative path', 'feed'],
    ['a query', '?feed=1'],
    ['a whole address', 'ORIGIN/feed'],
    ['one without a scheme', '//HOST/feed'],
    ['one with spaces around', '  /feed  '],
    ['one with a fragment', '/feed#top'],
    ['one in quotation marks', '"ORIGIN/feed"'],
    ['one in brackets', '<ORIGIN/feed>'],
    ['one with the references of HTML', '/a?b=1&amp;c=2&#38;to=/feed'],
  ])('may lead to %s', async (_case, location) => {
    const server: TestServer = await serveHttp((request, response) => {
      if (request.url !== '/') return void response.end(FEED);
      const target = location.replace('ORIGIN', server.origin).replace('HOST', `127.0.0.1:${server.port}`);
      response.writeHead(302, { location: target }).end();
    });
    expect(fresh(await fetchOne(`${server.origin}/`)).url).toMatch(/\/(feed|\?feed=1|a\?b=1&c=2&to=\/feed)$/);
  });

  it('that names two places leads to the first', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.setHeader('location', ['/feed', '/other']).writeHead(301).end();
      else response.end(FEED);
    });
    expect(fresh(await fetchOne(`${server.origin}/`)).url).toBe(`${server.origin}/feed`);
  });

  it.each([
    ['nowhere', undefined],
    ['an empty place', ''],
    ['a file', 'file:///etc/passwd'],
    ['an ftp server', 'ftp://example.org/feed'],
    ['data', 'data:text/xml,<rss/>'],
    ['a script', 'javascript:alert(1)'],
    ['gopher', 'gopher://example.org:70/1'],
    ['no address at all', 'http://[::bad/'],
  ])('to %s is refused', async (_case, location) => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(302, location === undefined ? {} : { location }).end();
    });
    const { problem } = failed(await fetchOne(`${server.origin}/a`));
    expect(['FETCH_REDIRECT_BROKEN', 'FETCH_REDIRECT_LOOP']).toContain(problem.code);
    expect(server.seen).toHaveLength(1);
  });

  it('with an endless body is followed all the same', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') {
        response.writeHead(302, { location: '/feed' });
        const timer = setInterval(() => response.write('x'.repeat(20_000)), 1);
        response.on('close', () => clearInterval(timer));
      } else response.end(FEED);
    });
    expect(textOf(await fetchOne(server.origin))).toBe(FEED);
  });
});

describe('a permanent redirect', () => {
  it.each([301, 308])('%i is believed after three sightings over at least a day', async (status) => {
    const server = await serveHttp(byPath);
    const address = `${server.origin}/${status}/feed`;
    expect((await askAt(address, [0, 12])).moved_to).toBeUndefined();
    const state = await askAt(address, [0, 12, 24]);
    expect(state.moved_to).toBe(`${server.origin}/feed`);
    expect(state.moving).toBeUndefined();
    server.seen.splice(0);
    expect((await fetchOne(address, { now: hoursLater(26), force: true }, { state })).kind).toBe('unchanged');
    expect(server.seen.map((seen) => seen.path)).toEqual(['/feed']);
  });

  it.each([302, 303, 307])('is what %i is not: never remembered', async (status) => {
    const server = await serveHttp(byPath);
    const state = await askAt(`${server.origin}/${status}/feed`, [0, 24, 48, 72]);
    expect(state.moved_to).toBeUndefined();
    expect(state.moving).toBeUndefined();
  });

  it.each([
    ['at its start', '302/301'],
    ['in its middle', '301/307/301'],
    ['at its end', '301/302'],
  ])('is not believed when a temporary step is in the chain: %s', async (_case, chain) => {
    const server = await serveHttp(byPath);
    const state = await askAt(`${server.origin}/${chain}/feed`, [0, 24, 48, 72]);
    expect(state.moved_to).toBeUndefined();
    expect(state.moving).toBeUndefined();
  });

  it('in several permanent steps is believed to the end', async () => {
    const server = await serveHttp(byPath);
    const state = await askAt(`${server.origin}/301/308/feed`, [0, 24, 48]);
    expect(state.moved_to).toBe(`${server.origin}/feed`);
  });

  it('is not believed after many sightings within a day', async () => {
    const server = await serveHttp(byPath);
    const state = await askAt(`${server.origin}/301/feed`, [0, 1, 2, 3, 4, 5, 23]);
    expect(state.moved_to).toBeUndefined();
    expect(state.moving?.sightings).toBe(3);
  });

  it('is not believed after two sightings, however far apart', async () => {
    const server = await serveHttp(byPath);
    expect((await askAt(`${server.origin}/301/feed`, [0, 200])).moved_to).toBeUndefined();
  });

  it('leaves no trace in the state while its third day is waited for', async () => {
    const server = await serveHttp(byPath);
    const address = `${server.origin}/301/feed`;
    const third = await askAt(address, [0, 1, 2]);
    expect(JSON.stringify(await askAt(address, [3], third))).toBe(JSON.stringify(third));
  });

  it('that leads elsewhere meanwhile is counted anew', async () => {
    let target = '/one';
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(301, { location: target }).end();
      else response.end(FEED);
    });
    const before = await askAt(`${server.origin}/`, [0, 12]);
    target = '/two';
    const after = await askAt(`${server.origin}/`, [24], before);
    expect(after.moved_to).toBeUndefined();
    expect(after.moving).toEqual({ to: `${server.origin}/two`, first_seen: hoursLater(24), sightings: 1 });
  });

  it('to a sign-in page is not believed', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/login' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${server.seen.length}</html>`);
    });
    let state: FeedState | undefined;
    const problem = { code: 'FEED_IS_HTML', what: 'No feed.', where: 'here', why: 'HTML.', fix: 'None.' };
    for (const hour of [0, 24, 48, 72]) {
      const result = await fetchOne(
        `${server.origin}/feed`,
        { now: hoursLater(hour), force: true },
        state ? { state } : {},
      );
      state = refuseBody(fresh(result), problem);
    }
    expect(state?.moved_to).toBeUndefined();
    expect(state?.moving).toBeUndefined();
  });

  it('to a broken page is not believed', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/broken' }).end();
      else response.writeHead(500).end();
    });
    expect((await askAt(`${server.origin}/feed`, [0, 24, 48, 72])).moving).toBeUndefined();
  });

  it('counts when the new address says "not modified"', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(301, { location: '/feed' }).end();
      else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED);
    });
    const state = await firstState(`${server.origin}/`);
    const next = unchanged(await fetchOne(`${server.origin}/`, { now: hoursLater(25) }, { state })).state;
    expect(next.moving?.sightings).toBe(2);
  });

  it('that was believed is given up when the new address fails, and the configured one is asked', async () => {
    let broken = false;
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(broken ? 200 : 301, { location: '/new' }).end(FEED);
      else response.writeHead(broken ? 404 : 200).end(FEED);
    });
    const address = `${server.origin}/old`;
    const moved = await askAt(address, [0, 12, 24]);
    broken = true;
    const once = await askAt(address, [48], moved);
    expect(once.moved_to).toBe(`${server.origin}/new`);
    const twice = await askAt(address, [72], once);
    expect(twice.moved_to).toBeUndefined();
    expect((await fetchOne(address, { now: hoursLater(100), force: true }, { state: twice })).kind).not.toBe(
      'failed',
    );
  });

  it('is given up at once when the new address is gone', async () => {
    let gone = false;
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.writeHead(gone ? 410 : 200).end(FEED);
    });
    const moved = await askAt(`${server.origin}/old`, [0, 12, 24]);
    gone = true;
    const after = await askAt(`${server.origin}/old`, [48], moved);
    expect(after.moved_to).toBeUndefined();
    expect(after.why_due).toBe('back-off');
  });

  it('is void when the configuration names another address', async () => {
    const server = await serveHttp(byPath);
    const state = await askAt(`${server.origin}/301/feed`, [0, 12, 24]);
    server.seen.splice(0);
    await fetchOne(`${server.origin}/other`, { force: true }, { state });
    expect(server.seen.map((seen) => seen.path)).toEqual(['/other']);
  });
});

describe('name and password in an address', () => {
  const withPassword = (server: TestServer, path: string) =>
    `http://ann:s%C3%A9cret%21@127.0.0.1:${server.port}${path}`;
  const header = `Basic ${Buffer.from('ann:sécret!').toString('base64')}`;

  it('go to the host they were written for', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    await fetchOne(withPassword(server, '/feed'));
    expect(server.seen[0]?.headers.authorization).toBe(header);
    expect(server.seen[0]?.path).toBe('/feed');
  });

  it('go along a redirect within that host, and to no other', async () => {
    const other = await serveHttp((_request, response) => void response.end(FEED));
    const server = await serveHttp((request, response) => {
      const location = request.url === '/a' ? '/b' : `${other.origin}/c`;
      response.writeHead(301, { location }).end();
    });
    await fetchOne(withPassword(server, '/a'));
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual([header, header]);
    expect(other.seen.map((seen) => seen.headers.authorization)).toEqual([undefined]);
  });

  it('that a redirect brings along are not used', async () => {
    const other = await serveHttp((_request, response) => void response.end(FEED));
    const server = await serveHttp((_request, response) => {
      response.writeHead(301, { location: `http://evil:pw@127.0.0.1:${other.port}/` }).end();
    });
    const result = fresh(await fetchOne(`${server.origin}/`));
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(acceptBody(result, { newItems: 1 }))).not.toContain('evil');
  });

  it('are in no result, no state and no problem', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/bad') response.writeHead(401).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED);
    });
    const good = fresh(await fetchOne(withPassword(server, '/feed')));
    const state = acceptBody(good, { newItems: 1 });
    const bad = failed(await fetchOne(withPassword(server, '/bad')));
    for (const shown of [good.url, good.headers, state, bad.problem, bad.state]) {
      expect(JSON.stringify(shown)).not.toMatch(/ann|cret/);
    }
    expect((await fetchOne(withPassword(server, '/feed'), { now: hoursLater(2) }, { state })).kind).toBe(
      'unchanged',
    );
  });

  it('stay behind when a believed redirect leads to another host, and come along within the same', async () => {
    const other = await serveHttp((_request, response) => void response.end(FEED));
    const server = await serveHttp((request, response) => {
      const location = request.url === '/away' ? `${other.origin}/feed` : '/feed';
      if (request.url === '/feed') response.end(FEED);
      else response.writeHead(301, { location }).end();
    });
    for (const path of ['/away', '/near']) await askAt(withPassword(server, path), [0, 12, 24, 36]);
    expect(other.seen.every((seen) => seen.headers.authorization === undefined)).toBe(true);
    expect(server.seen.every((seen) => seen.headers.authorization === header)).toBe(true);
    expect(server.seen.at(-1)?.path).toBe('/feed');
  });
});
