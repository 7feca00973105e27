import { describe, expect, it } from 'vitest';
import { parseRobots } from './robots-file.ts';

const file = (...lines: readonly string[]): string => lines.join('\n');

describe('parseRobots', () => {
  it.each([
    ['an empty file', '', '/a', true],
    ['what is not a robots file', '<!doctype html><p>Disallow: nothing</p>', '/a', true],
    ['a rule for all', file('User-agent: *', 'Disallow: /private/'), '/private/a', false],
    ['a path beside it', file('User-agent: *', 'Disallow: /private/'), '/public/a', true],
    ['an empty rule', file('User-agent: *', 'Disallow:'), '/a', true],
    ['everything', file('User-agent: *', 'Disallow: /'), '/a', false],
    [
      'a group of its own',
      file('User-agent: *', 'Disallow: /', '', 'User-agent: Daybook', 'Disallow:'),
      '/a',
      true,
    ],
    ['a name in other letters', file('User-agent: DAYBOOK', 'Disallow: /a'), '/a', false],
    ['a name with a version', file('User-agent: Daybook/1.0', 'Disallow: /a'), '/a', false],
    ['a longer name, which is another', file('User-agent: Daybooker', 'Disallow: /a'), '/a', true],
    [
      'two names above one group',
      file('User-agent: other', 'User-agent: daybook', 'Disallow: /a'),
      '/a',
      false,
    ],
    [
      'a group that ended',
      file('User-agent: daybook', 'Disallow: /b', 'User-agent: other', 'Disallow: /a'),
      '/a',
      true,
    ],
    [
      'two groups of one name',
      file(
        'User-agent: daybook',
        'Disallow: /b',
        'User-agent: *',
        'Disallow: /c',
        'User-agent: daybook',
        'Disallow: /a',
      ),
      '/a',
      false,
    ],
    ['the longest rule', file('User-agent: *', 'Disallow: /a', 'Allow: /a/open'), '/a/open/1', true],
    ['the longest rule, first', file('User-agent: *', 'Allow: /a/open', 'Disallow: /a'), '/a/open/1', true],
    ['the kinder of two equals', file('User-agent: *', 'Disallow: /a', 'Allow: /a'), '/a', true],
    ['a star', file('User-agent: *', 'Disallow: /*.pdf'), '/x/y.pdf', false],
    ['a star without its part', file('User-agent: *', 'Disallow: /*.pdf'), '/x/y.html', true],
    ['an end', file('User-agent: *', 'Disallow: /*.php$'), '/x.php', false],
    ['an end that is not there', file('User-agent: *', 'Disallow: /*.php$'), '/x.php?a=1', true],
    ['an end after a part that overlaps', file('User-agent: *', 'Disallow: /ab*b$'), '/ab', true],
    ['a query', file('User-agent: *', 'Disallow: /*?print='), '/a?print=1', false],
    ['a comment', file('User-agent: * # all', 'Disallow: /a # this'), '/a', false],
    ['another form of line ends', 'User-agent: *\r\nDisallow: /a\r\n', '/a', false],
    ['a mark of the byte order', '\uFEFFUser-agent: *\nDisallow: /a', '/a', false],
    [
      'letters that are encoded in the rule',
      file('User-agent: *', 'Disallow: /caf%c3%a9'),
      '/caf%C3%A9',
      false,
    ],
    ['letters that are encoded in the path', file('User-agent: *', 'Disallow: /café'), '/caf%C3%A9', false],
    ['letters that need no code', file('User-agent: *', 'Disallow: /%61b'), '/ab', false],
    ['its own address', file('User-agent: *', 'Disallow: /'), '/robots.txt', true],
  ])('heeds %s', (_case, text, path, allowed) => {
    expect(parseRobots(text, 'Daybook').allows(path)).toBe(allowed);
  });

  it('takes a hostile file in time', () => {
    const text = file(
      'User-agent: *',
      ...Array.from({ length: 5_000 }, () => `Disallow: /${'*a'.repeat(900)}$`),
    );
    const rules = parseRobots(text, 'Daybook');
    expect(rules.allows(`/${'a'.repeat(2_000)}b`)).toBe(true);
  });
});
