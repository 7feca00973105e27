import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { START } from './hostile-server.test-kit.ts';
import { makeProber, type Prober, validatorsIn } from './probe.ts';

const open: { server: Server; prober: Prober }[] = [];

afterEach(async () => {
  for (const { server, prober } of open.splice(0)) {
    await prober.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function proberOn(answer: RequestListener, allowPrivateNetworks = true) {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const prober = makeProber({
    settings: { concurrency: 4, timeoutMs: 5000, maxBytes: 1_000_000, intervalMs: 0, allowPrivateNetworks },
    userAgent: 'Daybook/test (+https://example.org/)',
    now: START,
    env: {},
  });
  open.push({ server, prober });
  return { url: `http://127.0.0.1:${port}`, prober };
}

describe('a probe', () => {
  it('tells every step, and the body at its end', async () => {
    const { url, prober } = await proberOn((request, response) => {
      if (request.url === '/a') response.writeHead(301, { location: '/b' }).end();
      else if (request.url === '/b') response.writeHead(302, { location: '/c' }).end();
      else response.writeHead(200, { etag: '"1"', 'content-type': 'text/xml' }).end('<rss/>');
    });
    const { steps, outcome } = await prober.probe(`${url}/a#top`);
    expect(steps.map((step) => [step.url, step.status])).toEqual([
      [`${url}/a`, 301],
      [`${url}/b`, 302],
      [`${url}/c`, 200],
    ]);
    expect(outcome).toMatchObject({ kind: 'body', url: `${url}/c`, headers: { etag: '"1"' } });
    expect(outcome.kind === 'body' && new TextDecoder().decode(outcome.body)).toBe('<rss/>');
  });

  it('with validators learns that nothing changed', async () => {
    const { url, prober } = await proberOn((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end('x');
    });
    const validators = validatorsIn(`${url}/`, { etag: '"1"' });
    expect((await prober.probe(`${url}/`, { ...(validators && { validators }) })).outcome).toEqual({
      kind: 'not-modified',
    });
  });

  it('follows a page that leads on where it is asked to, as a run does', async () => {
    const { url, prober } = await proberOn((request, response) => {
      const page = request.url === '/feed.xml';
      const text = page ? '<html><meta http-equiv="refresh" content="0; url=/rss.xml"></html>' : '<rss/>';
      response.writeHead(200, { 'content-type': page ? 'text/html' : 'text/xml' }).end(text);
    });
    const followed = await prober.probe(`${url}/feed.xml`, { followsPages: true });
    expect(followed.steps.map((step) => step.url)).toEqual([`${url}/feed.xml`, `${url}/rss.xml`]);
    expect(followed.outcome).toMatchObject({ kind: 'body', url: `${url}/rss.xml` });
    const left = await prober.probe(`${url}/feed.xml`);
    expect(left.outcome).toMatchObject({ kind: 'body', url: `${url}/feed.xml` });
  });

  it('gives a refusal as a problem, with the status that was answered', async () => {
    const { url, prober } = await proberOn((_request, response) => response.writeHead(404).end());
    const { steps, outcome } = await prober.probe(`${url}/feed`);
    expect(steps.map((step) => step.status)).toEqual([404]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      problem: { code: 'FETCH_NOT_FOUND', where: `${url}/feed` },
    });
  });

  it.each(['ftp://example.org/', 'nonsense', 'http://'])('of %s asks nobody', async (address) => {
    const { prober } = await proberOn((_request, response) => response.end());
    expect((await prober.probe(address)).outcome).toMatchObject({
      problem: { code: 'FETCH_ADDRESS_INVALID' },
    });
  });

  it('keeps out of private networks, where a redirect leads too', async () => {
    const { url, prober } = await proberOn((_request, response) => response.end('secret'), false);
    expect(await prober.probe(url)).toMatchObject({
      steps: [],
      outcome: { kind: 'failed', problem: { code: 'FETCH_ADDRESS_REFUSED' } },
    });
  });
});

it('an answer without validators makes no conditional question', () => {
  expect(validatorsIn('https://example.org/', { 'content-type': 'text/xml' })).toBeUndefined();
});
