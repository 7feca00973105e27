import { namesAnything } from '../fields/fields.ts';
import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { decodeReferences } from '../xml/entities.ts';
import { noCallbacks } from '../xml/tokenizer-callbacks.ts';
import { isPlainHtml } from './html-tags.ts';

const urlAttributes: ReadonlySet<string> = new Set(
  (
    'href src poster cite data action formaction longdesc background srcset imagesrcset ' +
    'data-original data-orig-file data-large-file data-actualsrc data-lazy data-echo data-url data-image'
  ).split(' '),
);

/** `data-src`, `data-lazy-srcset` and their like: where scripts that load late keep addresses. */
const lateAttribute = /^data-(?:[a-z-]{1,30}-)?src(?:set)?$/;

/**
 * At a `=`: it follows the name of such an attribute, and no fragment or scheme follows. A list of addresses (`srcset`) may
 * begin with an absolute one and go on with others.
 */
const mayBeRelative =
  /(?<=\b(?:href|src|poster|cite|data|action|formaction|longdesc|background|original|file|actualsrc|lazy|echo|url|image)\s*)=(?!\s*(?:["']\s*)?(?:#|[a-z][a-z0-9+.-]*:))|(?<=\b(?:image)?srcset\s*)=/iy;

/**
 * The next `=` of an attribute whose address may be relative, or -1: most bodies have none and need no second reading. Goes
 * from `=` to `=`, which are rare, because a search for the names would look at every letter.
 */
function nextRelative(html: string, from: number): number {
  for (let at = html.indexOf('=', from); at >= 0; at = html.indexOf('=', at + 1)) {
    mayBeRelative.lastIndex = at;
    if (mayBeRelative.test(html)) return at;
  }
  return -1;
}

export function isUrlAttribute(name: string): boolean {
  return urlAttributes.has(name) || (name.startsWith('data-') && lateAttribute.test(name));
}

/** Typographic quotation marks are part of the value: `href=”https://example.org/”`. */
const inQuotes = /^\s*["'“”„″]\s*([^\s"'“”„″]+)\s*["'“”„″]\s*$/;

/** One attribute's value made absolute; values that are not addresses stay as they are. */
export function resolveAttribute(name: string, value: string, base: string | undefined): string {
  if (name.endsWith('srcset')) return resolveSrcset(value, base);
  const quoted = inQuotes.exec(value)?.[1];
  if (quoted !== undefined) return resolveAttribute(name, quoted, base);
  const text = value.trim();
  // A fragment means a place in the same text, wherever that is shown.
  if (text === '' || text.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(text)) return value;
  // A program's word for none leads nowhere.
  if (namesAnything(text) === undefined) return '';
  return resolveUrl(text, base) ?? value;
}

/** HTML §4.8.4.2.1: candidates are parted by commas that follow white space or a descriptor. */
function resolveSrcset(value: string, base: string | undefined): string {
  return value
    .split(/,\s+|,$/)
    .map((candidate) => candidate.trim())
    .filter((candidate) => candidate !== '')
    .map((candidate) => {
      const [url = '', ...descriptors] = candidate.split(/\s+/);
      return [resolveAttribute('src', url, base), ...descriptors].join(' ');
    })
    .join(', ');
}

/** What relative addresses of a body are resolved against, looked for only where there are any. */
export interface BodyBase {
  readonly findBase: () => string | undefined;
  /** Whether the feed itself names it (`xml:base`): only then an empty reference means it. */
  readonly hasOwnBase: boolean;
}

/**
 * Makes every address inside an HTML text absolute; everything else stays byte for byte. Reads the text only when it
 * may hold a relative address; linear.
 */
export function absolutizeHtml(html: string, { findBase, hasOwnBase }: BodyBase): string {
  const first = nextRelative(html, 0);
  const found = first < 0 ? undefined : findBase();
  if (found === undefined) return html;
  const rewriter = new Rewriter(html, { base: baseElement(html, found) ?? found, hasOwnBase });
  if (isPlainHtml(html)) rewritePlain(html, first, rewriter);
  else rewriteByTokenizer(html, rewriter);
  return rewriter.finish();
}

/** Where a whole page stands in a body, its own `base` counts. It stands before what it is for, near the beginning. */
function baseElement(html: string, outer: string): string | undefined {
  const [, href] =
    /<base\s[^<>]{0,200}?\bhref\s*=\s*["']?([^\s"'<>]{1,2000})/i.exec(html.slice(0, 10_000)) ?? [];
  return href === undefined ? undefined : resolveUrl(decodeReferences(href), outer);
}

interface Base {
  readonly base: string;
  readonly hasOwnBase: boolean;
}

/** The text with some attributes' values replaced. */
class Rewriter {
  readonly #html: string;
  readonly #base: Base;
  #out = '';
  #done = 0;

  constructor(html: string, base: Base) {
    this.#html = html;
    this.#base = base;
  }

  /** Replaces the value from `start` to `end` if it is a relative address. `name` is in lower case. */
  value(name: string, start: number, end: number): void {
    if (!isUrlAttribute(name)) return;
    const decoded = decodeReferences(this.#html.slice(start, end));
    const { base, hasOwnBase } = this.#base;
    const isEmpty = name === 'href' && hasOwnBase && decoded.trim() === '';
    const resolved = isEmpty ? base : resolveAttribute(name, decoded, base);
    if (resolved === decoded) return;
    this.#out +=
      this.#html.slice(this.#done, start) +
      resolved.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
    this.#done = end;
  }

  finish(): string {
    return this.#done === 0 ? this.#html : this.#out + this.#html.slice(this.#done);
  }
}

const plainName = /<[a-z][\w:.-]*/iy;
const plainAttribute = /\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?/y;

/** Looks only at the tags with an attribute that may be relative; `first` is the first of these. */
function rewritePlain(html: string, first: number, rewriter: Rewriter): void {
  let [open, end] = [0, 0];
  for (let at = first; at >= 0; at = nextRelative(html, open > at ? at + 1 : end)) {
    while (end <= at) {
      open = html.indexOf('<', end);
      if (open < 0) return;
      end = html.indexOf('>', open) + 1;
    }
    if (open < at) rewriteTag(html, { open, end }, rewriter);
  }
}

function rewriteTag(html: string, { open, end }: { open: number; end: number }, rewriter: Rewriter): void {
  plainName.lastIndex = open;
  // An end tag has none that counts.
  if (!plainName.test(html)) return;
  plainAttribute.lastIndex = plainName.lastIndex;
  for (
    let match = plainAttribute.exec(html);
    match !== null && plainAttribute.lastIndex < end;
    match = plainAttribute.exec(html)
  ) {
    const [, name = '', value = ''] = match;
    const isQuoted = /^["']/.test(value) ? 1 : 0;
    const valueEnd = plainAttribute.lastIndex - isQuoted;
    if (value !== '') rewriter.value(name.toLowerCase(), valueEnd - value.length + isQuoted * 2, valueEnd);
  }
}

function rewriteByTokenizer(html: string, rewriter: Rewriter): void {
  let name = '';
  const { Tokenizer } = htmlParserLibrary();
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...noCallbacks,
      onattribname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
      },
      onattribdata: (start, end) => rewriter.value(name, start, end),
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
