import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import { anItem, emptyFolder, type Feeds, filesIn, open, run, trust } from '../archive.test-kit.ts';
import type { IncomingItem } from '../index.ts';

/** Items as feeds have them: few ids, links and titles, so that they meet; dates around the run, far, or none. */
const anyItem = fc
  .record(
    {
      id: fc.constantFrom('a', 'b', 'c', 'https://example.org/1'),
      url: fc.constantFrom(
        'https://example.org/1',
        'https://example.org/2#x',
        'https://example.org/2',
        'https://example.org/',
      ),
      title: fc.constantFrom('Weekly', 'News', 'Other'),
      html: fc.constantFrom('', '<p>One</p>', '<p>Two words</p>', '<p>Two  words</p>'),
      date_published: fc.constantFrom(
        '2026-05-18T09:00:00Z',
        '2026-05-17T23:00:00Z',
        '2024-02-29T12:00:00Z',
        '2030-01-01T00:00:00Z',
      ),
    },
    { requiredKeys: [] },
  )
  .map((draft) => anItem(draft));

const anyFeeds: fc.Arbitrary<Feeds> = fc.record({
  a: fc.array(anyItem, { maxLength: 6 }),
  b: fc.array(anyItem, { maxLength: 6 }),
  c: fc.array(anyItem, { maxLength: 3 }),
});

const NUM_RUNS = testRuns({ quick: 15, full: 40 });

describe('merging', () => {
  it('the same documents again changes no byte, at whatever time', async () => {
    await fc.assert(
      fc.asyncProperty(anyFeeds, fc.integer({ min: 0, max: 90 }), async (feeds, days) => {
        const dir = await emptyFolder();
        await run(dir, feeds);
        const once = await filesIn(dir);
        const now = new Date(Date.parse('2026-05-18T10:00:00Z') + days * 86_400_000).toISOString();
        await run(dir, feeds, { now });
        expect(await filesIn(dir)).toEqual(once);
      }),
      { numRuns: NUM_RUNS, seed: 20260518 },
    );
  }, 120_000);

  it('does not depend on the order of feeds, nor on whether they come in one run or several', async () => {
    await fc.assert(
      fc.asyncProperty(anyFeeds, async (feeds) => {
        const [together, backwards, apart] = [await emptyFolder(), await emptyFolder(), await emptyFolder()];
        await run(together, feeds);
        await run(backwards, Object.fromEntries(Object.entries(feeds).reverse()));
        for (const [feed, items] of Object.entries(feeds).reverse()) await run(apart, { [feed]: items });
        expect(await filesIn(backwards)).toEqual(await filesIn(together));
        expect(await filesIn(apart)).toEqual(await filesIn(together));
      }),
      { numRuns: NUM_RUNS, seed: 20260518 },
    );
  }, 120_000);

  it('loses nothing: every text that came is archived or was replaced by a later one of the same item', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFeeds, { minLength: 1, maxLength: 4 }), async (runs) => {
        const dir = await emptyFolder();
        let before = new Map<string, string>();
        for (const feeds of runs) {
          const result = await run(dir, feeds);
          const after = await daysByKey(dir);
          for (const [key, day] of before) expect(after.get(key)).toBe(day);
          expect(result.kind === 'committed' && result.counts.added).toBe(after.size - before.size);
          for (const [feed, items] of Object.entries(feeds)) {
            const kept = await textsOf(dir, feed);
            for (const { item } of items) {
              if (!isShadowed(item, items)) expect(kept).toContain(words(item.content_html, item.title));
            }
          }
          before = after;
        }
      }),
      { numRuns: NUM_RUNS, seed: 20260518 },
    );
  }, 120_000);
});

const words = (html: string, title: string | undefined): string =>
  `${title ?? ''}|${html.replace(/<[^>]*>|\s/g, '')}`;

/**
 * Whether another item of the same document may rightly stand for it: an item listed twice (same id and same link, or
 * same link and same words), or a version without text or title, which takes nothing away.
 */
function isShadowed(item: IncomingItem['item'], items: readonly IncomingItem[]): boolean {
  if (item.title === undefined || item.content_html === '') return true;
  return items.some(
    ({ item: other }) => other !== item && other.id === item.id && linkOf(other) === linkOf(item),
  );
}

/** A front page is not a link that names an item. */
const linkOf = (item: IncomingItem['item']): string | undefined =>
  item.url === 'https://example.org/' ? undefined : item.url?.replace(/#.*$/, '');

async function daysByKey(dir: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const archive = open(dir);
  for (const day of await archive.days()) {
    for (const { _daybook } of (await archive.readDay(day, trust)).items) {
      expect(found.has(_daybook.key)).toBe(false);
      found.set(_daybook.key, day);
    }
  }
  return found;
}

async function textsOf(dir: string, feed: string): Promise<string[]> {
  const texts: string[] = [];
  const archive = open(dir);
  for (const day of await archive.days()) {
    for (const item of (await archive.readDay(day, trust)).items) {
      if (item._daybook.feed === feed) texts.push(words(item.content_html, item.title));
    }
  }
  return texts;
}
