import { describe, expect, it } from 'vitest';
import { countHits } from './count-hits.ts';
import { type TestIndex, testIndex, testRecord } from './search.test-kit.ts';
import { type Hit, readHits } from './search.ts';
import { facetItems } from './segment.ts';

const hitsOf = async (index: TestIndex, text: string): Promise<readonly Hit[]> =>
  (await index.ask(text)).hits;

describe('counting what was found', () => {
  const several = (count: number, fields: (i: number) => Partial<Parameters<typeof testRecord>[0]>) =>
    Array.from({ length: count }, (_, i) => testRecord({ key: `k${i}`, ...fields(i) }));

  it('asks for nothing where the records are there, and for all the rest', async () => {
    const index = await testIndex([
      several(12, (i) => ({
        text: 'swap',
        source: i % 3 === 0 ? 'bulletin' : 'lwn',
        ...(i % 2 === 0 && { section: 'kernel' }),
        topics: i < 3 ? ['Memory', `Topic ${i}`] : [],
        ...(i === 5 && { language: 'fr' }),
      })),
    ]);
    const hits = await hitsOf(index, 'swap');
    const page = hits.slice(0, 10);
    const records = await readHits(index.slices, page);
    const known = new Map(
      records.flatMap((record, at) => page.slice(at, at + 1).map((hit) => [hit, record])),
    );
    const before = index.taken();
    const ofPage = await countHits({ slices: index.slices, hits: page, known }, 'topic');
    expect(index.taken()).toBe(before);
    for (const facet of ['source', 'section', 'language', 'access', 'topic'] as const) {
      const all = await countHits({ slices: index.slices, hits, known: new Map() }, facet);
      expect(await countHits({ slices: index.slices, hits, known }, facet)).toEqual(all);
    }
    expect(ofPage).toEqual(await countHits({ slices: index.slices, hits: page, known: new Map() }, 'topic'));
  });

  it('reads the values of items near those that were found, whatever the size of the segment', async () => {
    const records = several(2 * facetItems + 10, (i) => ({
      text: i === 7 || i === facetItems || i === facetItems + 1 ? 'quokka' : '',
      source: `s${i % 50}`,
      topics: [`Topic ${i}`],
    }));
    const index = await testIndex([records]);
    const hits = await hitsOf(index, 'quokka');
    expect(await countHits({ slices: index.slices, hits, known: new Map() }, 'topic')).toEqual({
      'Topic 7': 1,
      [`Topic ${facetItems}`]: 1,
      [`Topic ${facetItems + 1}`]: 1,
    });
    const before = index.taken();
    expect(
      await countHits({ slices: index.slices, hits: hits.slice(1, 2), known: new Map() }, 'source'),
    ).toEqual({
      [`s${facetItems % 50}`]: 1,
    });
    expect(index.taken() - before).toBeLessThan(8 * facetItems);
  }, 30_000);
});
