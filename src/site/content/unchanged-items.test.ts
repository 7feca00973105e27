import { expect, it } from 'vitest';
import type { Config, Rule } from '../../model/types.ts';
import { type TestItem, testFeed, updatedSite } from '../outputs/site.test-kit.ts';
import { memoryStore } from './store.test-kit.ts';

const ten: readonly TestItem[] = Array.from({ length: 10 }, (_, n) => ({ key: `k${n}`, title: `Tide ${n}` }));
const [, ...nine] = ten;
const feed = testFeed('alpha');

/** What the ledger reads of a day in its second update, and the titles that it has then. */
async function secondRead(
  items: readonly TestItem[],
  {
    before = {},
    after = before,
    now,
  }: { before?: Partial<Config>; after?: Partial<Config>; now?: string } = {},
): Promise<{ read: string[]; titles: string[] }> {
  const store = memoryStore();
  await updatedSite({ items: ten, config: { feeds: [feed], ...before } }, store);
  const read: string[] = [];
  const { site } = await updatedSite(
    {
      items,
      config: { feeds: [feed], ...after },
      onRead: (keys) => read.push(...keys),
      ...(now !== undefined && { now }),
    },
    store,
  );
  return { read: read.sort(), titles: site.ledger.day('2026-05-18').map(({ title }) => title) };
}

it('reads of a day what came, what was revised, and nothing else', async () => {
  const revised = { key: 'k3', title: 'High tide' };
  const items = [
    ...nine.map((item) => (item.key === 'k3' ? revised : item)),
    { key: 'new', title: 'Low tide' },
  ];
  const { read, titles } = await secondRead(items);
  expect(read).toEqual(['k3', 'new']);
  expect([...titles].sort()).toEqual(
    ['High tide', 'Low tide', ...[1, 2, 4, 5, 6, 7, 8, 9].map((n) => `Tide ${n}`)].sort(),
  );
});

it('reads none where some were removed', async () => {
  const { read, titles } = await secondRead(nine);
  expect(read).toEqual([]);
  expect(titles).toHaveLength(9);
});

const rule: Rule = {
  where: '',
  if: { kind: 'field', field: 'title', any: [{ kind: 'text', text: 'tide' }] },
  do: { labels: ['sea'] },
};
const all = ten.map(({ key }) => key);

it.each<[string, Partial<Config>]>([
  ['a rule came', { rules: [rule] }],
  ['the settings of a feed are others', { feeds: [{ ...feed, section: 'sea' }] }],
  ['pictures are shown in another way', { images: 'none' }],
])('reads all where %s', async (_case, after) => {
  expect((await secondRead(ten, { before: {}, after })).read).toEqual(all);
});

it('reads all again when one becomes free to read', async () => {
  const config = { feeds: [{ ...feed, freeAfterMs: 20 * 86_400_000 }] };
  expect((await secondRead([...ten], { before: config, now: '2026-06-06T00:00:00Z' })).read).toEqual([]);
  expect((await secondRead([...ten], { before: config, now: '2026-06-08T00:00:00Z' })).read).toEqual(all);
});
