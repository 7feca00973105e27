import { describe, expect, it } from 'vitest';
import { ageText } from './age-text.ts';

describe('how long ago', () => {
  it.each([
    [-60, 'en', 'now'],
    [59, 'en', 'now'],
    [60, 'en', '1 minute ago'],
    [7199, 'en', '1 hour ago'],
    [3 * 86_400, 'en', '3 days ago'],
    [13 * 86_400, 'en', '1 week ago'],
    [400 * 86_400, 'en', '1 year ago'],
    [3 * 86_400, 'fr', 'il y a 3 jours'],
  ])('%d seconds in %s', (seconds, language, expected) => {
    expect(ageText(seconds, language)).toBe(expected);
  });
});
