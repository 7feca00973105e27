import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNew,
  isRead,
  isSaved,
  markedRead,
  markedUnread,
  parseState,
  type SavedItem,
  type State,
  saved,
  unsaved,
  visited,
} from './state.ts';

const empty = parseState(null);
const noon = 1_779_105_600;
const item: SavedItem = {
  time: noon,
  title: 'Kernel prepatch',
  url: '/2026/05/18/#a1',
  date: '2026-05-18T07:30:00Z',
};

function stateWith(read: number, kept: number): State {
  return {
    ...empty,
    read: Object.fromEntries(Array.from({ length: read }, (_, i) => [`r${i}`, noon + i])),
    saved: Object.fromEntries(Array.from({ length: kept }, (_, i) => [`s${i}`, item])),
  };
}

describe('visits', () => {
  it('show nothing new the first time', () => {
    expect(isNew(visited(empty, noon), noon + 1e9)).toBe(false);
  });

  it.each([
    ['a page view within half an hour', 1800, undefined],
    ['a page view later', 1801, noon],
    ['a clock that was set back', -500, undefined],
  ])('end half an hour after the last page view: %s', (_case, pause, since) => {
    expect(visited(visited(empty, noon), noon + pause).since).toBe(since);
  });

  it('are the same state for views within a minute, so that tabs opened together write once', () => {
    const state = visited(empty, noon);
    expect(visited(state, noon)).toBe(state);
    expect(visited(state, noon + 59)).toBe(state);
    expect(visited(state, noon + 60).seen).toBe(noon + 60);
    expect(visited(state, noon - 1).seen).toBe(noon - 1);
  });

  it('keep what is new through all their page views', () => {
    const back = visited(visited(empty, noon), noon + 7200);
    const later = visited(visited(back, noon + 8000), noon + 9000);
    expect(later.since).toBe(noon);
    expect(isNew(later, noon + 1)).toBe(true);
    expect(isNew(later, noon)).toBe(false);
  });
});

describe('marks', () => {
  it('are set and taken away without touching others', () => {
    const state = markedRead(markedRead(empty, 'a', noon), 'b', noon);
    expect(isRead(markedUnread(state, 'a'), 'a')).toBe(false);
    expect(isRead(markedUnread(state, 'a'), 'b')).toBe(true);
    const kept = saved(state, 'a', item);
    expect(kept.saved).toEqual({ a: item });
    expect(isSaved(unsaved(kept, 'a'), 'a')).toBe(false);
  });

  it('are no marks of names that every object has', () => {
    expect(isRead(empty, 'constructor')).toBe(false);
    expect(isSaved(empty, 'toString')).toBe(false);
  });

  it('stay below 5,000 keys by forgetting the oldest', () => {
    const state = markedRead(stateWith(5000, 0), 'new', noon + 9999);
    expect(Object.keys(state.read)).toHaveLength(5000);
    expect(isRead(state, 'r0')).toBe(false);
    expect(isRead(state, 'r1')).toBe(true);
    expect(isRead(state, 'new')).toBe(true);
  });

  it('of saved items are never forgotten, nor are they', () => {
    const full = { ...stateWith(4000, 1000), read: { ...stateWith(4000, 0).read, s5: 1 } };
    const state = markedRead(full, 'new', noon + 9999);
    expect(Object.keys(state.saved)).toHaveLength(1000);
    expect(isRead(state, 's5')).toBe(true);
    expect(isRead(state, 'r0')).toBe(false);
    expect(Object.keys(state.read)).toHaveLength(4001);
  });

  it('are all kept when everything is saved', () => {
    const state = saved(stateWith(10, 5000), 'more', item);
    expect(Object.keys(state.saved)).toHaveLength(5001);
    expect(state.read).toEqual({});
  });
});

describe('reading a stored state', () => {
  it.each([
    ['nothing', null],
    ['broken JSON', '{'],
    ['another type', '[1]'],
    ['null', 'null'],
    ['wrong fields', '{"read":[1],"saved":{"a":{"time":1}},"prefs":3,"seen":"x","since":null,"keys":0}'],
  ])('starts anew from %s', (_case, text) => {
    expect(parseState(text)).toEqual({ read: {}, saved: {}, prefs: {} });
  });

  it('gives back what was written, whatever the keys', () => {
    const key = fc.string();
    const time = fc.nat();
    const anySaved = fc.record({ time, title: fc.string(), url: fc.string(), date: fc.string() });
    const anyState = fc.record(
      {
        read: fc.dictionary(key, time),
        saved: fc.dictionary(key, anySaved),
        prefs: fc.dictionary(key, fc.string()),
        seen: time,
        since: time,
        keys: fc.constant(false),
      },
      { requiredKeys: ['read', 'saved', 'prefs'] },
    );
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parseState(JSON.stringify(state))).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseState(text)));
  });
});
