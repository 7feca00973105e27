import { describe, expect, it } from 'vitest';
import { Lexicon } from './lexicon.ts';
import { profileOf, stemsAmong, wordsOf } from './profile.ts';
import { Room } from './room.ts';
import { itemOf } from './story.test-kit.ts';
import type { Placed } from './window.ts';
import { WordIndex } from './word-index.ts';

describe('a room for numbers', () => {
  it('holds those of one owner, and of another nothing that was left', () => {
    const room = new Room();
    const [one, other] = [{}, {}];
    expect([room.give(one), room.give(one)]).toEqual([true, false]);
    room.add(3, 3);
    room.add(5000, 1);
    room.add(5000, 3);
    expect([room.values[3], room.values[5000], room.length]).toEqual([3, 4, 5]);
    expect(room.give(other)).toBe(true);
    expect([room.values[3], room.values[5000], room.length]).toEqual([0, 0, 0]);
    expect(room.give(one)).toBe(true);
  });
});

describe('the index of words', () => {
  const lexicon = new Lexicon('en');
  const profile = (key: string, title: string) => {
    const item = itemOf({ key, title });
    return profileOf(
      item,
      undefined,
      wordsOf(item, () => lexicon),
    );
  };
  const placed = (key: string, title: string): Placed => ({
    profile: profile(key, title),
    story: { key, day: 0, members: [] },
  });
  const keysOf = (found: readonly Placed[]): string[] => found.map(({ profile: { item } }) => item.key);
  const asked = profile('asked', 'Lantern boats cross Ostermoor harbour');

  it('finds who shares two words, the likeliest first and the latest of equals, until it is forgotten', () => {
    const index = new WordIndex();
    for (let round = 0; round < 3; round += 1) {
      const all = [
        placed('one', 'Lantern makers meet'),
        placed('two', 'Lantern boats wait'),
        placed('three', 'Lantern boats burn at Ostermoor'),
        placed('later', 'Lantern boats sink'),
      ];
      for (const one of all) index.add(one, one.profile.words.stems);
      expect(keysOf(index.sharing(profile(`asked-${round}`, asked.item.title)))).toEqual([
        'three',
        'later',
        'two',
      ]);
      index.forget((one) => one !== all[2] && one !== all[3]);
      expect(keysOf(index.sharing(profile(`again-${round}`, asked.item.title)))).toEqual(['three', 'later']);
      index.forget(() => true);
      expect(index.sharing(asked)).toEqual([]);
    }
  });

  it('finds by no words but those that are asked for', () => {
    const index = new WordIndex();
    const two = placed('two', 'Lantern boats wait');
    const among = stemsAmong(two.profile.words, new Set(['lanter', 'wait']));
    expect(among.places).toEqual([0, 2]);
    index.add(two, among.stems);
    expect(index.sharing(profile('other', asked.item.title))).toEqual([]);
  });
});
