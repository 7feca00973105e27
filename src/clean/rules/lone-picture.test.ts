import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../index.ts';

const joke = 'Worry not: it was the cat, again.';
const picture = (attributes: string): string => `<img src="https://example.org/1.png" ${attributes}>`;
const clean = (html: string, title?: string): string =>
  cleanHtml(html, title === undefined ? {} : { title }).replace(
    / loading="lazy" decoding="async" referrerpolicy="no-referrer"/g,
    '',
  );

describe('a body that is only a picture', () => {
  it.each([
    ['has its title below it', picture(`title="${joke}" alt="A cat"`), picture('alt="A cat"')],
    ['says once what it says twice', picture(`title="${joke}" alt="${joke}"`), picture('alt=""')],
    [
      'keeps its link',
      `<p><a href="https://example.org/">${picture(`title="${joke}"`)}</a></p>`,
      `<a href="https://example.org/" rel="noopener noreferrer">${picture('alt=""')}</a>`,
    ],
    [
      'has one in a script without blanks',
      picture('title="吾輩は猫である。名前はまだ無い。" alt=""'),
      picture('alt=""'),
      '吾輩は猫である。名前はまだ無い。',
    ],
  ])('%s', (_case, html, shown, caption = joke) => {
    const expected = `<figure>${shown}<figcaption>${caption}</figcaption></figure>`;
    expect(clean(html)).toBe(expected);
    expect(clean(expected)).toBe(expected);
  });

  it.each([
    ['a label', picture('alt="" title="Autumn in Rome"')],
    ['a file', picture('alt="" title="Photo of the day 3.jpg"')],
    ['a file with a date', picture('alt="" title="Screenshot 2026-01-01 at 10.00.00"')],
    ['what a click does', picture('alt="" title="Click to see the large picture"')],
    ['the item’s own', picture('alt="" title="The cat, and the dog"'), 'The cat and the dog'],
  ])('has no caption of %s', (_case, html, title?: string) => {
    expect(clean(html, title)).toBe(`<p>${html}</p>`);
  });

  it('without pictures has its text once', () => {
    const html = picture(`title="${joke}" alt="${joke}"`);
    expect(cleanHtml(html, { images: 'none' })).toBe(`<p>${joke}</p>`);
  });
});

it('leaves a title where it is when there is more to read, unless it only repeats', () => {
  const body = (attributes: string): string => `<p>${picture(attributes)}</p><p>And words.</p>`;
  expect(clean(body(`alt="A cat" title="${joke}"`))).toBe(body(`alt="A cat" title="${joke}"`));
  expect(clean(body(`alt="${joke}" title="${joke}"`))).toBe(body(`alt="${joke}"`));
});
