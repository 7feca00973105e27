import { canHold, mayHoldText } from './canonical-nesting.ts';
import { htmlLimits } from './limits.ts';
import { isVoid } from './serialise.ts';
import type { Node } from './tree.ts';

/** A start tag as it is written. */
export interface Tag {
  readonly name: string;
  /** In their order; values with their references. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** What stands behind the attributes: `>`, `/>` or ` />`. */
  readonly end: string;
  /** Everything between the name and the end. */
  readonly written: string;
}

/** Makes the nodes of a text; `undefined` and false refuse it. */
export interface NodeMaker {
  readonly maxDepth: number;
  /** `isFirst`: nothing stands before it in its element. */
  text(raw: string, parent: string, isFirst: boolean): Node | undefined;
  /** `children` is filled while the text is read on. */
  open(tag: Tag, children: Node[]): Node | undefined;
  close(name: string, node: Node): boolean;
}

const tagName = /[a-z][a-z0-9]*/y;
const attribute = / ([a-z][a-z0-9-]*)="([^"<>]*)"/y;
const tagEnd = / ?\/?>/y;
const noAttributes: Tag['attributes'] = [];

/** The parser counts its root, too. */
const maxNodes = htmlLimits.maxNodes - 10;
const [less, greater, slash] = [60, 62, 47];

/**
 * Reads a text whose elements are all known and closed, and none of which a parser would put elsewhere (`canHold`), with
 * attributes in double quotes. `undefined` of any other. One pass, without a parser.
 */
export function readNested(html: string, maker: NodeMaker): readonly Node[] | undefined {
  // A parser reads both as something else.
  if (html.length > htmlLimits.maxLength || html.includes('\r') || html.includes('\0')) return undefined;
  return new NestedReader(html, maker).read();
}

interface Open {
  readonly node: Node;
  readonly children: Node[];
}

class NestedReader {
  readonly #html: string;
  readonly #maker: NodeMaker;
  readonly #top: Node[] = [];
  readonly #open: Open[] = [];
  readonly #names: string[] = [];
  #siblings: Node[] = this.#top;
  #at = 0;
  #count = 0;

  constructor(html: string, maker: NodeMaker) {
    this.#html = html;
    this.#maker = maker;
  }

  read(): readonly Node[] | undefined {
    const html = this.#html;
    while (this.#at < html.length) {
      const isTag = html.charCodeAt(this.#at) === less;
      const isEndTag = isTag && html.charCodeAt(this.#at + 1) === slash;
      const isRead = isEndTag ? this.#readEndTag() : isTag ? this.#readTag() : this.#readText();
      if (!isRead || this.#count > maxNodes) return undefined;
    }
    return this.#names.length === 0 ? this.#top : undefined;
  }

  #add(node: Node): void {
    this.#count += 1;
    this.#siblings.push(node);
  }

  #readText(): boolean {
    const next = this.#html.indexOf('<', this.#at);
    const raw = this.#html.slice(this.#at, next === -1 ? undefined : next);
    this.#at += raw.length;
    const parent = this.#names.at(-1) ?? '';
    if (!mayHoldText(parent)) return false;
    const node = this.#maker.text(raw, parent, this.#siblings.length === 0);
    if (node === undefined) return false;
    this.#add(node);
    return true;
  }

  #readEndTag(): boolean {
    const name = this.#names.pop();
    const closed = this.#open.pop();
    if (name === undefined || closed === undefined || !this.#html.startsWith(`${name}>`, this.#at + 2))
      return false;
    this.#siblings = this.#open.at(-1)?.children ?? this.#top;
    this.#at += name.length + 3;
    return this.#maker.close(name, closed.node);
  }

  #readTag(): boolean {
    tagName.lastIndex = this.#at + 1;
    const name = tagName.exec(this.#html)?.[0];
    if (name === undefined || this.#names.length >= this.#maker.maxDepth || !canHold(this.#names, name))
      return false;
    const tag = this.#tag(name, this.#at + 1 + name.length);
    if (tag === undefined) return false;
    const children: Node[] = [];
    const node = this.#maker.open(tag, children);
    if (node === undefined) return false;
    this.#add(node);
    if (isVoid(name)) return true;
    this.#names.push(name);
    this.#open.push({ node, children });
    this.#siblings = children;
    return true;
  }

  /** The tag whose name ends at `from`; goes on behind it. */
  #tag(name: string, from: number): Tag | undefined {
    if (this.#html.charCodeAt(from) === greater) {
      this.#at = from + 1;
      return { name, attributes: noAttributes, end: '>', written: '' };
    }
    const attributes: [string, string][] = [];
    let at = from;
    for (;;) {
      attribute.lastIndex = at;
      const [text, key, value] = attribute.exec(this.#html) ?? [];
      if (text === undefined || key === undefined || value === undefined) break;
      if (attributes.some(([known]) => known === key)) return undefined;
      attributes.push([key, value]);
      at += text.length;
    }
    tagEnd.lastIndex = at;
    const end = tagEnd.exec(this.#html)?.[0];
    if (end === undefined) return undefined;
    this.#at = at + end.length;
    return { name, attributes, end, written: this.#html.slice(from, at) };
  }
}
