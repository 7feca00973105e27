import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../../clean/index.ts';
import type { DigestItem } from '../../digest/index.ts';
import type { Item } from '../../model/types.ts';
import {
  siteOfItems,
  type TestItem,
  testConfig,
  testFeed,
  testSite,
  updatedSite,
} from '../outputs/site.test-kit.ts';
import { recordOf, stemmedLanguages } from '../render/search-units.ts';
import { monogramOf, type Site } from '../site.ts';
import { parseFeedRecord } from './feed-record.ts';
import { memoryStore } from './store.test-kit.ts';

async function itemOf(item: Omit<TestItem, 'key'>): Promise<DigestItem> {
  const site = await testSite({ items: [{ key: 'a', ...item }] });
  const [found] = site.ledger.day('2026-05-18');
  if (!found) throw new Error('The item is not there.');
  return found;
}

describe('an item of the ledger', () => {
  it('without a title is called by the beginning of its text', async () => {
    expect(await itemOf({ untitled: true, html: '<p>Only a <b>note</b>.</p>' })).toMatchObject({
      title: 'Only a note.',
      untitled: true,
    });
  });

  it.each([
    ['a note', { untitled: true }, '<p>Only a note.</p>', false],
    ['a note with a link', { untitled: true }, '<p>Only a <a href="https://a.example/">note</a>.</p>', true],
    ['an item', { title: 'Only a note.' }, '<p>Only a note.</p>', false],
    ['an item with more', { title: 'Only a note.' }, '<p>Only a note. And more.</p>', false],
    ['an item with a picture', { title: 'A' }, '<p>A</p><img src="https://a.example/1.png" alt="">', true],
  ] as const)('unfolds what its headline does not say: %s', async (_case, over, html, hasMore) => {
    expect(await itemOf({ ...over, html })).toMatchObject({ hasMore });
  });

  it.each([
    ['<h2>The <i>river</i>\n rose</h2><p>It rained for a week.</p>', 'The river rose'],
    ['<h2></h2><p>It rained for a week.</p>', 'It rained for a week.'],
    ['<p>It rained.</p><h2>Later</h2><p>It rained for a week.</p>', 'It rained. It rained for a week.'],
  ])('without a title is called by the heading that its text begins with: %s', async (html, title) => {
    expect(await itemOf({ untitled: true, html })).toMatchObject({ title, untitled: true });
  });

  it('without any text is called by its address', async () => {
    expect((await itemOf({ untitled: true, html: '' })).title).toBe('https://alpha.example/a');
  });

  it.each([
    [
      'its file',
      { attachments: [{ url: 'https://a.example/f/Tide%20Table.pdf?x=1', mime_type: 'application/pdf' }] },
      'Tide Table.pdf',
    ],
    [
      'what its file is called',
      { attachments: [{ url: 'https://a.example/1.mp3', mime_type: 'audio/mpeg', title: 'Episode 1' }] },
      'Episode 1',
    ],
    ['its picture', { image: 'https://a.example/light.jpg' }, 'light.jpg'],
    ['its day', { date_published: '2026-05-18T12:00:00Z' }, '2026-05-18'],
  ])('without text and address is called by %s, never by its id', async (_case, over, expected) => {
    const item: Item = {
      id: 'alpha:sha256-5f3c',
      content_html: cleanHtml(''),
      ...over,
      _daybook: {
        feed: 'alpha',
        key: 'a',
        first_seen: '2026-05-19T10:00:00Z',
        dated_by: 'first_seen',
        access: 'open',
      },
    };
    const site = await siteOfItems({ config: testConfig(), items: new Map([['2026-05-18', [item]]]) });
    expect(site.ledger.day('2026-05-18')[0]?.title).toBe(expected);
  });

  it('has prose in its summary, and its captions only where there is nothing else', async () => {
    const figure =
      '<figure><img src="https://a.example/i.jpg" alt="A watch"><figcaption>Photo: A</figcaption></figure>';
    const item = await itemOf({
      html: `${figure}<p>The face now changes by itself at dusk.</p><pre>x = 1</pre>`,
    });
    expect(item.summary).toBe('The face now changes by itself at dusk.');
    expect((await itemOf({ html: figure })).summary).toContain('Photo: A');
  });

  it('does not repeat its title as its summary', async () => {
    const item = await itemOf({ title: 'The same.', html: '<p>The same.</p>' });
    expect([item.summary, 'summary' in item]).toEqual([undefined, false]);
  });

  it.each([
    ['a long body', `<p>${'Many words. '.repeat(50)}</p>`, true],
    ['a body that the summary shows whole', '<p>Few words.</p>', false],
    ['a short body with a picture', '<p>Few words.</p><img src="https://a.example/a.png">', true],
    ['a short body with a link', '<p>A <a href="https://b.example/">good read</a>.</p>', true],
    ['a short body with a list', '<ul><li>One</li></ul>', true],
    ['a short quotation', '<blockquote><p>Few words.</p></blockquote>', true],
    ['a short body with a formula', '<p>x<sup>2</sup></p>', true],
    ['a short body of lines', '<p>Few<br>words.</p>', true],
    ['two short paragraphs', '<p>Few.</p><p>Words.</p>', true],
    ['no body', '', false],
  ])('knows whether there is more to read: %s', async (_case, html, expected) => {
    expect((await itemOf({ html })).hasMore).toBe(expected);
  });

  it.each([
    ['remote', 'https://i.example/a.jpg', true],
    ['local', 'https://i.example/a.jpg', true],
    ['none', 'https://i.example/a.jpg', false],
    ['remote', 'javascript:0', false],
  ] as const)(
    'has more to show where it has a picture, with images: %s, %s',
    async (images, image, expected) => {
      const site = await testSite({ config: { images }, items: [{ key: 'a', html: '', image }] });
      expect(site.ledger.day('2026-05-18')[0]?.hasMore).toBe(expected);
    },
  );

  it('knows what it links to, each once, with the address as it was', async () => {
    const html =
      '<a href="https://b.example/?a=1&amp;b=2">x</a><a href="https://b.example/?a=1&amp;b=2">y</a><a href="mailto:a@b.example">z</a>';
    expect((await itemOf({ html })).links).toEqual(['https://b.example/?a=1&b=2']);
  });

  it('shows each tag once, without the mark', async () => {
    expect((await itemOf({ tags: ['#linux', 'linux', '#'] })).tags).toEqual(['linux', '#']);
    expect((await itemOf({ tags: ['Dup', 'dup', 'C', 'C++', 'DUP'] })).tags).toEqual(['Dup', 'C', 'C++']);
  });
});

