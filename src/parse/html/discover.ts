import { decodeText } from '../charset/charset.ts';
import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { Repairs } from '../repairs.ts';
import { isFeedName, looksLikeFeed } from './feed-words.ts';
import { collapse } from './html-text.ts';
import { type Attributes, PageBase, webLink } from './page-base.ts';

/** A feed that a web page announces. */
export interface AnnouncedFeed {
  readonly url: string;
  readonly title?: string;
  readonly type?: string;
}

/** Types that only feeds have, as sites spell them: `application/rss+xml`, `text/rdf`, `application/x-atom+xml`. */
const feedTypes =
  /^(?:text|application)\/(?:x[.-])?(?:(?:rss|atom|rdf|feed)(?:\s*[+ ]\s*(?:xml|json))?|cdf)\s*(?:;|$)/i;
/** Types that feeds share with other documents. */
const sharedType = /^(?:text|application)\/(?:xml|json)\s*(?:;|$)/i;
/** Relations of what has a feed's type and is no feed to follow. */
const otherRelations = /^(?:edit|edituri|first|last|next|prev|previous|search|stylesheet|via)$/i;
/** What WordPress tells programs of a page. */
const interfacePath = /\/wp-json\//;
/** Hardly a page is called so. */
const xmlPath = /\.xml(?:[?#]|$)/i;
/** Links of one page that are looked at. */
const maxLinks = 1000;
/** Feeds listed of one page. */
const maxFeeds = 50;

/**
 * Lists the feeds that a page announces by `<link rel="alternate" type="…">`, in document order, each once. Where it has none
 * of these, links of a feed's type under another relation, and alternates without a type that are called or look like feeds.
 *
 * @example
 * const page = '<link rel="alternate" type="application/atom+xml" href="/feed">';
 * discoverFeeds(page, 'https://one.example/')[0].url; // → "https://one.example/feed"
 */
export function discoverFeeds(html: string | Uint8Array, url: string): AnnouncedFeed[] {
  const text = typeof html === 'string' ? html : decodeText(html, undefined, new Repairs()).text;
  const links: Attributes[] = [];
  const base = new PageBase(url);
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, attributes) {
      base.see(name, attributes);
      if (name === 'link' && links.length < maxLinks) links.push(attributes);
    },
  });
  parser.end(text);
  const announced = feedsOf(links.filter(isAnnounced), base.url);
  return announced.length > 0 ? announced : feedsOf(links.filter(isLikely), base.url);
}

/** Where a page sends its readers by `<meta http-equiv="refresh">`, when that is at once and elsewhere. */
export function refreshOf(html: Uint8Array, url: string): string | undefined {
  const { text } = decodeText(html, undefined, new Repairs());
  let target: string | undefined;
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, { 'http-equiv': header = '', content = '' }) {
      if (name !== 'meta' || header.trim().toLowerCase() !== 'refresh') return;
      const [, written] = /^\s*[0-5](?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*["']?([^\s"']+)/i.exec(content) ?? [];
      target ??= written === undefined ? undefined : resolveUrl(written, url);
    },
  });
  parser.end(text);
  return target === url ? undefined : target;
}

function feedsOf(links: readonly Attributes[], base: string): AnnouncedFeed[] {
  const feeds = new Map<string, AnnouncedFeed>();
  for (const { href, title: written = '', type: stated = '' } of links) {
    const url = webLink(href, base);
    if (url === undefined || interfacePath.test(url) || feeds.has(url) || feeds.size >= maxFeeds) continue;
    const [title, type] = [collapse(written), stated.trim().toLowerCase()];
    feeds.set(url, { url, ...(title === '' ? {} : { title }), ...(type === '' ? {} : { type }) });
  }
  return [...feeds.values()];
}

/** Whether a media type is one that only feeds have. */
export function isFeedType(type: string): boolean {
  return feedTypes.test(type.trim());
}

function isRelated({ rel = '' }: Attributes, wanted: RegExp): boolean {
  return rel.split(/\s+/).some((one) => wanted.test(one));
}

function isAnnounced(link: Attributes): boolean {
  const type = (link.type ?? '').trim();
  return (
    isRelated(link, /^feed$/i) ||
    (isRelated(link, /^alternate$/i) && (isFeedType(type) || sharedType.test(type)))
  );
}

/** An alternate without a type may be the page in another language or for another screen. */
function isLikely(link: Attributes): boolean {
  const { type = '', title = '', href = '', hreflang, media } = link;
  if (isFeedType(type)) return !isRelated(link, otherRelations);
  const isUntyped = type.trim() === '' && hreflang === undefined && media === undefined;
  if (!isUntyped || !isRelated(link, /^(?:alternate|alternative|rss|atom)$/i)) return false;
  return !isRelated(link, /^alternat/i) || isFeedName(title) || looksLikeFeed(href) || xmlPath.test(href);
}
