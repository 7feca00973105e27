import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../../clean/index.ts';
import type { Config, Item } from '../../model/types.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import { siteOfItems, testConfig, testFeed, testSite } from '../outputs/site.test-kit.ts';
import type { Site } from '../site.ts';
import { makeRenderer } from './nunjucks.ts';
import { pageIn, pagesIn, testAssets } from './pages.test-kit.ts';
import { pagesOf, viewOf } from './pages.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page, in document order. */
function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('content' in node) walk(node.content);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

function attributesOf(html: string, names: readonly string[]): string[] {
  return elementsOf(html).flatMap((element) =>
    element.attrs.filter(({ name }) => names.includes(name)).map(({ value }) => value),
  );
}

/** An item with nothing but what the archive always gives. */
function bareItem(key: string, day = '2026-05-18'): Item {
  return {
    id: `alpha:${key}`,
    content_html: cleanHtml(''),
    _daybook: { feed: 'alpha', key, first_seen: `${day}T10:00:00Z`, dated_by: 'first_seen', access: 'open' },
  };
}

async function siteOf(
  items: ReadonlyMap<string, readonly Item[]>,
  over: Partial<Config> = {},
  records: ReadonlyMap<string, FeedRecord> = new Map(),
): Promise<Site> {
  const config = testConfig(over);
  return siteOfItems({ config, items, records });
}

/** A page without its style, and without the messages that scripts fill in. */
function shownOf(html: string): string {
  return html.replace(/ data-(?:messages|settings)="[^"]*"/g, '').replace(/<style>[^<]*<\/style>/g, '');
}

describe('the first page', () => {
  const days = new Map([
    ['2026-05-17', [bareItem('old', '2026-05-17')]],
    ['2026-05-18', [bareItem('now', '2026-05-18')]],
    ['2026-05-19', [bareItem('next', '2026-05-19')]],
  ]);

  it.each([
    ['a day that lies ahead', '2026-05-18T21:59:59Z', 'now'],
    ['a day that has just begun in its zone', '2026-05-18T22:00:00Z', 'next'],
    ['a day that is over', '2026-06-01T00:00:00Z', 'next'],
    ['days that all lie ahead', '2026-05-01T00:00:00Z', 'next'],
  ])('is the newest edition that has begun, of %s', async (_case, now, key) => {
    const site = await siteOfItems({ config: testConfig({ timezone: 'Europe/Paris' }), items: days, now });
    expect(await pageIn(site, '/index.html')).toContain(`id="${key}"`);
  });
});

describe('the direction of an item', () => {
  const shown = async (item: Partial<Item>, locale = 'ar'): Promise<(string | undefined)[]> => {
    const items = new Map([['2026-05-18', [{ ...bareItem('one'), ...item }]]]);
    const page = await pageIn(await siteOf(items, { locale }), '/2026/05/18/index.html');
    const dirIn = (pattern: RegExp): string | undefined =>
      / dir="(\w+)"/.exec(pattern.exec(page)?.[0] ?? '')?.[1];
    return [dirIn(/<article[^>]*>/), dirIn(/<a class="u-url"[^>]*>/)];
  };
  const arabic = 'تطبيق جديد للصور، يعمل دون شبكة';

  it.each<[string, string, Partial<Item>, (string | undefined)[]]>([
    [
      'title and text in the declared language',
      'ar',
      { language: 'ar', title: `Pictier ${arabic}`, summary: `Pictier ${arabic}` },
      [undefined, undefined],
    ],
    [
      'the same in an English digest',
      'en',
      { language: 'ar', title: `Pictier ${arabic}`, summary: `Pictier: ${arabic}.` },
      ['rtl', undefined],
    ],
    [
      'without a declared language, the letters that are most',
      'en',
      { title: `Pictier ${arabic}`, summary: 'Words in English.' },
      [undefined, 'rtl'],
    ],
    [
      'a title that has no letter of its language',
      'ar',
      { language: 'ar', title: 'Pictier 2', summary: arabic },
      [undefined, 'ltr'],
    ],
    ['a summary of its own', 'en', { title: 'Words in English', summary: arabic }, ['rtl', 'ltr']],
    ['a title alone', 'en', { title: arabic }, ['rtl', undefined]],
    [
      'a body without a summary beside it',
      'en',
      { title: 'Words', content_html: cleanHtml(`<p>${arabic} <a href="https://a.example/">x</a></p>`) },
      ['rtl', 'ltr'],
    ],
  ])(
    'is said of the item where it is not the page’s, and of the title where it is not the item’s: %s',
    async (_case, locale, item, expected) => {
      expect(await shown(item, locale)).toEqual(expected);
    },
  );
});

