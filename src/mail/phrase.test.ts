import { describe, expect, it } from 'vitest';
import { phraseOf } from './phrase.ts';

const decoded = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString())
    .join('');

describe('a name in the head of a mail', () => {
  it.each([
    ['Kernel Daybook', 'Kernel Daybook'],
    ['News, at noon', '"News, at noon"'],
    ['The "Daily" \\ Post', '"The \\"Daily\\" \\\\ Post"'],
    ['a <b>\r\nBcc: x', '"a b Bcc: x"'],
    ['=?UTF-8?B?eA==?=', '"=?UTF-8?B?eA==?="'],
  ])('is %s', (name, expected) => {
    expect(phraseOf(name)).toBe(expected);
  });

  it.each(['Journal d’été', '日報の本', 'أخبار الميناء', `${'é'.repeat(200)} 👩‍👩‍👧`])(
    'is made of whole encoded words: %s',
    (name) => {
      const phrase = phraseOf(name);
      expect(phrase).toMatch(/^[ -~]+$/);
      expect(Math.max(...phrase.split(' ').map((word) => word.length))).toBeLessThanOrEqual(75);
      expect(decoded(phrase)).toBe(name);
      expect(decoded(phrase)).not.toContain('\ufffd');
    },
  );
});
