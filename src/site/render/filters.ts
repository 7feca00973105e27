import type { NamedLink } from '../views/item-view.ts';

/** Filters hold the logic of templates: pure, typed, tested. */

const shownTags = 7;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in quoted attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Words that may be wider than a narrow column. */
const longWord = /\S{10,}/;
const longWords = /(\S{10,})/;
/** Where a name that is written as one word has parts: `heise.|de`, `lib/|crypto`, `Kernel|Planet`. */
const joint = /(?<=[\p{L}\p{N}][._/:@])(?=[\p{L}\p{N}])|(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u;

/** A heading as HTML: long words may break between their parts, before they break anywhere. */
export function breakable(text: string): string {
  if (!longWord.test(text)) return escapeHtml(text);
  return text
    .split(longWords)
    .map((piece) =>
      longWord.test(piece) ? piece.split(joint).map(escapeHtml).join('<wbr>') : escapeHtml(piece),
    )
    .join('');
}

/** An address that may stand in `href`: http, https, mailto, or below the site; anything else becomes empty. */
export function webUrl(url: string): string {
  // Browsers drop tabs and line ends, so that what stands around them joins: "/\t/host" leads to another host.
  if (/\p{Cc}/u.test(url)) return '';
  if (/^(?:https?:|mailto:)/i.test(url)) return url;
  // "//host" and "/\host" lead to another host.
  return /^[/#?](?![/\\])/.test(url) || url === '/' ? url : '';
}

/** A field of a CSV file, quoted (RFC 4180); empty for a value that is not there. */
export function csv(value: unknown): string {
  return `"${String(value ?? '').replaceAll('"', '""')}"`;
}

/** Whether a list holds a value. */
export function includes(list: readonly unknown[] | string, value: unknown): boolean {
  return typeof list === 'string' ? list.includes(String(value)) : list.includes(value);
}

/** The tags that are shown at once. */
export function firstTags(tags: readonly NamedLink[]): readonly NamedLink[] {
  return tags.slice(0, shownTags);
}

/** The tags behind the fold; `undefined` when there are none, so that a template can test it. */
export function moreTags(tags: readonly NamedLink[]): readonly NamedLink[] | undefined {
  return tags.length > shownTags ? tags.slice(shownTags) : undefined;
}
