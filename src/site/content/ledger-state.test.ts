import { describe, expect, it } from 'vitest';
import { updatedSite } from '../outputs/site.test-kit.ts';
import { emptyDay } from './day-entry.ts';
import { parseIndex } from './ledger-index.ts';
import { LedgerLost, LedgerState } from './ledger-state.ts';
import { memoryStore } from './store.test-kit.ts';
import type { LedgerStore } from './store.ts';
import type { ThreadKind } from './threads.ts';

const days = ['2026-05-11', '2026-05-12', '2026-05-18'];

/** A ledger of some days, threads and stories, and where it lies. */
async function ledgerOf(): Promise<{ state: LedgerState; store: LedgerStore; version: string }> {
  const store = memoryStore();
  const items = Array.from({ length: 40 }, (_, n) => ({
    key: `k${n}`,
    feed: n % 2 === 0 ? 'alpha' : 'beta',
    day: days[n % 3] ?? '',
    tags: [`topic ${n % 7}`],
    authors: [{ name: `Ada ${n % 5}` }],
    extras: { story: { key: `k${n % 10}`, reason: { kind: n < 10 ? 'first' : 'links-to-it' } } as const },
  }));
  const { updated } = await updatedSite({ items }, store);
  return { state: updated.state, store, version: updated.version };
}

function reopened(store: LedgerStore): LedgerState {
  const index = parseIndex(store.read('index') ?? '');
  if (!index) throw new Error('There is no index.');
  return new LedgerState(store, index);
}

const slugs: readonly (readonly [ThreadKind, string])[] = [
  ...['alpha', 'beta'].map((slug) => ['source', slug] as const),
  ...[0, 1, 2, 3, 4, 5, 6].map((n) => ['topic', `topic-${n}`] as const),
  ...[0, 1, 2, 3, 4].map((n) => ['author', `ada-${n}`] as const),
  ['section', 'core'],
];

/** All that it tells. */
function toldBy(state: LedgerState): unknown {
  return {
    threads: slugs.map(([kind, slug]) => [kind, slug, state.thread(kind, slug)]),
    stories: Array.from({ length: 10 }, (_, n) => state.decidedStory(`k${n}`)),
    days: days.map((day) => state.entry(day)),
  };
}

describe('the state of a ledger', () => {
  it('is told anew as it was, by whoever opens it', async () => {
    const { state, store } = await ledgerOf();
    const told = toldBy(state);
    expect(slugs.every(([kind, slug]) => state.thread(kind, slug) !== undefined)).toBe(true);
    expect(toldBy(reopened(store))).toEqual(told);
  });

  it.each([4, 16, 64])('says the same in %i parts, and names no other', async (shards) => {
    const { state, store } = await ledgerOf();
    const told = toldBy(state);
    state.reshard(shards);
    expect(toldBy(state)).toEqual(told);
    const old = [...reopened(store).index.parts.keys()];
    state.save({ names: [] });
    const after = reopened(store);
    expect(after.index.shards).toBe(shards);
    expect(toldBy(after)).toEqual(told);
    // What no index names any more is gone.
    for (const name of old) expect(store.read(name) === undefined, name).toBe(!after.index.parts.has(name));
    // And back again.
    after.reshard(1);
    after.save({ names: [] });
    expect(toldBy(reopened(store))).toEqual(told);
  });

  it('keeps records that changed before it was split', async () => {
    const { store } = await ledgerOf();
    const state = reopened(store);
    state.threadToChange('topic', 'topic-1').n += 5;
    state.removeThread('topic', 'topic-2');
    state.putStory('k1', undefined);
    const told = toldBy(state);
    state.reshard(4);
    expect(toldBy(state)).toEqual(told);
  });

  it('has one version as long as it is the same', async () => {
    const { state, store, version } = await ledgerOf();
    expect(state.save({ names: [] })).toBe(version);
    // Other processes read what one has just made.
    expect(reopened(store).save({ names: [] })).toBe(version);
    const other = reopened(store);
    other.threadToChange('topic', 'topic-1').n += 5;
    expect(other.save({ names: [] })).not.toBe(version);
  });

  it('says that it is lost where something that its index names is not there', async () => {
    const { store } = await ledgerOf();
    const name = [...reopened(store).index.parts.keys()].find((one) => one.startsWith('thread/topic/')) ?? '';
    store.remove(name);
    const state = reopened(store);
    expect(state.thread('source', 'alpha')?.n).toBe(20);
    expect(state.isLost).toBe(false);
    expect(() => state.thread('topic', 'topic-1')).toThrow(LedgerLost);
    expect(state.isLost).toBe(true);
  });

  it('takes back what it wrote, and nothing that the index names', async () => {
    const { store } = await ledgerOf();
    const before = toldBy(reopened(store));
    const state = reopened(store);
    const day = days[0] ?? '';
    const entry = state.entry(day);
    const name = state.index.days.get(day)?.entry ?? '';
    const put = (next: typeof entry): string => {
      const written = state.putEntry(day, next);
      const head = state.index.days.get(day);
      if (head) state.index.days.set(day, { ...head, entry: written });
      return written;
    };
    const other = put(emptyDay);
    expect(put(entry)).toBe(name);
    state.abandon();
    expect(toldBy(reopened(store))).toEqual(before);
    expect(store.useNamed(`day/2026/${day}.${other}`, String)).toBeUndefined();
  });

  it('keeps what a day is again after it was another thing', async () => {
    const { store } = await ledgerOf();
    const before = toldBy(reopened(store));
    const state = reopened(store);
    const day = days[0] ?? '';
    const entry = state.entry(day);
    const head = state.index.days.get(day);
    if (!head) throw new Error('The day is not there.');
    state.index.days.set(day, { ...head, entry: state.putEntry(day, emptyDay) });
    state.index.days.set(day, { ...head, entry: state.putEntry(day, entry) });
    state.save({ names: [] });
    expect(toldBy(reopened(store))).toEqual(before);
  });
});
