import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptParts, type Fragment, type Part, titleParts } from './excerpt.ts';

/** A result as Pagefind gives it; the places of `[marked]` words match. */
function fragment(
  meta: { title: string; authors?: string; sourceTitle?: string },
  marked: string,
  gap = ' ',
): Fragment {
  const words = marked.split(gap);
  return {
    url: '/2026/05/18/#a1',
    meta: { authors: '', sourceTitle: '', ...meta },
    raw_content: words.map((word) => word.replace(/^\[(.*)\]$/, '$1')).join(gap),
    locations: words.flatMap((word, i) => (/^\[.*\]$/.test(word) ? [i] : [])),
  };
}

const shown = (parts: readonly Part[]): string =>
  parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

describe('a title', () => {
  it.each([
    [
      'its words',
      { title: 'Swap tables, part 2' },
      '[Swap] [tables,] part 2. . LWN. Text',
      '[Swap] [tables,] part 2',
    ],
    [
      'its last word, without the full stop',
      { title: 'The new swap' },
      'The new [swap.] . LWN.',
      'The new [swap]',
    ],
    ['nothing in another text', { title: 'Swap tables' }, 'Something [else] here', 'Swap tables'],
    ['what looks like markup', { title: 'Use <b> & go' }, 'Use [&lt;b&gt;] & go. . LWN.', 'Use [<b>] & go'],
    ['words over uneven spaces', { title: 'Swap  tables' }, 'Swap [tables.] text', 'Swap  [tables]'],
    ['nothing when it is missing', { title: '' }, '. [swap]', ''],
  ])('marks %s', (_case, meta, content, expected) => {
    expect(shown(titleParts(fragment(meta, content)))).toBe(expected);
  });

  it('marks words that no space parts', () => {
    const found = fragment({ title: '東京で開催' }, '[東京]\u200Bで\u200B開催\u200B. \u200BLWN', '\u200B');
    expect(shown(titleParts(found))).toBe('[東京]で開催');
  });

  it('is never changed, whatever matches', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.nat({ max: 20 })), (title, text, locations) => {
        const found = { url: '', meta: { title }, raw_content: `${title}. ${text}`, locations };
        const parts = titleParts(found);
        expect(parts.map((part) => part.text).join('')).toBe(title);
      }),
    );
  });
});

describe('an excerpt', () => {
  const meta = { title: 'Swap tables', authors: 'corbet', sourceTitle: 'LWN' };
  const head = 'Swap tables. corbet. LWN.';

  it('leaves out what stands above it', () => {
    expect(shown(excerptParts(fragment(meta, `${head} Three [sessions] on it.`)))).toBe(
      'Three [sessions] on it.',
    );
  });

  it('leaves out an author who is missing', () => {
    const found = fragment(
      { title: 'Swap tables', sourceTitle: 'LWN' },
      'Swap tables. . LWN. Three sessions.',
    );
    expect(shown(excerptParts(found))).toBe('Three sessions.');
  });

  it('is empty where there is no text', () => {
    expect(excerptParts(fragment(meta, '[Swap] tables. corbet. LWN. '))).toEqual([]);
  });

  it('starts at the beginning when only the title matches', () => {
    const text = Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ');
    const excerpt = shown(excerptParts(fragment(meta, `[Swap] tables. corbet. LWN. ${text}`)));
    expect(excerpt.startsWith('w0 w1')).toBe(true);
    expect(excerpt.endsWith('w29 …')).toBe(true);
  });

  it('shows the part with the most matches', () => {
    const words = Array.from({ length: 100 }, (_, i) => ([3, 60, 64].includes(i) ? `[w${i}]` : `w${i}`));
    const excerpt = shown(excerptParts(fragment(meta, `${head} ${words.join(' ')}`)));
    expect(excerpt).toMatch(/^… w55 .*\[w60\].*\[w64\].* w84 …$/);
  });

  it('reads entities of Pagefind as text', () => {
    expect(shown(excerptParts(fragment(meta, `${head} a &lt;img&gt; & [b]`)))).toBe('a <img> & [b]');
  });

  it('joins words that no space parts', () => {
    const found = fragment(
      { title: '東京' },
      '東京\u200B. \u200B. \u200B. \u200B日本語\u200Bの\u200B[検索]',
      '\u200B',
    );
    expect(shown(excerptParts(found))).toBe('日本語の[検索]');
  });
});
