import type { OutFeed, OutItem, OutPaging, OutSource } from './out-feed.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

function link(rel: string, href: string, more: XmlNode = {}): XmlNode {
  return { '@rel': rel, '@href': href, ...more };
}

/** Plain text, said to be so: readers take untyped text with markup in it for HTML, against the standard. */
function plain(text: string): XmlNode {
  return { '@type': 'text', '#text': text };
}

/**
 * Atom's `source` keeps what the item's own feed said of itself (RFC 4287, section 4.2.11).
 *
 * @param updated RFC 3339: the item's own, which its feed was as new as; a date of the feed now would make all items new
 */
function sourceNode(source: OutSource, updated: string): XmlNode {
  return {
    id: source.feed ?? source.page,
    title: plain(source.title),
    link: [
      ...(source.home === undefined ? [] : [link('alternate', source.home, { '@type': 'text/html' })]),
      ...(source.feed === undefined ? [] : [link('self', source.feed)]),
    ],
    updated,
  };
}

function linksOf(item: OutItem): XmlNode[] {
  const via = item.source?.feed ?? item.source?.home;
  const replies: XmlNode = {
    '@type': 'text/html',
    ...(item.commentsCount !== undefined && { '@thr:count': item.commentsCount }),
  };
  return [
    link('alternate', item.url, { '@type': 'text/html' }),
    ...(item.externalUrl === undefined ? [] : [link('related', item.externalUrl)]),
    ...(via === undefined ? [] : [link('via', via)]),
    ...(item.commentsUrl === undefined ? [] : [link('replies', item.commentsUrl, replies)]),
    ...item.attachments.map((file) =>
      link('enclosure', file.url, {
        '@type': file.mime_type,
        ...(file.size_in_bytes !== undefined && { '@length': file.size_in_bytes }),
        ...(file.title !== undefined && { '@title': file.title }),
      }),
    ),
  ];
}

function categoriesOf(item: OutItem): XmlNode[] {
  const { section } = item;
  return [
    ...item.tags.map((tag) => ({ '@term': tag })),
    ...(section === undefined
      ? []
      : [{ '@term': section.id, '@scheme': new URL('../', section.page).href, '@label': section.title }]),
  ];
}

function entryNode(item: OutItem, feed: OutFeed): XmlNode {
  // Every entry needs an author (RFC 4287, section 4.1.2); a source stands for authors that it does not name.
  const authors = item.authors.length > 0 ? item.authors : [{ name: item.source?.title ?? feed.publisher }];
  return {
    ...(item.language !== undefined && item.language !== feed.language && { '@xml:lang': item.language }),
    id: item.id,
    title: plain(item.title),
    link: linksOf(item),
    published: item.published,
    updated: item.updated,
    author: authors.map(({ name, url }) => ({ name, ...(url !== undefined && { uri: url }) })),
    category: categoriesOf(item),
    ...(item.summary !== undefined && { summary: plain(item.summary) }),
    ...(item.html !== undefined && { content: { '@type': 'html', '#text': item.html } }),
    ...(item.source !== undefined && { source: sourceNode(item.source, item.updated) }),
    ...(item.image !== undefined && { 'media:thumbnail': { '@url': item.image } }),
  };
}

const atomType = { '@type': 'application/atom+xml' };

/** The links between a feed and its archive; the same in Atom and, with their type, in RSS. RFC 5005, section 4. */
export function pagingLinks({ current, previous, next }: OutPaging): XmlNode[] {
  return [
    ...(current === undefined ? [] : [link('current', current.atom, atomType)]),
    ...(previous === undefined ? [] : [link('prev-archive', previous.atom, atomType)]),
    ...(next === undefined ? [] : [link('next-archive', next.atom, atomType)]),
  ];
}

function feedLinks(feed: OutFeed): XmlNode[] {
  return [
    link('self', feed.self.atom, atomType),
    link('alternate', feed.home, { '@type': 'text/html' }),
    ...(feed.forms.includes('json')
      ? [link('alternate', feed.self.json, { '@type': 'application/feed+json' })]
      : []),
    ...(feed.forms.includes('rss')
      ? [link('alternate', feed.self.rss, { '@type': 'application/rss+xml' })]
      : []),
    ...(feed.hub === undefined ? [] : [link('hub', feed.hub)]),
    ...(feed.paging === undefined ? [] : pagingLinks(feed.paging)),
  ];
}

/**
 * Writes a feed as Atom 1.0.
 *
 * @see RFC 4287; RFC 4685 for `thr:count`; RFC 5005 for archives; Media RSS 1.5 for `media:thumbnail`
 */
export function atomDocument(feed: OutFeed): string {
  const isClosed = feed.paging?.kind === 'closed';
  const root: XmlNode = {
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xmlns:thr': 'http://purl.org/syndication/thread/1.0',
      '@xmlns:media': 'http://search.yahoo.com/mrss/',
      ...(isClosed && { '@xmlns:fh': 'http://purl.org/syndication/history/1.0' }),
      '@xml:lang': feed.language,
      id: feed.id ?? feed.self.atom,
      title: plain(feed.title),
      ...(feed.description !== undefined && { subtitle: plain(feed.description) }),
      link: feedLinks(feed),
      updated: feed.updated,
      author: { name: feed.publisher, uri: feed.publisherUrl },
      generator: 'Daybook',
      ...(isClosed && { 'fh:archive': '' }),
      entry: feed.items.map((item) => entryNode(item, feed)),
    },
  };
  return xmlDocument(root, feed.stylesheet);
}
