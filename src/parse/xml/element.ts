import { cdataStart } from './faults.ts';
import { htmlNames, leafNames, nameNames } from './feed-names.ts';
import type { MarkupWriter } from './markup-writer.ts';
import { attributeName, extendScope, isForeign, type Scope } from './namespaces.ts';
import type { RawAttribute } from './scanner.ts';

/** An element's attributes by our names. */
export type Attributes = Pick<ReadonlyMap<string, string>, 'get' | 'has'>;

/** One element of a feed, its name in our spelling (`dc:creator`), its references decoded. */
export interface XmlElement {
  readonly name: string;
  /** As written, for its end tag. */
  readonly raw: string;
  readonly attributes: Attributes;
  readonly children: XmlElement[];
  /** Character data directly inside. */
  text: string;
  /** How many characters of its parent's `text` stand before it. */
  readonly at: number;
  /** Set on text elements that hold markup: their inside as HTML. */
  markup?: MarkupWriter;
  /** The address that relative references inside are resolved against: nested `xml:base`, else the document's. */
  readonly base: string | undefined;
  /** Whether that comes from an `xml:base` here or above. */
  readonly hasOwnBase: boolean;
  /** `xml:lang` in force. */
  readonly language: string | undefined;
  readonly scope: Scope;
}

/** Attributes in a list: elements have so few that looking through it is quicker than making a map. Of equal names the first counts. */
class AttributeList implements Attributes {
  readonly #list: readonly RawAttribute[];

  constructor(list: readonly RawAttribute[]) {
    this.#list = list;
  }

