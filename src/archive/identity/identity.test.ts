import { describe, expect, it } from 'vitest';
import {
  allItems,
  anItem,
  counts,
  emptyFolder,
  type ItemDraft,
  open,
  run,
  trust,
} from '../archive.test-kit.ts';
import { canonicalLink, identifyingLink } from './canonical-link.ts';
import { keyOf } from './hash.ts';

describe('canonical links', () => {
  it.each([
    [
      'campaign parameters',
      'https://example.org/a?utm_source=rss&id=3&fbclid=x',
      'https://example.org/a?id=3',
    ],
    ['a fragment', 'https://example.org/a#comments', 'https://example.org/a'],
    ['a default port', 'http://example.org:80/a', 'https://example.org/a'],
    ['another port, which stays', 'https://example.org:8443/a', 'https://example.org:8443/a'],
    ['the old scheme', 'http://EXAMPLE.org/a', 'https://example.org/a'],
    ['a trailing /rss', 'https://lwn.net/Articles/1/rss', 'https://lwn.net/Articles/1'],
    ['a trailing /feed/', 'https://example.org/2026/a/feed/', 'https://example.org/2026/a'],
    ['a trailing slash', 'https://example.org/a/', 'https://example.org/a'],
    ['an origin that says rss', 'https://example.org/a?source=rss', 'https://example.org/a'],
    [
      'an origin that says something else',
      'https://example.org/a?source=7',
      'https://example.org/a?source=7',
    ],
    ['the order of parameters', 'https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
    ['a session in the path', 'https://example.org/a;jsessionid=5F?x=1', 'https://example.org/a?x=1'],
    ['a short story number named sid', 'https://example.org/a?sid=123', 'https://example.org/a?sid=123'],
    ['no web address', 'magnet:?xt=1', 'magnet:?xt=1'],
  ])('settle %s', (_case, link, expected) => {
    expect(canonicalLink(link)).toBe(expected);
    expect(canonicalLink(expected)).toBe(expected);
  });

  it('do not name an item when they are a front page', () => {
    expect(identifyingLink('https://example.org/?utm_source=rss')).toBeUndefined();
    expect(identifyingLink('https://example.org/?p=12')).toBe('https://example.org/?p=12');
  });
});

describe('keys', () => {
  it('begin with a letter and have twelve unmistakable characters', () => {
    for (let number = 0; number < 2000; number += 1) {
      expect(keyOf(`lwn:${number}`)).toMatch(/^[a-km-np-z][2-9a-km-np-z]{11}$/);
    }
    expect(keyOf('lwn:1')).toBe(keyOf('lwn:1'));
    expect(keyOf('lwn:1')).not.toBe(keyOf('lwn:2'));
  });
});

const base: ItemDraft = {
  id: 'g1',
  url: 'https://example.org/story',
  title: 'A story',
  html: '<p>One two three four five.</p>',
  date_published: '2026-05-18T08:00:00Z',
};

/** What becomes of a second document after a first one. */
async function afterTwo(first: ItemDraft[], second: ItemDraft[], now = '2026-05-18T12:00:00Z') {
  const dir = await emptyFolder();
  await run(dir, { f: first.map((draft) => anItem(draft)) });
  const { added, revised, relabelled, unchanged } = await counts(
    dir,
    { f: second.map((draft) => anItem(draft)) },
    { now },
  );
  const again = await counts(dir, { f: second.map((draft) => anItem(draft)) }, { now });
  expect(again).toMatchObject({ added: 0, revised: 0, relabelled: 0 });
  return { added, revised, relabelled, unchanged, total: (await allItems(dir)).length };
}

const LONG = '<p>One two three four five six seven eight nine ten.</p>';
const { id: _id, ...withoutId } = base;
const { url: _url, ...withoutUrl } = base;
const { id: _noId, ...nameless } = withoutUrl;

describe('an item that comes again', () => {
  it.each([
    ['with the same id, retitled', [base], [{ ...base, title: 'Retitled' }], 'revised'],
    [
      'with the same id at another address',
      [base],
      [{ ...base, url: 'https://new.example/s' }],
      'relabelled',
    ],
    ['without an id, retitled', [withoutId], [{ ...withoutId, title: 'Retitled' }], 'revised'],
    [
      'without an id, with other tracking',
      [withoutId],
      [{ ...withoutId, url: `${base.url}?utm_medium=x` }],
      'unchanged',
    ],
    ['with another id, otherwise the same', [base], [{ ...base, id: 'g2' }], 'unchanged'],
    ['with another id, retitled', [base], [{ ...base, id: 'g2', title: 'Retitled' }], 'revised'],
    [
      'with another id, its text mended',
      [base],
      [{ ...base, id: 'g2', html: '<p>One two 3 four five.</p>' }],
      'revised',
    ],
    ['with the same id, of which its address is made', [withoutUrl], [base], 'relabelled'],
    ['without link and with another id', [withoutUrl], [{ ...withoutUrl, id: 'g2' }], 'unchanged'],
    ['without any name', [nameless], [nameless], 'unchanged'],
    [
      'with other white space and markup',
      [base],
      [{ ...base, html: '<p>One  two\n<b>three</b> four five.</p>' }],
      'unchanged',
    ],
    ['with a later date', [base], [{ ...base, date_modified: '2026-05-18T11:00:00Z' }], 'unchanged'],
    ['without its body', [base], [{ ...base, html: '' }], 'unchanged'],
  ] as const)('%s is the same item', async (_case, first, second, kind) => {
    const result = await afterTwo([...first], [...second]);
    expect(result).toMatchObject({ added: 0, total: 1, [kind]: 1 });
  });

  it.each([
    [
      'a repeated title with another id and link',
      [base],
      [
        {
          ...base,
          id: 'g2',
          url: 'https://example.org/other',
          date_published: '2026-05-18T09:00:00Z',
        },
      ],
    ],
    [
      'a page that shows another story each day',
      [base],
      [
        {
          ...base,
          id: 'g2',
          title: 'B',
          html: '<p>Wholly new words.</p>',
          date_published: '2026-05-18T11:00:00Z',
        },
      ],
    ],
    [
      'an entry of a list of changes, told apart by its fragment',
      [{ ...withoutId, url: 'https://example.org/changes#v1' }],
      [
        {
          url: 'https://example.org/changes#v2',
          title: 'v2',
          html: '<p>Unlike it.</p>',
          date_published: '2026-05-18T11:00:00Z',
        },
      ],
    ],
    [
      'another news behind one link without an id',
      [{ ...withoutId, url: 'https://example.org/news' }],
      [
        {
          url: 'https://example.org/news',
          title: 'Bridge opens',
          html: '<p>Cars may cross it from noon.</p>',
          date_published: '2026-05-18T11:00:00Z',
        },
      ],
    ],
    [
      'a repeated title without id and link, with another date',
      [nameless],
      [{ ...nameless, date_published: '2026-05-18T11:00:00Z' }],
    ],
  ])('%s is another item', async (_case, first, second) => {
    expect(await afterTwo(first, second)).toMatchObject({ added: 1, total: 2 });
  });

  it.each<[string, Partial<ItemDraft>, Partial<ItemDraft>]>([
    ['fragments', { url: 'https://example.org/log#a' }, { url: 'https://example.org/log#b' }],
    ['dates', {}, { date_published: '2026-05-18T11:00:00Z' }],
    ['words', {}, { html: '<p>Alpha beta gamma delta epsilon zeta eta theta.</p>' }],
  ])(
    'keeps both items without ids that share a page and differ in title and %s',
    async (_case, one, other) => {
      const shared = { ...withoutId, url: 'https://example.org/log', html: LONG };
      const both = [
        { ...shared, title: 'Poll one', ...one },
        { ...shared, title: 'Poll two', ...other },
      ];
      expect(await afterTwo(both, both)).toMatchObject({ added: 0, unchanged: 2, total: 2 });
    },
  );

  it.each<[string, Partial<ItemDraft>]>([
    ['title', { title: 'A story, retold' }],
    ['fragment', { url: 'https://example.org/log#comments' }],
    ['date', { date_published: '2026-05-18T11:00:00Z' }],
  ])('takes an item without an id once that is listed twice with another %s', async (_case, other) => {
    const shared = { ...withoutId, url: 'https://example.org/log', html: LONG };
    expect(await afterTwo([shared], [shared, { ...shared, ...other }])).toMatchObject({ added: 0, total: 1 });
  });

  it('keeps all items of a feed that gives every one the same id or link', async () => {
    const sameLink = ['a', 'b', 'c'].map((id) => ({ ...base, id, title: id, html: `<p>${id}</p>` }));
    expect(await afterTwo(sameLink, sameLink)).toMatchObject({ added: 0, unchanged: 3, total: 3 });
    const sameId = ['a', 'b', 'c'].map((id) => ({
      ...base,
      url: `https://example.org/${id}`,
      title: id,
      html: id,
    }));
    expect(await afterTwo(sameId, sameId)).toMatchObject({ added: 0, unchanged: 3, total: 3 });
    const frontPage = ['a', 'b'].map((title) => ({ title, html: title, url: 'https://example.org/' }));
    expect(await afterTwo(frontPage, frontPage)).toMatchObject({ added: 0, unchanged: 2, total: 2 });
  });

  it('takes an item once that one document lists twice', async () => {
    expect(await afterTwo([base, base], [base])).toMatchObject({ total: 1 });
  });

  it('sees through ids that change with each request', async () => {
    const at = (when: string, session: string): ItemDraft[] => [
      { ...withoutUrl, id: `https://example.org/s?id=4&PHPSESSID=${session}` },
      { ...withoutUrl, title: 'Other', id: `item-9-${Date.parse(when) / 1000}` },
      { ...base, title: 'Third', url: 'https://example.org/third', id: `random-${session}` },
    ];
    const first = at('2026-05-18T10:00:00Z', 'aa');
    const second = at('2026-05-18T12:00:00Z', 'bb');
    expect(await afterTwo(first, second)).toMatchObject({ added: 0, unchanged: 3, total: 3 });
  });

  it('writes nothing when only its id changed, so that ids new at each request cost nothing', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem(base)] });
    const result = await run(dir, { f: [anItem({ ...base, id: 'g2' })] });
    expect(result).toMatchObject({ kind: 'committed', days: [] });
  });

  it('never loses its body, title or date to a later version that lacks them', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem(base)] });
    await run(dir, { f: [anItem({ id: 'g1', url: 'https://example.org/moved', html: ' ' })] });
    const { items } = await open(dir).readDay('2026-05-18', trust);
    expect(items).toMatchObject([
      {
        url: 'https://example.org/moved',
        title: base.title,
        content_html: base.html,
        date_published: base.date_published,
      },
    ]);
  });

  it('keeps its id, key and day whatever changes', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem(base)] });
    const [before] = (await open(dir).readDay('2026-05-18', trust)).items;
    const later = { ...base, title: 'New', date_published: '2026-06-01T00:00:00Z' };
    await run(dir, { f: [anItem(later)] }, { now: '2026-06-02T00:00:00Z' });
    const [after] = (await open(dir).readDay('2026-05-18', trust)).items;
    expect(after?.id).toBe(before?.id);
    expect(after?._daybook.key).toBe(before?._daybook.key);
    expect(after?.date_published).toBe(base.date_published);
    expect(await open(dir).days()).toEqual(['2026-05-18']);
  });

  it('takes new labels and access without being revised', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem(base)] });
    const relabelled = { ...anItem(base, 'subscriber'), labels: ['b', 'a'] };
    expect(await counts(dir, { f: [relabelled] })).toMatchObject({ relabelled: 1, revised: 0 });
    const { items } = await open(dir).readDay('2026-05-18', trust);
    expect(items[0]?._daybook).toMatchObject({ access: 'subscriber', labels: ['a', 'b'] });
    expect(items[0]?._daybook.revised).toBeUndefined();
    expect(await counts(dir, { f: [anItem(base)] })).toMatchObject({ relabelled: 1 });
  });

  it('ignores a cached earlier version', async () => {
    const dir = await emptyFolder();
    const old = { ...base, date_modified: '2026-05-18T08:00:00Z' };
    const newer = { ...base, title: 'Newer', date_modified: '2026-05-18T09:00:00Z' };
    await run(dir, { f: [anItem(old)] });
    expect(await counts(dir, { f: [anItem(newer)] })).toMatchObject({ revised: 1 });
    expect(await counts(dir, { f: [anItem(old)] })).toMatchObject({ revised: 0, unchanged: 1 });
  });

  it('stores no field that it could not read again', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem({ ...base, date_modified: 'soon', tags: [''], language: '' })] });
    const { items, problem } = await open(dir).readDay('2026-05-18', trust);
    expect(problem).toBeUndefined();
    expect(items[0]).toMatchObject({ title: base.title });
    expect(items[0]).not.toHaveProperty('date_modified');
    expect(items[0]).not.toHaveProperty('tags');
  });
});
