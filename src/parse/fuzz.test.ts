import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { costOf } from '../model/growth.test-kit.ts';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { parseFeed } from './index.ts';
import { mutate, randomBy } from './mutate.test-kit.ts';

/** Feeds to damage: the fixtures, which are small, and the example feeds. `bench/parse/fuzz.ts` runs 100,000. */
const folders = [new URL('fixtures/', import.meta.url), new URL('../../examples/feeds/', import.meta.url)];
const feeds = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => /\.(?:xml|rss|rdf|atom|jsonfeed|html)$/.test(name))
      .sort()
      .map((name) => readFileSync(new URL(name, folder))),
  )
  .filter((bytes) => bytes.length > 0 && bytes.length < 60_000);

const read = (bytes: Buffer) => parseFeed(bytes, { url: 'https://example.org/feed' });
const runs = testRuns({ quick: 600, full: 3000 });

/** The quickest of five: neither a pause of the machine nor one of the garbage collector counts. */
const leastCostOf = (bytes: Buffer): number =>
  Math.min(...Array.from({ length: 5 }, () => costOf(() => read(bytes))));

it('damaged feeds neither throw nor hang, and give plain values', () => {
  const random = randomBy(20_260_303);
  // What takes a hundred times as long as the slowest of the feeds before they were damaged hangs.
  const patience = 100 * Math.max(...feeds.map(leastCostOf));
  const pick = (): Buffer => feeds[Math.floor(random() * feeds.length)] ?? Buffer.alloc(1);
  for (let run = 0; run < runs; run += 1) {
    const bytes = mutate(pick(), pick(), random);
    if (costOf(() => read(bytes)) > patience) expect(leastCostOf(bytes), `run ${run}`).toBeLessThan(patience);
    const result = read(bytes);
    if ('problem' in result) continue;
    // JSON has no `undefined`: nothing but the list of e-mail addresses may have holes.
    const json = JSON.stringify(result.feed, (key, value: unknown) =>
      key === 'author_emails' ? undefined : value,
    );
    // Behind a key: a feed's own words may hold the same signs.
    expect(json).not.toMatch(/\w":(?:null\b|""|\[\](?!,"_daybook))/);
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
  for (let run = 0; run < runs; run += 1) {
    const bytes = Buffer.concat([before, mutate(middle, middle, random), after]);
    const result = read(bytes);
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