  get(name: string): string | undefined {
    for (const [key, value] of this.#list) if (key === name) return value;
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

const noAttributes: Attributes = new AttributeList([]);

/** Feeds without their namespace, or with one that nobody knows. */
export const misnamedRoots: ReadonlyMap<string, string> = new Map([
  ['rss', 'rss'],
  ['rdf', 'rdf:rdf'],
  ['feed', 'atom:feed'],
  ['channel', 'channel'],
  ['urlset', 'sitemap:urlset'],
]);

const atomAddress = 'http://www.w3.org/2005/Atom';
const sitemapAddress = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Below an element of a feed's frame, names without a prefix belong to its format, whatever namespace is declared. */
export function scopeInside(name: string, raw: string, scope: Scope): Scope {
  const own = scope.prefixes.get('') ?? '';
  if (raw.includes(':')) return scope;
  switch (name) {
    case 'atom:feed':
    case 'atom:entry':
      return own === 'atom' ? scope : extendScope(scope, [['', atomAddress]]);
    case 'sitemap:urlset':
      return own === 'sitemap' ? scope : extendScope(scope, [['', sitemapAddress]]);
    case 'rss':
    case 'channel':
      return own === '' ? scope : extendScope(scope, [['', '']]);
    case 'rdf:rdf':
    case 'item':
      return isForeign(scope) ? extendScope(scope, [['', '']]) : scope;
    default:
      return scope;
  }
}

/** The namespaces in force inside an element with these attributes. */
export function scopeOf(scope: Scope, attributes: readonly RawAttribute[]): Scope {
  if (attributes.length === 0) return scope;
  const declared: [string, string][] = [];
  for (const [name, value] of attributes) {
    if (name === 'xmlns') declared.push(['', value]);
    else if (name.startsWith('xmlns:')) declared.push([name.slice(6), value]);
  }
  return declared.length === 0 ? scope : extendScope(scope, declared);
}

/**
 * Attributes by our names; of one given twice the first counts. Those with the prefix of their element (`media:url` of
 * `media:content`) are also its plain ones, as some write them so.
 */
export function namedAttributes(
  element: string,
  attributes: readonly RawAttribute[],
  scope: Scope,
): Attributes {
  if (attributes.length === 0) return noAttributes;
  const list: RawAttribute[] = [];
  const vocabulary = element.slice(0, element.indexOf(':') + 1);
  for (const [raw, value] of attributes) {
    const name = attributeName(scope, raw);
    list.push([name, value]);
    if (vocabulary !== '' && name.startsWith(vocabulary)) list.push([name.slice(vocabulary.length), value]);
  }
  return new AttributeList(list);
}

/** Elements whose language some name as HTML does, in `lang`; a file's `lang` is of the file. */
const mayHaveLang: ReadonlySet<string> = new Set(
  'rss channel item rdf:rdf atom:feed atom:entry description content:encoded atom:content atom:summary'.split(
    ' ',
  ),
);

/** XML 1.0 §2.12: an empty `xml:lang` ends the language around. BCP 47 calls a language that nobody says `und`. */
export function languageOf(name: string, attributes: Attributes, parent: XmlElement): string | undefined {
  if (attributes === noAttributes) return parent.language;
  const own = (
    attributes.get('xml:lang') ?? (mayHaveLang.has(name) ? attributes.get('lang') : undefined)
  )?.trim();
  if (own === '') return parent.language === undefined ? undefined : 'und';
  return own ?? parent.language;
}

/** Formatting, which nothing but words is in. */
const formatting = /^(?:(?:atom|xhtml):)?(?:a|b|em|font|i|p|span|strong|u)$/;

/**
 * Some wrap the one value of an element into HTML, or words of it: `<author><p>Ann</p></author>`. The outermost text is the
 * value.
 */
export function joinMarkup(leaf: XmlElement): void {
  const isJoined = leafNames.has(leaf.name)
    ? leaf.children.every(isHtml)
    : nameNames.has(leaf.name) && leaf.children.every(({ name }) => formatting.test(name));
  if (!isJoined) return;
  const [address] = leaf.children.flatMap(({ attributes }) => attributes.get('href') ?? []);
  leaf.text = leaf.name === 'link' && address !== undefined ? address : outermostText([leaf]);
  leaf.children.length = 0;
}

const escapedSection = /^<!\[CDATA\[([\s\S]*?)(?:\]\]>)?$/;

/** Some programs escape the marks of a CDATA section around a value, too: an id, a name, a label. */
export function dropEscapedMarks(leaf: XmlElement): void {
  // Of texts, `readText` knows more.
  if (leaf.text.length > 2_000 || !leaf.text.includes(cdataStart)) return;
  const inside = escapedSection.exec(leaf.text.trim())?.[1];
  if (inside !== undefined) leaf.text = inside;
}

function isHtml({ name }: XmlElement): boolean {
  return htmlNames.has(name.replace(/^(?:atom|xhtml):/, ''));
}

function outermostText(elements: readonly XmlElement[]): string {
  const text = elements.map(withChildren).join(' ');
  const inside = text.trim() === '' ? elements.flatMap(({ children }) => children) : [];
  return inside.length === 0 ? text : outermostText(inside);
}

/** An element's text with that of its children where they stand; blanks part what is not inside a line. */
function withChildren({ text, children }: XmlElement): string {
  let out = '';
  let done = 0;
  for (const [index, child] of children.entries()) {
    const isApart = isBlock.test(child.name) || children[index - 1]?.at === child.at;
    out += `${text.slice(done, child.at)}${isApart ? ' ' : ''}${child.text}${isBlock.test(child.name) ? ' ' : ''}`;
    done = child.at;
  }
  return out + text.slice(done);
}

const isBlock = /^(?:(?:atom|xhtml):)?(?:br|div|h[1-6]|li|p|tr|td)$/;

/** An element without children and text. */
export function element(
  parts: Pick<XmlElement, 'name' | 'raw' | 'base' | 'hasOwnBase' | 'language' | 'scope'> & {
    attributes?: Attributes;
    at?: number;
  },
): XmlElement {
  const { name, raw, attributes, at = 0, base, hasOwnBase, language, scope } = parts;
  return {
    name,
    raw,
    attributes: attributes ?? noAttributes,
    children: [],
    text: '',
    at,
    base,
    hasOwnBase,
    language,
    scope,
  };
}
