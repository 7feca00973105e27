import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestItem as item, planOf, storyAbout as storyOf } from '../digest-item.test-kit.ts';
import { type DigestItem, newestFirst } from '../digest-item.ts';
import { type Edition, type EditionPlan, layOut, type PlacedItem, rank } from './edition.ts';

const plan = (items: readonly DigestItem[], over: Partial<EditionPlan> = {}): EditionPlan =>
  planOf(items, [], over);

function placesOf(edition: Edition): PlacedItem[] {
  const front = [edition.lead, ...edition.seconds].filter((place) => place !== undefined);
  return [...front, ...edition.sections.flatMap((section) => section.places)];
}

function keysOf(edition: Edition): string[] {
  return placesOf(edition).flatMap(({ item: one, also }) => [
    one.key,
    ...also.map((other) => other.item.key),
  ]);
}

const anyItem = fc.record({
  key: fc.uuid(),
  feed: fc.constantFrom('a', 'b', 'c'),
  section: fc.constantFrom('one', 'two', 'gone'),
  date: fc.integer({ min: 0, max: 86_399 }).map((seconds) => {
    const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) =>
      String(Math.floor(n)).padStart(2, '0'),
    );
    return `2026-05-18T${time.join(':')}Z`;
  }),
  pinned: fc.boolean(),
  weight: fc.integer({ min: 0, max: 5 }),
});
const anyItems = fc
  .uniqueArray(anyItem, { selector: ({ key }) => key, maxLength: 40 })
  .map((list) => list.map(({ key, ...over }) => item(key, over)));
const sections = [
  { id: 'one', title: 'One' },
  { id: 'two', title: 'Two' },
];

describe('layOut', () => {
  it('gives every item exactly one place, with and without sections and stories', () => {
    fc.assert(
      fc.property(anyItems, fc.boolean(), fc.integer({ min: 1, max: 9 }), (items, sectioned, groups) => {
        const groupOf = (one: DigestItem): number => Number.parseInt(one.key[0] ?? '0', 16) % groups;
        const stories = Array.from({ length: groups }, (_, group) =>
          items.filter((one, at) => at % 2 === 0 && groupOf(one) === group),
        )
          .filter((list) => list.length > 1)
          .map((list) => storyOf(...list));
        const edition = layOut(
          plan(items, {
            sections: sectioned ? sections : [],
            storyOf: ({ key }) =>
              stories.find((story) => story.members.some((member) => member.item.key === key)),
          }),
        );
        expect(keysOf(edition).sort()).toEqual(items.map(({ key }) => key).sort());
        expect(edition.counts.items).toBe(items.length);
      }),
    );
  });

  it('does not depend on the order in which items come', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        expect(layOut(plan([...items].reverse(), { sections }))).toEqual(layOut(plan(items, { sections })));
      }),
    );
  });

  it('is newest first within a section', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        for (const section of layOut(plan(items, { sections })).sections) {
          const dates = section.places.map((place) => place.item.date);
          expect(dates).toEqual([...dates].sort().reverse());
        }
      }),
    );
  });

  it('has no front page on a quiet day', () => {
    const items = 'abcde'.split('').map((key) => item(key));
    expect(layOut(plan(items))).toMatchObject({
      lead: undefined,
      seconds: [],
      counts: { items: 5, sources: 1 },
    });
    expect(layOut(plan([...items, item('f')])).seconds).toHaveLength(3);
  });

  it('is empty without items', () => {
    expect(layOut(plan([]))).toEqual({
      lead: undefined,
      seconds: [],
      sections: [],
      counts: { items: 0, sources: 0, minutes: 0 },
    });
  });

  it('keeps sections in their configured order, then what has none', () => {
    const items = [
      item('a'),
      item('b', { section: 'two' }),
      item('c', { section: 'one' }),
      item('d', { section: 'gone' }),
    ];
    const found = layOut(plan(items, { sections })).sections;
    expect(found.map(({ id, title, places }) => [id, title, places.length])).toEqual([
      ['one', 'One', 1],
      ['two', 'Two', 1],
      ['more', undefined, 2],
    ]);
  });

  it('groups by source where no sections are configured, by name', () => {
    const items = [item('a', { feed: 'x' }), item('b', { feed: 'y' }), item('c', { feed: 'z' })];
    const titles = new Map([
      ['x', 'Same'],
      ['y', 'Alpha'],
      ['z', 'Same'],
    ]);
    const found = layOut(plan(items, { sourceTitle: (feed) => titles.get(feed) ?? feed })).sections;
    expect(found.map(({ id }) => id)).toEqual(['y', 'x', 'z']);
  });

  it('leads with a pin, whatever else', () => {
    const items = 'abcdefgh'.split('').map((key) => item(key, { weight: 9 }));
    expect(layOut(plan([...items, item('pin', { pinned: true, weight: 0 })])).lead?.item.key).toBe('pin');
  });

  it('shows a story once, by its heaviest report', () => {
    const first = item('first', { feed: 'a', date: '2026-05-18T08:00:00Z' });
    const heavy = item('heavy', { feed: 'b', weight: 5 });
    const story = storyOf(first, heavy);
    const edition = layOut(
      plan([first, heavy, item('x')], { storyOf: ({ key }) => (key === 'x' ? undefined : story) }),
    );
    const place = placesOf(edition).find((one) => one.story === 'first');
    expect(place?.item.key).toBe('heavy');
    expect(place?.also.map((other) => other.item.key)).toEqual(['first']);
  });
});

