import { expect, it } from 'vitest';
import { translator } from './messages.ts';

const messages = {
  plain: 'Save',
  filled: 'by {name}, {unknown}',
  counted: { one: '{n} item', other: '{n} items' },
  polish: { one: '{n} artykuł', few: '{n} artykuły', many: '{n} artykułów', other: '{n} artykułu' },
};

it.each([
  ['a plain text', 'en', 'plain', {}, 'Save'],
  [
    'its arguments, and leaves unknown ones',
    'en',
    'filled',
    { name: 'A. {name}' },
    'by A. {name}, {unknown}',
  ],
  ['one', 'en', 'counted', { n: 1 }, '1 item'],
  ['several, in the digits of the language', 'en', 'counted', { n: 1234 }, '1,234 items'],
  ['none as one in French', 'fr', 'counted', { n: 0 }, '0 item'],
  ['few in Polish', 'pl', 'polish', { n: 3 }, '3 artykuły'],
  ['many in Polish', 'pl', 'polish', { n: 5 }, '5 artykułów'],
  ['nothing for an unknown message', 'en', 'absent', {}, ''],
])('gives %s', (_case, language, key, args, expected) => {
  expect(translator(messages, language)(key, args)).toBe(expected);
});
