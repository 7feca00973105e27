import { describe, expect, it } from 'vitest';
import { type Bundle, type Match, resembles, search, termFor } from './engine.ts';
import type { Fragment } from './excerpt.ts';
import { parseQuery } from './query.ts';

interface Doc {
  readonly words: string;
  readonly date: string;
  readonly score: number;
  readonly source?: string;
  /** Found by what is not in its text. */
  readonly hidden?: true;
}

/** A bundle that finds documents having the first letter of a word, as Pagefind does where it lacks the word. */
function bundle(language: string, docs: readonly Doc[], asked: unknown[] = []): Bundle {
  const fragmentOf = ({ words, date }: Doc, term: string | null): Fragment => ({
    url: date,
    meta: { title: words, date },
    raw_content: words,
    locations: words.split(' ').flatMap((word, i) => (term && word.startsWith(term.charAt(0)) ? [i] : [])),
  });
  return {
    language,
    search: async (term, { filters, sort }) => {
      asked.push(term);
      const found = docs
        .filter(({ words }) => term === null || ` ${words}`.includes(` ${term.charAt(0)}`))
        .filter(({ source = 'lwn' }) => !filters.source || filters.source.any.includes(source));
      if (sort.date) found.sort((a, b) => (a.date < b.date ? 1 : -1));
      const sources: Record<string, number> = {};
      for (const { source = 'lwn' } of found) sources[source] = (sources[source] ?? 0) + 1;
      const results = found.map((doc): Match => {
        const data = async (): Promise<Fragment> => fragmentOf(doc, term);
        return { score: doc.score, words: doc.hidden ? [] : [0], data };
      });
      return { results, filters: { source: sources } };
    },
  };
}

const english = [
  { words: 'swap one', date: '2026-05-01', score: 5 },
  { words: 'swap two', date: '2026-05-04', score: 1, source: 'kernel' },
];
const french = [{ words: 'swap trois', date: '2026-05-03', score: 3 }];
const urls = async (bundles: readonly Bundle[], query: string): Promise<string[]> =>
  (await search(bundles, parseQuery(query))).items.map(({ url }) => url);

describe('what several bundles find', () => {
  const both = [bundle('en', english), bundle('fr', french)];

  it('is put in order by score', async () => {
    expect(await urls(both, '?q=swap')).toEqual(['2026-05-01', '2026-05-03', '2026-05-04']);
  });

  it('is put in order by date', async () => {
    expect(await urls(both, '?q=swap&sort=date')).toEqual(['2026-05-04', '2026-05-03', '2026-05-01']);
  });

  it('is newest first where only filters are given', async () => {
    expect(await urls(both, '?source=lwn')).toEqual(['2026-05-03', '2026-05-01']);
  });

  it('is counted together, a facet in use as if it were not', async () => {
    const { total, counts } = await search(both, parseQuery('?q=swap&source=kernel'));
    expect(total).toBe(1);
    expect(counts.source).toEqual({ lwn: 2, kernel: 1 });
  });

  it('comes in pages of ten without gaps or doubles', async () => {
    const many = (start: number): Doc[] =>
      Array.from({ length: 17 }, (_, i) => ({
        words: 'swap',
        date: `2026-05-${String(start + 2 * i).padStart(2, '0')}`,
        score: start + 2 * i,
      }));
    const bundles = [bundle('en', many(10)), bundle('fr', many(11))];
    for (const sort of ['best', 'date']) {
      const pages = await Promise.all(
        [1, 2, 3, 4].map((page) => urls(bundles, `?q=swap&sort=${sort}&page=${page}`)),
      );
      expect(pages.map((page) => page.length)).toEqual([10, 10, 10, 4]);
      expect(pages.flat()).toEqual([...new Set(pages.flat())].sort().reverse());
    }
  });

  it('leaves out a language that has only the beginning of the word', async () => {
    const bundles = [
      bundle('en', [{ words: 'the letters', date: '1', score: 1 }]),
      bundle('fr', [{ words: 'les', date: '2', score: 9 }]),
    ];
    expect(await urls(bundles, '?q=letters')).toEqual(['1']);
    expect(await urls(bundles, '?q=lettuce')).toEqual(['1']);
    expect(await urls(bundles, '?q=lesson')).toEqual(['2']);
    expect(await urls(bundles, '?q=lynx')).toEqual([]);
  });

  it('leaves out what matches only by its link or date, and the counts with it', async () => {
    const hidden: Doc = { words: 'swap four', date: '2026-05-09', score: 9, hidden: true };
    const { total, counts } = await search([bundle('en', [...english, hidden])], parseQuery('?q=swap'));
    expect(total).toBe(2);
    expect(counts.source).toEqual({});
  });

  it('is nothing where there are no bundles', async () => {
    expect(await search([], parseQuery('?q=swap'))).toMatchObject({ total: 0, items: [] });
  });
});

it.each([
  ['the same word', 'Letters', 'letters', 4, true],
  ['another ending', 'chevaux', 'cheval', 4, true],
  ['accents and punctuation', '«Énergie»,', 'energie', 4, true],
  ['a word without its article', 'بناء', 'البناء', 4, true],
  ['one of several words', 'swap', 'unknown swap', 4, true],
  ['a short word', 'C++', 'c', 4, true],
  ['the beginning of another', 'les', 'lesson', 4, false],
  ['the beginning of another, less strictly', 'run', 'running', 3, true],
  ['the beginning of no word', 'de', 'debian', 3, false],
])('tells words that resemble each other: %s', (_case, word, term, letters, expected) => {
  const fragment = { url: '', meta: {}, raw_content: `one ${word}`, locations: [1] };
  expect(resembles(fragment, term, letters)).toBe(expected);
});

it('parts the words of a language that has no spaces', () => {
  expect(termFor('swap tables', 'en')).toBe('swap tables');
  expect(termFor('日本語の検索', 'ja')).toBe('日本語 の 検索');
});
