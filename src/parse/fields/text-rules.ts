import { isUtf8 } from 'node:buffer';
import { joinUtf8References } from '../charset/utf8-references.ts';
import { mendTags, withoutLeftovers, withoutPieces } from '../html/broken-tags.ts';
import { collapse, cutText, hasTag, htmlToText } from '../html/html-text.ts';
import { absolutizeHtml, type BodyBase } from '../html/html-urls.ts';
import { withoutPrefixes } from '../html/prefixed-tags.ts';
import { maxSummaryLength, maxTitleLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { decodeReferences } from '../xml/entities.ts';
import { withBbcode } from './bbcode.ts';
import { saysAnything } from './fields.ts';
import { unpackMailWords } from './mail-words.ts';
import { withMarkdown } from './markdown.ts';
import {
  escapeMentions,
  keepDeclarations,
  keepLoneTags,
  keepMentionedTags,
  onlyMentionsTags,
} from './mentioned-tags.ts';
import { linkAddresses, textToHtml } from './text-html.ts';
import { describeImages, raiseDigits, withoutComments } from './title-markup.ts';

/** What a text element holds: HTML, or plain text. */
export type TextValue =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string };

const escapedTag =
  /^\s*&lt;(?:!--|\/?(?:a|b|blockquote|br|center|div|em|figure|font|h[1-6]|i|iframe|img|li|ol|p|pre|span|strong|table|u|ul|video)(?:\s|&gt;|\/))/i;

/** The text of an element, as HTML where it is Markdown or BBCode. */
export function readText(element: XmlElement, repairs: Repairs): TextValue {
  const type = element.attributes.get('type') ?? '';
  const isDeclared = element.name === 'source:markdown' || type.includes('markdown');
  return withWrittenMarks(readWritten(element, repairs), isDeclared);
}

/** A text as HTML where it is BBCode, or surely Markdown or said to be. */
export function withWrittenMarks(value: TextValue, isMarkdown: boolean): TextValue {
  return withMarkdown(withBbcode(value), isMarkdown);
}

/** The text of an element by the rule of its vocabulary: Atom's `type` and `mode`, elsewhere RSS's habit. */
function readWritten(element: XmlElement, repairs: Repairs): TextValue {
  return element.name.startsWith('atom:') ? readAtomText(element, repairs) : readRssText(element, repairs);
}

/** RSS says nothing of types: naked markup is HTML, and so is text that holds a tag or a reference. */
function readRssText(element: XmlElement, repairs: Repairs): TextValue {
  if (element.markup !== undefined)
    return { kind: 'html', html: withoutCdataMarks(element.markup.html, repairs) };
  return guessUntyped(withoutCdataMarks(element.text, repairs), repairs);
}

/** Where nothing says what a text is, tags that it only names are words of it. */
function guessUntyped(text: string, repairs: Repairs): TextValue {
  if (!text.includes('<') || !onlyMentionsTags(text)) return guessText(text, repairs);
  return hasReference(text) ? { kind: 'html', html: escapeMentions(text) } : { kind: 'text', text };
}

const escapedMarks = 'The marks of a CDATA section were escaped; they were left out.';
const leftOver = /\]\]\s?(?:>|&gt;)$/;
const wholeSection = /^(?:(?:<|&lt;)\s?)?!?\[CDATA\[([\s\S]*?)(?:\]\]\s?(?:>|&gt;))?$/;

/** CDATA marks that a program escaped, as if they were text, stand around the text that is meant. */
function withoutCdataMarks(text: string, repairs: Repairs): string {
  if (!text.includes(']]')) return text.includes('![CDATA[') ? withoutOpening(text, repairs) : text;
  const trimmed = text.trim();
  const whole = wholeSection.exec(trimmed)?.[1];
  const isLeftOver = whole === undefined && leftOver.test(trimmed) && !trimmed.includes('[');
  if (whole === undefined && !isLeftOver) return text;
  repairs.note('TEXT_ESCAPED_CDATA', escapedMarks);
  return whole === undefined ? trimmed.replace(leftOver, '') : whole.replace(/\]\]>\s*<!\[CDATA\[/g, '');
}

