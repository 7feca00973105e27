import { canHold, mayHoldText } from './canonical-nesting.ts';
import { type Attributes, readImage, readPictureSource } from './images.ts';
import { htmlLimits } from './limits.ts';
import { mathElements, readMathAttributes } from './mathml.ts';
import { readMedia } from './media.ts';
import { continuedHtml } from './rules/marks.ts';
import { readAnchorAttributes, readPlainAttributes } from './sanitise.ts';
import { escapeAttribute, isVoid } from './serialise.ts';
import { cleanNodeText } from './text.ts';
import { type Element, element, isElement, type Node, noAttrs } from './tree.ts';

const tagName = /[a-z][a-z0-9]*/y;
const attribute = / ([a-z-]+)="([^"<>]*)"/y;
/** Text that is written as it stands, and that `cleanNodeText` would let pass: most text. */
const plain = /^[\t\n !-%'-;=?-~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*$/;
const looseInText = /&(?!(?:amp|lt|gt);)/;
const looseInAttribute = /&(?!(?:amp|lt|gt|quot);)/;
const rel = /^[a-z ]{1,60}$/;

/** Elements whose attributes depend on what they hold: looked at when they close. */
const wholes: ReadonlySet<string> = new Set(['audio', 'math', 'picture', 'video']);

/** Whether a text is written in the one form that this room writes. See {@link readCanonical}. */
export function isCanonical(html: string): boolean {
  return readCanonical(html) !== undefined;
}

/**
 * The tree of a text that is written in the one form that this room writes, or `undefined`: tags of the allow-list, each
 * closed, each inside what it may stand in, with the attributes and the text that `sanitise` and `serialise` would write
 * for them. As no such tag holds raw text, a browser's tokeniser never leaves its plain state, and finds these elements
 * and no other; as none closes another implicitly, nothing gets out of its container. So the tree is the one that parsing
 * and sanitising would make, and writing it gives the same bytes again. One pass, without a parser.
 */
export function readCanonical(html: string): readonly Node[] | undefined {
  // A parser reads both as something else.
  if (html.length > htmlLimits.maxLength || html.includes('\r') || html.includes('\0')) return undefined;
  return isMarkedAtTheEnd(html) ? new CanonicalReader(html).read() : undefined;
}

/** A text says once, at its end, that it was cut. */
function isMarkedAtTheEnd(html: string): boolean {
  const at = html.indexOf('<p data-daybook="continued">');
  return at === -1 || at === html.length - continuedHtml.length;
}

/** The parser counts its root, too. */
const maxNodes = htmlLimits.maxNodes - 10;

class CanonicalReader {
  readonly #html: string;
  readonly #top: Node[] = [];
  /** The elements that are open, and their names and children beside them. */
  readonly #elements: Element[] = [];
  readonly #names: string[] = [];
  readonly #children: Node[][] = [this.#top];
  #at = 0;
  #count = 0;

  constructor(html: string) {
    this.#html = html;
  }

  read(): readonly Node[] | undefined {
    const html = this.#html;
    while (this.#at < html.length) {
      if (html.charCodeAt(this.#at) !== 60) {
        if (!this.#text()) return undefined;
      } else if (html.charCodeAt(this.#at + 1) === 47) {
        if (!this.#close()) return undefined;
      } else if (!this.#open()) return undefined;
      if (this.#count > maxNodes) return undefined;
    }
    return this.#names.length === 0 ? this.#top : undefined;
  }

  #add(node: Node): void {
    this.#count += 1;
    this.#children.at(-1)?.push(node);
  }

  #text(): boolean {
    const next = this.#html.indexOf('<', this.#at);
    const raw = this.#html.slice(this.#at, next === -1 ? undefined : next);
    this.#at += raw.length;
    const parent = this.#names.at(-1) ?? '';
    if (!mayHoldText(parent)) return false;
    // A parser eats the first line break after `<pre>`: one that stays is written twice.
    const isEaten = parent === 'pre' && raw.startsWith('\n') && this.#children.at(-1)?.length === 0;
    if (isEaten && !raw.startsWith('\n\n')) return false;
    const text = readText(isEaten ? raw.slice(1) : raw);
    if (text === undefined) return false;
    this.#add(text);
    return true;
  }

  #close(): boolean {
    const name = this.#names.pop();
    const made = this.#elements.pop();
    this.#children.pop();
    if (name === undefined || made === undefined || !this.#html.startsWith(`${name}>`, this.#at + 2))
      return false;
    this.#at += name.length + 3;
    return !wholes.has(name) || isWhole(made);
  }

  #open(): boolean {
    tagName.lastIndex = this.#at + 1;
    const name = tagName.exec(this.#html)?.[0];
    if (name === undefined || this.#names.length >= htmlLimits.maxDepth || !canHold(this.#names, name))
      return false;
    const attrs = this.#attributes(name, this.#at + 1 + name.length);
    if (attrs === undefined) return false;
    const children: Node[] = [];
    const made = element(name, children, attrs);
    this.#add(made);
    if (isVoid(name)) return true;
    this.#names.push(name);
    this.#elements.push(made);
    this.#children.push(children);
    return true;
  }

  /** The attributes of a tag when they are written as this room writes them; goes on behind the tag. */
  #attributes(name: string, from: number): Attributes | undefined {
    let at = from;
    const attrs = new Map<string, string>();
    while (this.#html.charCodeAt(at) === 32) {
      attribute.lastIndex = at;
      const [text, key, raw] = attribute.exec(this.#html) ?? [];
      if (text === undefined || key === undefined || raw === undefined) return undefined;
      if (attrs.has(key) || looseInAttribute.test(raw)) return undefined;
      attrs.set(key, unescaped(raw));
      at += text.length;
    }
    if (this.#html.charCodeAt(at) !== 62) return undefined;
    this.#at = at + 1;
    const written = expectedAttributes(name, attrs);
    return written !== undefined && textOfAttributes(written) === this.#html.slice(from, at)
      ? written
      : undefined;
  }
}

/** What would be written for an element with these attributes; `undefined` where it would not stay. */
function expectedAttributes(name: string, attrs: Attributes): Attributes | undefined {
  if (name === 'a') return rel.test(attrs.get('rel') ?? '') ? readAnchorAttributes(attrs, {}) : undefined;
  if (name === 'img') return readImage(attrs, undefined)?.attrs;
  if (attrs.size === 0) return noAttrs;
  if (mathElements.has(name)) return readMathAttributes(attrs);
  return name === 'source' || wholes.has(name) ? attrs : readPlainAttributes(name, attrs);
}

function textOfAttributes(attrs: Attributes): string {
  let text = '';
  for (const [name, value] of attrs) text += ` ${name}="${escapeAttribute(value)}"`;
  return text;
}

/** Whether an element with parts is what would be written for its parts. */
function isWhole({ name, attrs, children }: Element): boolean {
  if (name === 'math') return children.length > 0;
  const parts = children.filter(isElement);
  const sources = parts.filter((part) => part.name === 'source').map((part) => part.attrs);
  if (name === 'picture') {
    const isSame = sources.every((one) => isWritten(readPictureSource(one, undefined)?.attrs, one));
    const isInOrder =
      sources.length > 0 && sources.length === parts.length - 1 && parts.at(-1)?.name === 'img';
    return attrs.size === 0 && isInOrder && isSame;
  }
  const media = readMedia({ name, attrs, sources }, undefined);
  const wanted = (media?.children ?? []).filter(isElement);
  const isSame = wanted.every((one, index) => isWritten(one.attrs, sources[index]));
  return isWritten(media?.attrs, attrs) && wanted.length === sources.length && isSame;
}

function isWritten(wanted: Attributes | undefined, there: Attributes | undefined): boolean {
  return wanted !== undefined && there !== undefined && textOfAttributes(wanted) === textOfAttributes(there);
}

/** The text that is written so, or `undefined` when it would be written otherwise. */
function readText(raw: string): string | undefined {
  if (plain.test(raw)) return raw;
  if (raw.includes('>') || looseInText.test(raw)) return undefined;
  const text = unescaped(raw);
  return cleanNodeText(text) === text ? text : undefined;
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
