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
