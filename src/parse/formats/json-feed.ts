import { isRecord } from '../../model/record.ts';
import type { Attachment, Author, ParsedExtras, ParsedFeed, ParsedItem } from '../../model/types.ts';
import { readDate } from '../dates/dates.ts';
import { parseDuration, parseSize } from '../fields/amounts.ts';
import { isBlank } from '../fields/body-choice.ts';
import { namesAnything, present, saysAnything } from '../fields/fields.ts';
import { inherit } from '../fields/inherited-authors.ts';
import { withMarkdown } from '../fields/markdown.ts';
import { mimeType } from '../fields/media.ts';
import { keepLoneTags } from '../fields/mentioned-tags.ts';
import { readNamed } from '../fields/person-text.ts';
import { cutTag } from '../fields/tags.ts';
import { textToHtml } from '../fields/text-html.ts';
import {
  bodyHtml,
  isTitle,
  mendTitle,
  readHtmlText,
  type TextValue,
  withWrittenMarks,
} from '../fields/text-rules.ts';
import { isServedElsewhere, isWebAddress, readUrl } from '../fields/urls.ts';
import { collapse, cutText, htmlToText } from '../html/html-text.ts';
import { findItems, headOf } from '../json/find-items.ts';
import { withStandardNames, withStandardSpelling } from '../json/other-names.ts';
import { isNumbered, listOf, numberOf, parseJson, textOf } from '../json/values.ts';
import { xmlOfJson } from '../json/xml-in-json.ts';
import { maxAuthorLength, maxListLength, maxSummaryLength, maxTitleLength } from '../limits.ts';
import { NewestItems } from '../newest.ts';
import type { Repairs } from '../repairs.ts';
import { decodeReferences } from '../xml/entities.ts';
import { readXmlFeed } from './xml-feed.ts';

