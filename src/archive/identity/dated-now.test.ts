import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, type ItemDraft, open, run } from '../archive.test-kit.ts';

const hour = (at: number): string => `2026-05-18T${String(at).padStart(2, '0')}:00:07Z`;
const rain: ItemDraft = { title: 'Rain', html: '<p>It rains on the harbour. 12 views</p>' };
const sun: ItemDraft = { title: 'Sun', html: '<p>It shines on the harbour.</p>' };

interface Ask {
  readonly at: string;
  readonly items: readonly ItemDraft[];
}

/** An answer whose items have the moment of the request for their date. */
const datedNow = (at: number, ...items: readonly ItemDraft[]): Ask => ({
  at: hour(at),
  items: items.map((item) => ({ ...item, date_published: hour(at) })),
});

const datedOf = (at: number, asked: number, item: ItemDraft): Ask => ({
  at: hour(asked),
  items: [{ ...item, date_published: hour(at) }],
});

/** The titles that are kept after some answers. */
async function kept(...answers: readonly Ask[]): Promise<(string | undefined)[]> {
  const dir = await emptyFolder();
  for (const { at, items } of answers)
    await counts(dir, { f: items.map((item) => anItem(item)) }, { now: at });
  return (await allItems(dir)).map(({ title }) => title).sort();
}

describe('items without id and link, dated with the moment of the request', () => {
  it('are the same at every request', async () => {
    expect(await kept(datedNow(8, rain, sun), datedNow(9, rain, sun), datedNow(15, rain, sun))).toEqual([
      'Rain',
      'Sun',
    ]);
  });

  it.each<[string, ItemDraft]>([
    ['whose counter went on', { ...rain, html: '<p>It rains on the harbour. 15 views</p>' }],
    ['whose clock is some minutes wrong', rain],
  ])('are the same %s', async (_case, later) => {
    const item = { ...later, date_published: '2026-05-18T09:04:00Z' };
    expect(await kept(datedNow(8, rain), { at: hour(9), items: [item] })).toEqual(['Rain']);
  });

  it('keep their first date, and are no revision', async () => {
    const dir = await emptyFolder();
    for (const at of [8, 9]) {
      const items = datedNow(at, rain).items.map((item) => anItem(item));
      const done = await counts(dir, { f: items }, { now: hour(at) });
      expect(done).toMatchObject({ added: at === 8 ? 1 : 0, revised: 0 });
    }
  });

  it('are known to an index that was made again', async () => {
    const dir = await emptyFolder();
    const [first, later] = [8, 9].map((at) => datedNow(at, rain).items.map((item) => anItem(item)));
    await run(dir, { f: first ?? [] }, { now: hour(8) });
    await rm(`${dir}/state`, { recursive: true });
    const archive = open(dir, { now: hour(9) });
    await archive.lock();
    await archive.unlock();
    expect(await counts(dir, { f: later ?? [] }, { now: hour(9) })).toMatchObject({ added: 0 });
  });

  it.each<[string, ItemDraft]>([
    ['another text', { title: 'Rain', html: '<p>It rains on the hills.</p>' }],
    ['another title', { ...rain, title: 'More rain' }],
  ])('are others with %s', async (_case, later) => {
    expect(await kept(datedNow(8, rain), datedNow(9, later))).toHaveLength(2);
  });

  it.each<[string, ItemDraft]>([
    ['a title alone', { title: 'Rain' }],
    ['a text that is the title', { title: 'Rain', html: '<p>Rain</p>' }],
  ])('are never found by %s', async (_case, item) => {
    expect(await kept(datedNow(8, item), datedNow(9, item))).toHaveLength(2);
  });

  it('are others where one date is older than its request', async () => {
    expect(await kept(datedOf(6, 8, rain), datedNow(9, rain))).toHaveLength(2);
    expect(await kept(datedNow(8, rain), datedOf(6, 9, rain))).toHaveLength(2);
  });

  it('are others where both stand in one document', async () => {
    const both: Ask = {
      at: hour(9),
      items: [
        { ...rain, date_published: hour(8) },
        { ...rain, date_published: hour(9) },
      ],
    };
    expect(await kept(datedNow(8, rain), both)).toHaveLength(2);
  });

  it('have an id where it can be relied on, whatever they say', async () => {
    const [one, other] = [1, 2].map((id) => ({ ...rain, id: `post-${id}` }));
    expect(await kept(datedNow(8, one ?? rain), datedNow(9, other ?? rain))).toHaveLength(2);
  });
});
