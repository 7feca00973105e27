import type { SafeHtml } from '../model/types.ts';
import { parseHtml } from './parse-html.ts';
import { textOfTree } from './plain-text.ts';
import { type Sanitising, sanitise } from './sanitise.ts';
import { escapeText, serialise } from './serialise.ts';
import { type TidyOptions, tidy } from './tidy.ts';
import type { Node } from './tree.ts';

export interface CleanHtmlOptions {
  /** Where the text came from: relative addresses are read against it, and dropped without it. */
  readonly baseUrl?: string;
  /** The item's title: a heading at the start of the body that repeats it is removed. */
  readonly title?: string;
  /**
   * `none` puts the alternative text in the place of each picture. `remote` and `local` keep the publisher's
   * addresses: `rewriteImages` puts local copies in their place. Default `remote`.
   */
  readonly images?: 'remote' | 'local' | 'none';
  /** The level of the body's topmost headings, 1 to 6. Default 4: one below an item's own in a list of items. */
  readonly headingLevel?: number;
  /** `rel` of links. Default `noopener noreferrer`; add `nofollow` to lend no weight to them. */
  readonly rel?: string;
}

/** Three is the most that any input needed so far. */
const maxPasses = 6;

/**
 * Makes a stranger's HTML safe and pleasant: parsed as a browser would, copied through an allow-list, tidied by named
 * rules, written once. What comes out goes through the same again until it comes back unchanged, so that no second
 * parser can read it differently, and cleaning twice equals cleaning once.
 *
 * Bounded by `htmlLimits`: past them the text is cut at a node and ends in `<p data-daybook="continued">…</p>`.
 * Never throws; linear in the input's length.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html
 */
export function cleanHtml(html: string, options: CleanHtmlOptions = {}): SafeHtml {
  let current = cleanOnce(html, options);
  for (let pass = 1; pass < maxPasses; pass += 1) {
    const next = cleanOnce(current.html, options);
    if (next.html === current.html) return next.html as SafeHtml;
    current = next;
  }
  return asText(current.tree, options);
}

interface Cleaned {
  readonly tree: readonly Node[];
  readonly html: string;
}

function cleanOnce(html: string, options: CleanHtmlOptions): Cleaned {
  const parsed = parseHtml(html);
  const context: Sanitising = {
    baseUrl: options.baseUrl,
    rel: options.rel ?? 'noopener noreferrer',
    tooDeep: false,
  };
  const nodes = sanitise(parsed.nodes, context);
  const tree = tidy(nodes, tidyOptions(options, parsed.cut || context.tooDeep));
  return { tree, html: serialise(tree) };
}

function tidyOptions(options: CleanHtmlOptions, cut: boolean): TidyOptions {
  return {
    title: options.title,
    images: options.images === 'none' ? 'none' : 'keep',
    headingLevel: options.headingLevel ?? 4,
    cut,
  };
}

/** HTML that never comes back the same is not trusted: its text is kept, in paragraphs. */
function asText(tree: readonly Node[], options: CleanHtmlOptions): SafeHtml {
  const paragraphs = textOfTree(tree).split(/\n{2,}/);
  const html = paragraphs.map((text) => `<p>${escapeText(text)}</p>`).join('');
  const cleaned = cleanOnce(html, options);
  return cleaned.html as SafeHtml;
}
