import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'hosting.md'), 'utf8');
const [, code = ''] = /```js\n(\/\/ FEEDS:.*?)```/s.exec(text) ?? [];
const topic = 'https://lwn.net/headlines/rss';
const env = { FEEDS: JSON.stringify({ lwn: topic }), SECRET: 's3', REPOSITORY: 'me/news', TOKEN: 't0k' };

interface Receiver {
  readonly default: { readonly fetch: (request: Request, env: object) => Promise<Response> };
}

/** What the receiver answers, and what it asks of GitHub. */
async function answer(path: string, init?: RequestInit) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    asked.push({ url, body: JSON.parse(body) });
    return new Response(null, { status: 204 });
  });
  const receiver: Receiver = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const response = await receiver.default.fetch(new Request(`https://r.example/${path}`, init), env);
  return { status: response.status, text: await response.text(), asked };
}

function delivery(body: string, secret: string): RequestInit {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return { method: 'POST', body, headers: { 'x-hub-signature': signature } };
}

const asking = (of: string, mode = 'subscribe'): string =>
  `?feed=lwn&hub.mode=${mode}&hub.topic=${encodeURIComponent(of)}&hub.challenge=c%3C1`;

describe('the receiver in docs/hosting.md', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it.each([
    ['its own subscription', asking(topic), 200, 'c<1'],
    ['a topic that is not the feed’s', asking('https://evil.example/'), 404, 'Not ours.'],
    ['a subscription that is to end', asking(topic, 'unsubscribe'), 404, 'Not ours.'],
    ['a feed that nobody follows', '?feed=other', 404, 'No such feed.'],
    ['a name that every object has', '?feed=constructor', 404, 'No such feed.'],
  ])('answers a hub that asks about %s', async (_case, path, status, said) => {
    expect(await answer(path)).toEqual({ status, text: said, asked: [] });
  });

  it('starts the workflow for the feed when a signed delivery comes', async () => {
    const { status, asked } = await answer('?feed=lwn', delivery('<rss/>', env.SECRET));
    const url = 'https://api.github.com/repos/me/news/actions/workflows/publish.yml/dispatches';
    expect([status, asked]).toEqual([202, [{ url, body: { ref: 'main', inputs: { feed: 'lwn' } } }]]);
  });

  it.each<[string, RequestInit]>([
    ['no signature', { method: 'POST', body: '<rss/>' }],
    ['another secret', delivery('<rss/>', 'guessed')],
    ['a weaker kind of signature', { method: 'POST', body: '', headers: { 'x-hub-signature': 'sha1=00' } }],
  ])('does nothing for a delivery with %s', async (_case, init) => {
    expect(await answer('?feed=lwn', init)).toMatchObject({ status: 202, asked: [] });
  });
});
