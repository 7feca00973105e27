import { describe, expect, it } from 'vitest';
import { editionsNewestFirst } from '../outputs/dated-editions.ts';
import { type TestItem, type TestSite, testFeed, testSite } from '../outputs/site.test-kit.ts';
import { textEdition } from '../outputs/text-edition.ts';
import { pagesOf } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { type DayPage, dayPage, editionBounds } from './day-view.ts';
import type { PlaceView } from './edition-view.ts';
import { type LongEditionPage, monthPage, weekPage } from './long-edition-view.ts';

type Page = Pick<DayPage, 'lead' | 'seconds' | 'sections'>;

function placesOf({ lead, seconds, sections }: Page): PlaceView[] {
  const front = [lead, ...seconds].filter((place) => place !== undefined);
  return [...front, ...sections.flatMap((section) => section.places)];
}

function listedKeys({ days }: LongEditionPage): string[] {
  return days.flatMap((day) => day.items.map(({ key }) => key));
}

/** `count` items on each of these days, of two sources. */
function itemsOn(days: readonly string[], count: number, over: Partial<TestItem> = {}): TestItem[] {
  return days.flatMap((day) =>
    Array.from({ length: count }, (_, at) => ({
      key: `${day}-${String(at).padStart(4, '0')}`,
      day,
      feed: at % 2 === 0 ? 'alpha' : 'beta',
      ...over,
    })),
  );
}

async function siteIn(locale: string, input: TestSite): Promise<Site> {
  return testSite({ ...input, config: { locale, ...input.config } });
}

describe('the editions around an edition', () => {
  const labels = ({ previous, next }: Pick<DayPage, 'previous' | 'next'>): (string | undefined)[] => [
    previous?.label,
    next?.label,
  ];
  const items = itemsOn(['2025-10-25', '2026-05-18', '2026-05-20', '2027-01-02'], 1);

  it('are named with their year where that is another', async () => {
    const site = await testSite({ items });
    expect(labels(await dayPage('2026-05-18', site))).toEqual([
      'Saturday 25 October 2025',
      'Wednesday 20 May',
    ]);
    expect(labels(await dayPage('2026-05-20', site))).toEqual(['Monday 18 May', 'Saturday 2 January 2027']);
    expect(labels(weekPage('2026-w21', site))).toEqual(['Week 43, 2025', 'Week 53']);
    expect(labels(monthPage('2026-05', site))).toEqual(['October 2025', 'January 2027']);
  });

  it('are named likewise in other languages', async () => {
    const site = await siteIn('fr', { items });
    expect(labels(await dayPage('2026-05-18', site))).toEqual(['Samedi 25 octobre 2025', 'Mercredi 20 mai']);
  });
});

describe('the number of an edition', () => {
  it('counts days, weeks and months from the day on which the digest began', async () => {
    const items = itemsOn(['2026-05-18', '2026-05-30'], 1);
    const site = await testSite({ items });
    expect((await dayPage('2026-05-30', site)).number).toBe('No. 13');
    expect(weekPage('2026-w22', site).number).toBe('No. 2');
    expect(monthPage('2026-05', site).number).toBe('No. 1');
    expect((await dayPage('2026-05-18', await siteIn('fr', { items }))).number).toBe('Nᵒ\u00a01');
  });

  it('is not given to the days of a backlog, and does not change as it arrives', async () => {
    const old = {
      key: 'old',
      day: '2026-05-02',
      extras: { first_seen: '2026-05-20T00:00:00Z', backlog: true },
    };
    const site = await testSite({
      items: [...itemsOn(['2026-05-18', '2026-05-20'], 1), { ...old } as TestItem],
    });
    expect((await dayPage('2026-05-02', site)).number).toBeUndefined();
    expect((await dayPage('2026-05-20', site)).number).toBe('No. 3');
  });

  it('follows the configured first day', async () => {
    const editions = { every: ['day'], closeAfterMs: 0, firstDay: '2026-01-01' } as const;
    const site = await testSite({ config: { editions } });
    expect((await dayPage('2026-05-18', site)).number).toBe('No. 138');
  });
});

