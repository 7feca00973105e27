import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  counted,
  dropped,
  kept,
  maxName,
  maxSearches,
  searchesIn,
  tallyBefore,
  withImported,
} from './kept-searches.ts';
import { parseQuery } from './query.ts';
import { parseState, type State } from './state.ts';

const empty = parseState(null);
const swap = '?q=swap&source=lwn';
const one = kept(empty, swap, ' Swap at LWN ', 5);
const names = (state: State): string[] => [...searchesIn(state.searches).values()].map(({ name }) => name);

describe('a search', () => {
  it('is kept under its address, whatever page of it is shown', () => {
    expect(addressOf(parseQuery('?source=lwn&q=+swap&page=3&all=1'))).toBe(swap);
    expect(addressOf(parseQuery('?sort=date&page=2'))).toBeUndefined();
    expect(addressOf(parseQuery(`?q=${'a'.repeat(3000)}`))).toBeUndefined();
    expect([...searchesIn(one.searches)]).toEqual([[swap, { name: 'Swap at LWN', time: 5 }]]);
  });

  it('gets another name, and keeps its place and what was counted', () => {
    const tally = { time: 8, day: '2026-05-18', n: 3 };
    const two = counted(kept(one, '?q=zram', 'Zram', 6), swap, tally);
    const renamed = kept(two, swap, 'Other', 9);
    expect([...searchesIn(renamed.searches)]).toEqual([
      [swap, { name: 'Other', time: 5, seen: tally }],
      ['?q=zram', { name: 'Zram', time: 6 }],
    ]);
    expect(kept(two, swap, '  ', 9)).toBe(two);
  });

  it('is let go, and the last one leaves nothing', () => {
    expect(dropped(one, swap)).toEqual(empty);
    expect(dropped(one, '?q=zram')).toBe(one);
  });

  it('survives the storage, as far as it is one', () => {
    const stored = {
      ...one.searches,
      '?q=zram': { name: 'Zram', time: 'today' },
      '?q=a': { name: ' ', time: 1 },
      '?q=b': { name: 'x'.repeat(400), time: 1, seen: { time: 1, day: 'monday', n: 1 }, before: 7 },
      'javascript:alert(1)': { name: 'Script', time: 1 },
      '?q=c&page=4': { name: 'Another address of it', time: 1 },
      '?': { name: 'Nothing', time: 1 },
    };
    const state = parseState(JSON.stringify({ searches: stored }));
    expect([...searchesIn(state.searches)]).toEqual([
      ['?q=b', { name: 'x'.repeat(maxName), time: 1 }],
      [swap, { name: 'Swap at LWN', time: 5 }],
    ]);
    expect(parseState('{"searches":[]}')).toEqual(empty);
  });

  it('is refused where there are too many', () => {
    const many = Array.from({ length: maxSearches + 5 }, (_, i) => `?q=${i}`);
    const full = many.reduce((state, address) => kept(state, address, address, 1), empty);
    expect(names(full)).toHaveLength(maxSearches);
    expect(names(kept(full, '?q=0', 'Renamed', 2))).toContain('Renamed');
  });
});

it('tells what was there on the visit before, all through a visit', () => {
  const tally = (time: number, n: number) => ({ time, day: '2026-05-18', n });
  const first = counted(one, swap, tally(100, 3));
  const before = ({ searches, since }: State): number | undefined => {
    const search = searchesIn(searches).get(swap);
    return search && tallyBefore(search, since)?.n;
  };
  expect(before(first)).toBeUndefined();
  const second = { ...first, since: 150 };
  expect(before(second)).toBe(3);
  const looked = counted(counted(second, swap, tally(900, 4)), swap, tally(950, 5));
  expect(before(looked)).toBe(3);
  expect(before({ ...looked, since: 1000 })).toBe(5);
});

describe('a file', () => {
  it('adds its searches, without their counts, and changes none', () => {
    const file = {
      [swap]: { name: 'Theirs', time: 1 },
      '?q=zram': { name: 'Zram', time: 2, seen: { time: 3, day: '2026-05-18', n: 9 } },
    };
    const { state, added } = withImported(one, file);
    expect(added).toBe(1);
    expect([...searchesIn(state.searches)]).toEqual([
      ['?q=zram', { name: 'Zram', time: 2 }],
      [swap, { name: 'Swap at LWN', time: 5 }],
    ]);
  });

  it('goes no further than the bound, never throws, and never loses what is there', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`?q=${i}`, { name: 'Theirs', time: 1 }]),
    );
    expect(names(withImported(one, many).state)).toHaveLength(maxSearches);
    expect(names(withImported(one, many).state)).toContain('Swap at LWN');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(names(withImported(one, value).state)).toContain('Swap at LWN');
      }),
    );
  });
});
