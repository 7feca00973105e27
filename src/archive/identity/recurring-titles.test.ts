import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, type ItemDraft } from '../archive.test-kit.ts';

/** What the last of these documents does, and the titles that are kept. */
async function takenIn(...documents: readonly (readonly ItemDraft[])[]) {
  const dir = await emptyFolder();
  let last = await counts(dir, { f: [] });
  for (const drafts of documents) last = await counts(dir, { f: drafts.map((draft) => anItem(draft)) });
  return { ...last, titles: (await allItems(dir)).map(({ title }) => title).sort() };
}

describe('items of one title and one page, without ids', () => {
  const week = (day: number, html: string): ItemDraft => ({
    url: 'https://n.example/roundup',
    title: 'Weekly roundup',
    html: `<p>${html}</p>`,
    date_published: `2026-05-${day}T05:00:00Z`,
  });
  const eggsText = 'Eggs and ham came first, with a long discussion of tariffs and of the weather in Oslo.';
  const chessText = 'Bridges fall down while the chess club of our town wins everything that can be won.';
  const eggs = week(
    11,
    'Eggs and ham came first, with a long discussion of tariffs and of the weather in Oslo.',
  );
  const chess = week(
    18,
    'Bridges fall down while the chess club of our town wins everything that can be won.',
  );

  it('are several where their dates and words differ', async () => {
    expect(await takenIn([eggs], [chess, eggs])).toMatchObject({ added: 1, revised: 0 });
    expect(await takenIn([eggs], [chess, eggs], [chess, eggs])).toMatchObject({ added: 0, revised: 0 });
    const short = [week(11, 'We look into it.'), week(12, 'It is mended.')];
    expect(await takenIn(short, short)).toMatchObject({
      added: 0,
      titles: ['Weekly roundup', 'Weekly roundup'],
    });
  });

  it('are one where only the dates or only the words do', async () => {
    expect(await takenIn([eggs, week(18, eggsText)])).toMatchObject({
      added: 1,
    });
    expect(await takenIn([eggs, week(11, chessText)])).toMatchObject({
      added: 1,
    });
  });
});

describe('an id that is but the title', () => {
  const closed = (day: number, text: string): ItemDraft => ({
    id: 'Closed',
    title: 'Closed',
    url: `https://n.example/notes/${day}`,
    html: `<p>${text}</p>`,
    date_published: `2026-05-1${day}T05:00:00Z`,
  });
  const flood = closed(
    1,
    'Water stands in the basement, so that nobody can enter the archive before Friday noon.',
  );
  const feast = closed(
    2,
    'Our office keeps the holiday; letters are answered again when all of us are back.',
  );

  it('loses none that comes under the same', async () => {
    expect(await takenIn([flood], [feast])).toMatchObject({ added: 1, revised: 0 });
    expect(await takenIn([flood], [feast], [feast, flood])).toMatchObject({ added: 0, revised: 0 });
    expect(await takenIn([closed(1, 'For repairs.')], [closed(2, 'For good.')])).toMatchObject({ added: 1 });
  });

  it('is that of a moved item with its text, and of one that is written anew in its place', async () => {
    const moved = { ...flood, url: 'https://n.example/moved', date_published: '2026-05-12T05:00:00Z' };
    expect(await takenIn([flood], [moved])).toMatchObject({ added: 0 });
    expect(await takenIn([flood], [{ ...feast, url: 'https://n.example/notes/1' }])).toMatchObject({
      added: 0,
    });
  });
});
