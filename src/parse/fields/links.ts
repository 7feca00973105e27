import type { RelatedLink } from '../../model/types.ts';
import { collapse } from '../html/html-text.ts';
import { maxListLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { Attributes, XmlElement } from '../xml/element.ts';
import { type Fields, isFilled, present } from './fields.ts';
import { isWebAddress, readUrl } from './urls.ts';

const iana = 'http://www.iana.org/assignments/relation/';

/** Every `atom:link`, and RSS `link` elements written in Atom's way, in document order. Broken ones are left out. */
export function readLinks(fields: Fields, repairs: Repairs): RelatedLink[] {
  const links: RelatedLink[] = [];
  for (const element of fields.all('atom:link', 'link')) {
    const link = isAtomLink(element) ? readLink(element, repairs) : undefined;
    if (link !== undefined && links.length < maxListLength) links.push(link);
  }
  return links;
}

/** Atom's link has its address in an attribute; some write it as text, as RSS does, but with Atom's relations. */
function isAtomLink({ name, attributes }: XmlElement): boolean {
  return name === 'atom:link' || attributes.has('rel') || addressOf(attributes) !== undefined;
}

function readLink(element: XmlElement, repairs: Repairs): RelatedLink | undefined {
  const { attributes, base } = element;
  const url = readUrl(hrefOf(element), base, repairs);
  if (url === undefined) return undefined;
  return present<RelatedLink>({
    rel: relation(attributes.get('rel')),
    url,
    type: attributes.get('type')?.trim().toLowerCase() || undefined,
    title: collapse(attributes.get('title') ?? '') || undefined,
    language: attributes.get('hreflang')?.trim() || undefined,
  });
}

/** Some call the attribute as other elements do. */
function addressOf(attributes: Attributes): string | undefined {
  return (
    attributes.get('href') || attributes.get('url') || attributes.get('uri') || attributes.get('rdf:resource')
  );
}

/** An empty reference means its base (RFC 3986 §4.4), which says something only where the feed gives one. */
function hrefOf({ attributes, text, base, hasOwnBase }: XmlElement): string | undefined {
  const href = addressOf(attributes)?.trim() || text.trim();
  return href === '' && attributes.has('href') && hasOwnBase ? base : href;
}

/** RFC 4287 §4.2.7.2: no relation means `alternate`; registered ones may be written as their IANA address, several as in HTML. */
export function relation(text: string | undefined): string {
  const rel = (text ?? '').trim();
  if (rel === '' || rel === 'alternate') return 'alternate';
  const lower = rel.toLowerCase();
  if (/(?:^|\s)alternate(?:\s|$)/.test(lower)) return 'alternate';
  return lower.startsWith(iana) ? lower.slice(iana.length) : rel.includes(':') ? rel : lower;
}

const isPage = ({ type }: RelatedLink): boolean => type === 'text/html' || type === 'application/xhtml+xml';
const isUntyped = ({ type }: RelatedLink): boolean => type === undefined;

/** Relations of HTML that name the page itself, where programs have them in place of `alternate`. */
const pageRelations: ReadonlySet<string> = new Set(['canonical', 'bookmark', 'permalink']);

/**
 * The address to read an item at: an HTML alternate before one without type before any other; of several pages the one in the
 * given language, else one that names none.
 */
export function alternateOf(links: readonly RelatedLink[], language?: string): RelatedLink | undefined {
  const all = links.filter(({ rel }) => rel === 'alternate');
  const alternates = all.length < 2 ? all : inLanguage(all, language);
  return (
    alternates.find(isPage) ??
    alternates.find(isUntyped) ??
    links.find((link) => pageRelations.has(link.rel) && (isPage(link) || isUntyped(link))) ??
    alternates[0]
  );
}

function inLanguage(links: readonly RelatedLink[], language: string | undefined): readonly RelatedLink[] {
  const rank = (link: RelatedLink): number =>
    link.language === undefined ? 1 : sameLanguage(link.language, language) ? 0 : 2;
  return links.toSorted((a, b) => rank(a) - rank(b));
}

function sameLanguage(one: string, other: string | undefined): boolean {
  const plain = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return other !== undefined && plain(one) === plain(other);
}

/** `self` of an entry that leads nowhere else, unless it is another document's: the feed's own, or an entry's in XML. */
export function selfOf(links: readonly RelatedLink[], documentUrl: string | undefined): string | undefined {
  return links.find(
    (link) => link.rel === 'self' && link.url !== documentUrl && (isPage(link) || isUntyped(link)),
  )?.url;
}

/** The address of the first link of a relation. */
export function linkTo(links: readonly RelatedLink[], rel: string): string | undefined {
  return links.find((link) => link.rel === rel)?.url;
}

/** RSS `link` as text. Programs that take a feed for HTML leave it empty and its address behind it. */
export function textLink(fields: Fields, repairs: Repairs): string | undefined {
  const links = fields.all('link');
  for (const element of links) {
    if (isAtomLink(element)) continue;
    const text = isFilled(element) ? element.text : element.children.find(({ name }) => name === 'url')?.text;
    const url = readUrl(text, element.base, repairs);
    if (url !== undefined) return url;
  }
  const behind = links.length === 0 ? '' : fields.element.text.trim();
  return isWebAddress(behind) ? readUrl(behind, undefined, repairs) : undefined;
}
