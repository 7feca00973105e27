import { expect, it } from 'vitest';
import { readerMarks } from './marks.ts';
import { type State, saved } from './state.ts';

it('what was saved is known by its key, and by the edition in its address', () => {
  const none: State = { read: { r: 1 }, saved: {}, prefs: {} };
  const at = (url: string) => ({ time: 1, title: 't', url, date: '2026-05-18T00:00:00Z' });
  const one = saved(none, 'a', at('https://digest.example/k/2026/05/18/#a'));
  const state = saved(one, 'b', at('https://elsewhere.example/2025/'));
  const marks = readerMarks({ read: () => state });
  expect([...marks.savedDays]).toEqual(['2026-05-18']);
  expect([marks.isSaved('a'), marks.isSaved('r'), marks.isRead('r')]).toEqual([true, false, true]);
});