describe('the overview', () => {
  const items = [
    ...itemsOn(['2026-05-18'], 7, { tags: ['Linux'] }),
    { key: 'new', day: '2026-05-20', feed: 'gamma', title: 'A <b> & title' },
  ];
  const config = {
    feeds: [...['alpha', 'beta', 'gamma'].map((id) => testFeed(id, { title: `Feed ${id}` }))],
  };

  it.each([
    [
      'en',
      'In the news: Linux. Most comes from Feed alpha (4) and Feed beta (3).',
      'New source: Feed gamma.',
    ],
    [
      'fr',
      'Dans l’actualité\u202f: Linux. Sources les plus présentes\u202f: Feed alpha (4) et Feed beta (3).',
      'Nouvelle source\u202f: Feed gamma.',
    ],
    ['ja', '主な話題：Linux。多くはFeed alpha（4）、Feed beta（3）から。', '新しい情報源：Feed gamma。'],
  ])(
    'says in %s what the day is about, where it comes from, and what source is new',
    async (locale, day, later) => {
      const site = await siteIn(locale, { items, config });
      expect((await dayPage('2026-05-18', site)).overview).toBe(day);
      expect(await dayPage('2026-05-20', site)).toMatchObject({
        overview: later,
        // Its one title stands just below.
        standfirst: '',
        page: { description: 'A <b> & title' },
      });
      expect(weekPage('2026-w21', site).overview).toContain(later);
    },
  );

  it('keeps a title of the other direction from turning the sentence', async () => {
    const site = await testSite({
      items: [
        { key: 'a', title: 'مرحبا' },
        { key: 'b', title: 'Plain.' },
      ],
    });
    expect((await dayPage('2026-05-18', site)).standfirst).toBe('\u2068مرحبا\u2069\nPlain');
  });

  it('parts titles that hold commas by other marks', async () => {
    const site = await testSite({
      items: [
        { key: 'a', title: 'One, two' },
        { key: 'b', title: 'Three' },
      ],
    });
    expect((await dayPage('2026-05-18', site)).standfirst).toBe('One, two; Three');
  });

  it('does not call a source new whose older items were dropped', async () => {
    const late = { key: 'late', day: '2026-05-20', feed: 'beta' };
    const kept = { keepMs: 86_400_000 };
    const page = async (extras: object): Promise<DayPage> =>
      dayPage(
        '2026-05-20',
        await testSite({ items: [{ key: 'one' }, { ...late, extras }], config: { archive: kept } }),
      );
    expect((await page({})).overview).toBe('');
    expect((await page({ backlog: true })).overview).toBe('New source: beta.example.');
  });
});

