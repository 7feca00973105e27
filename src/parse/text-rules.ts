import { decodeReferences } from './entities.ts';
import { collapse, cutText, escapeText, hasTag, htmlToText, textToHtml } from './html-text.ts';
import { absolutizeHtml } from './html-urls.ts';
import { maxSummaryLength, maxTitleLength } from './limits.ts';
import type { Repairs } from './repairs.ts';
import type { XmlElement } from './xml-element.ts';

/** What a text element holds: HTML, or plain text. */
export type TextValue =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string };

const reference = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;
const escapedTag =
  /^\s*&lt;(?:!--|\/?(?:a|b|blockquote|br|center|div|em|figure|font|h[1-6]|i|iframe|img|li|ol|p|pre|span|strong|table|u|ul|video)(?:\s|&gt;|\/))/i;

/** The text of an element by the rule of its vocabulary: Atom's `type` and `mode`, elsewhere RSS's habit. */
export function readText(element: XmlElement, repairs: Repairs): TextValue {
  return element.name.startsWith('atom:') ? readAtomText(element, repairs) : readRssText(element, repairs);
}

/** RSS says nothing of types: naked markup is HTML, and so is text that holds a tag or a reference. */
function readRssText(element: XmlElement, repairs: Repairs): TextValue {
  if (element.markup !== undefined) return { kind: 'html', html: element.markup.html };
  return guessText(element.text, repairs);
}

function guessText(text: string, repairs: Repairs): TextValue {
  if (escapedTag.test(text) && !hasTag(text)) {
    repairs.note('TEXT_DOUBLE_ESCAPED', 'A text is escaped twice; it was unescaped once more.');
    return { kind: 'html', html: decodeReferences(text) };
  }
  return hasTag(text) || reference.test(text) ? { kind: 'html', html: text } : { kind: 'text', text };
}

/** RFC 4287 §3.1.1 and §4.1.3; Atom 0.3 §3.1: `mode` says how, `type` what. */
function readAtomText(element: XmlElement, repairs: Repairs): TextValue {
  const type = plainType(element.attributes.get('type'));
  const mode = element.attributes.get('mode')?.trim().toLowerCase();
  const { markup, text } = element;
  if (markup !== undefined) return { kind: 'html', html: markup.inner };
  if (mode === 'base64' || isBinary(type)) return readBase64(text, type, repairs);
  if (type === 'html' || type === 'text/html' || type === 'xhtml' || type === 'application/xhtml+xml') {
    return { kind: 'html', html: guessHtml(text, repairs) };
  }
  if (mode === 'escaped' && type === 'text/plain') return { kind: 'text', text };
  if (type === 'text' || type === 'text/plain' || type.startsWith('text/')) return { kind: 'text', text };
  return readUntyped(text, repairs);
}

/** A media type without its parameters, in lower case. */
export function plainType(text: string | undefined): string {
  return text?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Without a type the text is plain (RFC 4287); markup in it shows that the type was forgotten. */
function readUntyped(text: string, repairs: Repairs): TextValue {
  const value = guessText(text, repairs);
  if (value.kind === 'html')
    repairs.note('ATOM_TYPE_MISSING', 'A text with markup has no type; it was read as HTML.');
  return value;
}

function guessHtml(text: string, repairs: Repairs): string {
  const value = guessText(text, repairs);
  return value.kind === 'html' ? value.html : text;
}

function isBinary(type: string): boolean {
  return type.includes('/') && !/^text\/|[+/]xml$/.test(type);
}

function readBase64(text: string, type: string, repairs: Repairs): TextValue {
  const isText = type === '' || type.startsWith('text/') || type.endsWith('html') || type.endsWith('xml');
  if (!isText) {
    repairs.note('CONTENT_BINARY', 'An item holds a file inside its text; it was left out.');
    return { kind: 'text', text: '' };
  }
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return type === 'text/plain' ? { kind: 'text', text: decoded } : { kind: 'html', html: decoded };
}

/** A title: one line of plain text of at most 500 characters, or `undefined` when nothing is left. */
export function readTitle(element: XmlElement | undefined, repairs: Repairs): string | undefined {
  const line = element === undefined ? '' : titleLine(element, repairs);
  if (line.length > maxTitleLength) {
    repairs.note('LIMIT_TITLE', `A title is longer than ${maxTitleLength} characters; it was cut.`);
  }
  return line === '' ? undefined : cutText(line, maxTitleLength);
}

function titleLine(element: XmlElement, repairs: Repairs): string {
  const value = readText(element, repairs);
  if (value.kind === 'text') return collapse(value.text);
  const isTyped = element.name.startsWith('atom:') || element.markup !== undefined;
  return htmlToText(raiseDigits(isTyped ? value.html : keepMentionedTags(value.html)));
}

/** `m<sup>2</sup>` and `H<sub>2</sub>O` without tags would be other words: Unicode has these digits. */
function raiseDigits(html: string): string {
  return html.replace(/<(su[pb])>([0-9]{1,6})<\/\1>/gi, (_whole, name, digits) =>
    Array.from(String(digits), (digit) =>
      (/p/i.test(name) ? '⁰¹²³⁴⁵⁶⁷⁸⁹' : '₀₁₂₃₄₅₆₇₈₉').charAt(Number(digit)),
    ).join(''),
  );
}

const aloneTag = /(^|[\s("'\u201c])<([a-z][a-z0-9]*)>(?=[\s,.;:!?)"'\u201d]|$)/gi;
const wordyTag = /<([a-z][a-z0-9]*)((?:\s+[\w.-]+)+)\s*>/gi;

/**
 * RSS titles name tags as well as use them. A tag without its other half is a mention and stays as text when it has no
 * slash and stands alone (`Why <br> is bad`), or when mere words follow its name (`a<b and c>d`); all others are markup.
 */
export function keepMentionedTags(text: string): string {
  if (!text.includes('<')) return text;
  const ended = new Set(
    Array.from(text.matchAll(/<\/([a-z][a-z0-9]*)\s*>/gi), ([, name = '']) => name.toLowerCase()),
  );
  return text
    .replace(aloneTag, (whole, before, name) =>
      ended.has(name.toLowerCase()) ? whole : `${before}&lt;${name}&gt;`,
    )
    .replace(wordyTag, (whole, name, words) =>
      ended.has(name.toLowerCase()) ? whole : `&lt;${name}${words}&gt;`,
    );
}

/** A summary or description: one line of plain text, or `undefined`. */
export function readPlain(element: XmlElement | undefined, repairs: Repairs): string | undefined {
  if (element === undefined) return undefined;
  const value = readText(element, repairs);
  return plainOf(value);
}

/** Plain text of either kind of value. */
export function plainOf(value: TextValue): string | undefined {
  const line = value.kind === 'text' ? collapse(value.text) : htmlToText(value.html, maxSummaryLength);
  return line === '' ? undefined : cutText(line, maxSummaryLength);
}

/** A body as HTML with absolute addresses, or `undefined` when it is empty. */
export function bodyHtml(value: TextValue, base: () => string | undefined): string | undefined {
  if (value.kind === 'text') return textBody(value.text);
  const html = value.html.trim();
  return html === '' ? undefined : absolutizeHtml(html, base);
}

function textBody(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /\n[ \t]*\n/.test(trimmed) ? textToHtml(trimmed, 'join') : escapeText(trimmed);
}