describe('rules', () => {
  it.each([
    ['excerpt', { hasMore: false }],
    ['full', { hasMore: true }],
  ] as const)('a feed published as %s', async (publish, expected) => {
    const config = { feeds: [testFeed('alpha', { publish })] };
    const site = await testSite({ config, items: [{ key: 'a', html: `<p>${'Words. '.repeat(99)}</p>` }] });
    expect(site.ledger.day('2026-05-18')[0]).toMatchObject(expected);
  });

  it('a feed published by its titles shows no text', async () => {
    const site = await testSite({
      config: { feeds: [testFeed('alpha', { publish: 'title' })] },
      items: [{ key: 'a' }],
    });
    expect(site.ledger.day('2026-05-18')[0]).not.toHaveProperty('summary');
  });

  it('a day whose items are all dropped is no edition', async () => {
    const rules = [
      {
        if: { kind: 'field', field: 'date', any: [{ kind: 'text', text: '2026-05-17' }] },
        do: { drop: true },
        where: '',
      },
    ] as const;
    const items = [{ key: 'a', day: '2026-05-17' }, { key: 'b' }];
    expect((await testSite({ config: { rules }, items })).ledger.days).toEqual(['2026-05-18']);
  });

  it('see the language that only the feed names', async () => {
    const rules = [
      {
        if: { kind: 'field', field: 'language', any: [{ kind: 'text', text: 'fr' }] },
        do: { labels: ['Français'] },
        where: '',
      },
    ] as const;
    const records = new Map([['alpha', { face: { language: 'fr-CA' } }]]);
    const site = await testSite({
      config: { rules },
      records,
      items: [{ key: 'a' }, { key: 'b', feed: 'beta' }],
    });
    const labels = site.ledger.day('2026-05-18').map((item) => [item.key, item.labels]);
    expect(labels.sort()).toEqual([
      ['a', ['Français']],
      ['b', []],
    ]);
  });
});

