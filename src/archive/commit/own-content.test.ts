import { describe, expect, it } from 'vitest';
import type { Author } from '../../model/types.ts';
import { anItem, counts, emptyFolder, filesIn, open, trust } from '../archive.test-kit.ts';
import type { IncomingItem } from '../index.ts';

/** An item of the feed `a`, with authors of its own or its feed's. */
function anItemBy(
  names: readonly string[] | undefined,
  from: 'item' | 'feed',
  html = '<p>One</p>',
): IncomingItem {
  const { item, ...rest } = anItem({ id: 'a', title: 'News', html, date_published: '2026-05-18T09:00:00Z' });
  const authors: readonly Author[] | undefined = names?.map((name) => ({ name }));
  return {
    ...rest,
    item: {
      ...item,
      ...(authors && { authors }),
      _daybook: { ...item._daybook, ...(from === 'feed' && { inherits_authors: true }) },
    },
  };
}

async function authorsIn(dir: string): Promise<readonly Author[] | undefined> {
  const [item] = (await open(dir).readDay('2026-05-18', trust)).items;
  expect(item?._daybook).not.toHaveProperty('inherits_authors');
  return item?.authors;
}

describe('authors that an item has of its feed', () => {
  it('are archived with a new item', async () => {
    const dir = await emptyFolder();
    expect(await counts(dir, { a: [anItemBy(['Ann'], 'feed')] })).toMatchObject({ added: 1 });
    expect(await authorsIn(dir)).toEqual([{ name: 'Ann' }]);
  });

  it.each([
    ['that has none', undefined, ['Ann']],
    ['that has its own', ['Bob'], ['Ann']],
    ['that has those the feed named before', ['Ann'], ['Anna', 'Bob']],
  ])('change no byte of an item %s', async (_case, before, after) => {
    const dir = await emptyFolder();
    await counts(dir, { a: [anItemBy(before, 'item')] });
    const files = await filesIn(dir);
    const later = { now: '2026-05-18T12:00:00Z' };
    for (let time = 0; time < 2; time += 1)
      expect(await counts(dir, { a: [anItemBy(after, 'feed')] }, later)).toMatchObject({
        revised: 0,
        relabelled: 0,
      });
    const now = await filesIn(dir);
    const day = Object.keys(files).find((name) => name.endsWith('2026-05-18.json')) ?? '';
    expect(now[day]).toBe(files[day]);
  });

  it('come with a revision, where the item had none', async () => {
    const dir = await emptyFolder();
    await counts(dir, { a: [anItemBy(undefined, 'item')] });
    expect(await counts(dir, { a: [anItemBy(['Ann'], 'feed', '<p>Two</p>')] })).toMatchObject({ revised: 1 });
    expect(await authorsIn(dir)).toEqual([{ name: 'Ann' }]);
  });

  it('give way to the item’s own', async () => {
    const dir = await emptyFolder();
    await counts(dir, { a: [anItemBy(['The Mill'], 'feed')] });
    expect(await counts(dir, { a: [anItemBy(['Ann'], 'item')] })).toMatchObject({ revised: 1 });
    expect(await authorsIn(dir)).toEqual([{ name: 'Ann' }]);
  });
});
