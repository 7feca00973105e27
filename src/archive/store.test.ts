import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, filesIn, NOW, open, run, trust } from './archive.test-kit.ts';

const story = anItem({
  id: 'g1',
  url: 'https://example.org/a',
  title: 'A',
  html: '<p>Text</p>',
  date_published: '2026-05-18T08:00:00Z',
});

describe('an archive', () => {
  it('keeps an item on its day, one a line, and gives it back', async () => {
    const dir = await emptyFolder();
    const result = await run(dir, { lwn: [story] }, {}, new Map([['lwn', { etag: 'x' }]]));
    expect(result).toMatchObject({ kind: 'committed', counts: { added: 1 }, days: ['2026-05-18'] });
    const files = await filesIn(dir);
    expect(Object.keys(files)).toEqual([
      'archive/2026/05/2026-05-18.json',
      'state/editions.json',
      'state/feeds/lwn.json',
      'state/known/feeds.txt',
      'state/known/lwn/all.txt',
    ]);
    expect(files['archive/2026/05/2026-05-18.json']).toMatchInlineSnapshot(`
      "{
      "version": "https://jsonfeed.org/version/1.1",
      "title": "Daybook archive, 2026-05-18",
      "_daybook": {"schema": 1, "day": "2026-05-18"},
      "items": [
      {"id":"lwn:g1","url":"https://example.org/a","title":"A","content_html":"<p>Text</p>","date_published":"2026-05-18T08:00:00Z","_daybook":{"feed":"lwn","key":"gpzg3npet9b2","first_seen":"2026-05-18T10:00:00Z","dated_by":"published","access":"open"}}
      ]
      }
      "
    `);
    const archive = open(dir);
    expect(await archive.days()).toEqual(['2026-05-18']);
    const { items } = await archive.readDay('2026-05-18', trust);
    expect(items).toMatchObject([{ id: 'lwn:g1', title: 'A', _daybook: { feed: 'lwn', first_seen: NOW } }]);
    expect(await archive.readFeedState('lwn')).toEqual({ state: { etag: 'x' } });
  });

  it('leaves every byte as it was when nothing is new', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [story] });
    const before = await filesIn(dir);
    expect(await counts(dir, { lwn: [story] }, { now: '2026-05-19T10:00:00Z' })).toMatchObject({
      unchanged: 1,
      added: 0,
    });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('revises an item in place and keeps the hash of the earlier version', async () => {
    const dir = await emptyFolder();
    await run(dir, { lwn: [story] });
    const later = { ...story, item: { ...story.item, title: 'A, corrected' } };
    const now = '2026-05-21T10:00:00Z';
    expect(await counts(dir, { lwn: [later] }, { now })).toMatchObject({ revised: 1, added: 0 });
    const { items } = await open(dir).readDay('2026-05-18', trust);
    expect(items).toMatchObject([
      { title: 'A, corrected', _daybook: { revised: now, versions: [expect.any(String)] } },
    ]);
    expect(await allItems(dir)).toHaveLength(1);
  });
});
