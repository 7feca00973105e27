import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, type ItemDraft } from '../archive.test-kit.ts';
import { serialNumber } from './serial-number.ts';

const hex = '0a1b2c3d-1111-2222-3333-444455556666';

describe('the number in an address', () => {
  it.each([
    ['https://n.example/news/mayor-resigns-123456', 'n.example 123456'],
    ['https://www.n.example/news/other-words.123456.html?utm_source=rss', 'n.example 123456'],
    ['http://n.example/123456-mayor-resigns/', 'n.example 123456'],
    ['https://n.example/2026/5/18/123456/mayor-resigns', 'n.example 123456'],
    [`https://n.example/politics/mayor-resigns-a-${hex}`, `n.example ${hex}`],
    ['https://n.example/plan-9-1970-1234567', 'n.example 1234567'],
  ])('of %s', (link, number) => {
    expect(serialNumber(link)).toBe(number);
  });

  it.each([
    undefined,
    'no address',
    'https://n.example/123456',
    'https://n.example/2026/05/18/mayor-resigns',
    'https://n.example/mayor-resigns-20260518',
    'https://n.example/mayor-resigns-202605',
    'https://n.example/20260518/mayor-resigns',
    'https://n.example/mayor-resigns-18052026',
    'https://n.example/iphone-17',
    'https://n.example/mayor-resigns-123456?page=2',
  ])('is none of %s', (link) => {
    expect(serialNumber(link)).toBeUndefined();
  });
});

const text = 'council met on Monday evening to decide about the bridge which was discussed for eleven years';

const item = (words: string, number: string, changes: Partial<ItemDraft> = {}): ItemDraft => {
  const address = `https://n.example/news/${words.toLowerCase().replaceAll(' ', '-')}-${number}`;
  const html = `<p>The ${text}.</p>`;
  return {
    id: address,
    url: address,
    title: words,
    html,
    date_published: '2026-05-18T05:00:00Z',
    ...changes,
  };
};

async function takenIn(...documents: readonly (readonly ItemDraft[])[]) {
  const dir = await emptyFolder();
  let last = await counts(dir, { f: [] });
  for (const drafts of documents) last = await counts(dir, { f: drafts.map((draft) => anItem(draft)) });
  return { ...last, titles: (await allItems(dir)).map(({ title }) => title).sort() };
}

describe('an item whose headline is changed, and with it its address and id', () => {
  const first = item('Mayor promisses bridge', '123456');

  it.each([
    ['with its text', item('Council decides', '123456')],
    [
      'with its text, at another time',
      item('Council decides', '123456', { date_published: '2026-05-18T07:00:00Z' }),
    ],
    ['with no text to speak of', item('Council decides', '123456', { html: '<p>More soon.</p>' })],
  ])('is known by the number in it: %s', async (_case, second) => {
    expect(await takenIn([first], [second])).toMatchObject({
      added: 0,
      revised: 1,
      titles: ['Council decides'],
    });
    expect(await takenIn([first], [second], [second], [first])).toMatchObject({ added: 0 });
  });

  const html =
    '<p>Cranes lift barges; sailors mend nets while herring cooks slowly at home near Bergen harbour.</p>';

  it.each([
    ['another number', item('Council decides', '123457', { date_published: '2026-05-18T07:00:00Z' })],
    ['other words', item('Council decides', '123456', { html })],
    [
      'no text, at another time',
      item('Council decides', '123456', { html: '', date_published: '2026-05-18T07:00:00Z' }),
    ],
  ])('is another one with %s', async (_case, second) => {
    expect(await takenIn([first], [second])).toMatchObject({ added: 1, revised: 0 });
  });

  it('is another one where a document has two of one number', async () => {
    const film = item('Film Mayor promises bridge', '123456');
    expect(await takenIn([first, film])).toMatchObject({ added: 2 });
    expect(await takenIn([first], [film, first])).toMatchObject({ added: 1, revised: 0 });
  });
});
