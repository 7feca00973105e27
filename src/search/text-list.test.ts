import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextList } from './text-list.ts';

describe('a list of texts', () => {
  it('keeps texts and columns apart, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200 })), (texts) => {
        const list = new TextList(2);
        const numbers = texts.map((text) => list.push(`(${text})`, 1, text.length + 1));
        for (const [at, number] of numbers.entries()) list.set(number, 1, 1 - at);
        for (const number of numbers) list.add(number, 0, 7);
        expect([...list.select(() => true)]).toEqual(numbers);
        expect(numbers.map((number) => list.textOf(number))).toEqual(texts);
        expect(numbers.map((number) => list.lengthOf(number))).toEqual(texts.map(({ length }) => length));
        expect(numbers.map((number) => [list.get(number, 0), list.get(number, 1)])).toEqual(
          texts.map((_, at) => [7, 1 - at]),
        );
      }),
    );
  });

  it('compares texts, with each other and with parts of others', () => {
    const list = new TextList();
    const [one, other, longer] = [list.push('kernel'), list.push('kerosene'), list.push('kernels')];
    expect([list.compare(one, other, 3), list.compare(other, one, 0)].map(Math.sign)).toEqual([-1, 1]);
    expect([list.compare(one, longer, 6), list.compare(one, one, 0)].map(Math.sign)).toEqual([-1, 0]);
    expect([list.isAt(one, 'a kernel', 2, 8), list.isAt(one, 'a kernels', 2, 9)]).toEqual([true, false]);
    expect([list.isAt(one, 'a kernal', 2, 8), list.unitAt(one, 5)]).toEqual([false, 'l'.charCodeAt(0)]);
    expect([...list.select((number) => list.lengthOf(number) === 7)]).toEqual([longer]);
  });
});
