import type { OutFeed, OutItem, OutSource } from './out-feed.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

function link(rel: string, href: string, more: XmlNode = {}): XmlNode {
  return { '@rel': rel, '@href': href, ...more };
}

/** Plain text, said to be so: readers take untyped text with markup in it for HTML, against the standard. */
function plain(text: string): XmlNode {
  return { '@type': 'text', '#text': text };
}

/** Atom's `source` keeps what the item's own feed said of itself (RFC 4287, section 4.2.11). */
function sourceNode(source: OutSource): XmlNode {
  return {
    id: source.feed ?? source.page,
    title: plain(source.title),
    link: [
      ...(source.home === undefined ? [] : [link('alternate', source.home, { '@type': 'text/html' })]),
      ...(source.feed === undefined ? [] : [link('self', source.feed)]),
    ],
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
  const authors = item.authors.length > 0 ? item.authors : [item.source?.title ?? feed.publisher];
  return {
    ...(item.language !== undefined && item.language !== feed.language && { '@xml:lang': item.language }),
    id: item.id,
    title: plain(item.title),
    link: linksOf(item),
    published: item.published,
    updated: item.updated,
    author: authors.map((name) => ({ name })),
    category: categoriesOf(item),
    ...(item.summary !== undefined && { summary: plain(item.summary) }),
    ...(item.html !== undefined && { content: { '@type': 'html', '#text': item.html } }),
    ...(item.source !== undefined && { source: sourceNode(item.source) }),
  };
}

/**
 * Writes a feed as Atom 1.0.
 *
 * @see RFC 4287; RFC 4685 for `thr:count`
 */
export function atomDocument(feed: OutFeed): string {
  const root: XmlNode = {
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xmlns:thr': 'http://purl.org/syndication/thread/1.0',
      '@xml:lang': feed.language,
      id: feed.self.atom,
      title: plain(feed.title),
      ...(feed.description !== undefined && { subtitle: plain(feed.description) }),
      link: [
        link('self', feed.self.atom, { '@type': 'application/atom+xml' }),
        link('alternate', feed.home, { '@type': 'text/html' }),
        link('alternate', feed.self.json, { '@type': 'application/feed+json' }),
        link('alternate', feed.self.rss, { '@type': 'application/rss+xml' }),
      ],
      updated: feed.updated,
      author: { name: feed.publisher, uri: feed.publisherUrl },
      generator: 'Daybook',
      entry: feed.items.map((item) => entryNode(item, feed)),
    },
  };
  return xmlDocument(root, feed.stylesheet);
}
