import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addToConfig } from './edit-config.ts';
import { flowText } from './yaml-text.ts';

const plain = 'https://new.example/feed.xml';
const rich = { url: plain, title: 'New: a feed', section: 'kernel' };

/** Every line of the text, in its order, stands in the other. */
function keepsLines(before: string, after: string): boolean {
  const lines = after.split('\n');
  let at = 0;
  return before.split('\n').every((line) => {
    const found = lines.indexOf(line, at);
    at = found + 1;
    return found >= 0;
  });
}

describe('adding a feed', () => {
  it.each([
    ['a list', 'title: T\nfeeds:\n  - https://a.example/\n'],
    [
      'a list without indentation',
      'title: T\nfeeds:\n- https://a.example/\n- https://b.example/\nlocale: fr\n',
    ],
    ['a list deep on the right', 'feeds:\n      - https://a.example/\ntitle: T\n'],
    [
      'comments everywhere',
      '# top\ntitle: T # the name\n\nfeeds: # mine\n  # first\n  - https://a.example/ # good\n  # - https://later.example/\n\n# the end\nlocale: en\n',
    ],
    [
      'mappings',
      'title: T\nfeeds:\n  - url: https://a.example/\n    id: a   # permanent\n\n  - url: https://b.example/\n    tags: [x,\n      y]\nlocale: fr\n',
    ],
    [
      'a block text at its end',
      'feeds:\n  - url: https://a.example/\n    title: >\n      A long\n      title\ntitle: T\n',
    ],
    ['no line end', 'title: T\nfeeds:\n  - https://a.example/'],
    ['Windows line ends', 'title: T\r\nfeeds:\r\n  - https://a.example/\r\nlocale: fr\r\n'],
    ['no feeds yet', 'title: T\n# nothing here\n'],
    ['an empty key', 'title: T\nfeeds:   # to come\nlocale: fr\n'],
    ['an OPML list', 'title: T\nopml: feeds.opml\n'],
  ])('to %s changes no other line', (_case, text) => {
    const once = addToConfig(text, { feeds: [{ url: plain }], sections: [] });
    const twice = addToConfig(once, { feeds: [rich], sections: [] });
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    expect(keepsLines(text, twice)).toBe(true);
    expect(twice.split(eol).length).toBeGreaterThan(text.split(eol).length);
    expect(parse(twice)).toEqual({
      ...parse(text),
      feeds: [...(parse(text).feeds ?? []), plain, rich],
    });
  });

  it.each([
    [
      'an empty list',
      'title: T\nfeeds: []  # none\n',
      'title: T\nfeeds: \n  - https://new.example/feed.xml  # none\n',
    ],
    [
      'a list in brackets',
      'feeds: [a.xml, b.xml]\ntitle: T\n',
      'feeds: [a.xml, b.xml, https://new.example/feed.xml]\ntitle: T\n',
    ],
    [
      'a list in brackets over lines',
      'feeds: [\n  a.xml, # a\n  b.xml, # b\n]\n',
      'feeds: [\n  a.xml, # a\n  b.xml, https://new.example/feed.xml, # b\n]\n',
    ],
  ])('to %s gives the plain result', (_case, text, expected) => {
    expect(addToConfig(text, { feeds: [{ url: plain }], sections: [] })).toBe(expected);
  });

  it.each([
    ['an alias', 'x: &f\n  - a.xml\nfeeds: *f\n'],
    ['a file in braces', '{ title: T }\n'],
    ['an anchor on the list', 'title: T\nfeeds: &f\n  - a.xml\n'],
    ['a document end', 'title: T\n...\n'],
    ['an empty list over lines', 'feeds: [\n]\n'],
  ])('survives %s', (_case, text) => {
    const edited = addToConfig(text, { feeds: [{ url: plain }], sections: [] });
    const before = parse(text);
    expect(parse(edited)).toEqual({ ...before, feeds: [...(before.feeds ?? []), plain] });
  });

  it('writes one short line a feed, and sections with their titles', () => {
    const text = 'title: T\nsections:\n  - { id: a, title: A }\nfeeds:\n  - a.xml\n';
    const edited = addToConfig(text, {
      feeds: [rich, { url: plain, opml: { category: '/a,/b' } }],
      sections: [{ id: 'kernel', title: 'Kernel & co: [all]' }],
    });
    expect(edited).toBe(
      'title: T\nsections:\n  - { id: a, title: A }\n  - { id: kernel, title: "Kernel & co: [all]" }\nfeeds:\n  - a.xml\n' +
        '  - { url: https://new.example/feed.xml, title: "New: a feed", section: kernel }\n' +
        '  - { url: https://new.example/feed.xml, opml: { category: "/a,/b" } }\n',
    );
  });
});

describe('a text on one line', () => {
  it.each([
    'yes',
    'no',
    '1.5',
    'null',
    '~',
    '2026-05-18',
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
    '*a',
    '[a',
    '"',
    "'",
    'é ü 日本',
  ])('reads back as it was: %j', (text) => {
    expect(parse(`- ${flowText(text, 'block')}`)).toEqual([text]);
  });

  it('reads back whatever it is', () => {
    const value = fc.record({
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      title: fc.string({ unit: 'binary' }),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const text = addToConfig('title: T # t\nfeeds:\n  - x.xml # x\n', { feeds: values, sections: [] });
        expect(parse(text)).toEqual({ title: 'T', feeds: ['x.xml', ...values] });
        expect(text.startsWith('title: T # t\nfeeds:\n  - x.xml # x\n')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