/** What a JSON document is read with. */
export interface JsonContext {
  readonly charset: string;
  readonly documentUrl: string | undefined;
  /** Whether the server named that address as the base (`Content-Location`). */
  readonly isStated: boolean;
  /** The zone of dates without a time: an IANA name. */
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

interface ItemBase extends JsonContext {
  readonly language: string | undefined;
  readonly base: string | undefined;
}

/**
 * Reads JSON Feed 1.0 and 1.1, RSS and Atom written as JSON, and lists of items that services send; `undefined` when the text
 * is none of these.
 *
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function readJsonFeed(text: string, context: JsonContext): ParsedFeed | undefined {
  const root = feedIn(parseJson(text, context.repairs));
  const xml = isRecord(root) ? xmlOfJson(root) : undefined;
  if (xml !== undefined) return readXmlFeed(xml, context);
  const version = isRecord(root) ? (textOf(withStandardSpelling(root).version) ?? '') : '';
  const isStated = /jsonfeed/i.test(version);
  if (isRecord(root) && (isStated || Array.isArray(root.items) || isNumbered(root.items))) {
    const items = root.items === undefined ? (findItems(root)?.items ?? []) : listOf(root.items);
    const format = /version\/1\.1/.test(version) ? 'json feed 1.1' : 'json feed 1.0';
    return readParts({ head: headOf([root]), items, format }, context);
  }
  const found = findItems(root);
  return found && readParts({ head: headOf(found.around), items: found.items, format: 'json' }, context);
}

interface Parts {
  /** What the feed says of itself. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
  readonly format: string;
}

function readParts({ head: stated, items: given, format }: Parts, context: JsonContext): ParsedFeed {
  const root = withStandardSpelling(stated);
  const { repairs } = context;
  const feedUrl = textOf(root.feed_url);
  const home = textOf(root.home_page_url);
  const base = context.documentUrl ?? [feedUrl, home].find(isWebAddress);
  const language = textOf(root.language);
  const site = isWebAddress(home) && isServedElsewhere(home, context) ? home : base;
  const items = new NewestItems(repairs);
  for (const item of given) {
    const read = readItem(item, { ...context, language, base: site });
    if (read !== undefined) items.add(read);
  }
  const authors = readAuthors(root, site, repairs);
  const head = present<Omit<ParsedFeed, 'version' | 'items' | '_daybook'>>({
    title: line(root.title, maxTitleLength),
    home_page_url: readUrl(home, base, repairs),
    feed_url: readUrl(feedUrl, base, repairs),
    next_url: readUrl(textOf(root.next_url), base, repairs),
    description: line(root.description, maxSummaryLength),
    icon: readUrl(textOf(root.icon), site, repairs),
    favicon: readUrl(textOf(root.favicon), site, repairs),
    authors,
    language,
    hubs: readHubs(root.hubs, base, repairs),
  });
  return {
    version: 'https://jsonfeed.org/version/1.1',
    ...head,
    // JSON Feed 1.1, "authors".
    items: items.finish().map((item) => inherit(item, head.authors)),
    _daybook: { format, charset: context.charset },
  };
}

/** The feed itself, where a service puts it into an answer of its own. */
function feedIn(document: unknown): unknown {
  if (!isRecord(document)) return document;
  const isFeed = (value: unknown): boolean =>
    isRecord(value) && /jsonfeed/i.test(textOf(withStandardSpelling(value).version) ?? '');
  return ['feed', 'data', 'result'].map((name) => document[name]).find(isFeed) ?? document;
}

function readItem(given: unknown, context: ItemBase): ParsedItem | undefined {
  if (!isRecord(given)) {
    context.repairs.note('JSON_NOT_AN_ITEM', 'A member of "items" is not an object; it was left out.');
    return undefined;
  }
  const value = withStandardNames(given);
  const { base, repairs, language } = context;
  const [id, address] = [value.id, value.url]
    .map((field) => textOf(field)?.trim() ?? '')
    .map((text) => (saysAnything(text) ? namesAnything(text) : undefined));
  const url = readUrl(address, base, repairs);
  const own = textOf(value.language);
  const extras: ParsedExtras = id !== undefined && id === url ? { id_is_link: true } : {};
  return present<ParsedItem>({
    id,
    url: url ?? (isWebAddress(id) ? id : undefined),
    external_url: readUrl(textOf(value.external_url), base, repairs),
    title: titleOf(value.title),
    content_html: readBody(value, () => bodyBase(url, context.documentUrl) ?? base, repairs),
    summary: line(withoutMarkdown(value.summary), maxSummaryLength),
    image: readUrl(textOf(value.image), base, repairs),
    banner_image: readUrl(textOf(value.banner_image), base, repairs),
    date_published: readDate(textOf(value.date_published), context),
    date_modified: readDate(textOf(value.date_modified), context),
    authors: readAuthors(value, base, repairs),
    tags: readTags(value.tags, repairs),
    language: own === language ? undefined : own,
    attachments: listOf(value.attachments)
      .flatMap((file) => readAttachment(file, base, repairs))
      .slice(0, maxListLength),
    _daybook: Object.keys(extras).length > 0 ? extras : undefined,
  });
}

/** A page's own address when the feed is served from another host, as for RSS. */
function bodyBase(url: string | undefined, documentUrl: string | undefined): string | undefined {
  if (!isWebAddress(url)) return undefined;
  if (documentUrl === undefined) return url;
  return new URL(url).host === new URL(documentUrl).host ? documentUrl : url;
}

/** `content_html` unless it shows nothing, else `content_text` with its lines kept. */
function readBody(
  item: Record<string, unknown>,
  base: () => string | undefined,
  repairs: Repairs,
): string | undefined {
  const html = textOf(item.content_html)?.trim();
  const text = textOf(item.content_text);
  const own: TextValue | undefined =
    html !== undefined && (text === undefined || !isBlank(html))
      ? { kind: 'html', html: readHtmlText(html, repairs) }
      : text === undefined
        ? undefined
        : { kind: 'text', text };
  const value = own && withWrittenMarks(own, false);
  if (value?.kind === 'text') return textToHtml(value.text);
  return value && bodyHtml(value, { findBase: base, hasOwnBase: false });
}

/** Text in the tags of formatting that hug it: nobody mentions tags like that. */
const formatted =
  /<(b|i|em|strong|sub|sup|code|cite|span|u|s|small|p|a)(?:\s[^<>]*)?>\S(?:[^<>]*[^\s<>])?<\/\1>/i;

function titleOf(value: unknown): string | undefined {
  const title = line(value, maxTitleLength);
  return title !== undefined && isTitle(title) ? mendTitle(title) : undefined;
}

/** Titles and summaries are plain text by the standard, so a `<` in them is one; entities and formatting are known faults. */
function line(value: unknown, maxLength: number): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const plain = formatted.test(text) ? htmlToText(keepLoneTags(text)) : collapse(decodeReferences(text));
  return plain === '' ? undefined : cutText(plain, maxLength);
}