describe('a week or month', () => {
  const days = ['2026-05-18', '2026-05-19', '2026-05-24'];

  it('selects, then lists every title exactly once, newest day first, the best of each day before', async () => {
    const items = itemsOn(days, 12);
    const site = await testSite({ items });
    for (const page of [weekPage('2026-w21', site), monthPage('2026-05', site)]) {
      expect(placesOf(page).length).toBeLessThan(20);
      expect(listedKeys(page).sort()).toEqual(items.map(({ key }) => key).sort());
      expect(page.days.map(({ href }) => href)).toEqual([
        '/kernel/2026/05/24/',
        '/kernel/2026/05/19/',
        '/kernel/2026/05/18/',
      ]);
    }
    expect(weekPage('2026-w21', site).days.map(({ best }) => best.length)).toEqual([3, 3, 3]);
    expect(
      weekPage('2026-w21', site)
        .days[0]?.items.slice(0, 3)
        .map(({ key }) => key),
    ).toEqual(weekPage('2026-w21', site).days[0]?.best);
  });

  it('dates each item of its selection, and a story by all of its days', async () => {
    const title = 'Halyard prints reproducible packages for zircon machines';
    const told = days.map((day, at) => ({
      key: `s${at}`,
      day,
      feed: at === 0 ? 'alpha' : 'beta',
      html: '<p>See <a href="https://halyard.example/gate">the gate</a>.</p>',
      url: `https://f${at}.example/gate-${at}`,
      external_url: 'https://halyard.example/gate',
      title,
    }));
    const site = await testSite({ items: [...itemsOn(days, 8), ...told] });
    const { lead } = weekPage('2026-w21', site);
    expect(lead?.span).toMatch(/^18\s–\s24 May$/);
    expect([lead?.item.when, ...(lead?.also.map(({ item }) => item.when) ?? [])].sort()).toContain('18 May');
  });

  it('stays bounded, and says where the other titles are', async () => {
    const site = await testSite({ items: itemsOn(['2026-05-18', '2026-05-19'], 1600, { html: '' }) });
    const [first, second] = weekPage('2026-w21', site).days;
    expect([first?.items.length, second?.items.length]).toEqual([1500, 1500]);
    // The year is in the page's heading; a narrow column breaks before the number.
    expect([first?.title, second?.title]).toEqual(['Tuesday 19\u00A0May', 'Monday 18\u00A0May']);
    expect(first?.more).toEqual({ href: '/kernel/2026/05/19/', label: '100 more items of this day' });
  });

  it('of a few items is shown whole, and once', async () => {
    const site = await testSite({ items: itemsOn(['2026-05-18'], 3) });
    const page = weekPage('2026-w21', site);
    expect([page.lead, page.days, placesOf(page).length]).toEqual([undefined, [], 3]);
  });

  it('leads to its neighbours over empty ones, across the year of 53 weeks', async () => {
    const site = await testSite({ items: itemsOn(['2026-12-10', '2027-01-03', '2027-01-18'], 1) });
    expect(weekPage('2026-w53', site)).toMatchObject({
      heading: 'Week 53',
      previous: { href: '/kernel/2026/w50/', label: 'Week 50' },
      next: { href: '/kernel/2027/w03/', label: 'Week 3, 2027' },
    });
    expect(weekPage('2026-w53', site).span).toMatch(/^28 December 2026\s–\s3 January 2027$/);
    expect(monthPage('2027-01', site).previous?.href).toBe('/kernel/2026/12/');
  });

  it('counts its sources', async () => {
    const site = await testSite({ items: itemsOn(['2026-05-18', '2026-05-19'], 3) });
    expect(monthPage('2026-05', site).sources.map(({ count }) => count)).toEqual([4, 2]);
  });
});

describe('editions.every', () => {
  const items = itemsOn(['2026-05-18'], 9);
  const only = async (...every: ('day' | 'week' | 'month')[]): Promise<Site> =>
    testSite({ items, config: { editions: { every, closeAfterMs: 0 } } });

  it('without weeks makes no week, and links to none', async () => {
    const site = await only('day', 'month');
    expect(pagesOf(site).filter(({ kind }) => kind === 'week')).toEqual([]);
    expect((await dayPage('2026-05-18', site)).week).toBeUndefined();
  });

  it('without months leaves a calendar with every title, which is no edition', async () => {
    const page = monthPage('2026-05', await only('day'));
    expect(page).toMatchObject({ number: undefined, lead: undefined, sections: [], standfirst: '' });
    expect(listedKeys(page)).toHaveLength(9);
  });

  it('without days keeps their pages, where items have their addresses, without a number', async () => {
    const site = await only('week');
    expect(pagesOf(site).map(({ path }) => path)).toContain('/2026/05/18/index.html');
    expect((await dayPage('2026-05-18', site)).number).toBeUndefined();
    expect(weekPage('2026-w21', site).number).toBe('No. 1');
  });
});

