import type { DefaultTreeAdapterMap, html, Parser, Token } from 'parse5';
import { renamed } from './allow-list.ts';
import { parserLibrary } from './libraries.ts';
import { htmlLimits } from './limits.ts';
import { mendElements } from './self-closed.ts';
import type { SourceNode } from './source-node.ts';
import { textTokenizer } from './text-tokenizer.ts';
import { isBlockName } from './tree.ts';

export interface ParsedHtml {
  readonly nodes: readonly SourceNode[];
  /** The input went past a limit; `nodes` is what came before. */
  readonly cut: boolean;
}

/** Levels that a text of the depth that may be written has in the parser, which counts its root too. */
const readDepth = htmlLimits.maxDepth + 8;
/** A token may open several elements at once: up to as many as are read, when formatting is reopened. */
const maxOpenElements = 2 * readDepth;

/** Elements that hold none that could be passed over: they stay a few levels below all others. */
const leaves: ReadonlySet<string> = new Set(
  `a area br col embed hr iframe img input link meta noembed noframes param script source style textarea title track wbr
  xmp`.split(/\s+/),
);
const leafLevels = 8;

/**
 * Lets the parser pass over start tags that would nest too deep, as browsers do at 512 levels: what is inside stays.
 * Where a block would begin, a line does. Texts with hundreds of tags that nobody closes keep their words.
 */
function nestLess(
  parser: Parser<DefaultTreeAdapterMap>,
  br: Token.TagToken['tagID'],
  depth: () => number,
): void {
  const open = parser.onStartTag.bind(parser);
  parser.onStartTag = (token) => {
    const isLeaf = leaves.has(token.tagName);
    if (depth() < readDepth + (isLeaf ? leafLevels : 0)) open(token);
    else if (isBlockName(renamed.get(token.tagName) ?? token.tagName))
      open({ ...token, tagName: 'br', tagID: br, attrs: [], selfClosing: false });
  };
}

/** What a parser has made so far, and whether a limit stopped it. */
class Bounds {
  cut: boolean;
  nodeCount = 0;
  depth = 0;
  pause = (): void => {};

  constructor(cut: boolean) {
    this.cut = cut;
  }

  stopPast(count: number, limit: number): void {
    if (count <= limit || this.cut) return;
    this.cut = true;
    this.pause();
  }
}

interface Bounded {
  readonly bounds: Bounds;
}

function makeAdapter() {
  const { defaultTreeAdapter } = parserLibrary();
  return {
    ...defaultTreeAdapter,
    createElement(this: Bounded, name: string, namespace: html.NS, attrs: Token.Attribute[]) {
      this.bounds.stopPast(++this.bounds.nodeCount, htmlLimits.maxNodes);
      return defaultTreeAdapter.createElement(name, namespace, attrs);
    },
    createCommentNode(this: Bounded, data: string) {
      this.bounds.stopPast(++this.bounds.nodeCount, htmlLimits.maxNodes);
      return defaultTreeAdapter.createCommentNode(data);
    },
    insertText(this: Bounded, parent: DefaultTreeAdapterMap['parentNode'], value: string) {
      const before = parent.childNodes.length;
      defaultTreeAdapter.insertText(parent, value);
      if (parent.childNodes.length > before)
        this.bounds.stopPast(++this.bounds.nodeCount, htmlLimits.maxNodes);
    },
    onItemPush(this: Bounded) {
      this.bounds.depth += 1;
      this.bounds.stopPast(this.bounds.depth, maxOpenElements);
    },
    onItemPop(this: Bounded) {
      this.bounds.depth -= 1;
    },
  };
}

type Adapter = ReturnType<typeof makeAdapter>;

let adapter: Adapter | undefined;

/** The library's tree, which counts. Texts share its functions: making them for each cost a tenth of reading it. */
function boundedAdapter(bounds: Bounds): Adapter & Bounded {
  adapter ??= makeAdapter();
  return Object.assign(Object.create(adapter) as Adapter, { bounds });
}

/**
 * Parses HTML as a browser without script would (but for tags that close themselves, frames and the like without an end and signs that
 * begin no tag), inside a `div`, and stops at the limits: a parser's work grows with the product of length and depth, so
 * both are bounded while it works and not afterwards. Never throws.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments
 */
export function parseHtml(source: string): ParsedHtml {
  const { defaultTreeAdapter, html, Parser } = parserLibrary();
  const isLong = source.length > htmlLimits.maxLength;
  const head = isLong ? source.slice(0, htmlLimits.maxLength) : source;
  const text = mendElements(head);
  const bounds = new Bounds(isLong);
  const treeAdapter = boundedAdapter(bounds);
  const context = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  const parser = Parser.getFragmentParser(context, { treeAdapter, scriptingEnabled: false });
  parser.tokenizer = textTokenizer(parser);
  bounds.pause = () => parser.tokenizer.pause();
  nestLess(parser, html.TAG_ID.BR, () => bounds.depth);
  parser.tokenizer.write(text, true);
  return { nodes: parser.getFragment().childNodes, cut: bounds.cut };
}
