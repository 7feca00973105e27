import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseFeed } from './index.ts';
import { mutate, randomBy } from './mutate.test-kit.ts';

/** Feeds to damage: our own fixtures, and the real feeds where they are. `bench/parse/fuzz.ts` runs 100,000. */
const folders = [new URL('fixtures/', import.meta.url), new URL('../../../shared/feeds/', import.meta.url)];
const feeds = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => /\.(?:xml|rss|rdf|atom|jsonfeed|html)$/.test(name))
      .sort()
      .map((name) => readFileSync(new URL(name, folder))),
  )
  .filter((bytes) => bytes.length > 0 && bytes.length < 60_000);

/** Milliseconds for one document of at most 60 KB: a hundred times what the slowest takes. */
const patienceMs = 1500;

it('3,000 damaged feeds neither throw nor hang, and give plain values', () => {
  const random = randomBy(20_260_303);
  const pick = (): Buffer => feeds[Math.floor(random() * feeds.length)] ?? Buffer.alloc(1);
  for (let run = 0; run < 3000; run += 1) {
    const bytes = mutate(pick(), pick(), random);
    const start = performance.now();
    const result = parseFeed(bytes, { url: 'https://example.org/feed' });
    expect(performance.now() - start, `run ${run}`).toBeLessThan(patienceMs);
    if ('problem' in result) continue;
    // JSON has no `undefined`: nothing but the list of e-mail addresses may have holes.
    const json = JSON.stringify(result.feed, (key, value: unknown) =>
      key === 'author_emails' ? undefined : value,
    );
    expect(json).not.toMatch(/:null\b|:""|:\[\](?!,"_daybook)/);
    for (const { title, date_published } of result.feed.items) {
      expect(title).not.toBe('');
      if (date_published !== undefined) expect(date_published).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  }
});

it('damage inside one item leaves the items before and after it', () => {
  const random = randomBy(7);
  const item = (n: number): string =>
    `<item><guid>g${n}</guid><title>Title ${n}</title><link>https://example.org/${n}</link><description><![CDATA[<p>Text <a href="/x">${n}</a></p>]]></description></item>\n`;
  const before = Buffer.from(`<rss version="2.0"><channel><title>News</title>${item(1)}${item(2)}`);
  const middle = Buffer.from(item(3));
  const after = Buffer.from(`${item(4)}${item(5)}</channel></rss>`);
  let kept = 0;
  const runs = 2000;
  for (let run = 0; run < runs; run += 1) {
    const bytes = Buffer.concat([before, mutate(middle, middle, random), after]);
    const result = parseFeed(bytes, { url: 'https://example.org/feed' });
    if ('problem' in result) throw new Error(result.problem.why);
    const ids = result.feed.items.map(({ id }) => id);
    expect(ids.slice(0, 2), `run ${run}`).toEqual(['g1', 'g2']);
    if (ids.includes('g4') && ids.includes('g5')) kept += 1;
    // The last item is far enough from the damage to be seen always.
    expect(ids, `run ${run}: ${bytes.subarray(before.length, bytes.length - after.length)}`).toContain('g5');
  }
  // What a cut or an opened comment swallows of the next item is a matter of luck, but rare.
  expect(kept / runs).toBeGreaterThan(0.95);
});
