import { type VectorField, vectors } from '../../src/clean/vectors.test-kit.ts';

/**
 * Feeds whose every item carries one attack in one field. What an XML parser must not see as markup is escaped, so that
 * the attack stands whole in the field that the parser hands on.
 */

export const formats = ['rss', 'atom', 'json'] as const;
export type FeedFormat = (typeof formats)[number];

/** An item before it is written; `undefined` fields are left out. */
export interface HostileItem {
  /** The number of its attack in `vectors`. */
  readonly attack: number;
  readonly field: VectorField;
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly author: string;
  readonly tag: string;
  readonly summary: string | undefined;
  readonly content: string;
  readonly enclosure: string | undefined;
  readonly image: string | undefined;
  /** RFC 3339. */
  readonly date: string;
}

export interface HostileFeed {
  readonly id: string;
  readonly format: FeedFormat;
  /** Path below the site folder. */
  readonly path: string;
  readonly title: string;
  readonly items: readonly HostileItem[];
}

const itemsPerDay = 90;

/** A harmless item with the attack in its field. */
function hostileItem(attack: number, format: FeedFormat, place: number): HostileItem {
  const { field, text } = vectors[attack] ?? { field: 'content', text: '' };
  const day = String(1 + Math.floor(place / itemsPerDay)).padStart(2, '0');
  const minute = String(place % 60).padStart(2, '0');
  const harmless = {
    id: `attack-${attack}-${format}`,
    link: `https://pic.example/attack/${attack}/${format}/`,
    title: titleOf(attack, format),
    author: 'Writer',
    tag: 'attack',
    summary: undefined,
    content: `<p>Body ${attack}.</p>`,
    enclosure: undefined,
    image: undefined,
  };
  const hostile = field === 'feed' ? {} : { [field]: text };
  return { attack, field, date: `2026-05-${day}T10:${minute}:00Z`, ...harmless, ...hostile };
}

/** The title of every item whose title is not the attack. */
export function titleOf(attack: number, format: FeedFormat): string {
  return `Number ${attack} by ${format}`;
}

/** Every attack: on bodies in one format by turns, on other fields in each format, on a feed's title in a feed of its own. */
export function hostileFeeds(): readonly HostileFeed[] {
  let place = 0;
  const itemsOf = (format: FeedFormat) =>
    vectors.flatMap(({ field }, attack) => {
      const isOurs = field === 'content' ? formats[attack % formats.length] === format : field !== 'feed';
      return isOurs ? [hostileItem(attack, format, place++)] : [];
    });
  const large = formats.map((format) => feedOf(format, format, `Attacks by ${format}`, itemsOf(format)));
  const small = vectors.flatMap(({ field, text }, attack) => {
    const format = formats[attack % formats.length] ?? 'rss';
    return field === 'feed'
      ? [feedOf(`feed-${attack}`, format, text, [hostileItem(attack, format, place++)])]
      : [];
  });
  return [...large, ...small];
}

function feedOf(id: string, format: FeedFormat, title: string, items: readonly HostileItem[]): HostileFeed {
  return { id, format, path: `feeds/${id}.${format === 'json' ? 'json' : 'xml'}`, title, items };
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text as an XML parser gives it back, in an element or an attribute. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (char) => references[char] ?? char);
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${xmlText(text)}</${name}>`;
}

function rssItem(item: HostileItem): string {
  // Readers of RSS take its texts for HTML, so a plain one is escaped as HTML, then as XML.
  return `<item>${element('title', xmlText(item.title))}${element('link', item.link)}
<guid isPermaLink="false">${xmlText(item.id)}</guid>
${element('dc:creator', xmlText(item.author))}${element('category', xmlText(item.tag))}
${element('pubDate', new Date(item.date).toUTCString())}
${item.summary === undefined ? '' : element('description', xmlText(item.summary))}
<content:encoded>${cdata(item.content)}</content:encoded>
${item.enclosure === undefined ? '' : `<enclosure url="${xmlText(item.enclosure)}" length="1000" type="audio/mpeg"/>`}
${item.image === undefined ? '' : `<media:thumbnail url="${xmlText(item.image)}"/>`}</item>`;
}

function rss({ title, items }: HostileFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>${element('title', xmlText(title))}<link>https://pic.example/</link>${element('description', xmlText(title))}
${items.map(rssItem).join('\n')}</channel></rss>`;
}

function atomEntry(item: HostileItem): string {
  return `<entry><title type="text">${xmlText(item.title)}</title><link rel="alternate" href="${xmlText(item.link)}"/>
${element('id', item.id)}<author>${element('name', item.author)}</author><category term="${xmlText(item.tag)}"/>
<published>${item.date}</published><updated>${item.date}</updated>
${item.summary === undefined ? '' : `<summary type="text">${xmlText(item.summary)}</summary>`}
<content type="html">${xmlText(item.content)}</content>
${item.enclosure === undefined ? '' : `<link rel="enclosure" type="audio/mpeg" href="${xmlText(item.enclosure)}"/>`}
${item.image === undefined ? '' : `<media:thumbnail url="${xmlText(item.image)}"/>`}</entry>`;
}

function atom({ id, title, items }: HostileFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<title type="text">${xmlText(title)}</title><subtitle type="text">${xmlText(title)}</subtitle>
<id>urn:attacks:${id}</id><updated>2026-05-18T10:00:00Z</updated><link rel="alternate" href="https://pic.example/"/>
${items.map(atomEntry).join('\n')}</feed>`;
}

function jsonItem(item: HostileItem): object {
  return {
    id: item.id,
    url: item.link,
    title: item.title,
    content_html: item.content,
    summary: item.summary,
    image: item.image,
    date_published: item.date,
    authors: [{ name: item.author }],
    tags: [item.tag],
    attachments:
      item.enclosure === undefined ? undefined : [{ url: item.enclosure, mime_type: 'audio/mpeg' }],
  };
}

function json({ title, items }: HostileFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: title,
    home_page_url: 'https://pic.example/',
    items: items.map(jsonItem),
  });
}

/** The feed's document. Half surrogate pairs, which no file can hold in UTF-8, are written in JSON alone. */
export function documentOf(feed: HostileFeed): string {
  switch (feed.format) {
    case 'rss':
      return rss(feed);
    case 'atom':
      return atom(feed);
    case 'json':
      return json(feed);
  }
}
