import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { removeFromConfig } from './remove-feed.ts';

describe('removing a feed', () => {
  it.each([
    [
      'from a list',
      'title: T\nfeeds:\n  - a.xml\n  - b.xml\nlocale: fr\n',
      0,
      'title: T\nfeeds:\n  - b.xml\nlocale: fr\n',
    ],
    [
      'with the comment behind it',
      'feeds:\n  # first\n  - a.xml # good\n  - b.xml # better\n',
      1,
      'feeds:\n  # first\n  - a.xml # good\n',
    ],
    [
      'a mapping of lines',
      'feeds:\n- url: a.xml\n  id: x # permanent\n  tags: [p,\n    q]\n\n- b.xml\n',
      0,
      'feeds:\n\n- b.xml\n',
    ],
    ['the last line without an end', 'feeds:\n  - a.xml\n  - b.xml', 1, 'feeds:\n  - a.xml\n'],
    [
      'with Windows line ends',
      'feeds:\r\n  - a.xml\r\n  - b.xml\r\ntitle: T\r\n',
      0,
      'feeds:\r\n  - b.xml\r\ntitle: T\r\n',
    ],
    [
      'the only one',
      'title: T\nfeeds: # mine\n  - a.xml\nlocale: fr\n',
      0,
      'title: T\nfeeds: # mine\nlocale: fr\n',
    ],
    ['from a list in brackets', 'feeds: [a.xml, b.xml, c.xml]\n', 1, 'feeds: [a.xml, c.xml]\n'],
    ['from the end of one', 'feeds: [a.xml, { url: b.xml, id: x }]\n', 1, 'feeds: [a.xml]\n'],
    ['the only one in brackets', 'feeds: [a.xml]\n', 0, 'feeds: []\n'],
    [
      'an address with a dash',
      'feeds:\n  - https://a-b.example/\n  - https://c-d.example/x-y\n',
      1,
      'feeds:\n  - https://a-b.example/\n',
    ],
  ])('%s changes nothing else', (_case, text, at, expected) => {
    expect(removeFromConfig(text, at)).toBe(expected);
  });

  it.each([
    [
      'a line',
      'feeds:\n  - https://x.example/feed.xml\n  - https://x.example/feed.json\n',
      'feeds:\n  - { url: https://x.example/feed.json, id: x-example-json }\n',
    ],
    [
      'a mapping',
      'feeds:\n  - https://x.example/feed.xml\n  - url: https://x.example/feed.json\n    title: J # mine\n',
      'feeds:\n  - id: x-example-json\n    url: https://x.example/feed.json\n    title: J # mine\n',
    ],
    [
      'a mapping in braces',
      'feeds:\n  - https://x.example/feed.xml\n  - { url: https://x.example/feed.json }\n',
      'feeds:\n  - { id: x-example-json, url: https://x.example/feed.json }\n',
    ],
  ])('leaves the ids of others as they were: %s', (_case, text, expected) => {
    expect(removeFromConfig(text, 0)).toBe(expected);
  });

  it('works where the file is written in a way of its own', () => {
    const text = 'x: &f\n  - a.xml\n  - b.xml\nfeeds: *f\n';
    expect(parse(removeFromConfig(text, 0)).feeds).toEqual(['b.xml']);
  });
});
