import { graphemesOf } from '../../model/graphemes.ts';

import { htmlParserLibrary } from '../libraries.ts';
import { decodeReferences } from '../xml/entities.ts';
import { htmlNames } from '../xml/feed-names.ts';
import { noCallbacks } from '../xml/tokenizer-callbacks.ts';
import { readPlainHtml } from './html-tags.ts';

const tag = /<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi;
const blockNames: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const silentNames: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'head']);

/** A text that begins with an element of the site's own that says something, as a picture or player does. */
const ownElement = /^\s*<(?:[a-z][a-z0-9]*-[a-z0-9-]*|oembed)\s[^<>=]*=[^<>]*>/i;

/** Whether a text holds at least one tag of HTML, or is nothing but elements of the site's own. */
export function hasTag(text: string): boolean {
  if (!text.includes('<')) return false;
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    if (htmlNames.has((match[1] ?? '').toLowerCase())) return true;
  }
  return ownElement.test(text) && text.trimEnd().endsWith('>');
}

/** White space as one line of plain text has it; no-break spaces too, and invisible ones go. */
export function collapse(text: string): string {
  // Most texts have single blanks only.
  if (!/[^\S ]|\u200b| {2}/.test(text)) return text.trim();
  if (!/[\u200b\ufeff]/.test(text)) return text.replace(/\s\s+|[^\S ]/g, ' ').trim();
  return text.replace(/[\s\u200b]+/g, (space) => (/^[\u200b\ufeff]+$/.test(space) ? '' : ' ')).trim();
}

/** Text as HTML. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Characters given to the tokenizer at once: how often it looks whether enough was read. */
const stepLength = 4096;

/**
 * HTML as one line of plain text: tags dropped, references decoded, white space collapsed. Stops soon after
 * `maxLength` characters. Linear.
 */
export function htmlToText(html: string, maxLength = Number.POSITIVE_INFINITY): string {
  if (!html.includes('<')) return plainLine(html);
  return plainHtmlLine(html, maxLength) ?? plainLine(tokenizedText(html, maxLength));
}

function plainLine(text: string): string {
  return collapse(decodeReferences(text));
}

/** The line between tags, or `undefined` when it takes the tokenizer to tell. */
function plainHtmlLine(html: string, maxLength: number): string | undefined {
  let text = '';
  let line = '';
  // White space and references make a line shorter than its text: twice as much is read each time that it is too short.
  let enough = maxLength + 100;
  const isPlain = readPlainHtml(html, {
    text: (start, end) => {
      text += html.slice(start, end);
    },
    tag: (name) => {
      if (blockNames.has(name)) text += ' ';
    },
    isEnough: () => {
      if (text.length < enough) return false;
      line = plainLine(text);
      enough = text.length * 2;
      return line.length > maxLength;
    },
  });
  if (!isPlain) return undefined;
  return line.length > maxLength ? line : plainLine(text);
}

function tokenizedText(html: string, maxLength: number): string {
  let text = '';
  /** The element whose text nobody sees, until its end tag. */
  let silent = '';
  const { Tokenizer } = htmlParserLibrary();
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...noCallbacks,
      ontext: (start, end) => {
        if (silent === '') text += html.slice(start, end);
      },
      onopentagname: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        if (silent === '' && silentNames.has(name)) silent = name;
        if (blockNames.has(name)) text += ' ';
      },
      onclosetag: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        if (silent === name) silent = '';
        if (blockNames.has(name)) text += ' ';
      },
    },
  );
  // References and white space still to be decoded and collapsed may be most of it, hence the margin.
  const step = Math.min(stepLength, maxLength * 2 + 256);
  for (let at = 0; at < html.length && text.length < maxLength * 2 + step; at += step) {
    tokenizer.write(html.slice(at, at + step));
  }
  tokenizer.end();
  return text;
}

/** A line without the tags that a text escaped twice left in it; what is not markup stays. */
export function withoutTags(line: string): string {
  return line.includes('</') && hasTag(line) ? htmlToText(line) : line;
}

/** Longer graphemes than this are not letters of any language. */
const maxGrapheme = 64;

/** Cuts a line at a grapheme, never inside one, and marks the cut. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const from = Math.max(0, maxLength - 1 - maxGrapheme);
  const around = graphemesOf(text.slice(from, maxLength + maxGrapheme));
  const end = from + (around.containing(maxLength - 1 - from)?.index ?? 0);
  return `${text.slice(0, end).trimEnd()}…`;
}
