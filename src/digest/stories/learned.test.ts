import { describe, expect, it } from 'vitest';
import { formatLearned, parseLearned } from './learned.ts';
import { decideStories } from './stories.ts';
import { itemOf } from './story.test-kit.ts';

const until = '2026-06-01T00:00:00Z';

/** What a number of items teach, each with words of its own beside those that all hold. */
function learnedOf(count: number, wordsOf: (at: number) => string) {
  const items = Array.from({ length: count }, (_, at) =>
    itemOf({
      key: `k${at}`,
      feed: `feed-${at % 7}`,
      title: `Harbour news ${wordsOf(at)}`,
      first_seen: `2026-05-${10 + (at % 20)}T10:00:00Z`,
    }),
  );
  const late = itemOf({ key: 'late', title: 'Later', first_seen: '2026-06-01T10:00:00Z' });
  return decideStories([...items, late], { until }).learned;
}

describe('what was learned of words', () => {
  it('comes back as it was written, one word a line', () => {
    const learned = learnedOf(30, (at) => `word${at}`);
    const text = formatLearned(learned ?? { through: until, languages: [], feeds: [] });
    expect(parseLearned(text)).toEqual(learned);
    expect(text).toContain('["harbour",30],\n["news",30],\n["word0",1]');
    expect(text).not.toContain('later');
  });

  it('is bounded, whatever the texts', () => {
    const hostile = learnedOf(700, (at) =>
      Array.from({ length: 40 }, (_, word) => `w${at}q${word}`).join(' '),
    );
    const [language] = hostile?.languages ?? [];
    expect(language?.[1].words.length).toBeLessThan(30_000);
    expect(language?.[1].words.some(([stem]) => stem === 'harbour')).toBe(true);
    for (const [, { words }] of hostile?.feeds ?? []) expect(words.length).toBeLessThanOrEqual(128);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '<<<<<<< HEAD\n{}'],
    ['another form', '{"form":2,"through":"2026-06-01T00:00:00Z","languages":[],"feeds":[]}'],
    ['no list', '{"form":1,"through":"2026-06-01T00:00:00Z","languages":{},"feeds":[]}'],
    ['no instant', '{"form":1,"through":"tomorrow","languages":[],"feeds":[]}'],
    [
      'a count that is none',
      '{"form":1,"through":"2026-06-01T00:00:00Z","languages":[["en",{"items":1,"words":[["a",-1]]}]],"feeds":[]}',
    ],
    [
      'a list out of order',
      '{"form":1,"through":"2026-06-01T00:00:00Z","languages":[["en",{"items":1,"words":[["b",1],["a",1]]}]],"feeds":[]}',
    ],
    [
      'a word that stands twice',
      '{"form":1,"through":"2026-06-01T00:00:00Z","languages":[["en",{"items":1,"words":[["a",1],["a",1]]}]],"feeds":[]}',
    ],
  ])('is learned anew where there is %s', (_case, text) => {
    expect(parseLearned(text)).toBeUndefined();
  });

  it('keeps forms apart that a source repeats and others do not', () => {
    const form = (key: string, feed: string, name: string, day: string) =>
      itemOf({ key, feed, day, title: `Where to watch ${name}`, summary: 'Channel and start time tonight.' });
    const names = ['Alder', 'Birch', 'Cedar', 'Elder', 'Hazel', 'Larch'];
    const items = names.map((name, at) => form(`k${at}`, 'sport', name, `2026-05-0${1 + at}`));
    const other = form('z', 'guide', 'Maple', '2026-05-07');
    expect(
      [...decideStories([...items, other]).places.values()].every(({ reason }) => reason.kind === 'first'),
    ).toBe(true);
  });
});
