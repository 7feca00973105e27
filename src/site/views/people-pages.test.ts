import { describe, expect, it } from 'vitest';
import { type TestItem, type TestSite, testFeed, testSite } from '../outputs/site.test-kit.ts';
import { pageIn } from '../render/pages.test-kit.ts';
import { trackedSite } from '../render/tracked-site.ts';
import { versionsOf } from '../render/versions.ts';
import type { Site } from '../site.ts';
import { sourcePage } from './list-view.ts';

/** Pages of members and of years, and pages that have nothing to show. */

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

const sites = new WeakMap<TestSite, Promise<Site>>();

/** A page of a site, which is made once for each of these. */
async function page(path: string, input: TestSite): Promise<string> {
  const site = sites.get(input) ?? testSite(input);
  sites.set(input, site);
  return mainOf(await pageIn(await site, `${path}index.html`));
}

/** So many items on consecutive days from this one on. */
const daily = (first: string, n: number, over: Partial<TestItem> = {}): TestItem[] =>
  Array.from({ length: n }, (_, at) => {
    const day = new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10);
    return { key: `${over.feed ?? 'alpha'}-${day}`, day, ...over };
  });

describe('a page of members', () => {
  const members: TestSite = {
    config: {
      sections: [],
      feeds: [
        testFeed('alpha', { name: 'Ada Lovelace', description: 'Engines.', home: 'https://ada.example/' }),
        testFeed('beta', { title: 'Beta & Co' }),
      ],
      sources: { icons: true, title: 'Our <people>', add: 'mailto:us@example.org?subject=Add' },
    },
    items: [...daily('2018-01-01', 70), { key: 'now', feed: 'beta', day: '2026-05-18' }],
    records: new Map([['alpha', { face: { title: 'The Engine Notes', description: 'Other words.' } }]]),
  };

  it('says who they are, and since when they are silent', async () => {
    const html = await page('/sources/', members);
    expect(html).toContain('<h1>Our &lt;people&gt;</h1>');
    const text = textOf(html);
    expect(text).toContain('Ada Lovelace The Engine Notes Engines.');
    expect(text).toContain('70 items silent since March 2018');
    expect(text).not.toContain('Other words.');
    expect(text).toContain('1 item 1 a week');
    expect(html).toContain('<span class="face" data-m="AL" data-c="');
  });

  it('says how to be added and where to ask, for which the one address stands where there is no other', async () => {
    const html = await page('/sources/', members);
    expect(html.match(/href="mailto:us@example\.org\?subject=Add"/g)).toHaveLength(2);
    expect(html).toContain('  - url: https://example.org/feed.xml\n    name: Your name\n');
    const { add: _add, ...sources } = members.config?.sources ?? { icons: true };
    const without = await page('/sources/', { ...members, config: { ...members.config, sources } });
    expect(without).not.toContain('id="add"');
    expect(without).not.toContain('mailto:');
  });

  it.each(['...', 'Beta & Co'])(
    'leaves out what a source says of itself if it is only "%s"',
    async (words) => {
      const records = new Map([['beta', { face: { description: words } }]]);
      expect(await page('/sources/', { ...members, records })).toMatch(
        /Beta &amp; Co<\/bdi><\/a><\/h3>\n<svg/,
      );
    },
  );

  it('has a page for each of them', async () => {
    const text = textOf(await page('/source/alpha/', members));
    expect(text).toContain('Ada Lovelace');
    expect(text).toContain('The Engine Notes ada.example Feed 70 items silent since March 2018');
    expect(text).toContain('Missing or wrong? Why a post may be missing Say what is missing or wrong');
    const other = await page('/source/beta/', members);
    expect(other).toContain('<svg role="img" aria-label="Items a month over the year up to the latest:');
  });

  it('is made anew when a source falls silent, and not because others write', async () => {
    const items = daily('2026-01-01', 60);
    const noted = new Set<string>();
    await sourcePage(
      'alpha',
      trackedSite(await testSite({ items }), (input) => noted.add(input)),
    );
    expect(noted).toContain('quiet:alpha');
    for (const others of ['days', 'heads:day', 'heads:source', 'clock', 'newest:day'])
      expect(noted).not.toContain(others);
    const versionAt = async (day: string): Promise<string> =>
      versionsOf(await testSite({ items: [...items, { key: 'other', feed: 'beta', day }] }))('quiet:alpha');
    expect(await versionAt('2026-04-01')).toBe('false');
    expect(await versionAt('2026-05-18')).toBe('true');
  });

  it('keeps the colour of a source, whatever stands beside it', async () => {
    const colours = async (ids: readonly string[]): Promise<string[]> => {
      const html = await page('/sources/', {
        config: { sections: [], feeds: ids.map((id) => testFeed(id)) },
        items: [],
      });
      return [...html.matchAll(/data-c="(\d)"/g)].map(([, colour = '']) => colour);
    };
    const all = await colours(['alpha', 'beta', 'gamma', 'delta']);
    expect(new Set(all).size).toBeGreaterThan(1);
    expect(await colours(['alpha'])).toEqual(all.slice(0, 1));
  });
});

