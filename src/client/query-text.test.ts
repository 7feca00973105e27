import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseQueryText, type QueryNode } from '../search/grammar.ts';
import { queryText } from './query-text.ts';

/** Which part is the last matters only while it is typed, and quotation marks only where they make a difference. */
function meaning(node: QueryNode): unknown {
  switch (node.kind) {
    case 'words':
      return [node.field ?? '', node.text];
    case 'not':
      return ['not', meaning(node.of)];
    case 'all':
    case 'any':
      return [node.kind, ...node.of.map(meaning)];
    default:
      return node;
  }
}
const read = (text: string): ReturnType<typeof parseQueryText> => parseQueryText(text, '2026-05-20');

it.each([
  'swap tables',
  '"swap tables" -kernel',
  'a OR b OR -c d',
  '(a b) OR (c OR d) e',
  '-(a OR b) -"c d" -(-e)',
  'intitle:swap author:"Jonathan Corbet" source:lwn section:kernel lang:fr label:security',
  '#memory #"memory management" #2026',
  'topic:"C++" C++ C# .NET node.js f(x)y',
  'date:2026-05/2026-06 pubdate:P7D/ -date:2026',
  'is:subscriber is:open is:saved is:unread is:read -is:saved',
  'https://example.org/a "author:b" "-c" "OR"',
  'swap is:saved OR is:unread',
])('writes what was understood of %s', (text) => {
  const { root, problems } = read(text);
  expect(problems).toEqual([]);
  const written = queryText(root.of);
  expect(read(written).problems).toEqual([]);
  expect(meaning(read(written).root)).toEqual(meaning(root));
});

it('writes the rest without a part as it was asked for', () => {
  const { of } = read('swap -kernel author:corbet (a OR b)').root;
  const without = (at: number): string => queryText(of.filter((_, i) => i !== at));
  expect([0, 1, 2, 3].map(without)).toEqual([
    '-kernel author:corbet (a OR b)',
    'swap author:corbet (a OR b)',
    'swap -kernel (a OR b)',
    'swap -kernel author:corbet',
  ]);
});

it('keeps the meaning of whatever is typed', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      '"b c"',
      '-',
      '!',
      '(',
      ')',
      'OR',
      'AND',
      'NOT',
      '#t',
      'author:',
      'is:unread',
      'no:d',
      'date:2026',
      ' ',
      '"',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const { root } = read(parts.join(' '));
      const written = queryText(root.of);
      const again = read(written);
      const isHollow = written !== '' && !/[\p{L}\p{N}]/u.test(written.replaceAll(' OR ', ''));
      expect(again.problems).toEqual(isHollow ? [{ code: 'emptyField', text: written }] : []);
      expect(meaning(again.root)).toEqual(meaning(root));
    }),
  );
});
