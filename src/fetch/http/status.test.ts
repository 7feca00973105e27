import { afterEach, describe, expect, it } from 'vitest';
import { closeServers, FEED, failed, fetchOne, serveHttp, textOf } from '../hostile-server.test-kit.ts';

afterEach(closeServers);

describe('a status other than 200', () => {
  it.each([
    [201, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [202, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [204, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [206, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [226, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [300, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [305, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [400, 'FETCH_REFUSED', 'client-error'],
    [401, 'FETCH_UNAUTHORIZED', 'client-error'],
    [402, 'FETCH_REFUSED', 'client-error'],
    [403, 'FETCH_FORBIDDEN', 'client-error'],
    [404, 'FETCH_NOT_FOUND', 'client-error'],
    [405, 'FETCH_REFUSED', 'client-error'],
    [406, 'FETCH_REFUSED', 'client-error'],
    [408, 'FETCH_REFUSED', 'client-error'],
    [410, 'FETCH_GONE', 'gone'],
    [418, 'FETCH_REFUSED', 'client-error'],
    [429, 'FETCH_RATE_LIMITED', 'rate-limit'],
    [451, 'FETCH_REFUSED', 'client-error'],
    [500, 'FETCH_SERVER_ERROR', 'server-error'],
    [502, 'FETCH_SERVER_ERROR', 'server-error'],
    [503, 'FETCH_UNAVAILABLE', 'server-error'],
    [504, 'FETCH_SERVER_ERROR', 'server-error'],
    [520, 'FETCH_SERVER_ERROR', 'server-error'],
    [599, 'FETCH_SERVER_ERROR', 'server-error'],
    [600, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
    [999, 'FETCH_STATUS_UNEXPECTED', 'broken-answer'],
  ])('%i is %s, and its body is not taken', async (status, code, cause) => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(status, { etag: '"of an error"' });
      response.end(FEED);
    });
    const result = failed(await fetchOne(server.origin));
    expect(result.problem.code).toBe(code);
    expect(result.cause).toBe(cause);
    expect(result.state.validators).toBeUndefined();
    expect(result.state.failing).toMatchObject({ code, cause, count: 1 });
    expect(server.seen).toHaveLength(1);
  });

  it('takes a 203, which is a 200 that a proxy rewrote', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(203).end(FEED);
    });
    expect(textOf(await fetchOne(server.origin))).toBe(FEED);
  });
});

describe('a feed that comes with another status', () => {
  const full = FEED.replace('</channel>', '<item><title>One</title></item></channel>');
  const answering = async (status: number, body: string, type = 'application/rss+xml') => {
    const headers = { 'content-type': type };
    const server = await serveHttp(
      (_request, response) => void response.writeHead(status, headers).end(body),
    );
    return await fetchOne(server.origin);
  };

  it.each([201, 202, 206, 226, 300, 302, 404, 500])('is read: %i', async (status) => {
    expect(textOf(await answering(status, full))).toBe(full);
  });

  it.each([
    ['one that says who may read it', 401, full],
    ['one that says that it is gone', 410, full],
    ['one that asks for a pause', 429, full],
    ['one that is out of service', 503, full],
    ['one that refuses a program', 403, full],
    ['one of a server in between', 502, full],
    ['one without items', 404, FEED],
    ['half a one', 206, full.slice(0, -6)],
    ['a page', 404, full, 'text/html'],
    ['a page in XML', 404, full, 'application/xhtml+xml'],
    ['another document', 404, '<Error><Code>NoSuchKey</Code></Error>', 'application/xml'],
  ])('is not: %s', async (_case, status, body, type?: string) => {
    expect(failed(await answering(status, body, type)).problem.code).toMatch(/^FETCH_/);
  });
});
