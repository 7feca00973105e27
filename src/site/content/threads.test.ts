import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import { minus, plus } from './set-hash.ts';
import {
  countName,
  daysIn,
  hasPage,
  headVersion,
  joinLists,
  lacksRefs,
  leaveLists,
  nameOf,
  newestRefFirst,
  newRecord,
  type Ref,
  recordOf,
  refill,
  storedRecord,
  type ThreadKind,
  type ThreadRecord,
} from './threads.ts';

const days = ['2025-12-31', '2026-04-30', '2026-05-01', '2026-05-02', '2026-05-31'] as const;

/** A ref by its number: each has a key of its own. */
const anyRef: fc.Arbitrary<Ref> = fc
  .record({ n: fc.nat(90), day: fc.constantFrom(...days), shown: fc.nat(2 ** 32), hour: fc.nat(9) })
  .map(({ n, day, shown, hour }) => [day, `${day}T0${hour}:00:00Z`, `key${n}`, shown, `${day}T12:00:00Z`]);

const anyRefs = fc.uniqueArray(anyRef, { selector: ([, , key]) => key, maxLength: 90 });

function joined(kind: ThreadKind, refs: Iterable<Ref>): ThreadRecord {
  const record = newRecord();
  for (const ref of refs) {
    countName(record, undefined, 1);
    joinLists(record, ref, kind);
  }
  return record;
}

/** What is told of months, but for days on which nothing is left: those are only looked at in vain. */
function countsOf({ months }: ThreadRecord): unknown {
  return [...months].map(([month, [n, sum]]) => [month, n, sum]).sort();
}

