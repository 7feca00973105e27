import { expect, it } from 'vitest';
import { isRead, markedRead } from './state.ts';
import { openStore } from './store.ts';

function fakeStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
  };
}

it('builds on what another tab wrote meanwhile', () => {
  const storage = fakeStorage();
  const [one, other] = [openStore(() => storage, 'k'), openStore(() => storage, 'k')];
  one.change((state) => markedRead(state, 'a', 1));
  other.change((state) => markedRead(state, 'b', 2));
  expect(one.read().read).toEqual({ a: 1, b: 2 });
});

it('keeps sites apart by their keys', () => {
  const storage = fakeStorage();
  openStore(() => storage, 'k').change((state) => markedRead(state, 'a', 1));
  expect(openStore(() => storage, 'other').read().read).toEqual({});
});

it('remembers for the page where storage is blocked', () => {
  const store = openStore(() => {
    throw new Error('Access is denied.');
  }, 'k');
  store.change((state) => markedRead(state, 'a', 1));
  store.change((state) => markedRead(state, 'b', 2));
  expect(store.read().read).toEqual({ a: 1, b: 2 });
});

it('goes on from what was stored when storage is full', () => {
  const storage = fakeStorage();
  openStore(() => storage, 'k').change((state) => markedRead(state, 'a', 1));
  const full = {
    ...storage,
    setItem: () => {
      throw new Error('The quota has been exceeded.');
    },
  };
  const store = openStore(() => full, 'k');
  store.change((state) => markedRead(state, 'b', 2));
  expect(isRead(store.read(), 'a')).toBe(true);
  expect(isRead(store.read(), 'b')).toBe(true);
});
