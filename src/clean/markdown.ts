import MarkdownIt from 'markdown-it';
import type { SafeHtml } from '../model/types.ts';
import { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';

/** HTML in the text is shown as text; addresses that stand alone become links. */
const markdown = new MarkdownIt('default', { html: false, linkify: true, maxNesting: 50 });

/**
 * Makes the Markdown of the publisher's own texts into HTML, cleaned as any other: what a text may do on a page does not
 * depend on who wrote it.
 *
 * @see https://spec.commonmark.org/
 */
export function markdownHtml(text: string, options: CleanHtmlOptions = {}): SafeHtml {
  return cleanHtml(markdown.render(text), options);
}
