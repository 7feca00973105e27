import { describe, expect, it } from 'vitest';
import { NumberColumn, NumberList, owned, TextNumbers } from './numbers.ts';

describe('numbers', () => {
  it('of a list come back in their order, however many', () => {
    const list = new NumberList();
    expect(list.length).toBe(0);
    for (let value = 0; value < 140_000; value += 1) list.push(7 - value);
    expect(list.length).toBe(140_000);
    for (const at of [0, 65_535, 65_536, 131_072, 139_999]) expect(list.at(at)).toBe(7 - at);
  });

  it('of a column are what was set, and what stands for nothing elsewhere', () => {
    const column = new NumberColumn(-1);
    column.set(0, 7);
    column.set(5000, 9);
    column.set(100_000, 11);
    expect([0, 1, 5000, 5001, 100_000, 200_001].map((at) => column.get(at))).toEqual([7, -1, 9, -1, 11, -1]);
  });

  it('of texts are given once, from 0 on', () => {
    const texts = new TextNumbers();
    expect(['a', 'b', 'a', '', 'b'].map((text) => texts.of(text))).toEqual([0, 1, 0, 2, 1]);
    expect([texts.size, texts.textOf(1), texts.textOf(9)]).toEqual([3, 'b', '']);
    expect(texts.sorted()).toEqual([2, 0, 1]);
  });

  it('leave a text what it was', () => {
    const long = 'ein Wort mit 𝔘nicode, länger als dreizehn';
    expect([owned('kurz'), owned(long.slice(4))]).toEqual(['kurz', long.slice(4)]);
  });
});
