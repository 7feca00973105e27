import type { SafeHtml } from '../model/types.ts';

/** Two signs that make a face have no sentence before them. */
const face = '(?![-)(DPp])';
const spaces = new RegExp(` (?=[!?]|;${face})| (?=»|:${face})|(?<=«) `, 'g');
const narrow = /[;!?]/;

/**
 * French as its readers set it: no line begins with a colon, a question mark or a closing quotation mark. Spaces that
 * stand there do not break, and are narrow before `;`, `!` and `?`; where there is none, none is added.
 */
export function frenchSpaces(text: string): string {
  if (!/[:;!?«»]/.test(text)) return text;
  return text.replace(spaces, (_space, at: number) =>
    narrow.test(text[at + 1] ?? '') ? '\u202f' : '\u00a0',
  );
}

/** Code is no French; nor is what stands within a tag. */
const parts = /<(pre|code|kbd|samp|math)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;

/** The same of cleaned HTML. */
export function frenchSpacesIn(html: SafeHtml): SafeHtml {
  return html.replace(parts, (part) => (part.startsWith('<') ? part : frenchSpaces(part))) as SafeHtml;
}
