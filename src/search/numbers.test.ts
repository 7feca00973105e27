import { describe, expect, it } from 'vitest';
import { textHash } from '../model/text-hash.ts';
import { NumberList, Spans, TextNumbers } from './numbers.ts';
import { TextList } from './text-list.ts';

describe('numbers', () => {
  it('of a list come back in their order, however many', () => {
    const list = new NumberList();
    expect(list.length).toBe(0);
    for (let value = 0; value < 140_000; value += 1) list.push(7 - value);
    expect(list.length).toBe(140_000);
    for (const at of [0, 65_535, 65_536, 131_072, 139_999]) expect(list.at(at)).toBe(7 - at);
  });

  it('of texts are given once, however many there are', () => {
    const list = new TextList();
    const texts = new TextNumbers(list);
    const words = Array.from({ length: 5000 }, (_, at) => `w${at % 3000}`);
    const numbers = words.map((word) => texts.of(word));
    expect(list.size).toBe(3000);
    expect(new Set(numbers).size).toBe(3000);
    expect(numbers.map((number) => list.textOf(number))).toEqual(words);
    expect([texts.known('w2999'), texts.known('w3000')]).toEqual([numbers[2999], undefined]);
  });

  it('of words of a text are found by where these stand', () => {
    const list = new TextList();
    const texts = new TextNumbers(list);
    const two = texts.of('two');
    const text = 'one two three';
    const words = new Spans();
    for (const word of ['two', 'three']) {
      const start = text.indexOf(word);
      words.push(start, start + word.length, textHash(word));
    }
    // A text with the same hash, as it were.
    words.push(0, 3, textHash('two'));
    texts.findAll(text, words);
    expect([...words.numbers.subarray(0, words.count)]).toEqual([two, -1, -1]);
  });
});
