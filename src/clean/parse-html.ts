import { parserLibrary } from './libraries.ts';
import { htmlLimits } from './limits.ts';
import { closeFrames, closeSelfClosed } from './self-closed.ts';
import type { SourceNode } from './source-node.ts';

export interface ParsedHtml {
  readonly nodes: readonly SourceNode[];
  /** The input went past a limit; `nodes` is what came before. */
  readonly cut: boolean;
}

/** The parser counts its root too, and a token may open several elements at once. */
const maxOpenElements = htmlLimits.maxDepth + 8;

/**
 * Parses HTML as a browser without script would (but for tags that close themselves and frames without an end), inside a `div`, and stops at the
 * limits: a parser's work grows with the product of length and depth, so both are bounded while it works and not
 * afterwards. Never throws.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments
 */
export function parseHtml(source: string): ParsedHtml {
  const { defaultTreeAdapter, html, Parser } = parserLibrary();
  const isLong = source.length > htmlLimits.maxLength;
  const text = closeFrames(closeSelfClosed(isLong ? source.slice(0, htmlLimits.maxLength) : source));
  let cut = isLong;
  let nodeCount = 0;
  let depth = 0;
  const stopPast = (count: number, limit: number): void => {
    if (count <= limit || cut) return;
    cut = true;
    parser.tokenizer.pause();
  };
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(name, namespace, attrs) {
      stopPast(++nodeCount, htmlLimits.maxNodes);
      return defaultTreeAdapter.createElement(name, namespace, attrs);
    },
    createCommentNode(data) {
      stopPast(++nodeCount, htmlLimits.maxNodes);
      return defaultTreeAdapter.createCommentNode(data);
    },
    insertText(parent, value) {
      const before = parent.childNodes.length;
      defaultTreeAdapter.insertText(parent, value);
      if (parent.childNodes.length > before) stopPast(++nodeCount, htmlLimits.maxNodes);
    },
    onItemPush() {
      depth += 1;
      stopPast(depth, maxOpenElements);
    },
    onItemPop() {
      depth -= 1;
    },
  };
  const context = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  const parser = Parser.getFragmentParser(context, { treeAdapter, scriptingEnabled: false });
  parser.tokenizer.write(text, true);
  return { nodes: parser.getFragment().childNodes, cut };
}
