import type { ParsedFeed, ParseResult, Problem } from '../model/types.ts';
import { type DecodedText, decodeText } from './charset/charset.ts';
import { mayHoldC1, mayHoldControls } from './charset/control-characters.ts';
import { c1 } from './charset/utf8-references.ts';
import { present } from './fields/fields.ts';
import { isWebAddress, readUrl, resolveUrl } from './fields/urls.ts';
import { readHFeed } from './formats/h-feed.ts';
import { newAddress } from './formats/head.ts';
import { readJsonFeed } from './formats/json-feed.ts';
import { readXmlFeed } from './formats/xml-feed.ts';
import { discoverFeeds } from './html/discover.ts';
import { isGuarded } from './json/text.ts';
import { maxDocumentBytes } from './limits.ts';
import { quote, Repairs } from './repairs.ts';
import { decodeReferences } from './xml/entities.ts';

/** Where a document came from. */
export interface FeedSource {
  /** The address it was fetched from, after redirects, or a file's path. */
  readonly url: string;
  /** The `Content-Type` header. */
  readonly contentType?: string;
  /** Other response headers, names in any case. `Content-Location` and `Content-Language` are read. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The zone of dates without a time: an IANA name. Default UTC. */
  readonly timezone?: string;
}

/**
 * Reads any feed: RSS 0.90 to 2.0, also as JSON, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, CDF, a sitemap of news,
 * or an h-feed on a web page.
 * Never throws and needs no clock, file or network; the same bytes always give the same answer. What had to be mended
 * is in `repairs`; a document that holds no feed at all gives a `problem` instead.
 *
 * @see docs/parsing.md
 *
 * @example
 * const bytes = new TextEncoder().encode('{"version": "https://jsonfeed.org/version/1.1", "title": "One", "items": []}');
 * const { feed } = parseFeed(bytes, { url: 'https://one.example/feed.json' });
 * feed.title; // → "One"
 */
export function parseFeed(bytes: Uint8Array, source: FeedSource): ParseResult {
  const repairs = new Repairs();
  const headers = lowerCaseNames(source.headers);
  const contentType = source.contentType ?? headers.get('content-type');
  const location = headers.get('content-location');
  const documentUrl = documentAddress(source.url, location);
  const within = bytes.length > maxDocumentBytes ? bytes.subarray(0, maxDocumentBytes) : bytes;
  if (within !== bytes) {
    repairs.note('LIMIT_BYTES', 'The document is longer than 50 MB; what lies beyond was left out.');
  }
  const decoded = decodeText(within, contentType, repairs);
  const text = mendCharacters(decoded, within, repairs);
  if (text.trim() === '') return { problem: emptyProblem(source.url) };
  const isStated = location !== undefined;
  const context = {
    charset: decoded.charset,
    documentUrl,
    isStated,
    timezone: source.timezone,
    repairs,
  };
  const feed = movedFeed(text, context) ?? readText(text, context);
  if (feed === undefined) return { problem: notAFeed(text, source.url, contentType) };
  const report = errorReported(feed);
  if (report !== undefined) return { problem: errorProblem(report, source.url) };
  return { feed: withLanguage(feed, headers.get('content-language')), repairs: repairs.list() };
}

