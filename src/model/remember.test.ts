import { expect, it, vi } from 'vitest';
import { remembered } from './remember.ts';

it('makes something of a key once, and anew once there were too many keys between', () => {
  const make = vi.fn((key: string) => key.length);
  const lengthOf = remembered(make, 2);
  expect(['a', 'bb', 'a'].map(lengthOf)).toEqual([1, 2, 1]);
  expect(make).toHaveBeenCalledTimes(2);
  expect(['ccc', 'a'].map(lengthOf)).toEqual([3, 1]);
  expect(make).toHaveBeenCalledTimes(4);
});

it('asks again where there was nothing', () => {
  const make = vi.fn((): string | undefined => undefined);
  const found = remembered(make);
  expect([found('a'), found('a')]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledTimes(2);
});
