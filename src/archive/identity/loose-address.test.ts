import { describe, expect, it } from 'vitest';
import { looseAddress, withoutTokens } from './loose-address.ts';

describe('one address, written in several ways', () => {
  it.each([
    ['the scheme', ['http://example.org/a', 'https://example.org/a']],
    ['www', ['https://www.example.org/a', 'https://example.org/a', 'https://www2.example.org/a']],
    [
      'the host for phones',
      ['https://m.example.org/a', 'https://mobile.example.org/a', 'https://example.org/a'],
    ],
    [
      'the case of encodings',
      ['https://example.org/%c3%b6l/', 'https://example.org/%C3%B6l', 'https://example.org/öl'],
    ],
    ['composed letters', ['https://example.org/caf%C3%A9', 'https://example.org/cafe%CC%81']],
    [
      'a tilde',
      ['https://example.org/%7Eann/x', 'https://example.org/%7eann/x', 'https://example.org/~ann/x'],
    ],
    ['letters that need no encoding', ['https://example.org/%61-b', 'https://example.org/a%2Db']],
    ['brackets', ['https://example.org/a_(b)', 'https://example.org/a_%28b%29']],
    [
      'index files',
      [
        'https://example.org/a/index.html',
        'https://example.org/a/',
        'https://example.org/a/Index.php',
        'https://example.org/a/default.aspx',
      ],
    ],
    ['slashes', ['https://example.org//a//b/', 'https://example.org/a/b']],
    ['the order of parameters', ['https://example.org/a?x=1&y=%7e', 'https://example.org/a?y=~&x=1']],
    ['a dot after the host', ['https://example.org./a', 'https://example.org/a']],
  ])('is one form whatever %s', (_case, links) => {
    const forms = new Set(links.map((link) => looseAddress(link)));
    expect(forms.size).toBe(1);
    const [form] = [...forms];
    expect(form).toBeDefined();
    expect(looseAddress(form)).toBe(form);
  });

  it.each([
    ['a slash that is encoded', 'https://example.org/a%2Fb', 'https://example.org/a/b'],
    ['a question mark that is encoded', 'https://example.org/a%3Fb=1', 'https://example.org/a?b=1'],
    ['a per cent that is encoded', 'https://example.org/a%2541', 'https://example.org/aA'],
    ['the case of a path', 'https://example.org/A', 'https://example.org/a'],
    ['another host', 'https://blog.example.org/a', 'https://example.org/a'],
    ['another port', 'https://example.org:8443/a', 'https://example.org/a'],
    ['a parameter', 'https://example.org/a?p=1', 'https://example.org/a?p=2'],
  ])('and stays apart by %s', (_case, one, other) => {
    expect(looseAddress(one)).not.toBe(looseAddress(other));
  });

  it.each([
    'https://example.org/',
    'https://www.example.org/index.html',
    'urn:uuid:1',
    'item 7',
    '',
    'https://%zz/',
  ])('is none: %s', (link) => expect(looseAddress(link)).toBeUndefined());

  it('survives encodings that say nothing', () => {
    expect(looseAddress('https://example.org/%ff%zz')).toBe('https://example.org/%FF%zz');
  });
});

describe('tokens', () => {
  it.each([
    ['a token', 'https://example.org/a?token=1', 'https://example.org/a'],
    ['a version beside a parameter', 'https://example.org/a?id=7&v=12', 'https://example.org/a?id=7'],
    ['a signature and its end', 'https://example.org/a?Expires=1&Signature=x', 'https://example.org/a'],
    ['a long value of any name', 'https://example.org/a?q=9f8e7d6c5b4a39281706f5e4', 'https://example.org/a'],
    ['no token', 'https://example.org/a?id=7', undefined],
    ['a front page', 'https://example.org/?token=1', undefined],
  ])('are left out: %s', (_case, link, expected) => {
    expect(withoutTokens(link)).toBe(expected);
  });
});