describe('a day', () => {
  it('of very many items keeps every headline, and the text of the best ranked', async () => {
    const html = `<p>${'A long body. '.repeat(40)}</p>`;
    const items = itemsOn(['2026-05-18'], 1000, { html });
    const [first] = items;
    const config = { rules: [], sections: [] };
    const site = await testSite({ items, config });
    const places = placesOf(await dayPage('2026-05-18', site));
    expect(new Set(places.map(({ item }) => item.key)).size).toBe(1000);
    expect(first && places.some(({ item }) => item.key === first.key)).toBe(true);
    expect(places.filter(({ item }) => item.body !== undefined)).toHaveLength(editionBounds.bodies);
    expect(places.filter(({ item }) => item.summary !== undefined)).toHaveLength(editionBounds.summaries);
    expect(places.slice(0, 4).every(({ item }) => item.body !== undefined)).toBe(true);
  });

  it('leaves out bodies that would make its page too long, and keeps shorter ones', async () => {
    const items = ['a', 'b', 'c', 'd'].map((key, at) => ({
      key,
      html: `<p>${'Word. '.repeat(at === 3 ? 100 : 100_000)}</p>`,
    }));
    const site = await testSite({ items });
    const places = placesOf(await dayPage('2026-05-18', site));
    const lengths = places.map(({ item }) => item.body?.length ?? 0);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(editionBounds.bodyLength);
    expect(places.find(({ item }) => item.key === 'd')?.item.body).toBeDefined();
    expect(lengths.filter((length) => length === 0)).toHaveLength(1);
  });

  it('does not hold the counts of other days', async () => {
    const before = await dayPage(
      '2026-05-18',
      await testSite({ items: itemsOn(['2026-05-18', '2026-05-19'], 1) }),
    );
    const after = await dayPage(
      '2026-05-18',
      await testSite({ items: [...itemsOn(['2026-05-18'], 1), ...itemsOn(['2026-05-19'], 5)] }),
    );
    expect(after).toEqual(before);
  });

  it('leads to the nearest days that have items', async () => {
    const page = await dayPage(
      '2027-01-01',
      await testSite({ items: itemsOn(['2026-12-24', '2027-01-01'], 1) }),
    );
    expect(page).toMatchObject({ previous: { href: '/kernel/2026/12/24/' }, next: undefined });
  });
});

describe('an item that came late', () => {
  const late: TestItem = {
    key: 'late',
    day: '2026-05-18',
    date_published: '2026-05-12T08:00:00Z',
    extras: { dated_by: 'first_seen' },
  };

  it.each([
    ['en', 'published 12 May', 'published 30 December 2025'],
    ['fr', 'publié le 12 mai', 'publié le 30 décembre 2025'],
  ])('says when it was published, in %s, on pages and in the text edition', async (locale, when, old) => {
    const older = { ...late, key: 'older', date_published: '2025-12-30T08:00:00Z' };
    const site = await siteIn(locale, { items: [late, older, ...itemsOn(['2026-05-18'], 2)] });
    const found = placesOf(await dayPage('2026-05-18', site)).map(({ item }) => item);
    expect(found.find(({ key }) => key === 'late')).toMatchObject({ when, late: true });
    expect(found.find(({ key }) => key === 'older')).toMatchObject({ when: old, late: true });
    expect(found.find(({ key }) => key === '2026-05-18-0000')).toMatchObject({ late: false });
    expect(monthPage('2026-05', site).sections[0]?.places.some(({ item }) => item.when === when)).toBe(true);
    const [edition] = editionsNewestFirst('day', site);
    expect(edition && textEdition(edition, site)).toContain(when);
  });

  it('writes the first of a month as French does', async () => {
    const first = { ...late, date_published: '2026-05-01T08:00:00Z' };
    const site = await siteIn('fr', { items: [first] });
    const [place] = placesOf(await dayPage('2026-05-18', site));
    expect(place?.item.when).toBe('publié le 1er mai');
  });

  it.each([
    ['far ahead', '2099-01-01T00:00:00Z'],
    ['before there were feeds', '1969-12-31T00:00:00Z'],
  ])('has no other date than its day where its own is %s', async (_case, date_published) => {
    const site = await testSite({ items: [{ ...late, date_published }] });
    const [place] = placesOf(await dayPage('2026-05-18', site));
    expect(place?.item).toMatchObject({ late: false, datetime: '2026-05-18T12:30:00Z' });
  });
});
