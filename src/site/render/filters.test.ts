import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf, tagName } from '../content/slug.ts';
import { breakable, escapeHtml, firstTags, includes, moreTags, webUrl } from './filters.ts';

describe('webUrl', () => {
  it.each([
    'https://a.example/',
    'HTTP://a.example/',
    'mailto:a@b.example',
    '/',
    '/kernel/2026/',
    '#key',
    '?q=x',
  ])('lets %j stand', (url) => {
    expect(webUrl(url)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
    '//host.example/',
    '/\\host.example/',
    '/\t/host.example/',
    '/\n/host.example/',
    'https://a.example/\n',
    '\\\\host.example',
    'relative/path',
    '',
  ])('leaves out %j', (url) => {
    expect(webUrl(url)).toBe('');
  });

  it('never lets an address lead to a script or away from the site without a scheme', () => {
    const parts = fc.constantFrom('/', '\\', '\t', '\n', ' ', ':', 'javascript', 'https', 'x', '#', '?', '.');
    fc.assert(
      fc.property(
        fc.array(parts).map((list) => list.join('')),
        (url) => {
          const kept = webUrl(url);
          if (kept === '' || /^(?:https?|mailto):/i.test(kept)) return;
          const { protocol, host } = new URL(kept, 'https://site.example/a/');
          expect([protocol, host]).toEqual(['https:', 'site.example']);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('escapeHtml', () => {
  it('leaves no character that ends a text or a quoted attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe('breakable', () => {
  it.each([
    ['arstechnica.com', 'arstechnica.<wbr>com'],
    ['Read lib/crypto_box.c & co', 'Read lib/<wbr>crypto_<wbr>box.<wbr>c &amp; co'],
    ['KernelPlanet', 'Kernel<wbr>Planet'],
    ['lwn.net, heise.de', 'lwn.net, heise.de'],
    ['<b>bold.word</b>', '&lt;b&gt;bold.<wbr>word&lt;/b&gt;'],
    ['日本語の長い見出しはどこでも改行できる', '日本語の長い見出しはどこでも改行できる'],
  ])('lets long words break between their parts: %s', (text, html) => {
    expect(breakable(text)).toBe(html);
  });

  it('changes nothing of what a text says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(breakable(text).replaceAll('<wbr>', '')).toBe(escapeHtml(text));
      }),
    );
  });
});

describe('tags', () => {
  const tags = Array.from({ length: 9 }, (_, at) => ({ name: String(at) }));

  it('are shown or folded, none lost', () => {
    expect([...firstTags(tags), ...(moreTags(tags) ?? [])]).toEqual(tags);
    expect(moreTags(tags.slice(0, 7))).toBeUndefined();
  });

  it('includes finds a value of a list', () => {
    expect([includes(['a'], 'a'), includes(['a'], 'b')]).toEqual([true, false]);
  });
});

describe('slugOf', () => {
  it.each([
    ['Linux Kernel', 'linux-kernel'],
    ['  C++ ', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['日本語', '日本語'],
    ['İzmir', 'izmir'],
    ['izmir', 'izmir'],
    ['I\u0307zmir', 'izmir'],
    ['Öffentlichkeit', 'öffentlichkeit'],
    ['O\u0308ffentlichkeit', 'öffentlichkeit'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c', 'a-b-c'],
    ['I ❤\ufe0f Linux', 'i-linux'],
  ])('%j gives %j', (name, expected) => {
    expect(slugOf(name)).toBe(expected);
  });

  it('gives a name of neither letters nor digits a hash of its own', () => {
    expect(slugOf('…')).toMatch(/^x-[0-9a-f]{8}$/);
    expect(slugOf('❤\ufe0f')).toMatch(/^x-[0-9a-f]{8}$/);
    expect(slugOf('…')).not.toBe(slugOf('!'));
  });

  it('gives one part of an address that a file system takes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(255);
        expect(slugOf(slug)).toBe(slug);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('tagName', () => {
  it.each([
    ['#linux', 'linux'],
    [' linux ', 'linux'],
    ['#1', '#1'],
    ['C#', 'C#'],
  ])('%j is shown as %j', (tag, expected) => {
    expect(tagName(tag)).toBe(expected);
  });
});
