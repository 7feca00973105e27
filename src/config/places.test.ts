import { describe, expect, it } from 'vitest';
import { localeProblem, zoneProblem } from './places.ts';

describe('a language', () => {
  it.each(['en', 'fr', 'ar', 'pt-BR', 'zh-Hant-TW', 'sr-Latn', 'gsw', 'EN-gb'])('is %s', (tag) => {
    expect(localeProblem(tag)).toBeUndefined();
  });

  it.each([
    ['english', 'en'],
    ['Deutsch', 'de'],
    ['francais', 'fr'],
    ['العربية', 'ar'],
    ['en_GB', 'en-GB'],
    ['Spansh', 'es'],
    ['jp', 'ja'],
    ['CZ', 'cs'],
  ])('is not %s: %s was meant', (text, tag) => {
    expect(localeProblem(text)?.fix).toBe(`Did you mean "${tag}"?`);
  });

  it.each(['x', 'qq', 'klingonish-language', '', 'e n'])('is not %j', (text) => {
    expect(localeProblem(text)?.code).toBe('CONFIG_BAD_VALUE');
  });
});

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('is %s', (zone) => {
    expect(zoneProblem(zone)).toBeUndefined();
  });

  it.each([
    ['Paris', 'Europe/Paris'],
    ['Europe/Pariss', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['Tokio', 'Asia/Tokyo'],
  ])('is not %s: %s was meant', (text, zone) => {
    expect(zoneProblem(text)?.fix).toBe(`Did you mean "${zone}"?`);
  });

  it('is nothing else, and then no guess is made', () => {
    expect(zoneProblem('Mars/Olympus Mons crater')?.fix).not.toContain('Did you mean');
  });
});
