import { type Attributes, readImage, readPictureSource } from './images.ts';
import { knownOf } from './known-texts.ts';
import { htmlLimits } from './limits.ts';
import { mathElements, readMathAttributes } from './mathml.ts';
import { readMedia } from './media.ts';
import { type NodeMaker, readNested, type Tag } from './nested-reader.ts';
import { continuedHtml } from './rules/marks.ts';
import { readAnchorAttributes, readPlainAttributes } from './sanitise.ts';
import { escapeAttribute } from './serialise.ts';
import { cleanNodeText } from './text.ts';
import { type Element, element, isElement, type Node, noAttrs } from './tree.ts';

/** Text that is written as it stands, and that `cleanNodeText` would let pass: most text. */
const plain = /^[\t\n !-%'-;=?-~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*$/;
const looseInText = /&(?!(?:amp|lt|gt);)/;
const looseInAttribute = /&(?!(?:amp|lt|gt|quot);)/;
const rel = /^[a-z ]{1,60}$/;

/** Elements whose attributes depend on what they hold: looked at when they close. */
const wholes: ReadonlySet<string> = new Set(['audio', 'math', 'picture', 'video']);

/** Whether a text is written in the one form that this room writes. See {@link readCanonical}. */
export function isCanonical(html: string): boolean {
  const found = knownOf(html);
  found.isCanonical ??= readCanonical(html) !== undefined;
  return found.isCanonical;
}

/**
 * The tree of a text that is written in the one form that this room writes, or `undefined`: tags of the allow-list, each
 * closed, each inside what it may stand in, with the attributes and the text that `sanitise` and `serialise` would write
 * for them. As no such tag holds raw text, a browser's tokeniser never leaves its plain state, and finds these elements
 * and no other; as none closes another implicitly, nothing gets out of its container. So the tree is the one that parsing
 * and sanitising would make, and writing it gives the same bytes again. One pass, without a parser.
 */
export function readCanonical(html: string): readonly Node[] | undefined {
  return isMarkedAtTheEnd(html) ? readNested(html, canonicalNodes) : undefined;
}

/** A text says once, at its end, that it was cut. */
function isMarkedAtTheEnd(html: string): boolean {
  const at = html.indexOf('<p data-daybook="continued">');
  return at === -1 || at === html.length - continuedHtml.length;
}

const canonicalNodes: NodeMaker = {
  maxDepth: htmlLimits.maxDepth,
  text(raw, parent, isFirst) {
    // A parser eats the first line break after `<pre>`: one that stays is written twice.
    const isEaten = parent === 'pre' && isFirst && raw.startsWith('\n');
    if (isEaten && !raw.startsWith('\n\n')) return undefined;
    return readText(isEaten ? raw.slice(1) : raw);
  },
  open(tag, children) {
    const attrs = tag.end === '>' ? readAttributes(tag) : undefined;
    return attrs === undefined ? undefined : element(tag.name, children, attrs);
  },
  close: (name, node) => !wholes.has(name) || (isElement(node) && isWhole(node)),
};

/** The attributes of a tag when they are written as this room writes them. */
function readAttributes({ name, attributes, written }: Tag): Attributes | undefined {
  if (attributes.length === 0 && name !== 'a' && name !== 'img') return noAttrs;
  const attrs = new Map<string, string>();
  for (const [key, raw] of attributes) {
    if (looseInAttribute.test(raw)) return undefined;
    attrs.set(key, unescaped(raw));
  }
  const expected = expectedAttributes(name, attrs);
  return expected !== undefined && textOfAttributes(expected) === written ? expected : undefined;
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
