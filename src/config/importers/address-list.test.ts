import { describe, expect, it } from 'vitest';
import { readAddressList } from './address-list.ts';

function feedsIn(text: string): readonly unknown[] {
  const list = readAddressList(text, 'feeds.txt');
  return 'problem' in list ? [] : list.feeds;
}

describe('a line of a list', () => {
  it.each([
    ['a title behind a tab', 'https://a.example/f\tA title', { title: 'A title' }],
    ['a title behind a comma', 'https://a.example/f,A title', { title: 'A title' }],
    ['a title in quotation marks', 'https://a.example/f;"A, title"', { title: 'A, title' }],
    ['tags', 'https://a.example/f one "two words"', { tags: ['one', 'two words'] }],
  ])('may have %s', (_case, line, expected) => {
    expect(feedsIn(line)).toEqual([{ url: 'https://a.example/f', ...expected }]);
  });

  it.each([
    ['commas', 'https://a.example/f,https://b.example/f'],
    ['blanks', 'https://a.example/f  https://b.example/f'],
    ['semicolons and blanks', 'https://a.example/f; https://b.example/f'],
  ])('may have several addresses with %s between them', (_case, line) => {
    expect(feedsIn(line)).toEqual([{ url: 'https://a.example/f' }, { url: 'https://b.example/f' }]);
  });

  it('keeps a comma that is part of the address', () => {
    expect(feedsIn('https://a.example/0,2817,00.asp "~A b"')).toEqual([
      { url: 'https://a.example/0,2817,00.asp', title: 'A b' },
    ]);
  });
});
