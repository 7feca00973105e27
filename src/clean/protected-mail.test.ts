import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

const hide = (text: string, key = 0x54): string =>
  Buffer.from([key, ...[...Buffer.from(text)].map((byte) => byte ^ key)]).toString('hex');
const page = '/cdn-cgi/l/email-protection';
const clean = (html: string): string =>
  cleanHtml(html, { baseUrl: 'https://e.org/', rel: '' }).replace(/^<p>|<\/p>$/g, '');
const words = (text: string): string => `class="__cf_email__" data-cfemail="${hide(text)}"`;

describe('what Cloudflare hides from robots', () => {
  it.each([
    [
      'a mailbox',
      `<a href="${page}" ${words('a@e.org')}>[email&#160;protected]</a>`,
      '<a href="mailto:a@e.org">a@e.org</a>',
    ],
    [
      'one behind words',
      `<a href="${page}#${hide('a@e.org?subject=b')}">write</a>`,
      '<a href="mailto:a@e.org?subject=b">write</a>',
    ],
    [
      'one in a link',
      `<a href="https://e.org${page}#${hide('é@e.org')}"><span ${words('é@e.org')}>x</span></a>`,
      '<a href="mailto:%C3%A9@e.org">é@e.org</a>',
    ],
    ['a version', `npm i <span ${words('a@1.2.3')}>[email&#160;protected]</span>`, 'npm i a@1.2.3'],
    ['a version in a link', `<a href="${page}" ${words('a@1.2.3')}>x</a>`, 'a@1.2.3'],
  ])('is read: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['has no digits', `<a href="${page}">[email&#160;protected]</a>`, '[email\u00a0protected]'],
    ['has others', '<span data-cfemail="xyz">a</span>', 'a'],
    ['leads elsewhere', `<a href="${page}#${hide('javascript:alert(1)//@e.org')}">a</a>`, 'a'],
    [
      'is markup',
      `<span data-cfemail="${hide('<img src=x onerror=alert(1)>')}"></span>`,
      '&lt;img src=x onerror=alert(1)&gt;',
    ],
  ])('is words where it %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});
