import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../index.ts';

describe('the word above an advertisement', () => {
  it.each([
    'Advertisement',
    '– ADVERTISEMENT –',
    'Anzeige',
    'Article continues below this ad',
    '広告',
    'Advertisement - scroll to continue',
  ])('goes without it: %s', (text) => {
    expect(cleanHtml(`<p>a</p><p>${text}</p><p>b</p>`)).toBe('<p>a</p><p>b</p>');
  });

  it.each(['Advertisement works', 'Werbung und Presse', 'The ad'])('stays in other words: %s', (text) => {
    expect(cleanHtml(`<p>a</p><p>${text}</p>`)).toBe(`<p>a</p><p>${text}</p>`);
  });
});

describe('pictures that only keep a distance', () => {
  it('go, and so do marks without words', () => {
    const mark = (alt: string): string =>
      `<img src="https://e.org/m.png" width="11" height="12px" alt="${alt}">`;
    expect(cleanHtml(`<p><a href="https://e.org/">${mark('')}</a> a${mark(' ')}</p>`)).toBe('<p>a</p>');
    expect(cleanHtml(`<p>a ${mark(':-)')}</p>`)).toContain('alt=":-)"');
  });

  it('go', () => {
    const html = ['spacer.gif', 'i/1x1.png', 'blank.gif?1', 'undefined', 'a/null'].map(
      (name) => `<img src="https://e.org/${name}" width="9">`,
    );
    expect(cleanHtml(`<p>a${html.join('')}</p>`)).toBe('<p>a</p>');
  });
});
