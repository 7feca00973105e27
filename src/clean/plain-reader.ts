import { html as parse5Html } from 'parse5';
import { htmlLimits } from './limits.ts';
import { mathElements } from './mathml.ts';
import { type NodeMaker, readNested, type Tag } from './nested-reader.ts';
import { isVoid } from './serialise.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

/** References that every parser reads alike, in texts and in attributes. */
const reference = /&(?:(amp|lt|gt|quot|nbsp)|#(\d{3,5}));/g;
const looseAmpersand = /&(?!(?:amp|lt|gt|quot|nbsp|#\d{3,5});)/;
const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
};

/** The parser's stack is a little deeper. */
const maxDepth = htmlLimits.maxDepth - 10;

/**
 * The tree of HTML that is plain: known elements only, all closed, none where a parser would put it elsewhere, attributes
 * in double quotes. `undefined` of any other, which is the parser's. Most bodies of feeds are written by programs and are
 * plain; reading them so takes a tenth of a parser's time, and gives the very tree that it would give.
 */
export function readPlain(html: string): readonly SourceNode[] | undefined {
  return readNested(html, sourceNodes);
}

const sourceNodes: NodeMaker<SourceNode> = {
  maxDepth,
  text(raw, parent, _isFirst) {
    // A parser eats the first line break after `<pre>`.
    if (parent === 'pre' && raw.startsWith('\n')) return undefined;
    const value = readText(raw);
    return value === undefined ? undefined : { nodeName: '#text', value };
  },
  open(tag, childNodes) {
    const { name, end } = tag;
    const attrs = mathElements.has(name) || (end !== '>' && !isVoid(name)) ? undefined : readAttributes(tag);
    if (attrs === undefined) return undefined;
    return { nodeName: name, tagName: name, attrs, namespaceURI: parse5Html.NS.HTML, childNodes };
  },
  close: () => true,
};

const noAttributes: SourceElement['attrs'] = [];

function readAttributes({ attributes }: Tag): SourceElement['attrs'] | undefined {
  if (attributes.length === 0) return noAttributes;
  const attrs: { readonly name: string; readonly value: string }[] = [];
  for (const [name, raw] of attributes) {
    const value = raw.includes('\n') ? undefined : readText(raw);
    if (value === undefined) return undefined;
    attrs.push({ name, value });
  }
  return attrs;
}

/** What a text says; `undefined` where that is not for certain. */
function readText(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  if (looseAmpersand.test(raw)) return undefined;
  let isCertain = true;
  const text = raw.replace(reference, (_whole, name: string | undefined, digits: string | undefined) => {
    if (name !== undefined) return characters[name] ?? '';
    const code = Number(digits);
    // The others are controls, halves of pairs and characters that do not exist.
    if (code < 160 || (code > 0xd7ff && code < 0xe000) || (code >= 0xfdd0 && code <= 0xfdef) || code > 0xfffd)
      isCertain = false;
    return String.fromCharCode(code);
  });
  return isCertain ? text : undefined;
}
