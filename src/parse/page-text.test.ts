import { describe, expect, it } from 'vitest';
import { type PageTextSource, readPageText } from './page-text.ts';

const sentence = 'The harbour was quiet, the boats lay still, and nobody came to the market that day. ';
const article = `<h1>Quiet harbour</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(5)}`;
const around = '<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>';
const aside = '<aside class="related"><a href="/c">Ten boats you must see</a></aside>';

function page(body: string, head = ''): string {
  return `<!doctype html><html><head><title>Quiet harbour</title>${head}</head><body>${body}</body></html>`;
}

function read(html: string | Uint8Array, source: Partial<PageTextSource> = {}) {
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html;
  return readPageText(bytes, {
    url: 'https://news.example/2026/harbour',
    contentType: 'text/html',
    ...source,
  });
}

describe('readPageText', () => {
  it.each([
    ['in an article', page(`${around}<article>${article}</article>${aside}<footer>Imprint</footer>`)],
    ['in a plain division', page(`${around}<div class="content">${article}</div>${aside}`)],
    ['on a page that leaves out its root', `<title>T</title>${around}<div>${article}</div>`],
    ['on a page whose tags are never closed', page(`${around}<main>${article.replaceAll('</p>', '')}`)],
    [
      'in XHTML',
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><div>${article}</div></body></html>`,
    ],
  ])('finds the text %s', (_case, html) => {
    const text = read(html)?.html ?? '';
    expect(text).toContain('the boats lay still');
    expect(text).not.toMatch(/Sport|Imprint|must see/);
  });

  it.each([
    ['one element', '.story', '<p>One</p>'],
    ['several in their order', 'p', '<p>One</p>\n<p>Two</p>'],
    ['none inside another', 'div, p', '<div class="story">'],
    ['what is not there', '.nothing', undefined],
  ])('takes by a selector %s', (_case, select, expected) => {
    const html = page(`<div class="story"><p>One</p><i>-</i><p>Two</p></div>`);
    const text = read(html, { select })?.html;
    if (expected === undefined) expect(text).toBeUndefined();
    else expect(text).toContain(expected);
    if (select === 'div, p') expect(text?.match(/One/g)).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a page without a body', page('')],
    ['a menu alone', page(around.replaceAll(/<a[^>]*>\w+<\/a>/g, ''))],
  ])('finds nothing in %s', (_case, html) => {
    expect(read(html)).toBeUndefined();
  });

  it.each([
    ['its address', '', 'https://news.example/2026/harbour'],
    ['its base', '<base href="/static/">', 'https://news.example/static/'],
    [
      'its address, when its base runs code',
      '<base href="javascript:x">',
      'https://news.example/2026/harbour',
    ],
  ])('says that addresses stand on %s', (_case, head, base) => {
    expect(read(page(`<article>${article}</article>`, head))?.base).toBe(base);
  });

  it.each([
    ['by the header', 'text/html; charset=windows-1252', ''],
    ['by the page', 'text/html', '<meta charset="windows-1252">'],
  ])('reads another character set, told %s', (_case, contentType, head) => {
    const html = page(`<p class="t">caf\u00e9</p>`, head);
    const bytes = Uint8Array.from(html, (char) => char.charCodeAt(0));
    expect(read(bytes, { contentType, select: '.t' })?.html).toContain('café');
  });

  it('runs no script', () => {
    const html = page(
      `<script>document.title = 'x'; globalThis.wasRun = true;</script><article>${article}</article>`,
    );
    expect(read(html)?.html).toContain('harbour');
    expect('wasRun' in globalThis).toBe(false);
  });
});