describe('threads', () => {
  it('join names that differ in case only, and are called as most write them', async () => {
    const tags = ['Linux', 'linux', 'Linux'];
    const site = await testSite({ items: tags.map((tag, at) => ({ key: `k${at}`, tags: [tag] })) });
    expect([...site.ledger.threads('topic')].map(([slug, { name, n }]) => [slug, name, n])).toEqual([
      ['linux', 'Linux', 3],
    ]);
  });

  it('have a page from their third item on, and count each once', async () => {
    const site = await testSite({
      items: [
        { key: 'a', tags: ['x', 'X', 'twice'] },
        { key: 'b', tags: ['x', 'twice'] },
        { key: 'c', tags: ['x'] },
      ],
    });
    expect([...site.ledger.threads('topic')].map(([slug, { n }]) => [slug, n])).toEqual([['x', 3]]);
  });
});

describe('what came on a day, for search', () => {
  it('is the same when a topic of it gets a page: no closed segment is made again', async () => {
    const store = memoryStore();
    const old = [
      { key: 'a', day: '2026-05-01', tags: ['x'] },
      { key: 'b', day: '2026-05-02', tags: ['x'] },
    ];
    const stateOf = (site: Site, day: string) => site.ledger.threads('arrival').get(day)?.state;
    const { site: before } = await updatedSite({ items: old }, store);
    const states = ['2026-05-01', '2026-05-02'].map((day) => stateOf(before, day));
    const more = [...old, { key: 'c', day: '2026-05-18', tags: ['x'] }];
    const { site, updated } = await updatedSite({ items: more }, store);
    expect([before.ledger.hasPage('topic', 'x'), site.ledger.hasPage('topic', 'x')]).toEqual([false, true]);
    expect(['2026-05-01', '2026-05-02'].map((day) => stateOf(site, day))).toEqual(states);
    const changed = [...updated.state.index.days.keys()].filter(
      (day) => updated.changes !== 'all' && updated.changes.has(`thread:arrival/${day}`),
    );
    expect(updated.changes === 'all' ? [] : changed).not.toContain('2026-05-01');
  });
});

describe('search', () => {
  it('needs the rules of each language among items, in one order', () => {
    const languages = ['fr', 'en-GB', 'fr-CA', 'tlh', '', 'nb', 'DE', 'constructor'];
    expect(stemmedLanguages(languages)).toEqual(['de', 'en', 'fr', 'no']);
  });

  it('cuts a very long text, and shows none that is not republished', async () => {
    const site = await testSite({ items: [{ key: 'a', authors: [{ name: 'Ada' }], tags: ['x'] }] });
    const [item] = site.ledger.day('2026-05-18');
    if (!item) throw new Error('The item is not there.');
    const text = 'word '.repeat(50_000);
    const record = recordOf(item, text, site);
    expect(record.text.length).toBe(20_000);
    expect(record).toMatchObject({ authors: ['Ada'], source: 'alpha', section: 'core', topics: ['x'] });
    const { summary: _summary, ...bare } = item;
    expect(recordOf({ ...bare, publish: 'title' }, text, site)).toMatchObject({ shown: '' });
    expect(recordOf({ ...item, publish: 'excerpt', summary: 'Short.' }, text, site).shown).toBe('Short.');
  });
});

describe('sources', () => {
  it.each([
    ['The Linux Weekly', 'LW'],
    ['LWN', 'LW'],
    ['LWN.net', 'LW'],
    ['U.S. News', 'UN'],
    ['Le Monde', 'MO'],
    ['أخبار اليوم', 'أا'],
    ['日本語', '日本'],
    ['…', '?'],
    ['the', '?'],
  ])('%s has the monogram %s', (title, expected) => {
    expect(monogramOf(title)).toBe(expected);
  });

  it('never publish a password', async () => {
    const feeds = [testFeed('alpha', { url: 'https://user:secret@alpha.example/feed.xml' })];
    const source = (await testSite({ config: { feeds } })).sources.get('alpha');
    expect(source?.feedUrl).toBe('https://alpha.example/feed.xml');
  });

  it('that are no longer configured stay, as long as there are items of theirs', async () => {
    const site = await testSite({ config: { feeds: [testFeed('alpha')] } });
    expect([site.sources.get('alpha')?.followed, site.sources.get('beta')?.followed]).toEqual([true, false]);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['other things', { face: 5, fetch: 'x' }],
    ['fields of other kinds', { face: { title: 5, home_page_url: 'javascript:alert(1)', language: '' } }],
  ])('a stored record of %s says nothing', (_case, value) => {
    expect(parseFeedRecord(value)).toEqual({ face: {} });
  });
});
