import { expect, it } from 'vitest';
import { Repairs } from '../repairs.ts';
import { readUrl } from './urls.ts';

it.each([
  ['a query', 'https://example.org/?a=1&b=2', 'https://example.org/?a=1&b=2'],
  ['a query that is escaped twice', 'https://example.org/?a=1&amp;b=2', 'https://example.org/?a=1&b=2'],
  ['a query that is escaped by number', 'https://example.org/?a=1&#038;b=2', 'https://example.org/?a=1&b=2'],
  ['a quotation mark behind it', 'https://example.org/one”', 'https://example.org/one'],
  ['a quotation mark behind a query', 'https://example.org/?a=1&b=2”', 'https://example.org/?a=1&b=2'],
  ['a character without width behind it', 'https://example.org/one\u200b', 'https://example.org/one'],
  ['letters of any script at its end', 'https://example.org/?a=1&b=é', 'https://example.org/?a=1&b=é'],
])('reads an address with %s', (_case, text, expected) => {
  expect(readUrl(text, undefined, new Repairs())).toBe(expected);
});
