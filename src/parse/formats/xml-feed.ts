import type { ParsedFeed } from '../../model/types.ts';
import { present } from '../fields/fields.ts';
import { channelAuthors, inherit } from '../fields/inherited-authors.ts';
import { NewsSitemap } from '../fields/news-sitemap.ts';
import { NewestItems } from '../newest.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { XmlReader } from '../xml/reader.ts';
import { TreeBuilder } from '../xml/tree.ts';
import { newAddress, readHead } from './head.ts';
import { HeadSoFar } from './head-so-far.ts';
import { readItem, readItemDate } from './item.ts';

/** What an XML document is read with. */
export interface XmlContext {
  readonly charset: string;
  /** The document's address, by RFC 3986 §5.1, when it is a web address. */
  readonly documentUrl: string | undefined;
  /** Whether the server named that address as the base (`Content-Location`). */
  readonly isStated: boolean;
  /** The zone of dates without a time: an IANA name. */
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

const emptyMap: ReadonlyMap<string, string> = new Map();

/** Reads RSS, RDF, Atom and CDF in one pass, or gives `undefined` when no feed begins anywhere in the text. */
export function readXmlFeed(text: string, context: XmlContext): ParsedFeed | undefined {
  const { repairs, documentUrl } = context;
  const items = new NewestItems(repairs);
  const sitemap = new NewsSitemap();
  const builder = new TreeBuilder(documentUrl, repairs, {
    findBase: () => head.base,
    onItem: (item, { isOutside }) => {
      // Behind the feed's end only what says something is an item: a script may mention the tag.
      if (isOutside && item.children.length === 0) return;
      if (isEmpty(item)) {
        repairs.note('XML_EMPTY_ITEM', 'An item without anything in it was left out.');
        return;
      }
      if (!sitemap.wants(item)) return;
      const itemContext = {
        language: head.language,
        documentUrl: documentUrl ?? head.place,
        home: head.home,
        timezone: context.timezone,
        repairs,
      };
      if (items.wants(() => readItemDate(item, itemContext))) items.add(readItem(item, itemContext));
    },
  });
  const head = new HeadSoFar(builder.document, context);
  new XmlReader(builder, repairs).read(text);
  builder.end();
  if (builder.root === undefined) return undefined;
  const kept = items.finish();
  const root = findRoot(builder.document, builder.root);
  if (sitemap.isWithoutNews(root, kept.length)) return undefined;
  const channel = withHome(withBase(findChannel(root), head.place), head.base);
  const beside = withHome(root, head.base);
  const { rights, schedule, moved_to, ...fields } = readHead(channel, beside, repairs);
  // RFC 4287 §4.2.1 for Atom.
  const authors = isAtom(root)
    ? fields.authors
    : channelAuthors(channel, { title: fields.title, items: kept });
  return {
    version: 'https://jsonfeed.org/version/1.1',
    ...sitemap.head,
    ...fields,
    items: kept.map((item) => inherit(item, authors)),
    _daybook: present<ParsedFeed['_daybook']>({
      format: formatOf(root),
      charset: context.charset,
      rights,
      schedule,
      moved_to: newAddress(moved_to, documentUrl, repairs),
    }),
  };
}

/** Whether an item says nothing at all: not even that it exists. */
function isEmpty({ children, attributes, text }: XmlElement): boolean {
  const isNamed = attributes.has('rdf:about') || attributes.has('href');
  return children.length === 0 && !isNamed && text.trim() === '';
}

/** A document that has no address, but says where it lives: its own relative addresses are read from there. */
function withBase(channel: XmlElement, base: string | undefined): XmlElement {
  if (channel.base !== undefined || base === undefined) return channel;
  const children = channel.children.map((child) => (child.base === undefined ? { ...child, base } : child));
  return { ...channel, base, children };
}

/** What a feed says of the document rather than of its site: where it is, and where it goes on. */
const ofDocument: ReadonlySet<string> = new Set(['link', 'atom:link', 'itunes:new-feed-url', 'redirect']);

/** The head of a feed that another site serves: its pictures and people are at home. */
function withHome(element: XmlElement, home: string | undefined): XmlElement {
  if (home === undefined) return element;
  const children = element.children.map((child) =>
    child.hasOwnBase || ofDocument.has(child.name) ? child : { ...child, base: home },
  );
  return { ...element, children };
}

function isAtom(root: XmlElement): boolean {
  return root.name === 'atom:feed';
}

function findRoot(document: XmlElement, first: XmlElement): XmlElement {
  const isItem = first.name === 'item' || first.name === 'atom:entry';
  return isItem ? { ...document, name: first.name, attributes: emptyMap } : first;
}

function findChannel(root: XmlElement): XmlElement {
  // CDF puts channels into channels; the outer one is the feed.
  return root.name === 'channel' ? root : (root.children.find(({ name }) => name === 'channel') ?? root);
}

function formatOf(root: XmlElement): string {
  const version = root.attributes.get('version')?.trim();
  const addresses = [...root.scope.addresses.values()].join(' ');
  switch (root.name) {
    case 'atom:feed':
      return version === '0.3' || /purl\.org\/atom\/ns/i.test(addresses) ? 'atom 0.3' : 'atom 1.0';
    case 'atom:entry':
      return 'atom 1.0';
    case 'sitemap:urlset':
      return 'news sitemap';
    case 'rdf:rdf':
      return /\b(?:my|channel)\.netscape\.com\/rdf\/simple\/0\.9/i.test(addresses) ? 'rss 0.90' : 'rss 1.0';
    case 'channel':
      return root.attributes.has('href') || root.children.some(({ name }) => name === 'schedule')
        ? 'cdf'
        : 'rss';
    default:
      return version ? `rss ${version.slice(0, 10)}` : 'rss';
  }
}
