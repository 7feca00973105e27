import { html as parse5Html } from 'parse5';
import { canHold, mayHoldText } from './canonical-nesting.ts';
import { htmlLimits } from './limits.ts';
import { mathElements } from './mathml.ts';
import { isVoid } from './serialise.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

const tagName = /[a-z][a-z0-9]*/y;
const attribute = / ([a-z][a-z0-9-]*)="([^"<>\n]*)"/y;
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

/** The parser counts its root, too, and its stack is a little deeper. */
const maxNodes = htmlLimits.maxNodes - 10;
const maxDepth = htmlLimits.maxDepth - 10;

/**
 * The tree of HTML that is plain: known elements only, all closed, none where a parser would put it elsewhere, attributes
 * in double quotes. `undefined` of any other, which is the parser's. Most bodies of feeds are written by programs and are
 * plain; reading them so takes a tenth of a parser's time, and gives the very tree that it would give.
 */
export function readPlain(html: string): readonly SourceNode[] | undefined {
  if (html.length > htmlLimits.maxLength || html.includes('\r') || html.includes('\0')) return undefined;
  return new PlainReader(html).read();
}

class PlainReader {
  readonly #html: string;
  readonly #top: SourceNode[] = [];
  readonly #names: string[] = [];
  readonly #children: SourceNode[][] = [this.#top];
  #at = 0;
  #count = 0;

  constructor(html: string) {
    this.#html = html;
  }

  read(): readonly SourceNode[] | undefined {
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

  #add(node: SourceNode): void {
    this.#count += 1;
    this.#children.at(-1)?.push(node);
  }

  #text(): boolean {
    const next = this.#html.indexOf('<', this.#at);
    const raw = this.#html.slice(this.#at, next === -1 ? undefined : next);
    this.#at += raw.length;
    const parent = this.#names.at(-1) ?? '';
    // A parser eats the first line break after `<pre>`.
    if (!mayHoldText(parent) || (parent === 'pre' && raw.startsWith('\n'))) return false;
    const value = readText(raw);
    if (value === undefined) return false;
    this.#add({ nodeName: '#text', value });
    return true;
  }

  #close(): boolean {
    const name = this.#names.pop();
    this.#children.pop();
    if (name === undefined || !this.#html.startsWith(`${name}>`, this.#at + 2)) return false;
    this.#at += name.length + 3;
    return true;
  }

  #open(): boolean {
    tagName.lastIndex = this.#at + 1;
    const name = tagName.exec(this.#html)?.[0];
    if (name === undefined || mathElements.has(name) || this.#names.length >= maxDepth) return false;
    if (!canHold(this.#names, name)) return false;
    const attrs = this.#attributes(name, this.#at + 1 + name.length);
    if (attrs === undefined) return false;
    const childNodes: SourceNode[] = [];
    this.#add({ nodeName: name, tagName: name, attrs, namespaceURI: parse5Html.NS.HTML, childNodes });
    if (isVoid(name)) return true;
    this.#names.push(name);
    this.#children.push(childNodes);
    return true;
  }

  #attributes(name: string, from: number): SourceElement['attrs'] | undefined {
    let at = from;
    const attrs: { readonly name: string; readonly value: string }[] = [];
    for (;;) {
      attribute.lastIndex = at;
      const [text, key, raw] = attribute.exec(this.#html) ?? [];
      if (text === undefined || key === undefined || raw === undefined) break;
      const value = readText(raw);
      if (value === undefined || attrs.some((one) => one.name === key)) return undefined;
      attrs.push({ name: key, value });
      at += text.length;
    }
    const end = /^ ?\/?>/.exec(this.#html.slice(at, at + 3))?.[0];
    if (end === undefined || (end !== '>' && !isVoid(name))) return undefined;
    this.#at = at + end.length;
    return attrs;
  }
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