describe('rank', () => {
  const place = (one: DigestItem, ...also: DigestItem[]): PlacedItem => ({
    item: one,
    also: also.map((other) => ({ item: other, reason: { kind: 'same-page' } })),
  });

  it('counts sources once each, times the weight of each', () => {
    const a = item('a', { feed: 'a' });
    expect(rank(place(a, item('b', { feed: 'b', weight: 3 }))) - rank(place(a))).toBeCloseTo(3);
    expect(rank(place(a, item('b', { feed: 'a', weight: 3 }))) - rank(place(a))).toBeCloseTo(2);
    const alone = rank(place(a));
    expect(rank(place(a, item('b', { feed: 'b' }))) - alone).toBeCloseTo(1);
    expect(rank(place(a, item('b', { feed: 'a' }))) - alone).toBeCloseTo(0);
    expect(rank(place(item('a', { weight: 3 }))) - alone).toBeCloseTo(2);
  });

  it('prefers the later of two in the local day, in zones east and west of UTC', () => {
    const pairs: [string, string][] = [
      ['2026-05-17T16:00:00Z', '2026-05-18T14:00:00Z'],
      ['2026-05-18T08:00:00Z', '2026-05-19T06:00:00Z'],
    ];
    for (const [early, late] of pairs) {
      expect(rank(place(item('a', { date: late })))).toBeGreaterThan(rank(place(item('a', { date: early }))));
    }
  });

  it('puts what one more source reports before what is later and has a summary', () => {
    const two = place(
      item('a', { feed: 'a', date: '2026-05-18T00:00:00Z' }),
      item('b', { feed: 'b', date: '2026-05-18T00:00:00Z' }),
    );
    const late = item('c', { summary: 'It can be read.', date: '2026-05-30T00:00:00Z' });
    expect(rank(two)).toBeGreaterThan(rank(place(late)));
  });

  it('takes a story for as fresh as its latest report', () => {
    const early = item('a', { feed: 'a', date: '2026-05-18T01:00:00Z' });
    const late = item('b', { feed: 'b', date: '2026-05-18T20:00:00Z' });
    expect(rank(place(early, late))).toBe(rank(place(late, early)));
  });

  it('is never moved more than half a vote by the time', () => {
    const of = (date: string): number => rank(place(item('a', { date })));
    expect(of('2026-05-30T00:00:00Z') - of('1999-01-01T00:00:00Z')).toBeLessThanOrEqual(0.5);
  });
});

it('newestFirst orders whatever it is given, and equals by key', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const sorted = [...items].sort(newestFirst);
      expect([...items].reverse().sort(newestFirst)).toEqual(sorted);
    }),
  );
});
