import { describe, expect, it } from 'vitest';
import {
  anItem,
  counts,
  emptyFolder,
  filesIn,
  type ItemDraft,
  NOW,
  open,
  run,
  trust,
} from './archive.test-kit.ts';
import type { PageText } from './index.ts';

const day = '2026-05-18';
const draft: ItemDraft = {
  id: 'a',
  url: 'https://a.example/1',
  title: 'A',
  html: '<p>An excerpt of it.</p>',
  date_published: '2026-05-18T08:00:00Z',
};
const long = `<p>An excerpt of it.</p><p>${'And all the rest, at length. '.repeat(10)}</p>`;

function page(html: string, over: Partial<PageText> = {}): PageText {
  return { html, url: 'https://a.example/1', fetched: NOW, cleaner: 1, ...over };
}

async function itemOf(dir: string) {
  const { items } = await open(dir).readDay(day, trust);
  const [item] = items;
  if (item === undefined) throw new Error('The day has an item.');
  return item;
}

async function keep(dir: string, text: PageText) {
  const archive = open(dir);
  const { key } = (await itemOf(dir))._daybook;
  await archive.lock();
  const result = await archive.keepTexts(new Map([[day, new Map([[key, text]])]]));
  await archive.unlock();
  if (result.kind === 'failed') throw new Error(result.problem.why);
  return { days: result.days, isKept: result.kept.has(key) };
}

async function archived(html = draft.html ?? ''): Promise<string> {
  const dir = await emptyFolder();
  await run(dir, { a: [anItem({ ...draft, html })] });
  return dir;
}

describe('the text of a page', () => {
  it("takes the place of the feed's, which stays beside it; nothing else changes", async () => {
    const dir = await archived();
    const before = await itemOf(dir);
    expect(await keep(dir, page(long, { cleaner: 7 }))).toEqual({ days: [day], isKept: true });
    const after = await itemOf(dir);
    expect(after).toEqual({
      ...before,
      content_html: long,
      _daybook: {
        ...before._daybook,
        cleaner: 7,
        full_text: { url: 'https://a.example/1', fetched: NOW, feed_html: draft.html },
      },
    });
    expect(after._daybook.revised).toBeUndefined();
  });

  it.each([
    ['less', '<p>Subscribe!</p>'],
    ['as much in other markup', '<div><p>An excerpt <b>of</b> it.</p></div>'],
    ['nothing', ''],
  ])('that says %s changes no byte', async (_case, html) => {
    const dir = await archived();
    const before = await filesIn(dir);
    expect(await keep(dir, page(html))).toEqual({ days: [], isKept: false });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('of an item that is not there, or on a day that is not, is left', async () => {
    const dir = await archived();
    const before = await filesIn(dir);
    const archive = open(dir);
    await archive.lock();
    const texts = new Map([
      [day, new Map([['none', page(long)]])],
      ['2026-05-01', new Map([['none', page(long)]])],
    ]);
    expect(await archive.keepTexts(texts)).toMatchObject({ kind: 'kept', days: [] });
    await archive.unlock();
    expect(await filesIn(dir)).toEqual(before);
  });

  it('outlives the same answer of the feed, byte by byte', async () => {
    const dir = await archived();
    await keep(dir, page(long));
    const before = await filesIn(dir);
    const later = { now: '2026-05-18T12:00:00Z' };
    expect(await counts(dir, { a: [anItem(draft)] }, later)).toMatchObject({ unchanged: 1, revised: 0 });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('outlives an index that was lost', async () => {
    const dir = await archived();
    await keep(dir, page(long));
    const archive = open(dir);
    await archive.lock();
    await archive.repair();
    await archive.unlock();
    const before = await filesIn(dir);
    expect(await counts(dir, { a: [anItem(draft)] })).toMatchObject({ unchanged: 1 });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('stays when the feed changes its words, which are a revision, and is still marked', async () => {
    const dir = await archived();
    await keep(dir, page(long, { cleaner: 7 }));
    const now = '2026-05-18T12:00:00Z';
    const revised = anItem({
      ...draft,
      title: 'B',
      html: '<p>Another excerpt.</p>',
      _daybook: { cleaner: 8 },
    });
    expect(await counts(dir, { a: [revised] }, { now })).toMatchObject({ revised: 1 });
    expect(await itemOf(dir)).toMatchObject({
      title: 'B',
      content_html: long,
      _daybook: { revised: now, cleaner: 7, full_text: { feed_html: '<p>Another excerpt.</p>' } },
    });
  });

  it('gives way when the feed says more than the page did', async () => {
    const dir = await archived();
    await keep(dir, page(long));
    const whole = `${long}<p>${'More than the page. '.repeat(20)}</p>`;
    await counts(dir, { a: [anItem({ ...draft, html: whole })] }, { now: '2026-05-18T12:00:00Z' });
    const item = await itemOf(dir);
    expect(item.content_html).toBe(whole);
    expect(item._daybook.full_text).toBeUndefined();
  });

  it('is replaced by a newer text of the page, and the words of the feed are still its own', async () => {
    const dir = await archived();
    await keep(dir, page(long));
    await keep(dir, page(long.replace('length', 'great length'), { fetched: '2026-05-19T10:00:00Z' }));
    expect(await itemOf(dir)).toMatchObject({
      content_html: expect.stringContaining('great length'),
      _daybook: { full_text: { fetched: '2026-05-19T10:00:00Z', feed_html: draft.html } },
    });
  });

  it('keeps its new labels when only those change', async () => {
    const dir = await archived();
    await keep(dir, page(long));
    const labelled = { ...anItem(draft), labels: ['kernel'] };
    expect(await counts(dir, { a: [labelled] })).toMatchObject({ relabelled: 1, revised: 0 });
    expect(await itemOf(dir)).toMatchObject({
      content_html: long,
      _daybook: { labels: ['kernel'], full_text: { feed_html: draft.html } },
    });
  });
});
