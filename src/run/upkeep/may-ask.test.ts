import { expect, it } from 'vitest';
import { mayAsk } from './may-ask.ts';

it.each([
  ['https://ada.org/feed', 'https://ada.org/icon.png', true],
  ['https://ada.org/feed', 'http://cdn.net/icon.png', true],
  ['https://ada.org/feed', 'http://192.168.1.1/icon.png', false],
  ['https://ada.org/feed', 'http://[::1]/icon.png', false],
  ['https://ada.org/feed', 'http://router/icon.png', false],
  ['https://ada.org/feed', 'https://printer.local/icon.png', false],
  ['https://ada.org/feed', 'https://nobody.example/icon.png', false],
  ['https://ada.org/feed', 'https://me:secret@ada.org/icon.png', false],
  ['https://ada.org/feed', 'file:///etc/passwd', false],
  ['https://ada.org/feed', 'http://[bad', false],
  ['http://127.0.0.1:8000/feed', 'http://127.0.0.1:8000/icon.png', true],
  ['http://127.0.0.1:8000/feed', 'http://127.0.0.1:9000/icon.png', false],
  ['http://intranet/feed', 'https://ada.org/icon.png', false],
  ['feeds/local.xml', 'https://ada.org/icon.png', false],
])('of %s, %s: %s', (from, to, expected) => {
  expect(mayAsk(from, to)).toBe(expected);
});