/** A section that was cut with its text has no end. */
function withoutOpening(text: string, repairs: Repairs): string {
  const [mark = ''] = /^\s*(?:(?:<|&lt;)\s?)?!\[CDATA\[/.exec(text) ?? [];
  if (mark !== '') repairs.note('TEXT_ESCAPED_CDATA', escapedMarks);
  return text.slice(mark.length);
}

function guessText(written: string, repairs: Repairs): TextValue {
  const text = withoutPrefixes(written);
  if (isEscapedTwice(text)) {
    repairs.note('TEXT_DOUBLE_ESCAPED', 'A text is escaped twice; it was unescaped once more.');
    return { kind: 'html', html: decodeReferences(text) };
  }
  return hasTag(text) || hasReference(text) ? { kind: 'html', html: text } : { kind: 'text', text };
}

function isEscapedTwice(text: string): boolean {
  return escapedTag.test(text) && !hasTag(text);
}

function hasReference(text: string): boolean {
  return text.includes('&') && decodeReferences(text) !== text;
}

/** RFC 4287 §3.1.1 and §4.1.3; Atom 0.3 §3.1: `mode` says how, `type` what. */
function readAtomText(element: XmlElement, repairs: Repairs): TextValue {
  const type = plainType(element.attributes.get('type'));
  const mode = element.attributes.get('mode')?.trim().toLowerCase();
  const { markup } = element;
  if (markup !== undefined) return { kind: 'html', html: markup.inner };
  const text = withoutCdataMarks(element.text, repairs);
  if (mode === 'base64' || isBinary(type) || (type.includes('/') && looksPacked(text)))
    return readBase64(text, type, repairs);
  if (isHtml(type)) return { kind: 'html', html: guessHtml(text, repairs) };
  if (type === 'text' || type.startsWith('text/')) return { kind: 'text', text };
  return readUntyped(text, repairs);
}

function isHtml(type: string): boolean {
  return type === 'html' || type === 'text/html' || type === 'xhtml' || type === 'application/xhtml+xml';
}

/** A media type without its parameters, in lower case. */
export function plainType(text: string | undefined): string {
  return text?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Without a type the text is plain (RFC 4287); markup in it shows that the type was forgotten. */
function readUntyped(text: string, repairs: Repairs): TextValue {
  const value = guessUntyped(text, repairs);
  if (value.kind === 'html')
    repairs.note('ATOM_TYPE_MISSING', 'A text with markup has no type; it was read as HTML.');
  return value;
}

/** Text that is HTML by its format, without marks around it, and unescaped once more where it was escaped whole. */
export function readHtmlText(text: string, repairs: Repairs): string {
  return guessHtml(withoutCdataMarks(text, repairs), repairs);
}

function guessHtml(text: string, repairs: Repairs): string {
  const value = guessText(text, repairs);
  return value.kind === 'html' ? value.html : text;
}

function isBinary(type: string): boolean {
  return type.includes('/') && !/^text\/|[+/]xml$/.test(type);
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A text without a blank that unpacks to words or markup: some pack what they need not (RFC 4287 §4.1.3.3). */
function looksPacked(text: string): boolean {
  const packed = text.replace(/\s+/g, '');
  if (packed.length < 16 || packed.length % 4 !== 0 || !base64.test(packed)) return false;
  const bytes = Buffer.from(packed, 'base64');
  const unpacked = isUtf8(bytes) ? bytes.toString() : '';
  return /[\s<>]/.test(unpacked) && /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]*$/u.test(unpacked);
}

/**
 * A text packed in base64. Types that nobody knows are packed so by the RFC, yet many publishers write text as it is:
 * what is not base64 is that text, and what unpacks to a file is left out.
 */
function readBase64(text: string, type: string, repairs: Repairs): TextValue {
  const packed = text.replace(/\s+/g, '');
  const isPacked = base64.test(packed) && packed.length % 4 !== 1;
  if (!isPacked && !isFile(type)) return guessText(text, repairs);
  const unpacked = isPacked && !isFile(type) ? unpack(packed) : undefined;
  if (unpacked === undefined && !isFile(type) && isWord(packed)) return guessText(text, repairs);
  if (unpacked === undefined) {
    repairs.note('CONTENT_BINARY', 'An item holds a file inside its text; it was left out.');
    return { kind: 'text', text: '' };
  }
  if (type === 'text' || type === 'text/plain') return { kind: 'text', text: unpacked };
  return isHtml(type) ? { kind: 'html', html: unpacked } : guessText(unpacked, repairs);
}

/** A word or two in base64's letters, which no file is as short as. */
function isWord(packed: string): boolean {
  return packed.length < 40 && !packed.endsWith('=');
}

/** Types whose bytes are not text, whatever they look like. */
function isFile(type: string): boolean {
  return (
    /^(?:image|audio|video|font)\//.test(type) || type === 'application/pdf' || type === 'application/zip'
  );
}

/** The text of base64; `undefined` when its bytes are not text. */
function unpack(packed: string): string | undefined {
  const bytes = Buffer.from(packed, 'base64');
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these tell a file.
  return /[\0-\x08\x0e-\x1f\x7f-\x9f]/.test(text) ? undefined : text.replace(/\r\n?/g, '\n');
}

/** A title: one line of plain text of at most 500 characters, or `undefined` when nothing is left. */
export function readTitle(element: XmlElement | undefined, repairs: Repairs): string | undefined {
  const line = element === undefined ? '' : mendTitle(titleLine(element, repairs));
  if (line.length > maxTitleLength) {
    repairs.note('LIMIT_TITLE', `A title is longer than ${maxTitleLength} characters; it was cut.`);
  }
  return isTitle(line) ? cutText(line, maxTitleLength) : undefined;
}

/** A whole title in the signs of Markdown. */
const markedTitle = /^(?:#{2,6} +|(?=\*\*[^*]+\*\*$)\*\*)(.+?)(?:\*\*)?$/;

/**
 * Signs that a program left in a title: packed words of a mail, the backslash of a quotation mark (`It\'s`), and what makes
 * it a heading or strong in Markdown.
 */
export function mendTitle(written: string): string {
  const line = /^(?:##|\*\*)/.test(written) ? written.replace(markedTitle, '$1') : written;
  const plain = line.includes('\\') ? line.replace(/(?<=\p{L})\\+(?=['’]\p{L})/gu, '') : line;
  return plain.includes('=?') ? collapse(unpackMailWords(plain)) : plain;
}

const namelessTitle = /^[([](?:no title|untitled|no subject|null|none)[)\]]$/i;

/** What programs write where there is no title says nothing: the item's words say more. */
export function isTitle(line: string): boolean {
  return saysAnything(line) && !namelessTitle.test(line);
}

function titleLine(element: XmlElement, repairs: Repairs): string {
  const value = readWritten(element, repairs);
  const isAtom = element.name.startsWith('atom:');
  const isTyped = isAtom && plainType(element.attributes.get('type')) !== '';
  if (value.kind === 'text')
    return collapse(withoutComments(isTyped ? value.text : withoutPieces(value.text)));
  const html = keepDeclarations(describeImages(withoutComments(value.html)));
  if (element.markup !== undefined || (isTyped && !isEscapedTwice(element.text)))
    return htmlToText(raiseDigits(html));
  const mended = isAtom && !isTyped ? keepLoneTags(html) : html;
  return htmlToText(raiseDigits(keepMentionedTags(mended)));
}

/** A summary or description: one line of plain text, or `undefined`. */
export function readPlain(element: XmlElement | undefined, repairs: Repairs): string | undefined {
  if (element === undefined) return undefined;
  const value = readText(element, repairs);
  return plainOf(value);
}

/** Plain text of either kind of value. */
export function plainOf(value: TextValue): string | undefined {
  const line =
    value.kind === 'text' ? collapse(withoutLeftovers(value.text)) : htmlToText(value.html, maxSummaryLength);
  return line === '' ? undefined : cutText(line, maxSummaryLength);
}

/** A body as HTML with absolute addresses, or `undefined` when it is empty. */
export function bodyHtml(value: TextValue, base: BodyBase): string | undefined {
  if (value.kind === 'text') return textBody(withoutLeftovers(value.text));
  const mended = mendTags(value.html);
  const html = withParagraphs(joinUtf8References(withoutSections(mended.trim()), undefined));
  return html === '' ? undefined : absolutizeHtml(html, base);
}

const anyBlock =
  /<(?:address|article|aside|blockquote|br|center|dd|details|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|script|section|style|svg|table|td|textarea|tr|ul)[\s/>]/i;

/** Text whose only markup is inside its lines has its paragraphs as plain text has: between empty lines. */
function withParagraphs(html: string): string {
  if (anyBlock.test(html) || !/\n[ \t\r]*\n/.test(html)) return html;
  const parts = html.split(/\n[ \t\r]*\n\s*/);
  // A blank line inside a tag or comment parts nothing.
  if (parts.some((part) => part.lastIndexOf('<') > part.lastIndexOf('>'))) return html;
  return parts.map((part) => `<p>${part.trim()}</p>`).join('\n');
}

/**
 * HTML has no CDATA: a parser takes a section for a comment, and its text is lost. `!` is looked for first, as it is rarer
 * than `<`.
 */
function withoutSections(html: string): string {
  return html.includes('![CDATA[') && html.includes('<![CDATA[')
    ? html.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
    : html;
}

/** One line stays one; several are paragraphs. */
function textBody(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return trimmed.includes('\n') ? textToHtml(trimmed) : linkAddresses(trimmed);
}
