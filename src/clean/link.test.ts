import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLink, cleanResource } from './link.ts';
import { linkSchemes } from './link-schemes.ts';
import { safeUrl } from './safe-url.ts';
import { vectors } from './vectors.test-kit.ts';

describe('safeUrl', () => {
  it.each([
    ['https', 'https://example.org/a', 'https://example.org/a'],
    ['an upper-case scheme', 'HTTPS://EXAMPLE.org/A', 'https://example.org/A'],
    ['a mail address', 'mailto:a@example.org', 'mailto:a@example.org'],
    ['a telephone number', 'tel:+33-1', 'tel:+33-1'],
    ['a link to a feed', 'feed://example.org/rss', 'http://example.org/rss'],
    ['a link to a feed with its scheme', 'feed:https://example.org/rss', 'https://example.org/rss'],
    ['letters of any script', 'https://example.org/é?ü#ñ', 'https://example.org/%C3%A9?%C3%BC#%C3%B1'],
    ['a user name and password', 'https://bank.example@example.org/', 'https://example.org/'],
  ])('takes %s', (_case, text, expected) => {
    expect(safeUrl(text)).toBe(expected);
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a script with a tab', 'java\tscript:alert(1)'],
    ['a script behind another scheme', 'feed:javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a file', 'file:///etc/passwd'],
    ['a relative address without a base', '/a'],
    ['nothing', ''],
    ['a host that is none', 'https://[::1'],
    ['9 KB', `https://example.org/${'x'.repeat(9_000)}`],
    ['an address that grows past 8 KB', `https://example.org/${'é'.repeat(3_000)}`],
  ])('refuses %s', (_case, text) => {
    expect(safeUrl(text)).toBeUndefined();
  });

  it.each([
    'magnet:?xt=urn:btih:0123456789abcdef&dn=A%20film',
    'xmpp:room@chat.example?join',
    'irc://irc.example/#talk',
    'ircs://irc.example:6697/talk',
    'gemini://capsule.example/log.gmi',
    'gopher://hole.example:70/1/phlog',
    'ftp://ftp.example/pub/a.tar.gz',
    'sip:ann@call.example',
    'sms:+33123456789?body=Hello',
    'geo:-33.86,151.2;u=35',
    'webcal://calendar.example/fair.ics',
    'matrix:r/talk:chat.example',
    'news:comp.lang.misc',
    'nntp://news.example/comp.lang.misc',
    'ssh://git@forge.example/a.git',
    'svn+ssh://forge.example/a',
    'bitcoin:1Ab?amount=0.1',
    'skype:ann?call',
    'spotify:track:1a',
    'itms-apps://shop.example/app/1',
    'apt:htop',
  ])('keeps a link to what another program opens: %s', (text) => {
    expect(safeUrl(text)).toBe(text);
    expect(safeUrl(text, 'https://example.org/')).toBe(text);
    expect(safeUrl(text, undefined, 'resource')).toBeUndefined();
  });

  it.each([
    ['a shell in which it is an option', 'ssh://-oProxyCommand=x/a'],
    ['a shell in which it is an encoded option', 'git://%2duploadpack/a'],
    ['a shell without a host', 'ssh:-oProxyCommand=x'],
    ['a program that is started', 'steam://run/1//-x'],
    ['settings of the system', 'ms-settings:privacy'],
    ['a search of the system', 'search-ms:query=x&crumb=location:y'],
    ['a file on a share', 'smb://host.example/a'],
    ['an app with code', 'intent://x#Intent;scheme=https;end'],
    ['the source of a page', 'view-source:https://example.org/'],
    ['a feed that is a script', 'feed:data:text/html,x'],
  ])('refuses %s', (_case, text) => {
    expect(safeUrl(text)).toBeUndefined();
    expect(safeUrl(text.toUpperCase(), 'https://example.org/')).toBeUndefined();
  });

  it.each([
    ['a name that looks like a host', 'ssh://bank.example@evil.example/', 'ssh://evil.example/'],
    ['a password', 'sftp://ann:secret@files.example/a', 'sftp://ann@files.example/a'],
    ['a name where none is needed', 'irc://bank.example@evil.example/', 'irc://evil.example/'],
  ])('takes out %s', (_case, text, expected) => {
    expect(safeUrl(text)).toBe(expected);
  });

  it('writes nothing that ends an attribute, whatever the scheme', () => {
    for (const scheme of linkSchemes) {
      const href = safeUrl(`${scheme}//a.example/ "'><img src=x onerror=alert(1)>\`\t#"`) ?? '';
      expect(href).not.toMatch(/["<>` \t]/);
      expect(safeUrl(href) ?? '').toBe(href);
      const opaque = safeUrl(`${scheme}a" <b>\n\`c`) ?? '';
      expect(opaque).not.toMatch(/["<>` \n]/);
      expect(safeUrl(opaque) ?? '').toBe(opaque);
    }
  });

  it('lists no scheme that runs scripts or reads files', () => {
    for (const scheme of linkSchemes)
      expect(scheme).not.toMatch(
        /script|data|blob|file|about|source|jar|intent|^ms-|chrome|resource|search|shell|smb|feed/,
      );
  });

  it('reads relative addresses against the base', () => {
    expect(safeUrl('../b?c', 'https://example.org/x/y/')).toBe('https://example.org/x/b?c');
    expect(safeUrl('//cdn.example/a', 'https://example.org/')).toBe('https://cdn.example/a');
  });

  it('refuses mail addresses as a resource', () => {
    expect(safeUrl('mailto:a@example.org', undefined, 'resource')).toBeUndefined();
  });

  it('never throws, and gives back what it gave', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const once = safeUrl(text, 'https://example.org/');
          if (once !== undefined) expect(safeUrl(once)).toBe(once);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('cleanLink', () => {
  it.each([
    ['where a post stood', 'https://e.org/p?ref_src=embed', 'https://e.org/p'],
    ['campaign marks', 'https://e.org/?utm_source=rss&a=1&utm_medium=x', 'https://e.org/?a=1'],
    ['click numbers', 'https://e.org/?fbclid=1&gclid=2&msclkid=3', 'https://e.org/'],
    ['a source that says feed', 'https://e.org/?ref=rss&id=2', 'https://e.org/?id=2'],
    [
      "a site's own marks",
      'https://www.amazon.com/dp/1?pf_rd_p=x&tag=y&k=z',
      'https://www.amazon.com/dp/1?k=z',
    ],
  ])('strips %s', (_case, text, expected) => {
    expect(cleanLink(text)).toBe(expected);
  });

  it.each([
    ['order and spelling', 'https://e.org/?b=%7e&a=%20+&&c'],
    ['a reference that is none to a feed', 'https://e.org/?ref=main&source=wikipedia'],
    ['fragments', 'https://e.org/#utm_source=x'],
    ['signatures', 'https://e.org/?Signature=a%2Fb%3D&Expires=1'],
  ])('keeps %s', (_case, text) => {
    expect(cleanLink(text)).toBe(text);
  });

  it.each([
    [
      'a search engine',
      'https://www.google.com/url?q=https://e.org/a%3Futm_source%3Dx&sa=D',
      'https://e.org/a',
    ],
    [
      'a social network',
      'https://l.facebook.com/l.php?u=https%3A%2F%2Fe.org%2F%3Ffbclid%3Dx&h=y',
      'https://e.org/',
    ],
    ['a forum', 'https://out.reddit.com/t3_x?url=https%3A%2F%2Fe.org%2Fa&token=y', 'https://e.org/a'],
    ['a video site', 'https://www.youtube.com/redirect?q=https%3A%2F%2Fe.org%2F', 'https://e.org/'],
    ['a page of questions', 'https://link.zhihu.com/?target=https%3A//e.org/a', 'https://e.org/a'],
    ['a page that hides its reader', 'https://href.li/?https://e.org/a?b=c', 'https://e.org/a?b=c'],
    [
      'redirects inside redirects',
      `https://www.google.com/url?q=${encodeURIComponent('https://t.umblr.com/redirect?z=https%3A%2F%2Fe.org%2F')}`,
      'https://e.org/',
    ],
  ])('unwraps %s', (_case, text, expected) => {
    expect(cleanLink(text)).toBe(expected);
  });

  it.each([
    [
      'a counter before the file',
      'https://dts.podtrac.com/redirect.mp3/media.example/a.mp3',
      'https://media.example/a.mp3',
    ],
    [
      'several counters',
      'https://pdst.fm/e/chtbl.com/track/X1/op3.dev/e/media.example/a.mp3?x=1',
      'https://media.example/a.mp3?x=1',
    ],
    [
      'a counter with the whole address behind',
      'https://op3.dev/e/https://media.example/a.mp3',
      'https://media.example/a.mp3',
    ],
  ])('unwraps %s', (_case, text, expected) => {
    expect(cleanResource(text)).toBe(expected);
  });

  it.each([
    ['a script', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['a relative path', 'https://www.google.com/url?q=/path'],
  ])('leaves a redirect to %s wrapped', (_case, text) => {
    expect(cleanLink(text)).toMatch(/^https:\/\/www\.google\.com\/url/);
  });

  it('gives back what it gave', () => {
    const part = fc.constantFrom(
      'utm_source=x',
      'a=1',
      'q=https://e.org/',
      'url=https%3A%2F%2Fe.org%2F%3Futm_id%3D1',
      '&',
      'ref=rss',
      'u=//x',
      'q=',
    );
    const host = fc.constantFrom(
      'www.google.com/url',
      'l.facebook.com/l.php',
      'e.org/',
      'op3.dev/e/x.org/',
      'www.amazon.com/a/ref=x',
    );
    fc.assert(
      fc.property(host, fc.array(part, { maxLength: 6 }), (where, parts) => {
        const once = cleanLink(`https://${where}?${parts.join('&')}`);
        if (once !== undefined) expect(cleanLink(once)).toBe(once);
      }),
      { numRuns: 400 },
    );
    for (const { text } of vectors) {
      const once = cleanLink(text);
      if (once !== undefined) expect(cleanLink(once)).toBe(once);
    }
  });
});
