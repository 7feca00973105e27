import { expect, it } from 'vitest';
import { readFeed } from './read-feed.ts';

const body = Buffer.from(
  '<rss><channel><title>T</title><item><title>One</title><pubDate>2026-07-03</pubDate></item></channel></rss>',
);

it.each([
  [undefined, '2026-07-03T00:00:00Z'],
  ['Europe/Paris', '2026-07-02T22:00:00Z'],
])('reads a date without a time as a day of the digest: %s', (timezone, expected) => {
  const request = { body, url: 'https://example.org/feed', headers: {}, ...(timezone && { timezone }) };
  const read = readFeed(request);
  expect(read.kind === 'read' && read.feed.items[0]?.date_published).toBe(expected);
});
