import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { outputsOf, type TestItem, testFeed, testSite } from '../outputs/site.test-kit.ts';
import { maxPackagesOnPage } from '../views/packages-view.ts';
import { pagesIn } from './pages.test-kit.ts';

type Node = DefaultTreeAdapterTypes.Node;

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function elements(html: string, name: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const walk = (node: Node): void => {
    if ('tagName' in node && node.tagName === name) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

/** Rows of the tables of lists, as the texts of their cells. */
function rowsOf(html: string): string[][] {
  return elements(html, 'table')
    .filter((table) => table.attrs.some(({ name, value }) => name === 'class' && value.startsWith('lists')))
    .flatMap(rowsIn)
    .map((row) => row.childNodes.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim()));
}

function rowsIn(node: Node): DefaultTreeAdapterTypes.Element[] {
  if ('tagName' in node && node.tagName === 'tr') return [node];
  return 'childNodes' in node ? node.childNodes.flatMap(rowsIn) : [];
}

const sentence = (list: string): string => `<p>Security updates have been issued by ${list}.</p>`;

function updates(key: string, day: string, list: string, over: Partial<TestItem> = {}): TestItem {
  return { key, day, title: 'Security updates', html: sentence(list), ...over };
}

const items = [
  updates('apr', '2026-04-30', '<b>Debian</b> (nginx)'),
  updates('mon', '2026-05-18', '<b>Debian</b> (nginx, Gerbv, and bind9) and <b>Red Hat</b> (nginx)'),
  updates('tue', '2026-05-19', '<b>Debian</b> (nginx)'),
];

describe('a list of security updates', () => {
  it('is a table that says all of its text, after how long it is', async () => {
    const pages = await pagesIn(await testSite({ items }));
    const html = pages.get('/2026/05/18/index.html') ?? '';
    expect(rowsOf(html)).toEqual([
      ['Distribution', 'Packages'],
      ['Debian', 'nginx, Gerbv, bind9'],
      ['Red Hat', 'nginx'],
    ]);
    expect(html).toContain('<caption>Security updates</caption>');
    expect(html).toContain('<th scope="row"><bdi>Debian</bdi></th>');
    expect(html).toContain('<p class="sum p-summary">Debian\u00a0(3) and Red Hat\u00a0(1)</p>');
    expect(
      elements(html, 'article')
        .map(textOf)
        .join('')
        .match(/Gerbv|have been issued/g),
    ).toEqual(['Gerbv']);
    expect(html).toContain('<a href="/kernel/packages/2026/05/">Packages of May 2026</a>');
  });

  it('keeps its text where that holds more than the table, such as links', async () => {
    const list = 'Debian (<a href="https://a.example/">nginx</a>)';
    const pages = await pagesIn(await testSite({ items: [updates('a', '2026-05-18', list)] }));
    expect(pages.get('/2026/05/18/index.html')).toContain('href="https://a.example/"');
  });

  it('is folded behind "read on" even where its text is short', async () => {
    const pages = await pagesIn(await testSite({ items: [updates('a', '2026-05-18', 'Debian (nginx)')] }));
    expect(rowsOf(pages.get('/2026/05/18/index.html') ?? '')).toHaveLength(2);
  });

  it.each([
    ['does not fit the form', { html: '<p>Security updates have been issued by Debian (a b).</p>' }, {}],
    ['is published as an excerpt', {}, { publish: 'excerpt' as const }],
    ['is published as a title', {}, { publish: 'title' as const }],
  ])('stays a text, without pages of packages, when it %s', async (_case, over, feed) => {
    const site = await testSite({
      config: { feeds: [testFeed('alpha', feed)] },
      items: [updates('a', '2026-05-18', 'Debian (nginx)', over)],
    });
    const pages = await pagesIn(site);
    expect(rowsOf(pages.get('/2026/05/18/index.html') ?? '')).toEqual([]);
    expect([...pages.keys()].filter((path) => path.startsWith('/packages'))).toEqual([]);
    expect(pages.get('/archive/index.html')).not.toContain('/packages/');
  });

  it('is readable lines in the text edition', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `package-${at}`).join(', ');
    const site = await testSite({ items: [updates('a', '2026-05-18', `Debian (nginx) and SUSE (${many})`)] });
    const text = (await outputsOf(site)).get('/2026/05/18/index.txt') ?? '';
    expect(text).toContain('\n  Debian: nginx\n  SUSE: package-0, package-1,');
    const folded = text.replace(/\s+/g, ' ');
    expect(folded).toContain(`SUSE: ${many}`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });
});