describe('the archive and its years', () => {
  const items = [
    ...daily('2023-12-30', 4),
    ...daily('2025-01-01', 160),
    ...daily('2026-05-10', 9),
    { key: 'extra', day: '2026-05-18', feed: 'beta' },
  ];
  const years: TestSite = { items };

  it('count what they hold, and jump to a year', async () => {
    const html = await page('/archive/', years);
    expect(textOf(html)).toContain('Every edition since 30 December 2023. 174 items in 173 editions.');
    expect(
      [...html.matchAll(/<a href="#y(\d{4})">\d{4} <span>(\d+)<\/span>/g)].map(([, y, n]) => [y, n]),
    ).toEqual([
      ['2026', '10'],
      ['2025', '160'],
      ['2024', '2'],
      ['2023', '2'],
    ]);
    for (const year of ['2026', '2025', '2024', '2023']) expect(html).toContain(`<h2 id="y${year}">`);
    // Calendars of the two newest years; of the others their months.
    expect(html.match(/<table class="cal">/g)).toHaveLength(1 + 6);
    expect(textOf(html)).toContain('December 2 items');
  });

  it('has nothing to jump to where there is one year', async () => {
    expect(await page('/archive/', {})).not.toContain('class="ix"');
  });

  it('lists every title of a year with few, and leads from year to year', async () => {
    const html = await pageIn(await testSite({ items }), '/2026/index.html');
    expect(html).toContain('<title>Every edition of 2026 — The Test Daybook</title>');
    expect(html).toContain('<link rel="prev" href="/kernel/2025/">');
    expect(textOf(mainOf(html))).toContain('10 items in 9 editions');
    expect(mainOf(html).match(/class="h-entry"/g)).toHaveLength(10);
    const long = await page('/2025/', years);
    expect(long).not.toContain('class="h-entry"');
    expect(long).toContain('rel="next"');
    expect(textOf(long)).toContain('January 31 items');
  });

  it('keeps a past year as it is, whatever comes later', async () => {
    const later: TestSite = { items: [...items, { key: 'later', day: '2026-05-19' }] };
    for (const year of ['2023', '2024', '2025'])
      expect(await page(`/${year}/`, later)).toBe(await page(`/${year}/`, years));
  });
});

describe('pages that have nothing to show', () => {
  const items = daily('2026-05-01', 18);

  it('lead on: an address without a page to search and the newest editions', async () => {
    const html = mainOf(await pageIn(await testSite({ items }), '/404.html'));
    expect(html).toContain(
      '<form role="search" class="big" aria-label="Look for it" action="/kernel/search/">',
    );
    expect([...html.matchAll(/href="\/kernel\/(2026\/05\/\d\d)\/"/g)].map(([, day]) => day)).toEqual(
      ['18', '17', '16', '15', '14', '13', '12'].map((day) => `2026/05/${day}`),
    );
    expect(html).toContain('href="/kernel/archive/"');
  });

  it('lead on: a first visit to the newest editions', async () => {
    const html = await page('/since/', { items });
    expect(html).toContain('<section id="meanwhile" aria-labelledby="newest">');
    expect(html).toContain('href="/kernel/2026/05/18/"');
  });

  it.each([
    ['/', 'No editions yet The first edition appears here'],
    ['/archive/', 'The first edition appears here'],
    ['/search/', 'The first edition appears here'],
    ['/topics/', 'No topics yet'],
    ['/since/', 'Since your last visit'],
    ['/source/alpha/', 'No items yet.'],
  ])('say so in a digest without items: %s', async (path, text) => {
    expect(textOf(await page(path, { items: [] }))).toContain(text);
  });

  it('name what a digest without items reads, and how that fares', async () => {
    const html = await page('/', { items: [] });
    expect(textOf(html)).toContain('It reads 2 sources:');
    expect(html.match(/<p class="meta">not read yet<\/p>/g)).toHaveLength(2);
    expect(html).toContain('href="/kernel/source/alpha/"');
  });
});
