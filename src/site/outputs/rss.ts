import type { Attachment } from '../../model/types.ts';
import { pagingLinks } from './atom.ts';
import type { OutFeed, OutItem } from './out-feed.ts';
import { htmlText, type XmlNode, xmlDocument } from './xml.ts';

/** RFC 822 with a four-digit year, as RSS asks for: `Mon, 18 May 2026 09:30:00 GMT`. */
function rssDate(instant: string): string {
  return new Date(instant).toUTCString();
}

/** All three attributes are required; a length that nobody told is written 0, as publishers do. */
function enclosureNode(file: Attachment): XmlNode {
  return { '@url': file.url, '@length': file.size_in_bytes ?? 0, '@type': file.mime_type };
}

/** RSS knows one enclosure an item; the others go by Media RSS, so that none is lost. */
function mediaNode(file: Attachment): XmlNode {
  const seconds = file.duration_in_seconds;
  return {
    '@url': file.url,
    '@type': file.mime_type,
    ...(file.size_in_bytes !== undefined && { '@fileSize': file.size_in_bytes }),
    ...(seconds !== undefined && { '@duration': Math.round(seconds) }),
    ...(file.title !== undefined && { 'media:title': file.title }),
  };
}

/** What RSS itself has no words for: the page that a link blog points to, as in Atom, and how long a recording is. */
function beyondRss({ externalUrl, attachments: [enclosure] }: OutItem): XmlNode {
  const seconds = enclosure?.duration_in_seconds;
  return {
    ...(externalUrl !== undefined && { 'atom:link': { '@rel': 'related', '@href': externalUrl } }),
    ...(seconds !== undefined && { 'itunes:duration': Math.round(seconds) }),
  };
}

function itemNode(item: OutItem, feed: OutFeed): XmlNode {
  const [enclosure, ...others] = item.attachments;
  const { section, source } = item;
  const categories = [
    ...item.tags,
    ...(section === undefined
      ? []
      : [{ '@domain': new URL('../', section.page).href, '#text': section.title }]),
  ];
  // An item needs a title or a description: one without both keeps the title that stands in.
  const titled = !item.untitled || item.summary === undefined;
  return {
    // Plain text, as the RSS Advisory Board's profile asks; a description is HTML.
    ...(titled && { title: item.title }),
    link: item.url,
    guid: { '@isPermaLink': 'true', '#text': item.id },
    pubDate: rssDate(item.published),
    ...(item.updated !== item.published && { 'atom:updated': item.updated }),
    'dc:creator': item.authors.map(({ name }) => name ?? ''),
    ...(item.language !== undefined && item.language !== feed.language && { 'dc:language': item.language }),
    category: categories,
    ...(item.summary !== undefined && { description: htmlText(item.summary) }),
    ...(item.html !== undefined && { 'content:encoded': item.html }),
    ...(item.commentsUrl !== undefined && { comments: item.commentsUrl }),
    ...(item.commentsCount !== undefined && { 'slash:comments': item.commentsCount }),
    ...(enclosure !== undefined && { enclosure: enclosureNode(enclosure) }),
    ...beyondRss(item),
    'media:content': others.map(mediaNode),
    ...(item.image !== undefined && { 'media:thumbnail': { '@url': item.image } }),
    ...(source?.feed !== undefined && { source: { '@url': source.feed, '#text': source.title } }),
  };
}

/** What came before is in Atom documents, whatever form of the feed is followed: RFC 5005 links them by address. */
function channelLinks({ self, hub, paging }: OutFeed): XmlNode[] {
  return [
    { '@rel': 'self', '@href': self.rss, '@type': 'application/rss+xml' },
    ...(hub === undefined ? [] : [{ '@rel': 'hub', '@href': hub }]),
    ...(paging === undefined ? [] : pagingLinks(paging)),
  ];
}

/**
 * Writes a feed as RSS 2.0.
 *
 * @see https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile
 */
export function rssDocument(feed: OutFeed): string {
  const root: XmlNode = {
    rss: {
      '@version': '2.0',
      '@xmlns:atom': 'http://www.w3.org/2005/Atom',
      '@xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
      '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      '@xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
      '@xmlns:media': 'http://search.yahoo.com/mrss/',
      '@xmlns:slash': 'http://purl.org/rss/1.0/modules/slash/',
      channel: {
        title: feed.title,
        link: feed.home,
        'atom:link': channelLinks(feed),
        description: htmlText(feed.description ?? feed.title),
        language: feed.language,
        lastBuildDate: rssDate(feed.updated),
        generator: 'Daybook',
        docs: 'https://www.rssboard.org/rss-specification',
        item: feed.items.map((item) => itemNode(item, feed)),
      },
    },
  };
  return xmlDocument(root, feed.stylesheet);
}
