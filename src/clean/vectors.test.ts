import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { ParsedItem } from '../model/types.ts';
import { cleanFeed } from './clean-feed.ts';
import { cleanHtml } from './clean-html.ts';
import { cleanItem } from './clean-item.ts';
import { plainText } from './plain-text.ts';
import { type Vector, vectors } from './vectors.test-kit.ts';

/** Written apart from the cleaner's own list, on purpose: a slip there must not excuse itself here. */
const allowedElements = new Set(
  `a abbr audio b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2
  h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strong sub summary sup table
  tbody td tfoot th thead time tr u ul var video wbr math merror mfrac mi mmultiscripts mn mo mover mprescripts mroot mrow
  ms msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none`.split(/\s+/),
);
const allowedAttributes = new Set(
  `accent accentunder alt colspan columnspan controls data-daybook data-language datetime decoding dir display displaystyle
  fence form height href lang largeop loading mathvariant media movablelimits open poster preload referrerpolicy rel
  reversed rowspan scope separator span src srcset start stretchy title type value width`.split(/\s+/),
);
const urlAttributes = new Set(['href', 'src', 'poster']);
const safeAddress = /^(?:https?:\/\/|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/;
const safeLink =
  /^(?:https?:\/\/|(?:mailto|tel|sms|xmpp|magnet|geo|ftp|ircs?|matrix|webcal|gemini|gopher|sips?|news|bitcoin|apt|ssh):)/;

function faults(html: string, scriptingEnabled: boolean): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (node.nodeName === '#comment') found.push('comment');
    if (!('tagName' in node)) return;
    if (!allowedElements.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      if (!allowedAttributes.has(name)) found.push(`${node.tagName}[${name}]`);
      if (urlAttributes.has(name) && !(name === 'href' ? safeLink : safeAddress).test(value))
        found.push(`${node.tagName}[${name}=${value}]`);
      if (name === 'srcset' && !value.split(', ').every((part) => /^https?:\/\//.test(part)))
        found.push('srcset');
    }
    for (const child of node.childNodes) visit(child);
  };
  for (const node of parseFragment(html, { scriptingEnabled }).childNodes) visit(node);
  return found;
}

const base = 'https://example.org/post/1';
const htmlVectors = vectors.filter(({ field }) => field === 'content');

/** What no published text may hold, seen by the characters' own properties. */
const hidden =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]/u;

describe('attacks', () => {
  it('number at least 400', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(400);
    expect(new Set(vectors.map((vector) => `${vector.field} ${vector.text}`)).size).toBe(vectors.length);
  });

  it.each(htmlVectors)('leave nothing that is not allowed: $class: $text', ({ text }) => {
    const html = cleanHtml(text, { baseUrl: base });
    expect(faults(html, true)).toEqual([]);
    expect(faults(html, false)).toEqual([]);
    expect(cleanHtml(html, { baseUrl: base })).toBe(html);
    expect(html).not.toMatch(/<(?:img|source)[^>]* src(?:set)?="[^"]*leak\.example/);
  });

  it.each(htmlVectors)('stay inside their container: $class: $text', ({ text }) => {
    const html = cleanHtml(text, { baseUrl: base });
    const page = `<ul><li><p>before</p><div>${html}</div><p>after</p></li></ul><p>end</p>`;
    const [list, end, ...more] = parseFragment(page).childNodes;
    expect([list?.nodeName, end?.nodeName, more.length]).toEqual(['ul', 'p', 0]);
    const item = list !== undefined && 'childNodes' in list ? list.childNodes : [];
    expect(item.length).toBe(1);
    const parts = item[0] !== undefined && 'childNodes' in item[0] ? item[0].childNodes : [];
    expect(parts.map((part) => part.nodeName)).toEqual(['p', 'div', 'p']);
  });

  it.each(htmlVectors)('become text without invisible characters: $class: $text', ({ text }) => {
    expect(plainText(cleanHtml(text))).not.toMatch(/(?![\t\n])\p{Cc}|[\u202d\u202e\u200b]/u);
  });
});

function itemOf({ field, text }: Vector): ParsedItem {
  switch (field) {
    case 'content':
      return { content_html: text };
    case 'title':
      return { title: text };
    case 'author':
      return { authors: [{ name: text, url: text, avatar: text }], _daybook: { author_emails: [text] } };
    case 'tag':
      return { tags: [text], _daybook: { categories: [{ term: text, scheme: text, label: text }] } };
    case 'link':
      return {
        url: text,
        external_url: text,
        _daybook: { comments_url: text, links: [{ rel: 'via', url: text }] },
      };
    case 'id':
      return { id: text };
    case 'enclosure':
      return { attachments: [{ url: text, mime_type: text, title: text }] };
    case 'image':
      return { image: text, banner_image: text };
    case 'summary':
      return { summary: text, language: text };
    case 'feed':
      return { _daybook: { source: { title: text, url: text, feed_url: text }, rights: text } };
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('attacks in fields', () => {
  const others = vectors.filter(({ field }) => field !== 'content');

  it.each(others)('come out as one line of text or not at all: $field: $text', (vector) => {
    const item = cleanItem(itemOf(vector), { feedUrl: 'https://example.org/feed' });
    for (const text of strings(item)) {
      expect(text).not.toMatch(hidden);
      expect(text).not.toContain('\n');
      expect(text.length).toBeLessThan(10_000);
    }
    const again = cleanItem(
      { ...item, content_html: item.content_html },
      { feedUrl: 'https://example.org/feed' },
    );
    expect(again).toEqual(item);
  });

  it.each(others)('give no address but http and https: $field: $text', (vector) => {
    const item = cleanItem(itemOf(vector), { feedUrl: 'https://example.org/feed' });
    const urls = [
      item.url,
      item.external_url,
      item.image,
      item.banner_image,
      item._daybook?.comments_url,
      item._daybook?.source?.url,
      item._daybook?.source?.feed_url,
      ...(item._daybook?.links ?? []).map(({ url }) => url),
      ...(item.attachments ?? []).map(({ url }) => url),
      ...(item.authors ?? []).flatMap(({ url, avatar }) => [url, avatar]),
    ];
    for (const url of urls) if (url !== undefined) expect(url).toMatch(/^https?:\/\/[^\s"<>@]*$/);
  });

  it('are cleaned in a feed of their own', () => {
    for (const { text } of others) {
      const feed = cleanFeed(
        {
          version: 'https://jsonfeed.org/version/1.1',
          title: text,
          description: text,
          home_page_url: text,
          icon: text,
          favicon: text,
          authors: [{ name: text }],
          language: text,
          hubs: [{ type: text, url: text }],
          items: [],
          _daybook: { format: 'rss 2.0', charset: 'utf-8', rights: text },
        },
        { feedUrl: 'https://example.org/feed' },
      );
      for (const value of strings(feed)) expect(value).not.toMatch(hidden);
      for (const url of [feed.home_page_url, feed.icon, feed.favicon]) {
        if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
      }
    }
  });
});
