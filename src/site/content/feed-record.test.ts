import { expect, it } from 'vitest';
import { parseRepairs } from './feed-record.ts';

it('shows what was mended as one line of text, whatever the feed put into it', () => {
  expect(
    parseRepairs([
      { code: 'TEXT_CONTROL', what: 'The title held "a\u0001\u202e\nb".', count: 2 },
      { code: 'LONG', what: 'x'.repeat(5000) },
      { code: 'EMPTY', what: '\u0001' },
      'no repair',
    ]).map(({ code, what }) => [code, what.length > 300 ? 'too long' : what]),
  ).toEqual([
    ['TEXT_CONTROL', 'The title held "a b".'],
    ['LONG', `${'x'.repeat(299)}…`],
  ]);
});
