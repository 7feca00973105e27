import { expect, it } from 'vitest';
import { anItem, counts, emptyFolder, filesIn, run } from './archive.test-kit.ts';
import type { IncomingItem } from './index.ts';

const later = { now: '2026-05-18T11:00:00Z' };
const date_published = '2026-05-18T08:00:00Z';
const whole = anItem({
  id: 'one',
  url: 'https://x.example/1',
  title: 'A title in full',
  html: '<p>All of the text.</p>',
  date_published,
});
const halves: readonly (readonly [string, IncomingItem])[] = [
  ['its title', anItem({ id: 'one', title: 'A tit' })],
  [
    'its text',
    anItem({ id: 'one', url: 'https://x.example/1', title: 'A title in full', html: '<p>All o</p>' }),
  ],
  ['what follows its id', anItem({ id: 'one' })],
];
const half = (item: IncomingItem): IncomingItem => ({ ...item, isHalf: true });

it.each(halves)(
  'an item whose document ended in %s takes nothing from the one that is known',
  async (_in, item) => {
    const dir = await emptyFolder();
    await run(dir, { a: [whole] });
    const before = await filesIn(dir);
    expect(await counts(dir, { a: [half(item)] }, later)).toMatchObject({
      added: 0,
      revised: 0,
      unchanged: 1,
    });
    expect(await filesIn(dir)).toEqual(before);
  },
);

it.each(halves)(
  'an item whose document ended in %s is archived, and completed by the whole one',
  async (_in, item) => {
    const dir = await emptyFolder();
    expect(await counts(dir, { a: [half(item)] })).toMatchObject({ added: 1 });
    expect(await counts(dir, { a: [whole] }, later)).toMatchObject({ added: 0, revised: 1 });
    const day = (await filesIn(dir))['archive/2026/05/2026-05-18.json'];
    expect(day).toContain('A title in full');
    expect(day).toContain('All of the text.');
  },
);
