import { expect, it } from 'vitest';
import { bareHost, isUrl, parseUrl } from './url.ts';

it('says the same of an address however often it is asked', () => {
  // Enough calls for the engine to compile the caller.
  const answers = new Set(Array.from({ length: 50_000 }, () => isUrl('https://exämple.org/ä')));
  expect([...answers]).toEqual([true]);
});

it('knows what is none', () => {
  expect(isUrl('https://')).toBe(false);
  expect(isUrl('a/b')).toBe(false);
  expect(parseUrl('a/b', 'https://example.org/c/')?.href).toBe('https://example.org/c/a/b');
});

it.each([
  ['https://www.n.example/a', 'n.example'],
  ['http://wwww.n.example', 'wwww.n.example'],
  ['n.example', undefined],
  ['', undefined],
])('the host of "%s" is %s', (address, host) => {
  expect(bareHost(address)).toBe(host);
});
