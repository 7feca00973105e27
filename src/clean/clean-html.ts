import type { SafeHtml } from '../model/types.ts';
import { isCanonical } from './canonical.ts';
import { linkRel } from './link-rel.ts';
import { parseHtml } from './parse-html.ts';
import { textOfTree } from './plain-text.ts';
import { type Sanitising, sanitise } from './sanitise.ts';
import { escapeText, serialise } from './serialise.ts';
import { type Tidied, type TidyOptions, tidy, untidy } from './tidy.ts';
import type { Node } from './tree.ts';

export interface CleanHtmlOptions {
  /** Where the text came from: relative addresses are read against it, and dropped without it. */
  readonly baseUrl?: string;
  /**
   * Whether `baseUrl` is the page that shows the text, so that `#note` is a place on it, or only what addresses stand on:
   * then such a link gives way to its text. Default `page`.
   */
  readonly baseIs?: 'page' | 'feed';
  /** The item's title: a heading at the start of the body that repeats it is removed. */
  readonly title?: string;
  /**
   * `none` puts the alternative text in the place of each picture. `remote` and `local` keep the publisher's
   * addresses: `rewriteImages` puts local copies in their place. Default `remote`.
   */
  readonly images?: 'remote' | 'local' | 'none';
  /** The level of the body's topmost headings, 1 to 6. Default 4: one below an item's own in a list of items. */
  readonly headingLevel?: number;
  /** `rel` of links. Default `noopener noreferrer`. */
  readonly rel?: string;
}

/** A sixth of the limit fits, whatever must be escaped. */
const maxTextLength = 160_000;

/** Four is the most that any input needed so far. */
const maxPasses = 8;

/**
 * Makes a stranger's HTML safe and pleasant: parsed as a browser would, copied through an allow-list, tidied by named
 * rules, written once. The rules are applied until they change nothing. Then what is written must either have the
 * one form that every parser reads alike (`isCanonical`), or come back unchanged from another round: so cleaning
 * twice equals cleaning once.
 *
 * Bounded by `htmlLimits`: past them the text is cut at a node and ends in `<p data-daybook="continued">…</p>`.
 * Never throws; linear in the input's length.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html
 *
 * @example
 * cleanHtml('<p onclick=x>Text<script>x</script>', { baseUrl: 'https://one.example/' }); // → "<p>Text</p>"
 */
export function cleanHtml(html: string, options: CleanHtmlOptions = {}): SafeHtml {
  let tidied = treeOf(html, options);
  let written = serialise(tidied.tree);
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const before = { written, tree: tidied.tree };
    tidied = tidy(tidied, tidyOptions(options, false));
    if (tidied.tree !== before.tree) written = serialise(tidied.tree);
    if (written !== before.written) continue;
    if (isCanonical(written)) return written as SafeHtml;
    tidied = treeOf(written, options);
    written = serialise(tidied.tree);
    if (written === before.written) return written as SafeHtml;
  }
  return asText(tidied.tree, options);
}

function treeOf(html: string, options: CleanHtmlOptions): Tidied {
  const parsed = parseHtml(html);
  const context: Sanitising = {
    baseUrl: options.baseUrl,
    hasPage: options.baseIs !== 'feed',
    rel: options.rel ?? linkRel,
  };
  const nodes = sanitise(parsed.nodes, context);
  return tidy(untidy(nodes), tidyOptions(options, parsed.cut));
}

function tidyOptions(options: CleanHtmlOptions, cut: boolean): TidyOptions {
  return {
    title: options.title,
    images: options.images === 'none' ? 'none' : 'keep',
    headingLevel: options.headingLevel ?? 4,
    rel: options.rel ?? linkRel,
    cut,
  };
}

/** HTML that never comes to rest is not trusted: its text is kept, in one paragraph that does. */
function asText(tree: readonly Node[], options: CleanHtmlOptions): SafeHtml {
  const text = textOfTree(tree).replace(/\s+/g, ' ');
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
  return serialise(treeOf(`<p>${escapeText(cut)}</p>`, options).tree) as SafeHtml;
}