describe('an item that is a picture', () => {
  const pictured = (over: Partial<Item>): ReadonlyMap<string, readonly Item[]> =>
    new Map([['2026-05-18', [{ ...bareItem('pic'), title: 'Fog', ...over }]]]);
  const dayOf = async (over: Partial<Item>, images: Config['images'] = 'remote'): Promise<string> =>
    await pageIn(await siteOf(pictured(over), { images }), '/2026/05/18/index.html');
  const light = 'https://img.example/light.jpg';
  const attachments = [{ url: light, mime_type: 'image/jpeg', title: 'A lighthouse' }];

  it.each([
    ['by its image', { image: light }, 'remote', `<img src="${light}" alt="Fog"`],
    ['by an enclosure', { attachments }, 'remote', `<img src="${light}" alt="A lighthouse"`],
    [
      'beside its text',
      { image: light, content_html: cleanHtml('<p>Words.</p>') },
      'remote',
      `<p class="sum p-summary">Words.</p>\n<details><summary>Read on</summary>\n<div class="body e-content"><p><img src="${light}"`,
    ],
    ['by its description where pictures are left out', { attachments }, 'none', 'A lighthouse</p>'],
    ['by a link where there is no copy', { attachments }, 'local', `<a href="${light}"`],
  ] as const)('shows it: %s', async (_case, over, images, expected) => {
    expect(await dayOf(over, images)).toContain(expected);
  });

  it('shows no picture that its text shows', async () => {
    const html = cleanHtml('<p><img src="https://img.example/other.jpg" alt=""></p>');
    expect(await dayOf({ image: light, content_html: html })).not.toContain(light);
  });

  it('lists no picture among its files that its text shows', async () => {
    const [shown, other] = ['https://img.example/a.jpg?x=1&y=2', 'https://img.example/b.jpg'];
    const html = cleanHtml(
      `<p><img src="${light}" alt=""><img src="${shown.replace('&', '&amp;')}" alt=""></p>`,
    );
    const files = [light, shown, other].map((url) => ({ url, mime_type: 'image/jpeg' }));
    const day = await dayOf({ image: light, content_html: html, attachments: files });
    expect([...day.matchAll(/<a href="([^"]+)" type="image/g)].map(([, href]) => href)).toEqual([other]);
  });
});