interface TextContext {
  readonly charset: string;
  readonly documentUrl: string | undefined;
  readonly isStated: boolean;
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

function readText(text: string, context: TextContext): ParsedFeed | undefined {
  if (looksLikeJson(text)) {
    const json = readJsonFeed(text, context);
    if (json !== undefined) return json;
  }
  const escaped = readEscaped(text, context);
  if (escaped !== undefined) return escaped;
  // A page may hold markup that resembles a feed; its notes count only when it turns out to be one.
  const isPage = looksLikePage(text);
  const repairs = isPage ? new Repairs() : context.repairs;
  const xml = readXmlFeed(text, { ...context, repairs });
  if (xml === undefined || (isPage && xml.items.length === 0))
    return isPage ? readHFeed(text, context) : undefined;
  if (isPage)
    context.repairs.note(
      'XML_TEXT_BEFORE_ROOT',
      'There is other text before the feed begins; it was skipped.',
    );
  return xml;
}

const escapedDocument =
  /^[\s\uFEFF]*(?:<\?xml[^>]*>\s*)?<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>\s*((?:&lt;|&#60;|&#x3c;)[\s\S]*)<\/\1\s*>\s*$/i;

const cdataDocument =
  /^[\s\uFEFF]*(?:<\?xml[^>]*>\s*)?<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>\s*<!\[CDATA\[\s*(<[\s\S]*)\]\]>\s*<\/\1\s*>\s*$/i;

/** A feed that a web service sent as a text: escaped or as CDATA, in an element of its own. */
function readEscaped(text: string, context: TextContext): ParsedFeed | undefined {
  const inside = escapedText(text) ?? cdataDocument.exec(text)?.[2]?.replaceAll(']]]]><![CDATA[>', ']]>');
  const feed = inside === undefined ? undefined : readXmlFeed(inside, context);
  if (feed !== undefined)
    context.repairs.note('XML_ESCAPED_DOCUMENT', 'The feed was escaped, as a text in another document.');
  return feed;
}

function escapedText(text: string): string | undefined {
  const escaped = escapedDocument.exec(text)?.[2];
  // Within an element nothing but text.
  return escaped === undefined || escaped.includes('<') ? undefined : decodeReferences(escaped);
}

const movedDocument = /^\s*(?:<[?!][^>]*>\s*)*<redirect[\s>][\s\S]*?<newLocation>\s*([^\s<>"]+)/i;

/** A document in the place of a feed that moved, as aggregators had it before HTTP's own redirects. */
function movedFeed(text: string, { charset, documentUrl, repairs }: TextContext): ParsedFeed | undefined {
  const written = movedDocument.exec(text.slice(0, 4096))?.[1];
  const address = newAddress(readUrl(written, documentUrl, repairs), documentUrl, repairs);
  if (address === undefined) return undefined;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    items: [],
    _daybook: present<ParsedFeed['_daybook']>({
      format: 'redirect',
      charset,
      rights: undefined,
      schedule: undefined,
      moved_to: address,
    }),
  };
}

function looksLikeJson(text: string): boolean {
  if (isGuarded(text.slice(0, 500))) return true;
  return /^[\s\uFEFF]*(?:[{[]|(?:\/\*\*\/\s*)?(?:typeof [\w$.]+\s*===?\s*['"]function['"]\s*&&\s*)?[A-Za-z_$][\w$.]*\s*\(\s*[{[])/.test(
    text,
  );
}

/** A web page by its beginning. Some programs write XHTML's DOCTYPE above a feed, or a `body` into an item. */
function looksLikePage(text: string): boolean {
  const start = text.slice(0, 4096);
  return /<(?:html|head|body)[\s>]|<!doctype\s+html[\s>]/i.test(start) && !hasFeedRoot(start);
}

function hasFeedRoot(start: string): boolean {
  const first = /<(?:[A-Za-z_][\w.-]*:)?([A-Za-z]+)[\s>/]/.exec(start)?.[1]?.toLowerCase();
  return first === 'rss' || first === 'rdf' || first === 'feed' || first === 'channel';
}

/** The base of relative addresses (RFC 3986 §5.1, RFC 9110 §8.7): Content-Location, then the address it came from. */
function documentAddress(url: string, contentLocation: string | undefined): string | undefined {
  const own = isWebAddress(url) ? url : undefined;
  const location = contentLocation === undefined ? undefined : resolveUrl(contentLocation, own);
  return isWebAddress(location) ? location : own;
}

function lowerCaseNames(headers: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

function withLanguage(feed: ParsedFeed, header: string | undefined): ParsedFeed {
  const isOne = header !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(header.trim());
  return feed.language === undefined && isOne ? { ...feed, language: header.trim() } : feed;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it must find.
const controls = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;

/**
 * Drops what XML forbids: control characters and halves of surrogate pairs; line ends become `\n` (XML §2.11). Other
 * decoders than UTF-16's never leave halves of pairs.
 */
function mendCharacters({ text, charset }: DecodedText, bytes: Uint8Array, repairs: Repairs): string {
  let mended = text;
  const isClean = charset === 'utf-8' && !mayHoldControls(bytes);
  if (!isClean && mended.search(controls) >= 0) {
    repairs.note('XML_CONTROL_CHARACTER', 'Control characters, which no feed may hold, were left out.');
    mended = mended.replace(/[\v\f]/g, ' ').replace(controls, '');
  }
  if (charset !== 'utf-8' || mayHoldC1(bytes)) mended = mendC1(mended, repairs);
  if (charset.startsWith('utf-16') && /\p{Surrogate}/u.test(mended)) {
    repairs.note('XML_LONE_SURROGATE', 'Halves of characters were found; each was replaced by "\uFFFD".');
    mended = mended.replace(/\p{Surrogate}/gu, '\uFFFD');
  }
  return mended.includes('\r') ? mended.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : mended;
}

const c1Controls = /[\x80-\x9f]/g;

/** Text of windows-1252 that was taken for Latin-1 and written as UTF-8 holds C1 controls, which nobody means. */
function mendC1(text: string, repairs: Repairs): string {
  if (text.search(c1Controls) < 0) return text;
  repairs.note('CHARSET_C1', 'Control characters stand for those of windows-1252; they were read as those.');
  return text.replace(c1Controls, (control) => {
    const meant = c1.charAt(control.charCodeAt(0) - 0x80);
    return meant === control ? '' : meant;
  });
}

/** RSS-Bridge sends its own errors as the only item of a feed, each day with another id. */
const bridgeError = /^Bridge returned error \d{1,4}! \(\d+\)$/;

function errorReported({ items }: ParsedFeed): string | undefined {
  const [first] = items;
  return items.every(({ title }) => bridgeError.test(title ?? '')) ? first?.title : undefined;
}

function errorProblem(report: string, url: string): Problem {
  return {
    code: 'FEED_IS_ERROR',
    what: 'Could not read the feed.',
    where: url,
    why: `A program between the site and Daybook sent the report of an error as a feed: ${quote(report)}.`,
    fix: 'Wait, because the site may have been down. If it stays, ask whoever runs that program.',
  };
}

function emptyProblem(url: string): Problem {
  return {
    code: 'FEED_EMPTY',
    what: 'The feed is empty.',
    where: url,
    why: 'The server sent a document without any text.',
    fix: 'Open the address in a browser; if it stays empty, tell the publisher or remove the feed.',
  };
}

function notAFeed(text: string, url: string, contentType: string | undefined): Problem {
  const type = contentType === undefined ? '' : ` (${contentType.split(';')[0]?.trim()})`;
  if (/<opml[\s>]/i.test(text.slice(0, 4096))) return opmlProblem(url);
  if (looksLikePage(text)) return pageProblem(text, url, type);
  if (looksLikeJson(text)) {
    return {
      code: 'FEED_IS_OTHER_JSON',
      what: 'Could not read the feed.',
      where: url,
      why: `The server sent JSON${type} that is not a JSON Feed: it has no list of items.`,
      fix: 'Look on the site for the address of its RSS, Atom or JSON Feed, and put that here.',
    };
  }
  return {
    code: 'FEED_NOT_RECOGNISED',
    what: 'Could not read the feed.',
    where: url,
    why: `The document${type} begins with ${quote(text.slice(0, 200))} and holds no RSS, Atom, JSON Feed or CDF.`,
    fix: 'Open the address and see what it serves; put the address of the feed itself here.',
  };
}

function opmlProblem(url: string): Problem {
  return {
    code: 'FEED_IS_OPML',
    what: 'Could not read the feed.',
    where: url,
    why: 'The server sent OPML, a list of feeds, not a feed.',
    fix: 'Name it under "opml" in the configuration, or import it.',
  };
}

function pageProblem(text: string, url: string, type: string): Problem {
  const feeds = discoverFeeds(text, url);
  const list = feeds
    .slice(0, 5)
    .map((feed) => (feed.title === undefined ? feed.url : `${feed.url} (${feed.title})`));
  return {
    code: 'FEED_IS_HTML',
    what: 'Could not read the feed.',
    where: url,
    why: `The server sent a web page${type}, not a feed.${list.length > 0 ? ` The page announces: ${list.join(', ')}.` : ''}`,
    fix:
      list.length > 0
        ? `Put ${feeds[0]?.url} here instead.`
        : 'Open the address, find its RSS link, and put that here.',
  };
}
