import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Feeds to measure with: a folder of real ones named on the command line, else the parser's own fixtures. */
export function readFeeds(folder: string | undefined): { name: string; bytes: Buffer }[] {
  const real = folder !== undefined && existsSync(folder) ? folder : undefined;
  const root = real ?? new URL('../../src/parse/fixtures/', import.meta.url).pathname;
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => /\.(?:xml|rss|rdf|atom)$/.test(name))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(`${root}/${name}`) }));
}

/** A feed of `count` items of about `size` bytes each, in the shape blogs have. */
export function makeFeed(count: number, size: number): Buffer {
  const paragraph =
    '<p>Some <b>bold</b> words &amp; a <a href="https://example.org/a">link</a> in between.</p>';
  const body = paragraph.repeat(Math.max(1, Math.round(size / paragraph.length)));
  const items = Array.from(
    { length: count },
    (_, n) =>
      `<item><title>Item ${n}: a &amp; b</title><link>https://example.org/${n}</link><guid isPermaLink="false">g${n}</guid>` +
      `<dc:creator>Ann Lee</dc:creator><category>Birds</category><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>` +
      `<description><![CDATA[${body}]]></description></item>\n`,
  );
  const head =
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>https://example.org/</link>';
  return Buffer.from(`${head}${items.join('')}</channel></rss>`);
}
