import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formerPages,
  hasStoryPage,
  isStory,
  type StoryRecord,
  type StoryRef,
  storyVersion,
  withMember,
  withoutMember,
} from './stories.ts';

const refOf = (n: number, over: Partial<StoryRef> = {}): StoryRef => ({
  day: `2026-05-0${1 + (n % 3)}`,
  key: `k${n}`,
  feed: n % 2 === 0 ? 'alpha' : 'beta',
  reason: n === 0 ? { kind: 'first' } : { kind: 'links-to-it' },
  content: n,
  first_seen: `2026-05-0${1 + (n % 4)}T10:00:00Z`,
  date: '2026-05-01T09:00:00Z',
  changed: '2026-05-01T10:00:00Z',
  ...over,
});

describe('a story', () => {
  it('is the same in whatever order its items came, and its first stands first', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    const storyOf = (numbers: readonly number[]): StoryRecord =>
      numbers.reduce((story: StoryRecord, n) => withMember(story, refOf(n)), { members: [] });
    const expected = storyOf([0, 1, 2, 3, 4, 5]);
    fc.assert(
      fc.property(order, (numbers) => {
        const story = storyOf(numbers);
        expect(story).toEqual(expected);
        expect(story.members[0]).toEqual(refOf(0));
        expect(storyVersion('k0', story)).toBe(storyVersion('k0', expected));
      }),
    );
  });

  it('has an item once, as it is now', () => {
    const story = withMember(withMember({ members: [], searched: true }, refOf(1)), refOf(1, { content: 9 }));
    expect(story).toEqual({ members: [refOf(1, { content: 9 })], searched: true });
    expect(withoutMember(story, 'k1')).toEqual({ members: [], searched: true });
  });

  it.each([
    ['no items', [], false, false],
    ['one item', [0], false, false],
    ['two items of one source', [0, 2], true, false],
    ['two items of two sources', [0, 1], true, true],
  ])('of %s stands together, and has a page', (_case, numbers, stands, page) => {
    const story = { members: numbers.map((n) => refOf(n)) };
    expect([isStory(story), hasStoryPage(story)]).toEqual([stands, page]);
  });

  it('that an editor made keeps its page', () => {
    expect(hasStoryPage({ members: [refOf(0)], edited: true })).toBe(true);
    expect([isStory(undefined), hasStoryPage(undefined)]).toEqual([false, false]);
  });

  it('knows the pages of stories that were joined with it: those of two sources had one', () => {
    const members = [
      refOf(0),
      refOf(1, { was: ['a', 'b'] }),
      refOf(2, { was: ['b'] }),
      refOf(3, { was: ['c'] }),
      refOf(5, { was: ['c'] }),
    ];
    expect(formerPages({ members })).toEqual(['b']);
    expect(formerPages({ members: [refOf(0)] })).toEqual([]);
  });

  it.each([
    ['another text of an item', [refOf(0), refOf(1, { content: 7 })]],
    ['another reason', [refOf(0), refOf(1, { reason: { kind: 'first' } })]],
    ['another item', [refOf(0), refOf(3)]],
    ['a second source', [refOf(0), refOf(1, { feed: 'gamma' }), refOf(2)]],
  ])('has another version with %s', (_case, members) => {
    const before = { members: [refOf(0), refOf(1)] };
    expect(storyVersion('k0', { members })).not.toBe(storyVersion('k0', before));
    expect(storyVersion('k0', before)).not.toBe(storyVersion('k1', before));
  });
});