describe('every page', () => {
  it.each(['en', 'fr', 'ar', 'de'])(
    'renders with items that have nothing but an id, in %s',
    async (locale) => {
      const items = new Map([['2026-05-18', 'abcdefg'.split('').map((key) => bareItem(key))]]);
      const pages = await pagesIn(await siteOf(items, { locale }));
      expect(pages.size).toBeGreaterThan(12);
      for (const [path, html] of pages)
        expect([path, /undefined|null|NaN|\{\w+\}/.test(shownOf(html))]).toEqual([path, false]);
    },
  );

  it('renders without any items, feeds or sections', async () => {
    const pages = await pagesIn(await siteOf(new Map(), { feeds: [], sections: [] }));
    expect([...pages.keys()]).toContain('/index.html');
  });

  it('renders with everything that an item can have', async () => {
    const site = await testSite({
      items: ['one', 'two', 'three'].map((key) => ({
        key,
        html: `<p>${'A long body. '.repeat(60)}</p>`,
        external_url: 'https://other.example/page',
        summary: 'A summary.',
        language: 'ar',
        tags: ['linux', 'news'],
        authors: [{ name: 'Ada' }],
        attachments: [
          { url: 'https://a.example/a.mp3', mime_type: 'audio/mpeg', duration_in_seconds: 3661 },
          { url: 'https://a.example/a.pdf', mime_type: 'application/pdf', size_in_bytes: 12_345_678 },
        ],
        extras: {
          labels: ['Label'],
          access: 'subscriber',
          comments_url: 'https://a.example/c',
          chapters_url: 'https://a.example/chapters.json',
          transcripts: [
            { url: 'https://a.example/t.srt', type: 'application/x-subrip' },
            { url: 'https://a.example/t.html', type: 'Text/HTML; charset=utf-8' },
          ],
          source: { title: 'The Wire', url: 'https://wire.example/' },
          links: [{ rel: 'via', url: 'https://www.finds.example/9' }],
          comments_count: 3,
          revised: '2026-05-19T08:00:00Z',
        },
      })),
    });
    const pages = await pagesIn(site);
    const day = pages.get('/2026/05/18/index.html') ?? '';
    for (const text of ['Ada', 'Label', '1 h 1 min', '12 MB', '3 comments', 'Subscribers', '#<bdi>linux']) {
      expect(day).toContain(text);
    }
    expect(day).toContain('<a href="https://a.example/chapters.json" rel="noreferrer">Chapters</a>');
    expect(day).toContain('<a href="https://a.example/t.html" rel="noreferrer">Transcript</a>');
    expect(day).toContain('<a href="https://wire.example/" rel="noreferrer">first published by The Wire</a>');
    expect(day).toContain('<a href="https://www.finds.example/9" rel="noreferrer">via finds.example</a>');
    expect(day).toMatch(/revised 19\s+May\s+2026/);
    expect(pages.has('/topic/linux/index.html') && pages.has('/author/ada/index.html')).toBe(true);
  });

  it('keeps the path prefix before every address of the site', async () => {
    const pages = await pagesIn(
      await testSite({
        items: [
          { key: 'one', tags: ['x'] },
          { key: 'two', tags: ['x'] },
        ],
      }),
    );
    for (const [path, html] of pages) {
      for (const address of attributesOf(html, ['href', 'src', 'action', 'data-site'])) {
        expect([path, address]).toEqual([path, expect.stringMatching(/^(?:\/kernel\/|https:\/\/|#)/)]);
      }
    }
  });

  it('links only to pages that are there', async () => {
    const site = await testSite({
      items: [
        { key: 'one', tags: ['x'] },
        { key: 'two', tags: ['x', 'single'], authors: [{ name: 'Ada' }] },
        { key: 'three', day: '2025-12-31' },
      ],
    });
    const pages = await pagesIn(site);
    for (const [path, html] of pages) {
      for (const address of attributesOf(html, ['href'])) {
        const found = /^\/kernel(\/(?:[^#?]*\/)?)(?:[#?]|$)/.exec(address)?.[1];
        if (found === undefined) continue;
        const known = pages.has(`${decodeURI(found)}index.html`);
        expect([path, address, known]).toEqual([path, address, true]);
      }
    }
  });

  it('names each place once, and links to places that are there', async () => {
    const items = Array.from({ length: 12 }, (_, at) => ({ key: `k${at}`, tags: ['x'] }));
    for (const [path, html] of await pagesIn(await testSite({ items }))) {
      const ids = attributesOf(html, ['id']);
      expect([path, ids.length]).toEqual([path, new Set(ids).size]);
      for (const href of attributesOf(html, ['href']).filter((address) => /^#./.test(address))) {
        expect([path, ids.includes(href.slice(1))]).toEqual([path, true]);
      }
    }
  });

  it('shows hostile text as text', async () => {
    const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}`;
    const site = await testSite({
      config: {
        title: attack,
        description: attack,
        feeds: [testFeed('alpha', { title: attack, section: 'core' })],
        sections: [{ id: 'core', title: attack }],
      },
      items: ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((key) => ({
        key,
        title: attack,
        url: 'javascript:alert(1)',
        external_url: '//evil.example/',
        summary: attack,
        language: attack,
        tags: [attack],
        authors: [{ name: attack }],
        attachments: [{ url: 'data:text/html,x', mime_type: attack }],
        extras: {
          labels: [attack],
          comments_url: 'javascript:alert(1)',
          chapters_url: 'javascript:alert(1)',
          transcripts: [{ url: 'javascript:alert(1)', type: 'text/html' }],
          source: { title: attack, url: 'javascript:alert(1)' },
          links: [{ rel: 'via', url: 'javascript:alert(1)' }],
        },
      })),
    });
    for (const [path, html] of await pagesIn(site)) {
      const elements = elementsOf(html);
      const scripts = elements.filter(({ tagName }) => tagName === 'script');
      const isData = ({ attrs }: Element): boolean =>
        attrs.some(({ value }) => value === 'application/ld+json');
      const textOf = ({ childNodes }: Element): string =>
        childNodes.map((node) => ('value' in node ? node.value : '')).join('');
      const inline = scripts.filter(
        (script) =>
          !isData(script) && (textOf(script) !== '' || script.attrs.every(({ name }) => name !== 'src')),
      );
      // Days with a front page have their theme in them, all others ask for its file.
      const isFront = ['/index.html', '/2026/05/18/index.html'].includes(path);
      expect([path, inline.map(textOf)]).toEqual([path, isFront ? [testAssets.theme.text] : []]);
      // Data and not code: one whole JSON text each, which no title has ended.
      for (const script of scripts.filter(isData))
        expect(JSON.parse(textOf(script))).toMatchObject({ '@type': 'CollectionPage' });
      expect([path, elements.filter(({ tagName }) => tagName === 'img').length]).toEqual([path, 0]);
      const names = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
      expect([path, names.filter((name) => name.startsWith('on'))]).toEqual([path, []]);
      const addresses = attributesOf(html, ['href', 'src', 'action']);
      expect([path, addresses.filter((address) => /^(?:javascript|data):|^\/\//i.test(address))]).toEqual([
        path,
        [],
      ]);
      expect([path, html.includes('49{%')]).toEqual([path, false]);
    }
  });
});

describe('an item', () => {
  async function dayOf(item: Parameters<typeof testSite>[0]): Promise<string> {
    return (await pagesIn(await testSite(item))).get('/2026/05/18/index.html') ?? '';
  }

  it('shows its time where it was published on the edition’s day', async () => {
    expect(await dayOf({ items: [{ key: 'a' }] })).toContain('datetime="2026-05-18T12:00:00Z">14:00</time>');
  });

  it('shows its own date where that is another', async () => {
    const item = { key: 'a', day: '2026-05-18', date_published: '2026-05-02T12:00:00Z' };
    expect(await dayOf({ items: [item] })).toContain(
      'datetime="2026-05-02T12:00:00Z">published 2 May</time>',
    );
  });

  it('leads to its place in the edition where its own address cannot be linked', async () => {
    const html = await dayOf({ items: [{ key: 'a', url: 'gemini://a.example/' }] });
    expect(html).toContain('class="u-url" href="/kernel/2026/05/18/#a"');
  });

  it('names its language and direction only where they differ from the page’s', async () => {
    const html = await dayOf({
      items: [
        { key: 'a', title: 'English', language: 'en-GB' },
        { key: 'b', title: 'مرحبا', language: 'ar' },
      ],
    });
    expect(html).toContain('lang="ar" dir="rtl">مرحبا</a>');
    expect(html).toMatch(/rel="noreferrer">English<\/a>/);
  });

  it('is never new when it came with a feed’s backlog', async () => {
    const html = await dayOf({ items: [{ key: 'a' }, { key: 'b', extras: { backlog: true } }] });
    expect(html).toMatch(/id="a" data-seen="1779107400"/);
    expect(html).toMatch(/id="b" data-source/);
  });
});

describe('a day of 1,000 items', () => {
  it('shows each of them once', async () => {
    const items = Array.from({ length: 1000 }, (_, at) => ({
      key: `item-${at}`,
      title: `Unlike ${at} ${at * 7919}`,
    }));
    const site = await testSite({ items });
    const render = makeRenderer(site, testAssets, '/nowhere');
    const ref = pagesOf(site).find(({ kind }) => kind === 'day');
    if (!ref) throw new Error('There is no day.');
    const html = await render(
      await viewOf(ref, site, {
        searchScript: '/search.js',
        searchLater: '/search-later.js',
        searchStemmers: {},
        searchFirst: [],
      }),
    );
    const ids = attributesOf(html, ['id']).filter((id) => id.startsWith('item-'));
    expect(ids).toHaveLength(1000);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('templates of a site', () => {
  it('replace the built-in ones; one that reads an unknown variable fails with its name', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'daybook-templates-'));
    try {
      await mkdir(join(dir, 'templates', 'partials'), { recursive: true });
      const file = join(dir, 'templates', 'partials', 'foot.njk');
      await writeFile(file, '<p>Our own foot, {{ site.title }}.</p>');
      const pages = await pagesIn(await testSite(), dir);
      expect(pages.get('/index.html')).toContain('<p>Our own foot, The Test Daybook.</p>');
      await writeFile(file, '<p>{{ site.titel }}</p>');
      await expect(pagesIn(await testSite(), dir)).rejects.toThrow(/foot\.njk|undefined/);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