/** The words of a summary that is Markdown. */
function withoutMarkdown(value: unknown): unknown {
  const text = textOf(value);
  const read = text === undefined ? undefined : withMarkdown({ kind: 'text', text }, false);
  return read?.kind === 'html' ? htmlToText(read.html) : value;
}

/** 1.1 `authors`, else 1.0 `author`. */
function readAuthors(
  owner: Record<string, unknown>,
  base: string | undefined,
  repairs: Repairs,
): Author[] | undefined {
  const authors = (values: unknown): Author[] | undefined =>
    readNamed(
      (typeof values === 'object' ? listOf(values) : [values]).map((value) =>
        readAuthor(value, base, repairs),
      ),
      base,
      repairs,
    );
  return authors(owner.authors) ?? authors(owner.author);
}

function readAuthor(value: unknown, base: string | undefined, repairs: Repairs): Author {
  const parts: Readonly<Record<string, unknown>> = isRecord(value)
    ? withStandardSpelling(value)
    : { name: value };
  return present<Author>({
    name: line(Array.isArray(parts.name) ? parts.name[0] : parts.name, maxAuthorLength),
    url: readUrl(textOf(parts.url), base, repairs),
    avatar: readUrl(textOf(parts.avatar), base, repairs),
  });
}

/** A label, also where it is an object of its own. */
function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return textOf(value);
  return [value.label, value.name, value.title, value.term, value.tag]
    .map(textOf)
    .find((one) => one !== undefined);
}

function readTags(value: unknown, repairs: Repairs): string[] {
  const texts = typeof value === 'string' ? value.split(',') : listOf(value).map((tag) => nameOf(tag) ?? '');
  const tags = texts.flatMap((text) => cutTag(text, repairs) ?? []);
  return [...new Set(tags)].slice(0, maxListLength);
}

function readAttachment(given: unknown, base: string | undefined, repairs: Repairs): Attachment[] {
  if (!isRecord(given) && typeof given !== 'string') return [];
  const value = isRecord(given) ? withStandardSpelling(given) : { url: given };
  const url = readUrl(textOf(value.url) ?? textOf(value.link) ?? textOf(value.href), base, repairs);
  if (url === undefined) return [];
  return [
    present<Attachment>({
      url,
      mime_type: mimeType(textOf(value.mime_type) ?? textOf(value.type), url),
      title: line(value.title, maxTitleLength),
      size_in_bytes: amountOf([value.size_in_bytes, value.length], parseSize),
      duration_in_seconds: amountOf([value.duration_in_seconds, value.duration], parseDuration),
    }),
  ];
}

/** The first that is a number, or a text that means one. */
function amountOf(
  values: readonly unknown[],
  parse: (text: string | undefined) => number | undefined,
): number | undefined {
  return values.map((value) => numberOf(value) ?? parse(textOf(value))).find((one) => one !== undefined);
}

function readHubs(
  value: unknown,
  base: string | undefined,
  repairs: Repairs,
): { type: string; url: string }[] {
  return listOf(value)
    .filter(isRecord)
    .flatMap((hub) => {
      const url = readUrl(textOf(hub.url), base, repairs);
      return url === undefined ? [] : [{ type: textOf(hub.type) ?? 'WebSub', url }];
    })
    .slice(0, maxListLength);
}
