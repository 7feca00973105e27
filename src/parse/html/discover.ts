import { decodeText } from '../charset/charset.ts';
import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { Repairs } from '../repairs.ts';
import { collapse } from './html-text.ts';

/** A feed that a web page announces. */
export interface AnnouncedFeed {
  readonly url: string;
  readonly title?: string;
  readonly type?: string;
}

const feedTypes =
  /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/json|application\/x\.atom\+xml|application\/x-cdf|text\/(?:rss|atom)(?:\+xml)?|(?:text|application)\/xml)\s*(?:;|$)/i;
/** Types of feeds and of nothing else. */
const onlyFeedTypes = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\s*(?:;|$)/i;
/** Relations of documents that such a type may be given to, and that are no feed to follow. */
const otherRelations = /^(?:edit|edituri|first|last|next|prev|previous|search|stylesheet|via)$/;
/** Feeds listed of one page. */
const maxFeeds = 50;

/**
 * Lists the feeds that a page announces by `<link rel="alternate" type="…">`, or by a type that only feeds have, in document order, each once.
 *
 * @example
 * const page = '<link rel="alternate" type="application/atom+xml" href="/feed">';
 * discoverFeeds(page, 'https://one.example/')[0].url; // → "https://one.example/feed"
 */
export function discoverFeeds(html: string | Uint8Array, url: string): AnnouncedFeed[] {
  const text = typeof html === 'string' ? html : decodeText(html, undefined, new Repairs()).text;
  const feeds = new Map<string, AnnouncedFeed>();
  let base: string | undefined;
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base') base ??= resolveUrl(attributes.href ?? '', url);
      const feed = name === 'link' ? announcedBy(attributes, base ?? url) : undefined;
      if (feed !== undefined && feeds.size < maxFeeds && !feeds.has(feed.url)) feeds.set(feed.url, feed);
    },
  });
  parser.end(text);
  return [...feeds.values()];
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

function announcedBy(attributes: Record<string, string>, base: string): AnnouncedFeed | undefined {
  const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
  const type = (attributes.type ?? '').trim().toLowerCase();
  const isNamed = relations.includes('feed') || (relations.includes('alternate') && feedTypes.test(type));
  const isTyped = onlyFeedTypes.test(type) && !relations.some((relation) => otherRelations.test(relation));
  const isFeed = isNamed || isTyped;
  const url = isFeed ? resolveUrl(attributes.href ?? '', base) : undefined;
  if (url === undefined) return undefined;
  const title = collapse(attributes.title ?? '');
  return { url, ...(title === '' ? {} : { title }), ...(type === '' ? {} : { type }) };
}
