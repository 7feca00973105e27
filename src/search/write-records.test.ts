import { describe, expect, it } from 'vitest';
import { filesOf, testIndex, testRecord } from './search.test-kit.ts';
import { readHits } from './search.ts';
import type { SearchRecord } from './segment.ts';
import { recordBytes } from './write-records.ts';

/** What results show of items, by key, and the bytes of a slot. */
async function shownOf(records: readonly SearchRecord[]) {
  const index = await testIndex([records]);
  const hits = records.map((_, doc) => ({ slice: 0, doc, day: '', score: 0 }));
  const head = JSON.parse(new TextDecoder().decode((await filesOf(records)).get('head.json')));
  const slot: number = head.slot;
  const shown = await readHits(index.slices, hits);
  return { shown: new Map(shown.map((one) => [one.key, one])), slot };
}

const short = Array.from({ length: 20 }, (_, i) => testRecord({ key: `s${i}`, text: `Text ${i}` }));

describe('records', () => {
  it('come back whole where most are as long', async () => {
    const long = Array.from({ length: 20 }, (_, i) => testRecord({ key: `k${i}`, text: 'abc '.repeat(140) }));
    const { shown, slot } = await shownOf(long);
    for (const { key, text } of long) expect(shown.get(key)?.text).toBe(text);
    expect(slot).toBeLessThanOrEqual(1024);
  });

  it('show at most 600 characters of a text, cut between characters', async () => {
    const { shown } = await shownOf([testRecord({ key: 'one', text: `${'a'.repeat(599)}𝔘 and more` })]);
    expect(shown.get('one')?.text).toBe(`${'a'.repeat(599)}…`);
  });

  it.each([
    ['Latin', 'word '.repeat(100)],
    ['Cyrillic', 'слово '.repeat(60)],
    ['quoted', '"\\" '.repeat(120)],
    ['astral', '𝔘'.repeat(150)],
  ])(
    'of some that are longer than most, in %s letters, lose an end of their text only',
    async (_script, text) => {
      const filled = short.map((one) => ({ ...one, shown: 'x'.repeat(300) }));
      const { shown, slot } = await shownOf([...filled, testRecord({ key: 'long', text })]);
      const found = shown.get('long');
      expect(found).toMatchObject({ key: 'long', title: 'Item long', link: 'https://example.org/long' });
      expect(found?.text.endsWith('…')).toBe(true);
      expect(text.startsWith(found?.text.slice(0, -1) ?? '-')).toBe(true);
      const { length } = found ? recordBytes(found) : '';
      expect(length).toBeLessThanOrEqual(slot);
      expect(length).toBeGreaterThan(slot - 40);
    },
  );

  it.each([
    ['a long address', { link: `https://example.org/${'path/'.repeat(300)}` }],
    ['a long title', { title: 'Title '.repeat(200) }],
    ['many authors', { authors: Array.from({ length: 90 }, (_, i) => `Author ${i}`) }],
  ])('with %s stand elsewhere, and come back whole', async (_case, fields) => {
    const large = testRecord({ key: 'large', text: 'Its text.', ...fields });
    const other = testRecord({ key: 'other', text: 'Another text.', ...fields });
    const { shown } = await shownOf([large, ...short, other]);
    expect(shown.get('large')).toMatchObject({ key: 'large', text: 'Its text.', ...fields });
    expect(shown.get('other')).toMatchObject({ key: 'other', text: 'Another text.', ...fields });
    expect(shown.size).toBe(short.length + 2);
  });
});
