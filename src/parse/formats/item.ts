import { remembered } from '../../model/remember.ts';
import type { ParsedExtras, ParsedItem, RelatedLink } from '../../model/types.ts';
import { readDate } from '../dates/dates.ts';
import {
  bodiesFirst,
  contentItems,
  isBlank,
  lengthOfText,
  longestFirst,
  muchLonger,
  showsMedia,
} from '../fields/body-choice.ts';
import { withChapters } from '../fields/chapters.ts';
import { readCountOnLink, readElementExtras } from '../fields/extras.ts';
import { Fields, isFilled, type NameGroup, nameGroup, present } from '../fields/fields.ts';
import { filesElsewhere, readIdentity } from '../fields/identity.ts';
import { largerForm } from '../fields/larger-picture.ts';
import { alternateOf, linkTo, readLinks } from '../fields/links.ts';
import { readMedia } from '../fields/media.ts';
import { type OwnWords, withMediaTexts } from '../fields/media-texts.ts';
import { withSitemapFields } from '../fields/news-sitemap.ts';
import { noteInTitle } from '../fields/note-in-title.ts';
import { readPeople } from '../fields/people.ts';
import type { Person } from '../fields/person-text.ts';
import { withShopFields } from '../fields/shop-names.ts';
import { summaryProse } from '../fields/summary-prose.ts';
import { readCategories, tagsOf } from '../fields/tags.ts';
import { bodyHtml, plainOf, readText, readTitle, type TextValue } from '../fields/text-rules.ts';
import { isWebAddress } from '../fields/urls.ts';
import { collapse, htmlToText } from '../html/html-text.ts';
import { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { closingNames } from '../xml/feed-names.ts';

/** What an item needs to know of its feed. */
export interface ItemContext {
  /** The feed's language, to break ties in dates. */
  readonly language: string | undefined;
  /** The document's address by RFC 3986 §5.1: base of what no `xml:base` covers. */
  readonly documentUrl: string | undefined;
  /** The feed's page, as far as it is known: no item's own. */
  readonly home: string | undefined;
  /** The zone of dates without a time: an IANA name. */
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

/** The date that tells a feed's newest items, without reading the rest: RFC 3339, or `""` when undated. */
export function readItemDate(element: XmlElement, context: ItemContext): string {
  const dates = readDates(fieldsOf(element), { ...context, repairs: new Repairs() });
  return dates.date_published ?? dates.date_modified ?? '';
}

const titleNames = [
  'atom:title',
  'title',
  'dc:title',
  'dcterms:title',
  'itunes:title',
  'media:title',
  'googleplay:title',
  'headline',
] as const;
const bodyNames = nameGroup(
  'content:encoded encoded yandex:full-text turbo:content fulltext full-text atom:content xhtml:body body fullitem content ' +
    'xhtml:div rss11:payload',
);
const summaryNames = nameGroup(
  'atom:summary description dc:description dcterms:description dcterms:abstract abstract summary itunes:summary ' +
    'googleplay:description media:description itunes:subtitle subtitle',
);

/** Elements that say something of the item. */
const ownWords: OwnWords = { titles: titleNames, texts: [...bodyNames.names, ...summaryNames.names] };

const publishedNames = nameGroup(
  'atom:published atom:issued pubdate dcterms:issued dc:date dcterms:created atom:created dcterms:available ' +
    'prism:publicationdate date published issued created dcterms:date',
);
const modifiedNames = nameGroup('atom:updated atom:modified dcterms:modified lastbuilddate updated modified');

/** Makes an item of an RSS `item`, Atom `entry` or CDF `item`: one rule for each field, whatever the vocabulary. */
export function readItem(element: XmlElement, context: ItemContext): ParsedItem {
  const { repairs } = context;
  const fields = withMediaTexts(fieldsOf(element), ownWords);
  const links = readLinks(fields, repairs);
  const { id, url, isLink } = readIdentity(fields, links, context);
  const people = readPeople(withSourceAuthors(fields), repairs);
  const categories = readCategories(fields, repairs);
  const body = readBody(fields, () => bodyBase(url, context), repairs);
  const title = fields.firstFilled(...titleNames);
  const note = body.content_html === undefined ? noteInTitle(title, repairs) : undefined;
  const media = readMedia(fields, repairs);
  const dates = readDates(fields, context);
  const language = fields.text('dc:language', 'language') ?? body.language;
  return present<ParsedItem>({
    id,
    url,
    external_url: undefined,
    title: note === undefined ? readTitle(title, repairs) : undefined,
    content_html: withChapters(body.content_html ?? note, fields, repairs),
    summary: body.summary,
    image: largerForm(media.image, body.content_html),
    banner_image: undefined,
    date_published: dates.date_published,
    date_modified: dates.date_modified,
    authors: people.map(({ author }) => author),
    tags: tagsOf(categories),
    language: language === context.language ? undefined : language,
    attachments: media.attachments.concat(filesElsewhere(fields, repairs).filter((file) => file.url !== url)),
    _daybook: readExtras({ fields, links, categories, people, isLink }, repairs),
  });
}

const fieldsOf = (element: XmlElement): Fields =>
  withShopFields(new Fields(withSitemapFields(unwrapped(element))));

/** The item itself, where all its fields stand in one element more: `<item><article>…</article></item>`. */
function unwrapped(element: XmlElement): XmlElement {
  const [only] = element.children;
  const isWrapper =
    only !== undefined &&
    element.children.length === 1 &&
    !closingNames.has(only.name) &&
    only.children.some(({ name }) => closingNames.has(name));
  return isWrapper ? { ...element, children: only.children } : element;
}

/** RFC 4287 §4.2.1: an entry without authors has those of its `source`. */
function withSourceAuthors(fields: Fields): Fields {
  const source = fields.first('atom:source');
  const isAlone = source === undefined || fields.first('atom:author', 'dc:creator', 'author') !== undefined;
  return isAlone
    ? fields
    : new Fields({
        ...fields.element,
        children: [
          ...fields.element.children,
          ...source.children.filter(({ name }) => name === 'atom:author'),
        ],
      });
}

/**
 * The RFC's base, unless the feed is served from elsewhere than its pages: then a body's home is its own page.
 * Asked for only when a body holds a relative address.
 */
function bodyBase(url: string | undefined, { documentUrl }: ItemContext): string | undefined {
  if (documentUrl === undefined) return isWebAddress(url) ? url : undefined;
  if (!isWebAddress(url)) return undefined;
  return new URL(url).host === hostOf(documentUrl) ? documentUrl : url;
}

const hostOf = remembered((documentUrl: string) => new URL(documentUrl).host, 100);

type Lazy = () => string | undefined;

interface Body {
  /** `xml:lang` of the body, else of the item. */
  readonly language: string | undefined;
  readonly content_html: string | undefined;
  readonly summary: string | undefined;
}

/** The fullest text is the body: `content:encoded` and its like, else the longest summary. Another is the summary. */
function readBody(fields: Fields, fallbackBase: Lazy, repairs: Repairs): Body {
  const summaries = fields.allOf(summaryNames).filter(isFilled);
  const described = contentItems(fields);
  const bodies =
    described.length === 0 ? fields.allOf(bodyNames) : [...fields.allOf(bodyNames), ...described];
  const full = firstText(bodiesFirst(bodies), fallbackBase, repairs);
  const isEnough = full !== undefined && !saysLess(full.html, longestFirst(summaries)[0], repairs);
  const body = isEnough
    ? full
    : (firstText(longestFirst(summaries), fallbackBase, repairs) ??
      full ??
      firstText(fields.all('source:markdown', 'media:text', 'text'), fallbackBase, repairs));
  const { language } = body?.element ?? fields.element;
  if (body === undefined) return { language, content_html: undefined, summary: undefined };
  const other =
    isEnough || full === undefined ? summaries.find((element) => element !== body.element) : full.element;
  const summary = other && differing(readText(other, repairs), body.value);
  return { language, content_html: body.html, summary };
}

/** Whether a body shows nothing, or is a teaser of what should sum it up. */
function saysLess(html: string, summary: XmlElement | undefined, repairs: Repairs): boolean {
  if (summary === undefined) return false;
  if (isBlank(html)) return true;
  if (lengthOfText(summary) < html.length + muchLonger || showsMedia(html)) return false;
  const [own, theirs] = [htmlToText(html), plainOf(readText(summary, repairs)) ?? ''];
  return theirs.length > own.length * 2 + muchLonger;
}

/** The plain text of `value` when the body says something else or more. */
function differing(value: TextValue | undefined, body: TextValue): string | undefined {
  const plain = value === undefined ? undefined : plainOf(value);
  const own = plain !== undefined && value?.kind === 'html' ? summaryProse(value.html, plain) : plain;
  // Nobody wraps a text in twenty times its length of markup: the long body is another text.
  if (plain !== undefined && lengthOf(body) > plain.length * 20 + 1000) return own;
  return plain === undefined || plain === plainStart(body, plain.length + 1) ? undefined : own;
}

function lengthOf(value: TextValue): number {
  return value.kind === 'text' ? value.text.length : value.html.length;
}

/** The beginning of a body's plain text, at least `length` characters of it if there are as many. */
function plainStart(value: TextValue, length: number): string {
  return value.kind === 'text' ? collapse(value.text) : htmlToText(value.html, length);
}

interface Text {
  readonly element: XmlElement;
  readonly value: TextValue;
  readonly html: string;
}

/** The first text that shows something, else the first that holds anything. */
function firstText(elements: readonly XmlElement[], fallbackBase: Lazy, repairs: Repairs): Text | undefined {
  let blank: Text | undefined;
  for (const element of elements) {
    if (!isFilled(element)) continue;
    const value = readText(element, repairs);
    const { base, hasOwnBase } = element;
    const html = bodyHtml(value, {
      findBase: () => (hasOwnBase ? base : (fallbackBase() ?? base)),
      hasOwnBase,
    });
    if (html === undefined) continue;
    if (elements.length === 1 || !isBlank(html)) return { element, value, html };
    blank ??= { element, value, html };
  }
  return blank;
}

interface Dates {
  readonly date_published: string | undefined;
  readonly date_modified: string | undefined;
}

/** Published and modified by meaning, not by place: the first date of each group that can be read. */
function readDates(fields: Fields, context: ItemContext): Dates {
  const { timezone, repairs } = context;
  const dateContext = { language: fields.element.language ?? context.language, timezone, repairs };
  const read = (group: NameGroup): string | undefined => {
    for (const { text } of fields.allOf(group)) {
      const date = readDate(text, dateContext);
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const lastModified = readDate(fields.element.attributes.get('lastmod'), dateContext);
  return { date_published: read(publishedNames), date_modified: read(modifiedNames) ?? lastModified };
}

interface ExtraParts {
  readonly fields: Fields;
  readonly links: readonly RelatedLink[];
  readonly categories: NonNullable<ParsedExtras['categories']>;
  readonly people: readonly Person[];
  /** Whether the item's id is its address. */
  readonly isLink: boolean;
}

/** Of links that say nothing more of an item. */
const ownRelations: ReadonlySet<string> = new Set(['self', 'enclosure', 'edit']);

function readExtras(
  { fields, links, categories, people, isLink }: ExtraParts,
  repairs: Repairs,
): ParsedExtras | undefined {
  const alternate = alternateOf(links);
  const replies = links.find(
    ({ rel, type }) => rel === 'replies' && (type === undefined || type.includes('html')),
  );
  const hasSchemes = categories.some(({ scheme, label }) => scheme !== undefined || label !== undefined);
  const hasEmails = people.some(({ email }) => email !== undefined);
  const own = readElementExtras(fields, repairs);
  const extras = present<ParsedExtras>({
    comments_url: own.comments_url ?? replies?.url ?? linkTo(links, 'replies'),
    comments_count: own.comments_count ?? readCountOnLink(fields),
    source: own.source,
    rights: own.rights,
    links: links.filter((link) => link !== alternate && !ownRelations.has(link.rel)),
    chapters_url: own.chapters_url,
    transcripts: own.transcripts,
    location: own.location,
    categories: hasSchemes ? categories : undefined,
    author_emails: hasEmails ? people.map(({ email }) => email) : undefined,
    id_is_link: isLink ? true : undefined,
  });
  return Object.keys(extras).length > 0 ? extras : undefined;
}
