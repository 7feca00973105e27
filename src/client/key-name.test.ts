import { describe, expect, it } from 'vitest';
import { keyName } from './key-name.ts';

describe('a key', () => {
  it.each([
    ['Russian', 'о', 'KeyJ', false, 'j'],
    ['Russian with shift', 'О', 'KeyJ', true, 'J'],
    ['Greek', 'κ', 'KeyK', false, 'k'],
    ['Hebrew', 'ם', 'KeyO', false, 'o'],
    ['Arabic', 'ت', 'KeyJ', false, 'j'],
    ['Russian brackets', 'х', 'BracketLeft', false, '['],
    ['Arabic slash', 'ظ', 'Slash', false, '/'],
    ['Arabic slash with shift', 'ظ', 'Slash', true, '?'],
    ['Dvorak: the letter that it types', 'h', 'KeyJ', false, 'h'],
    ['French: the letter that it types', 'a', 'KeyQ', false, 'a'],
    ['a letter with an accent', 'é', 'Digit2', false, 'é'],
    ['a sign', '/', 'Slash', false, '/'],
    ['no letter', 'Enter', 'Enter', false, 'Enter'],
    ['a letter without a place', 'о', '', false, 'о'],
  ])('of a keyboard is called by what the map calls it: %s', (_case, key, code, shiftKey, expected) => {
    expect(keyName({ key, code, shiftKey })).toBe(expected);
  });
});