describe('pages of packages', () => {
  it('tell by month where and when each package was updated', async () => {
    const pages = await pagesIn(await testSite({ items }));
    const may = pages.get('/packages/2026/05/index.html') ?? '';
    expect(rowsOf(may)).toEqual([
      ['Package', 'Updated in'],
      ['bind9', 'Debian 18 May'],
      ['Gerbv', 'Debian 18 May'],
      ['nginx', 'Debian 18 May 19 May Red Hat 18 May'],
    ]);
    expect(may).toContain('<a href="/kernel/2026/05/19/#tue"><time datetime="2026-05-19">19 May</time></a>');
    expect(rowsOf(pages.get('/packages/2026/04/index.html') ?? '')).toEqual([
      ['Package', 'Updated in'],
      ['nginx', 'Debian 30 Apr'],
    ]);
    const index = pages.get('/packages/index.html') ?? '';
    expect(index.indexOf('/kernel/packages/2026/05/')).toBeLessThan(
      index.indexOf('/kernel/packages/2026/04/'),
    );
    expect(index).toContain('3 packages');
    expect(pages.get('/archive/index.html')).toContain('<a href="/kernel/packages/">Security updates</a>');
  });

  it('of an old month stay as they were when new lists come', async () => {
    const before = await pagesIn(await testSite({ items }));
    const after = await pagesIn(
      await testSite({ items: [...items, updates('wed', '2026-05-20', 'Fedora (nginx and xz)')] }),
    );
    const path = '/packages/2026/04/index.html';
    expect(after.get(path)).toBe(before.get(path));
    expect(after.get('/packages/2026/05/index.html')).toContain('Fedora');
  });

  it('hold so many packages and go on on the next, which says what is where', async () => {
    const names = Array.from({ length: maxPackagesOnPage + 5 }, (_, at) => `p${String(at).padStart(5, '0')}`);
    const pages = await pagesIn(
      await testSite({
        items: [updates('a', '2026-05-18', `Debian (${names.slice(0, -1).join(', ')}, and ${names.at(-1)})`)],
      }),
    );
    const first = pages.get('/packages/2026/05/index.html') ?? '';
    const second = pages.get('/packages/2026/05/2/index.html') ?? '';
    const listed = [...rowsOf(first).slice(1), ...rowsOf(second).slice(1)].map(([name]) => name);
    expect(listed).toEqual(names);
    expect(rowsOf(second)).toHaveLength(6);
    expect(first).toContain(`<bdi>p01000 – p01004</bdi>`);
    expect(pages.has('/packages/2026/05/3/index.html')).toBe(false);
  });

  it('are in French, too', async () => {
    const pages = await pagesIn(await testSite({ config: { locale: 'fr' }, items }));
    expect(pages.get('/packages/2026/05/index.html')).toContain('Paquets\u202f: mai 2026');
    expect(rowsOf(pages.get('/2026/05/18/index.html') ?? '')[0]).toEqual(['Distribution', 'Paquets']);
  });
});

describe("subscribers' items", () => {
  const marked: TestItem = {
    key: 'paid',
    day: '2026-05-11',
    title: '[$] The wheel',
    extras: { access: 'subscriber' },
  };
  const freed: TestItem = {
    key: 'free',
    day: '2026-05-11',
    title: 'The mill',
    extras: { freed: '2026-05-19T22:30:00Z', first_seen: '2026-05-11T12:30:00Z' },
  };

  it('say so to scripts and styles, and can be hidden', async () => {
    const pages = await pagesIn(await testSite({ items: [marked, { key: 'b', day: '2026-05-11' }] }));
    const html = pages.get('/2026/05/11/index.html') ?? '';
    expect(html.match(/data-access="subscriber"/g)).toHaveLength(1);
    expect(html).toMatch(/<article[^>]*id="paid"[^>]*data-access="subscriber"/);
    expect(html).toContain('id="access-open"');
    expect(html).not.toContain('[$]');
    expect(pages.get('/2026/05/index.html')).toContain('data-access="subscriber"');
  });

  it('leave no switch where there are none', async () => {
    const pages = await pagesIn(await testSite());
    expect(pages.get('/index.html')).not.toContain('access-open');
  });

  it('are listed as free by the first edition since, and by no other', async () => {
    // 22:30 in UTC is the next day in Paris.
    const site = await testSite({
      items: [
        freed,
        { key: 'b', day: '2026-05-19' },
        { key: 'c', day: '2026-05-21' },
        { key: 'd', day: '2026-05-22' },
      ],
    });
    const pages = await pagesIn(site);
    const listing = [...pages].filter(([, html]) => html.includes('Now free')).map(([path]) => path);
    expect(listing).toEqual(['/2026/05/21/index.html']);
    expect(pages.get('/2026/05/21/index.html')).toContain('>The mill</a>');
    expect(pages.get('/2026/05/11/index.html')).toMatch(/free since 20\s+May\s+2026/);
    const texts = await outputsOf(site);
    expect(texts.get('/2026/05/21/index.txt')).toContain('Now free\n--------\n\n* The mill\n');
    expect(texts.get('/2026/05/22/index.txt')).not.toContain('Now free');
  });

  it('are free after the time that their feed sets, and listed on that day', async () => {
    const site = await testSite({
      config: { feeds: [testFeed('alpha', { freeAfterMs: 8 * 86_400_000 })] },
      items: [marked, { key: 'b', day: '2026-05-18' }, { key: 'c', day: '2026-05-19' }],
    });
    const pages = await pagesIn(site);
    expect(pages.get('/2026/05/11/index.html')).toMatch(/free since 19\s+May\s+2026/);
    expect(pages.get('/2026/05/11/index.html')).not.toContain('data-access="subscriber"');
    expect(pages.get('/index.html')).toContain('Now free');
    expect(pages.get('/2026/05/18/index.html')).not.toContain('Now free');
  });

  it('of a backlog, free before they were seen, are no news', async () => {
    const late = { ...freed, extras: { ...freed.extras, first_seen: '2026-05-20T12:00:00Z' } };
    const pages = await pagesIn(await testSite({ items: [late, { key: 'b', day: '2026-05-21' }] }));
    for (const html of pages.values()) expect(html).not.toContain('Now free');
  });

  it('that became free in numbers do not flood an edition', async () => {
    const many = Array.from(
      { length: 25 },
      (_, at): TestItem => ({ ...freed, key: `f${at}`, title: `Mill ${at}` }),
    );
    const pages = await pagesIn(await testSite({ items: [...many, { key: 'b', day: '2026-05-21' }] }));
    const html = pages.get('/2026/05/21/index.html') ?? '';
    expect(html.match(/>Mill \d+<\/a>/g)).toHaveLength(20);
    expect(html).toContain('and 5 more');
  });
});
