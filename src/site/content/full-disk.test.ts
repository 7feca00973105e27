import { describe, expect, it } from 'vitest';
import { outputsOf, type TestSite, testConfig, updatedSite } from '../outputs/site.test-kit.ts';
import { memoryStore } from './store.test-kit.ts';
import type { LedgerStore } from './store.ts';

/** A store on a disk that is full from the nth write on; what is on it can be replaced by nothing. */
function fullAfter(store: LedgerStore, writes: number): LedgerStore {
  let left = writes;
  return {
    ...store,
    write: (name, text) => (left-- > 0 ? store.write(name, text) : undefined),
  };
}

const items = (text: string): TestSite => ({
  config: { outputs: { ...testConfig().outputs, feedArchive: false } },
  items: [1, 2, 3, 4].map((n) => ({
    key: `k${n}`,
    feed: n % 2 === 0 ? 'alpha' : 'beta',
    day: `2026-05-1${n}`,
    title: `Report ${n} of ${n === 3 ? text : 'spring'}`,
    tags: n === 3 ? [text] : ['kernel'],
    authors: [{ name: 'Ada' }],
    extras: { story: { key: 'k1', reason: { kind: n === 1 ? 'first' : 'links-to-it' } } },
  })),
});

describe('a ledger on a disk that is full', () => {
  it('is right in that run, and in the next ones', async () => {
    const expected = await outputsOf((await updatedSite(items('summer'))).site);
    const whole = memoryStore();
    const first = await updatedSite(items('spring'), whole);
    const { updated: healthy } = await updatedSite(items('summer'), whole, first.updated.version);
    expect(healthy.changes).not.toBe('all');
    for (let writes = 0; writes < 18; writes += 1) {
      const store = memoryStore();
      const before = await updatedSite(items('spring'), store);
      const full = await updatedSite(items('summer'), fullAfter(store, writes), before.updated.version);
      expect(await outputsOf(full.site), `${writes} writes`).toEqual(expected);
      // The pages could not be written either: the next run has to know of all that changed.
      const next = await updatedSite(items('summer'), store, before.updated.version);
      expect(await outputsOf(next.site), `after ${writes} writes`).toEqual(expected);
      if (next.updated.changes !== 'all')
        for (const name of healthy.changes) expect(next.updated.changes).toContain(name);
    }
  });
});