describe('a thread', () => {
  it('is the same in whatever order its items joined', () => {
    fc.assert(
      fc.property(anyRefs, fc.infiniteStream(fc.nat()), (refs, numbers) => {
        const mixed = [...refs].sort(() => ((numbers.next().value ?? 0) % 3) - 1);
        const [one, other] = [joined('topic', refs), joined('topic', mixed)];
        expect(one.refs).toEqual(other.refs);
        expect([one.n, countsOf(one)]).toEqual([other.n, countsOf(other)]);
        expect(headVersion('topic', one)).toBe(headVersion('topic', other));
      }),
      { numRuns: testRuns({ quick: 100, full: 1000 }) },
    );
  });

  it('after items left is as if they had never been, once it is filled again', () => {
    const kinds = fc.constantFrom<ThreadKind>('source', 'topic', 'packages', 'arrival');
    fc.assert(
      fc.property(
        kinds,
        anyRefs,
        fc.array(fc.boolean(), { minLength: 90, maxLength: 90 }),
        (kind, refs, stays) => {
          const record = joined(kind, refs);
          const left = refs.filter((_ref, at) => stays[at] === true);
          for (const ref of refs.filter((_ref, at) => stays[at] !== true)) {
            countName(record, undefined, -1);
            leaveLists(record, ref);
          }
          if (lacksRefs(record)) refill(record, left);
          const anew = joined(kind, left);
          expect(countsOf(record)).toEqual(countsOf(anew));
          expect(headVersion(kind, record)).toBe(headVersion(kind, anew));
          expect(record.n).toBe(left.length);
          // Every day that holds an item is found.
          const found = [...record.months].flatMap(([month, count]) => [...daysIn(month, count)]);
          for (const [day] of left) expect(found).toContain(day);
        },
      ),
      { numRuns: testRuns({ quick: 100, full: 1000 }) },
    );
  });

  it('names the newest, whatever left, came and changed in one run', () => {
    // More leave than come: the list runs short.
    const fate = fc.constantFrom('stays', 'leaves', 'leaves', 'leaves', 'changes', 'comes');
    const fates = fc.array(fate, { minLength: 90, maxLength: 90 });
    const manyRefs = fc.uniqueArray(anyRef, { selector: ([, , key]) => key, minLength: 80, maxLength: 90 });
    fc.assert(
      fc.property(manyRefs, fates, (refs, all) => {
        const are = (...wanted: string[]) => refs.filter((_ref, at) => wanted.includes(all[at] ?? ''));
        const record = joined('topic', are('stays', 'leaves', 'changes'));
        for (const ref of [...are('leaves'), ...are('changes')]) leaveLists(record, ref);
        record.n += are('comes').length - are('leaves').length;
        for (const ref of are('changes', 'comes')) joinLists(record, ref, 'topic');
        const now = are('stays', 'changes', 'comes');
        if (lacksRefs(record)) refill(record, now);
        expect(headVersion('topic', record)).toBe(headVersion('topic', joined('topic', now)));
      }),
      { numRuns: testRuns({ quick: 200, full: 2000 }) },
    );
  });

  it('keeps the newest, newest first, and all of them where its page names all', () => {
    fc.assert(
      fc.property(anyRefs, (refs) => {
        const sorted = [...refs].sort(newestRefFirst);
        expect(joined('source', refs).refs).toEqual(sorted.slice(0, 40));
        expect(joined('arrival', refs).refs).toEqual(sorted);
      }),
      { numRuns: testRuns({ quick: 100, full: 1000 }) },
    );
  });

  it('comes back from its stored form as it was', () => {
    const record = joined('topic', [[days[1], `${days[1]}T01:00:00Z`, 'a', 7, days[1]]]);
    countName(record, 'Linux', 1);
    const text = JSON.stringify(storedRecord(record));
    expect(recordOf(JSON.parse(text))).toEqual(record);
  });

  it('lacks refs only where its page would show more than it names', () => {
    const record = newRecord();
    const refs = Array.from(
      { length: 45 },
      (_, n): Ref => ['2026-05-01', '2026-05-01T01:00:00Z', `key${String(n).padStart(2, '0')}`, n, ''],
    );
    for (const ref of refs) {
      countName(record, undefined, 1);
      joinLists(record, ref, 'topic');
    }
    for (const ref of refs.slice(0, 10)) {
      countName(record, undefined, -1);
      leaveLists(record, ref);
    }
    // 40 were named, 10 of them left: the page still has its 30.
    expect([record.n, record.refs.length, lacksRefs(record)]).toEqual([35, 30, false]);
    countName(record, undefined, -1);
    leaveLists(record, refs[10] ?? ['', '', '', 0, '']);
    expect(lacksRefs(record)).toBe(true);
    refill(record, refs.slice(11));
    expect([record.refs.length, lacksRefs(record)]).toEqual([34, false]);
  });

  it('is called by the spelling written most often; of equals by the first in the alphabet', () => {
    const record = newRecord();
    for (const name of ['linux', 'Linux', 'LINUX', 'Linux', 'linux']) countName(record, name, 1);
    expect(nameOf(record)).toBe('Linux');
    countName(record, 'Linux', -1);
    expect(nameOf(record)).toBe('linux');
    for (const name of ['linux', 'linux', 'LINUX', 'Linux']) countName(record, name, -1);
    expect([nameOf(record), record.n, record.names.size]).toEqual([undefined, 0, 0]);
  });

  it.each([
    ['topic', 2, false],
    ['topic', 3, true],
    ['author', 2, false],
    ['source', 1, true],
    ['section', 0, false],
  ] as const)('a %s of %i items has a page: %s', (kind, n, expected) => {
    expect(hasPage(kind, { n })).toBe(expected);
  });
});

describe('a sum of hashes', () => {
  it('takes out what it took in, whatever came in between', () => {
    const hash = fc.maxSafeNat().map((n) => n % 2 ** 48);
    fc.assert(
      fc.property(fc.array(hash), fc.array(hash), (some, others) => {
        const all = [...some, ...others].reduce(plus, 0);
        expect(others.reduce(minus, all)).toBe(some.reduce(plus, 0));
        expect([...some].reverse().reduce(plus, 0)).toBe(some.reduce(plus, 0));
      }),
    );
  });
});
