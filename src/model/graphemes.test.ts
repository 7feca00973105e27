import { describe, expect, it } from 'vitest';
import { graphemeStarts, graphemesOf } from './graphemes.ts';

describe('the starts of characters', () => {
  it.each([
    ['letters', 'abc '.repeat(300)],
    ['marks', 'e\u0301'.repeat(300)],
    ['families', '👩‍👩‍👧 '.repeat(100)],
    ['flags', '🇫🇷🇩🇪🇯🇵'.repeat(60)],
    ['one that is longer than a step', `a${'\u0301'.repeat(700)}b${'c'.repeat(600)}`],
    ['line ends', `${'a'.repeat(255)}\r\n${'b'.repeat(254)}\r\nc`],
    ['nothing', ''],
  ])('are those of the whole text: %s', (_case, text) => {
    expect([...graphemeStarts(text)]).toEqual([...graphemesOf(text)].map(({ index }) => index));
  });
});
