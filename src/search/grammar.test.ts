import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpan } from './date-span.ts';
import { parseQueryText, type QueryNode } from './grammar.ts';

const today = '2026-05-20';

/** A tree in one line: `(all swap (not intitle:kernel))`. */
function shown(node: QueryNode): string {
  switch (node.kind) {
    case 'words':
      return `${node.field === undefined ? '' : `${node.field}:`}${node.quoted ? `"${node.text}"` : node.text}${node.isLast ? '…' : ''}`;
    case 'span':
      return `${node.of}:${node.span.from ?? ''}/${node.span.to ?? ''}`;
    case 'mark':
      return `is:${node.mark}`;
    case 'not':
      return `(not ${shown(node.of)})`;
    case 'all':
    case 'any':
      return `(${[node.kind, ...node.of.map(shown)].join(' ')})`;
  }
}

describe('a query', () => {
  it.each([
    ['', '(all)'],
    ['swap tables', '(all swap tables…)'],
    ['"swap tables"', '(all "swap tables")'],
    ['-swap', '(all (not swap…))'],
    ['!swap -"a b" NOT c', '(all (not swap) (not "a b") (not c…))'],
    ['one two OR three', '(all one (any two three…))'],
    ['one OR two OR three', '(all (any one two three…))'],
    ['one | two || three', '(all (any one two three…))'],
    ['one AND two', '(all one two…)'],
    ['(one OR two) three', '(all (all (any one two)) three…)'],
    ['(one two) OR three', '(all (any (all one two) three…))'],
    ['-(one two)', '(all (not (all one two)))'],
    ['((one))', '(all one)'],
    ['AUTHOR:corbet intitle:"swap"', '(all author:corbet intitle:"swap")'],
    ['title:x feed:y tag:z language:de', '(all intitle:x source:y topic:z lang:de…)'],
    ['#memory -#"open source"', '(all topic:memory (not topic:"open source"))'],
    ['section:kernel label:x', '(all section:kernel label:x…)'],
    [
      'is:saved is:unread -is:read is:subscriber',
      '(all is:saved (not is:read) (not is:read) access:subscriber)',
    ],
    ['date:2026-05 pubdate:2026/', '(all edition:2026-05-01/2026-05-31 publication:2026-01-01/)'],
    ['https://example.org/a:b', '(all https://example.org/a:b…)'],
    ['10:30', '(all 10:30…)'],
    ['f(x) malloc() C# C++ a-b', '(all f(x) malloc() C# C++ a-b…)'],
    ['(f(x) OR g)', '(all (all (any f(x) g)))'],
    ['ORACLE or NOTHING', '(all ORACLE or NOTHING…)'],
  ])('%s is read as %s', (text, expected) => {
    expect(shown(parseQueryText(text, today).root)).toBe(expected);
  });

  it.each([
    ['"swap', 'unclosedQuote', '"swap'],
    ['(swap', 'unclosedParenthesis', '('],
    ['swap)', 'strayParenthesis', ')'],
    ['OR swap', 'strayOr', 'OR'],
    ['swap OR', 'strayOr', 'OR'],
    ['a OR OR b', 'strayOr', 'OR'],
    ['nothing:here', 'unknownField', 'nothing'],
    ['author:', 'emptyField', 'author:'],
    [' 😀 ', 'emptyField', '😀'],
    ['-- %', 'emptyField', '-- %'],
    ['()', 'emptyField', '()'],
    ['date:2026-13', 'badDate', 'date:2026-13'],
    ['date:2026-02-30', 'badDate', 'date:2026-02-30'],
    ['date:yesterday', 'badDate', 'date:yesterday'],
    ['is:new', 'unknownMark', 'is:new'],
    ['a '.repeat(70), 'tooLong', ''],
    [`${'('.repeat(30)}a`, 'tooLong', '('],
  ])('%s is told to be %s', (text, code, part) => {
    expect(parseQueryText(text, today).problems).toContainEqual({ code, text: part });
  });

  it.each(['swap', '-a "b c" (d OR e) #f date:P7D/', 'it’s 5 o’clock - or so', 'a -- b'])(
    'without a fault, nothing is told: %s',
    (text) => {
      expect(parseQueryText(text, today).problems).toEqual([]);
    },
  );

  it('is read whatever it is, and ends', () => {
    const piece = fc.oneof(
      fc.constantFrom('(', ')', '"', '-', '!', 'OR', 'is:', 'date:', '#', ' ', 'NOT', 'x:', '::', '/'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { root } = parseQueryText(pieces.join(''), today);
        expect(shown(root).length).toBeLessThan(2_000);
      }),
    );
  });
});

describe('a span', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-05-18', '2026-05-18', '2026-05-18'],
    ['2026-05/2026-06', '2026-05-01', '2026-06-30'],
    ['2026-05..2026-06-03', '2026-05-01', '2026-06-03'],
    ['/2025', undefined, '2025-12-31'],
    ['2025/', '2025-01-01', undefined],
    ['P7D', '2026-05-13', undefined],
    ['P1M/', '2026-04-20', undefined],
    ['P1Y2M/P1W', '2025-03-20', '2026-05-13'],
    ['2026-06/2026-05', '2026-05-01', '2026-06-30'],
    ['2026-05-18..2026-05-02', '2026-05-02', '2026-05-18'],
    ['P7D/P1M', '2026-04-20', '2026-05-13'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(parseSpan(text, today)).toEqual({ ...(from && { from }), ...(to && { to }) });
  });

  it.each(['', '/', '..', 'P', '26', '2026-5', '2026-02-30', '2026/2027/2028', 'P9999Y', 'x/2026'])(
    '%s is none',
    (text) => {
      expect(parseSpan(text, today)).toBeUndefined();
    },
  );
});
