import { afterEach, describe, expect, it } from 'vitest';
import {
  closeServers,
  FEED,
  failed,
  feed,
  fetchOne,
  firstState,
  fresh,
  type Handler,
  hoursLater,
  serveHttp,
  serveRaw,
  unchanged,
} from './hostile-server.test-kit.ts';
import { acceptBody, parseFeedState, refuseBody } from './index.ts';

afterEach(closeServers);

const LATER = { now: hoursLater(25) };

/** Answers 304 to the right validators and 200 otherwise. */
function versioned(headers: Record<string, string>, body = FEED): Handler {
  return (request, response) => {
    const etag = headers.ETag;
    const date = headers['Last-Modified'];
    const same =
      (etag !== undefined && request.headers['if-none-match'] === etag) ||
      (etag === undefined && date !== undefined && request.headers['if-modified-since'] === date);
    if (same) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(body);
  };
}

describe('validators', () => {
  it.each([
    ['a strong one', '"abc"'],
    ['a weak one', 'W/"abc"'],
    ['one without quotes', 'abc-123'],
    ['one in lower-case weak form', 'w/"abc"'],
    ['one with a gzip suffix', '"abc-gzip"'],
    ['one with half its quotes', '"abc'],
    ['one with a comma and spaces', '"a, b"'],
    ['one of Latin-1 bytes', '"caf\u00e9"'],
    ['an empty one', '""'],
    ['a long one', `"${'x'.repeat(2000)}"`],
  ])('an ETag goes back byte for byte: %s', async (_case, etag) => {
    const server = await serveHttp(versioned({ ETag: etag }));
    const state = await firstState(server.origin);
    expect(unchanged(await fetchOne(server.origin, LATER, { state })).state).toEqual(state);
    expect(server.seen[1]?.headers['if-none-match']).toBe(etag);
    expect(server.seen[1]?.headers).not.toHaveProperty('if-modified-since');
  });

  it.each([
    ['an HTTP date', 'Sun, 01 Mar 2026 09:00:00 GMT'],
    ['an old form', 'Sunday, 01-Mar-26 09:00:00 GMT'],
    ['another zone', 'Sun, 01 Mar 2026 10:00:00 +0100'],
    ['no date at all', 'yesterday morning'],
    ['an RFC 3339 date', '2026-03-01T09:00:00Z'],
  ])('a Last-Modified goes back byte for byte: %s', async (_case, date) => {
    const server = await serveHttp(versioned({ 'Last-Modified': date }));
    const state = await firstState(server.origin);
    expect(unchanged(await fetchOne(server.origin, LATER, { state })).state).toEqual(state);
    expect(server.seen[1]?.headers['if-modified-since']).toBe(date);
    expect(server.seen[1]?.headers).not.toHaveProperty('if-none-match');
  });

  it.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'Sat, 16 Nov 2041 19:11:00 GMT'])(
    'a Last-Modified that no document was changed at is none: %s',
    async (date) => {
      const server = await serveHttp(versioned({ 'Last-Modified': date }));
      const state = await firstState(server.origin);
      expect(state).toMatchObject({ why_due: 'no-validators' });
      expect(state).not.toHaveProperty('validators');
      await fetchOne(server.origin, LATER, { state });
      expect(server.seen[1]?.headers).not.toHaveProperty('if-modified-since');
    },
  );

  it('go back both when both were given', async () => {
    const headers = { ETag: '"1"', 'Last-Modified': 'Sun, 01 Mar 2026 09:00:00 GMT' };
    const server = await serveHttp(versioned(headers));
    await fetchOne(server.origin, LATER, { state: await firstState(server.origin) });
    expect(server.seen[1]?.headers).toMatchObject({
      'if-none-match': headers.ETag,
      'if-modified-since': headers['Last-Modified'],
    });
  });

  it('survive being stored as JSON', async () => {
    const server = await serveHttp(versioned({ ETag: '"caf\u00e9"' }));
    const state = parseFeedState(JSON.parse(JSON.stringify(await firstState(server.origin))));
    if (!state) throw new Error('The state is readable.');
    expect((await fetchOne(server.origin, LATER, { state })).kind).toBe('unchanged');
  });

  it('are replaced by those of every 200', async () => {
    let version = 0;
    const server = await serveHttp((_request, response) => {
      version += 1;
      response.writeHead(200, { ETag: `"${version}"` }).end(`${FEED}<!-- ${version} -->`);
    });
    const state = await firstState(server.origin);
    const second = acceptBody(fresh(await fetchOne(server.origin, LATER, { state })), { newItems: 1 });
    expect(state.validators?.etag).toBe('"1"');
    expect(second.validators).toEqual({ url: `${server.origin}/`, etag: '"2"' });
  });

  it('are replaced even when the bytes are the same', async () => {
    let version = 0;
    const server = await serveHttp((_request, response) => {
      version += 1;
      response.writeHead(200, { ETag: `"${version}"` }).end(FEED);
    });
    const state = await firstState(server.origin);
    expect(unchanged(await fetchOne(server.origin, LATER, { state })).state.validators?.etag).toBe('"2"');
  });

  it('are dropped when a 200 has none', async () => {
    const server = await serveHttp((_request, response) => {
      response
        .writeHead(200, server.seen.length === 1 ? { ETag: '"1"' } : {})
        .end(`${FEED}${server.seen.length}`);
    });
    const state = await firstState(server.origin);
    const second = acceptBody(fresh(await fetchOne(server.origin, LATER, { state })), { newItems: 1 });
    expect(second.validators).toBeUndefined();
  });

  it('are dropped one by one: a 200 with a date only takes the old ETag away', async () => {
    const date = 'Sun, 01 Mar 2026 09:00:00 GMT';
    const server = await serveHttp((_request, response) => {
      const headers = server.seen.length === 1 ? { ETag: '"1"' } : { 'Last-Modified': date };
      response.writeHead(200, headers).end(`${FEED}${server.seen.length}`);
    });
    const state = await firstState(server.origin);
    const second = acceptBody(fresh(await fetchOne(server.origin, LATER, { state })), { newItems: 1 });
    expect(second.validators).toEqual({ url: `${server.origin}/`, last_modified: date });
  });

  it('are renewed by a 304 that names new ones', async () => {
    const server = await serveHttp((request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304, { ETag: '"2"' }).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED);
    });
    const state = await firstState(server.origin);
    expect(unchanged(await fetchOne(server.origin, LATER, { state })).state.validators?.etag).toBe('"2"');
  });

  it('are kept by a 304 that names none', async () => {
    const server = await serveHttp((request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED);
    });
    const state = await firstState(server.origin);
    expect(unchanged(await fetchOne(server.origin, LATER, { state })).state).toEqual(state);
  });

  it('are never those of a body that was refused', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { ETag: `"${server.seen.length}"` }).end(`<html>${server.seen.length}</html>`);
    });
    const state = await firstState(server.origin);
    const result = fresh(await fetchOne(server.origin, LATER, { state }));
    const problem = { code: 'FEED_IS_HTML', what: 'No feed.', where: 'here', why: 'HTML.', fix: 'None.' };
    const after = refuseBody(result, problem);
    expect(after.validators).toEqual(state.validators);
    expect(after.body_hash).toBe(state.body_hash);
    expect(after.failing).toMatchObject({ code: 'FEED_IS_HTML', cause: 'not-a-feed', count: 1 });
    expect(after.next_due).toBeDefined();
  });

  it('are never those of an error page or of a cut body', async () => {
    const server = await serveHttp((request, response) => {
      if (server.seen.length === 1) response.writeHead(200, { ETag: '"good"' }).end(FEED);
      else if (server.seen.length === 2) response.writeHead(500, { ETag: '"error"' }).end('oops');
      else {
        response.writeHead(200, { ETag: '"cut"', 'Content-Length': '5000' });
        response.write('<rss>', () => request.socket.destroy());
      }
    });
    const state = await firstState(server.origin);
    const error = failed(await fetchOne(server.origin, LATER, { state })).state;
    expect(error.validators?.etag).toBe('"good"');
    const cut = failed(await fetchOne(server.origin, { ...LATER, force: true }, { state: error }));
    expect(cut.problem.code).toBe('FETCH_BODY_CUT');
    expect(cut.state.validators?.etag).toBe('"good"');
  });

  it('are sent with --force, too', async () => {
    const server = await serveHttp(versioned({ ETag: '"1"' }));
    const state = await firstState(server.origin);
    expect((await fetchOne(server.origin, { force: true }, { state, asked: hoursLater(0) })).kind).toBe(
      'unchanged',
    );
    expect(server.seen[1]?.headers['if-none-match']).toBe('"1"');
  });

  it('are sent again after any number of failures', async () => {
    const server = await serveHttp((_request, response) => {
      if (server.seen.length === 1) response.writeHead(200, { ETag: '"1"' }).end(FEED);
      else response.writeHead(500).end();
    });
    let state = await firstState(server.origin);
    for (let at = 0; at < 4; at += 1) {
      state = failed(await fetchOne(server.origin, { force: true, now: hoursLater(at) }, { state })).state;
    }
    expect(server.seen.slice(1).map((seen) => seen.headers['if-none-match'])).toEqual([
      '"1"',
      '"1"',
      '"1"',
      '"1"',
    ]);
  });

  it('of one address are never sent to another: they could make another document look unchanged', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/feed') response.writeHead(302, { location: `/v${server.seen.length}` }).end();
      else response.writeHead(200, { ETag: '"1"' }).end(FEED + request.url);
    });
    const state = await firstState(`${server.origin}/feed`);
    expect(state.validators?.url).toBe(`${server.origin}/v1`);
    expect((await fetchOne(`${server.origin}/feed`, LATER, { state })).kind).toBe('fresh');
    expect(server.seen.map((seen) => [seen.path, seen.headers['if-none-match']])).toEqual([
      ['/feed', undefined],
      ['/v1', undefined],
      ['/feed', undefined],
      ['/v3', undefined],
    ]);
  });

  it('are sent to the end of a redirect that leads where it did before', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/feed') response.writeHead(302, { location: '/real' }).end();
      else versioned({ ETag: '"1"' })(request, response);
    });
    const state = await firstState(`${server.origin}/feed`);
    expect((await fetchOne(`${server.origin}/feed`, LATER, { state })).kind).toBe('unchanged');
  });

  it('of an address that was configured before are not used', async () => {
    const server = await serveHttp(versioned({ ETag: '"1"' }));
    const state = await firstState(`${server.origin}/old`);
    const result = await fetchOne(`${server.origin}/new`, LATER, { state });
    expect(acceptBody(fresh(result), { newItems: 0 }).url).toBe(feed(`${server.origin}/new`).url);
    expect(server.seen[1]?.headers).not.toHaveProperty('if-none-match');
  });

  it('that cannot stand in a header are not kept', async () => {
    const server = await serveRaw((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nETag: "a\u0001b"\r\nContent-Length: ${FEED.length}\r\n\r\n${FEED}`);
    });
    const result = await fetchOne(server.origin);
    const state = result.kind === 'fresh' ? acceptBody(result, { newItems: 1 }) : undefined;
    expect(state?.validators).toBeUndefined();
  });
});

describe('a 304', () => {
  it('that nobody asked for is reported and changes no validators', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(304, { ETag: '"x"' }).end(),
    );
    const result = failed(await fetchOne(server.origin));
    expect(result.problem.code).toBe('FETCH_NOT_MODIFIED_UNASKED');
    expect(result.state.validators).toBeUndefined();
    const next = await fetchOne(server.origin, LATER, { state: result.state });
    expect(server.seen.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(next.kind).toBe('failed');
  });

  it('with a body is over at its headers', async () => {
    const server = await serveRaw((socket, head) => {
      if (/if-none-match/i.test(head))
        socket.end('HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n');
      else socket.end(`HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: ${FEED.length}\r\n\r\n${FEED}`);
    });
    const state = await firstState(server.origin);
    expect((await fetchOne(server.origin, LATER, { state })).kind).toBe('unchanged');
  });

  it('leaves the state byte for byte as it was', async () => {
    const server = await serveHttp(versioned({ ETag: '"1"', 'Cache-Control': 'max-age=600' }));
    const state = await firstState(server.origin);
    for (const hours of [1, 2, 50, 500]) {
      const after = unchanged(
        await fetchOne(server.origin, { now: hoursLater(hours), force: true }, { state }),
      ).state;
      expect(JSON.stringify(after)).toBe(JSON.stringify(state));
    }
  });
});

describe('the same bytes again', () => {
  it('count as unchanged and leave the state as it was', async () => {
    const server = await serveHttp(
      (_request, response) => void response.writeHead(200, { ETag: '"1"' }).end(FEED),
    );
    const state = await firstState(server.origin);
    const after = unchanged(await fetchOne(server.origin, LATER, { state })).state;
    expect(JSON.stringify(after)).toBe(JSON.stringify(state));
  });

  it('are new when they were never accepted', async () => {
    const server = await serveHttp((_request, response) => void response.end('<html></html>'));
    const problem = { code: 'FEED_IS_HTML', what: 'No feed.', where: 'here', why: 'HTML.', fix: 'None.' };
    const state = refuseBody(fresh(await fetchOne(server.origin)), problem);
    expect((await fetchOne(server.origin, LATER, { state })).kind).toBe('fresh');
  });

  it('with other bytes around the same items leave the state as it was', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { ETag: '"1"' }).end(`${FEED}<!-- built ${server.seen.length} -->`);
    });
    const state = await firstState(server.origin);
    const after = acceptBody(fresh(await fetchOne(server.origin, LATER, { state })), { newItems: 0 });
    expect(JSON.stringify(after)).toBe(JSON.stringify(state));
  });
});
