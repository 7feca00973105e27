import { describe, expect, it } from 'vitest';
import { type Dated, endOf, markedMany, unmarkedMany, unreadOf } from './mark-many.ts';
import { isRead, maxKeys, parseState, saved } from './state.ts';

const empty = parseState(null);
const at = (text: string): number => new Date(text).getTime();
/** A Wednesday, in the zone of whoever runs this. */
const now = at('2026-05-20T15:00:00');

describe('endOf', () => {
  it.each([
    ['today', '2026-05-20T15:00:00', '2026-05-20T00:00:00'],
    ['today', '2026-05-20T00:00:00', '2026-05-20T00:00:00'],
    ['week', '2026-05-20T15:00:00', '2026-05-18T00:00:00'],
    ['week', '2026-05-18T00:30:00', '2026-05-18T00:00:00'],
    ['week', '2026-05-17T23:30:00', '2026-05-11T00:00:00'],
    ['week', '2026-01-01T12:00:00', '2025-12-29T00:00:00'],
  ] as const)('of %s at %s is %s', (span, moment, expected) => {
    expect(endOf(span, at(moment))).toBe(at(expected));
  });
});

describe('marking many', () => {
  const items: Dated[] = [
    { key: 'new', time: at('2026-05-20T09:00:00') },
    { key: 'monday', time: at('2026-05-18T00:00:00') },
    { key: 'sunday', time: at('2026-05-17T23:59:00') },
    { key: 'sunday', time: at('2026-05-17T23:59:00') },
    { key: 'undated', time: Number.NaN },
    { key: '', time: 0 },
  ];

  it.each([
    ['all', ['new', 'monday', 'sunday', 'undated']],
    ['today', ['monday', 'sunday']],
    ['week', ['sunday']],
  ] as const)('takes what is unread of %s, each once', (span, keys) => {
    expect(unreadOf(items, endOf(span, now), empty)).toEqual(keys);
    const some = markedMany(empty, ['sunday'], 1);
    expect(unreadOf(items, endOf(span, now), some)).toEqual(keys.filter((key) => key !== 'sunday'));
  });

  it('is taken back without touching what was read before', () => {
    const before = markedMany(empty, ['old'], 5);
    const after = markedMany(before, ['a', 'b', 'old'], 9);
    expect(after.read).toEqual({ old: 5, a: 9, b: 9 });
    expect(unmarkedMany(after, ['a', 'b'])).toEqual(before);
    expect(markedMany(before, [], 9)).toBe(before);
  });

  it('keeps within the bound of marks, and never forgets that a saved item was read', () => {
    const item = { time: 1, title: 'T', url: '/', date: '' };
    const first = saved(markedMany(empty, ['kept'], 1), 'kept', item);
    const full = markedMany(
      first,
      Array.from({ length: maxKeys }, (_, n) => `old-${n}`),
      2,
    );
    const state = markedMany(
      full,
      Array.from({ length: 300 }, (_, n) => `new-${n}`),
      3,
    );
    expect(Object.keys(state.read).length).toBeLessThanOrEqual(maxKeys);
    expect(isRead(state, 'kept')).toBe(true);
    expect(Array.from({ length: 300 }, (_, n) => isRead(state, `new-${n}`)).every(Boolean)).toBe(true);
  });
});
