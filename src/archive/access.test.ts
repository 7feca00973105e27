import { describe, expect, it } from 'vitest';
import { anItem, counts, emptyFolder, open, run, trust } from './archive.test-kit.ts';

const fields = {
  id: 'g1',
  url: 'https://example.org/a',
  html: '<p>Text</p>',
  date_published: '2026-05-18T08:00:00Z',
};
const marked = anItem({ ...fields, title: '[$] The wheel turns' }, 'subscriber');
const later = { now: '2026-05-28T10:00:00Z' };

async function itemIn(dir: string) {
  const [item] = (await open(dir).readDay('2026-05-18', trust)).items;
  return item;
}

describe("a subscribers' item", () => {
  it('becomes free when its feed shows it without the mark: that is no revision', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [marked] });
    const free = anItem({ ...fields, title: 'The wheel turns' });
    expect(await counts(dir, { lwn: [free] }, later)).toMatchObject({ relabelled: 1, revised: 0 });
    const item = await itemIn(dir);
    expect(item).toMatchObject({ title: 'The wheel turns', _daybook: { access: 'open', freed: later.now } });
    expect(item?._daybook).not.toHaveProperty('revised');
    expect(await counts(dir, { lwn: [free] }, { now: '2026-05-29T10:00:00Z' })).toMatchObject({
      unchanged: 1,
    });
    expect((await itemIn(dir))?._daybook.freed).toBe(later.now);
  });

  it('is not revised by its feed’s authors, which stand in by then', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [marked] });
    const free = anItem({
      ...fields,
      title: 'The wheel turns',
      authors: [{ name: 'Ann' }],
      _daybook: { inherits_authors: true },
    });
    expect(await counts(dir, { lwn: [free] }, later)).toMatchObject({ relabelled: 1, revised: 0 });
  });

  it('is revised and free when its text grew, too', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [marked] });
    const whole = anItem({ ...fields, title: 'The wheel turns', html: '<p>Text, all of it</p>' });
    expect(await counts(dir, { lwn: [whole] }, later)).toMatchObject({ revised: 1 });
    expect((await itemIn(dir))?._daybook).toMatchObject({ freed: later.now, revised: later.now });
  });

  it('is not called free when only the rules changed their mind', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [marked] });
    const ruled = { ...marked, access: 'open' as const };
    expect(await counts(dir, { lwn: [ruled] }, later)).toMatchObject({ relabelled: 1 });
    expect((await itemIn(dir))?._daybook).not.toHaveProperty('freed');
  });

  it('is no longer called free when the mark comes back', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [marked] });
    await run(dir, { lwn: [anItem({ ...fields, title: 'The wheel turns' })] }, later);
    await run(dir, { lwn: [marked] }, { now: '2026-05-30T10:00:00Z' });
    expect((await itemIn(dir))?._daybook).toMatchObject({ access: 'subscriber' });
    expect((await itemIn(dir))?._daybook).not.toHaveProperty('freed');
  });

  it('stays free when a cache brings the marked version once more', async () => {
    const dir = await emptyFolder();
    const dated = { ...fields, date_modified: '2026-05-18T08:00:00Z' };
    const old = anItem({ ...dated, title: '[$] The wheel turns' }, 'subscriber');
    const free = anItem({ ...dated, title: 'The wheel turns', date_modified: '2026-05-28T08:00:00Z' });
    await run(dir, { lwn: [old] });
    await run(dir, { lwn: [free] }, later);
    await run(dir, { lwn: [old] }, { now: '2026-05-28T11:00:00Z' });
    expect(await itemIn(dir)).toMatchObject({ title: 'The wheel turns', _daybook: { freed: later.now } });
  });
});
