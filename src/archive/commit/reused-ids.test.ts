import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, type ItemDraft, run } from '../archive.test-kit.ts';

const texts: Readonly<Record<string, string>> = {
  rain: 'Heavy rain flooded cellars along the northern quay while firemen pumped water until dawn.',
  boats: 'Seventeen fishing vessels left port early, as herring shoals were sighted beyond the cape.',
  wheat: 'Farmers expect record harvests after mild spring months and cheaper fertiliser by railway.',
  opera: 'Tonight sopranos open season nine singing beneath newly painted ceilings.',
};

/** A story at a place of the document: the place is its id. */
const at = (place: number, name: string, hour: number, more: ItemDraft = {}): ItemDraft => ({
  id: String(place),
  url: `https://a.example/${name}`,
  title: `The ${texts[name]?.split(' ').slice(0, 3).join(' ')}`,
  html: `<p>${texts[name]}</p>`,
  date_published: `2026-05-18T0${hour}:00:00Z`,
  ...more,
});

async function afterwards(first: readonly ItemDraft[], second: readonly ItemDraft[]) {
  const dir = await emptyFolder();
  await run(dir, { f: first.map((draft) => anItem(draft)) });
  const later = { f: second.map((draft) => anItem(draft)) };
  const done = await counts(dir, later);
  expect(await counts(dir, later)).toMatchObject({ added: 0, revised: 0, relabelled: 0 });
  return { ...done, titles: (await allItems(dir)).map(({ title }) => title?.split(' ')[1]).sort() };
}

describe('a feed that numbers its items by their place', () => {
  it('loses none when all are new', async () => {
    const done = await afterwards(
      [at(1, 'rain', 2), at(2, 'boats', 1)],
      [at(1, 'wheat', 4), at(2, 'opera', 3)],
    );
    expect(done).toMatchObject({
      added: 2,
      revised: 0,
      titles: ['Farmers', 'Heavy', 'Seventeen', 'Tonight'],
    });
  });

  it('loses none when one comes before the others, which stay as they are', async () => {
    const done = await afterwards(
      [at(1, 'rain', 2), at(2, 'boats', 1)],
      [at(1, 'wheat', 4), at(2, 'rain', 2), at(3, 'boats', 1)],
    );
    expect(done).toMatchObject({ added: 1, revised: 0, titles: ['Farmers', 'Heavy', 'Seventeen'] });
  });

  it.each<[string, ItemDraft]>([
    ['another link alone', at(1, 'rain', 2, { url: 'https://new.example/rain' })],
    ['another link, title and text of the same date', at(1, 'wheat', 2)],
    ['another title, text and date under its link', at(1, 'wheat', 4, { url: 'https://a.example/rain' })],
  ])('is not seen in %s', async (_case, later) => {
    expect(await afterwards([at(1, 'rain', 2)], [later])).toMatchObject({ added: 0 });
  });
});
