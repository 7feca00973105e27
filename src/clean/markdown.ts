import type { SafeHtml } from '../model/types.ts';
import { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
import { markdownLibrary } from './libraries.ts';

/** HTML in the text is shown as text; addresses that stand alone become links. */
const options = { html: false, linkify: true, maxNesting: 50 };

let reader: { readonly render: (text: string) => string } | undefined;

/**
 * Makes the Markdown of the publisher's own texts into HTML, cleaned as any other: what a text may do on a page does not
 * depend on who wrote it.
 *
 * @see https://spec.commonmark.org/
 */
export function markdownHtml(text: string, cleaning: CleanHtmlOptions = {}): SafeHtml {
  const Markdown = markdownLibrary();
  reader ??= new Markdown('default', options);
  return cleanHtml(reader.render(text), cleaning);
}
