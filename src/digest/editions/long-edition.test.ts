import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onDay, planOf, storyAbout } from '../digest-item.test-kit.ts';
import type { DigestItem } from '../digest-item.ts';
import { type LongEdition, layOutLong, spanOf, titlesADay } from './long-edition.ts';

const week = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'];
const sections = [
  { id: 'one', title: 'One' },
  { id: 'two', title: 'Two' },
];

function keysOf({ lead, seconds, sections: placed }: LongEdition): string[] {
  const front = [lead, ...seconds].filter((place) => place !== undefined);
  return [...front, ...placed.flatMap((section) => section.places)].flatMap(({ item, also }) => [
    item.key,
    ...also.map((other) => other.item.key),
  ]);
}

/** `count` items over the week, of two sources. */
function many(count: number, over: Partial<DigestItem> = {}): DigestItem[] {
  return Array.from({ length: count }, (_, at) =>
    onDay(`k${String(at).padStart(3, '0')}`, week[at % week.length] ?? '', {
      feed: at % 2 === 0 ? 'a' : 'b',
      ...over,
    }),
  );
}

describe('layOutLong', () => {
  it('is a selection: seven top stories, and three of each section', () => {
    const items = many(100).map((item, at) => ({ ...item, section: at % 3 === 0 ? 'one' : 'two' }));
    const found = layOutLong(planOf(items, [], { sections }));
    expect([found.seconds.length, found.isWhole]).toEqual([6, false]);
    expect(found.sections.map(({ id, places }) => [id, places.length])).toEqual([
      ['one', 3],
      ['two', 3],
    ]);
    expect(found.counts.items).toBe(100);
  });

  it('shows a story that grew over days once, first, with its span', () => {
    const members = week.slice(0, 3).map((day, at) => onDay(`s${at}`, day, { feed: `source ${at}` }));
    const found = layOutLong(planOf([...many(30), ...members], [storyAbout(...members)]));
    expect(found.lead?.story).toBe('s0');
    expect(found.lead?.also).toHaveLength(2);
    expect(found.lead && spanOf(found.lead)).toEqual({ first: '2026-05-18', last: '2026-05-20' });
    expect(
      keysOf(found)
        .filter((key) => key.startsWith('s'))
        .sort(),
    ).toEqual(['s0', 's1', 's2']);
  });

  it('spreads equals over sources and days', () => {
    const busy = many(40).map((item) => ({ ...item, feed: 'busy' }));
    const others = ['c', 'd', 'e'].map((feed, at) => onDay(feed, week[at] ?? '', { feed }));
    const found = layOutLong(planOf([...busy, ...others]));
    const top = [found.lead, ...found.seconds].map((place) => place?.item);
    expect(top.filter((item) => item?.feed !== 'busy')).toHaveLength(3);
    expect(new Set(top.map((item) => item?.day)).size).toBe(week.length);
  });

  it('lets votes go before variety', () => {
    const stories = [0, 1, 2].map((at) =>
      storyAbout(onDay(`x${at}`, '2026-05-18', { feed: 'a' }), onDay(`y${at}`, '2026-05-18', { feed: 'b' })),
    );
    const told = stories.flatMap(({ members }) => members.map(({ item }) => item));
    const found = layOutLong(planOf([...many(20), ...told], stories));
    const top = [found.lead, ...found.seconds].slice(0, 3).map((place) => place?.story);
    expect(top.sort()).toEqual(['x0', 'x1', 'x2']);
  });

  it('is shown whole while it holds little, in sections or by source', () => {
    const items = many(5);
    for (const plan of [planOf(items), planOf(items, [], { sections })]) {
      const found = layOutLong(plan);
      expect(found).toMatchObject({ lead: undefined, seconds: [], isWhole: true });
      expect(keysOf(found).sort()).toEqual(items.map(({ key }) => key));
    }
    expect(layOutLong(planOf([]))).toMatchObject({ lead: undefined, sections: [], isWhole: true });
  });

  it('shows nothing twice, and does not depend on the order in which items come', () => {
    const anyItems = fc
      .integer({ min: 0, max: 60 })
      .chain((count) =>
        fc.tuple(
          fc.constant(many(count, {})),
          fc.array(fc.integer({ min: 1, max: 4 }), { minLength: count, maxLength: count }),
        ),
      );
    fc.assert(
      fc.property(anyItems, fc.boolean(), ([items, weights], sectioned) => {
        const weighted = items.map((item, at) => ({
          ...item,
          weight: weights[at] ?? 1,
          section: at % 2 === 0 ? 'one' : 'two',
        }));
        const over = { sections: sectioned ? sections : [] };
        const found = layOutLong(planOf(weighted, [], over));
        expect(new Set(keysOf(found)).size).toBe(keysOf(found).length);
        expect(layOutLong(planOf([...weighted].reverse(), [], over))).toEqual(found);
      }),
    );
  });
});

describe('titlesADay', () => {
  it.each<[string, number[], number, number]>([
    ['all, where they fit', [3, 4, 3], 10, Number.POSITIVE_INFINITY],
    ['the same number of each day, where not', [10, 10], 10, 5],
    ['all of a quiet day, so that busy ones have more', [2, 100, 100], 22, 10],
    ['none of no days', [], 10, Number.POSITIVE_INFINITY],
  ])('is %s', (_case, counts, max, expected) => {
    expect(titlesADay(counts, max)).toBe(expected);
  });

  it('never gives more than the page holds, and leaves less than a title a day unused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5000), { maxLength: 31 }),
        fc.integer({ min: 31, max: 4000 }),
        (counts, max) => {
          const share = titlesADay(counts, max);
          const listed = counts.reduce((sum, count) => sum + Math.min(count, share), 0);
          const all = counts.reduce((sum, count) => sum + count, 0);
          expect(listed).toBeLessThanOrEqual(max);
          if (all > max) expect(listed).toBeGreaterThan(max - counts.length);
          else expect(listed).toBe(all);
        },
      ),
    );
  });
});
