import { expect, it } from 'vitest';
import { counted, grouped, groupedByAll } from './group.ts';

it('groups things in the order in which each group begins, and loses none', () => {
  const words = ['swap', 'bpf', 'btrfs', 'sched', 'bcache'];
  expect([...grouped(words, (word) => word.charAt(0))]).toEqual([
    ['s', ['swap', 'sched']],
    ['b', ['bpf', 'btrfs', 'bcache']],
  ]);
});

it('puts a thing into the group of each of its keys', () => {
  expect([...groupedByAll(['ab', 'bc', ''], (word) => word)]).toEqual([
    ['a', ['ab']],
    ['b', ['ab', 'bc']],
    ['c', ['bc']],
  ]);
});

it('counts how often each thing comes', () => {
  expect([...counted(['b', 'a', 'b'])]).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
  expect(counted([]).size).toBe(0);
});
