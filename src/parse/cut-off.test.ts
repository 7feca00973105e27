import { describe, expect, it } from 'vitest';
import { parseFeed } from './index.ts';

const encoder = new TextEncoder();
const numbers = [1, 2, 3];

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://x.example/</link>${numbers
  .map(
    (n) =>
      `<item><title>Item ${n}</title><link>https://x.example/a${n}0</link><guid isPermaLink="false">g${n}0</guid><description>Text ${n}</description></item>`,
  )
  .join('')}</channel></rss>`;

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${numbers
  .map(
    (n) =>
      `<entry><title>Item ${n}</title><id>urn:x:${n}0</id><link href="https://x.example/a${n}0"/><content>Text ${n}</content></entry>`,
  )
  .join('')}</feed>`;

const json = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'T',
  items: numbers.map((n) => ({
    id: `j${n}0`,
    url: `https://x.example/a${n}0`,
    title: `Item ${n}`,
    content_text: `Text ${n}`,
  })),
});

describe('a document that is cut off anywhere', () => {
  it.each([
    ['RSS', rss],
    ['Atom', atom],
    ['JSON Feed', json],
  ])('gives no item a name that is another’s: %s', (_format, text) => {
    const read = (length: number) => {
      const result = parseFeed(encoder.encode(text.slice(0, length)), { url: 'https://x.example/feed' });
      return result.problem === undefined ? result : undefined;
    };
    const whole = read(text.length)?.feed.items ?? [];
    expect(whole).toHaveLength(3);
    const names = new Set(whole.flatMap(({ id, url }) => [id, url]));
    for (let length = 1; length < text.length; length += 1) {
      for (const { id, url } of read(length)?.feed.items ?? []) {
        for (const name of [id, url]) if (name !== undefined) expect(names).toContain(name);
      }
    }
    const half = read(text.indexOf('Text 3') + 4);
    expect(half?.feed.items).toHaveLength(3);
    expect(half?.repairs.map(({ code }) => code)).toContain(text === json ? 'JSON_CUT_OFF' : 'XML_CUT_OFF');
  });
});
