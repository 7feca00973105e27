import { Parser } from 'htmlparser2';
import { decodeReferences } from './entities.ts';
import { htmlNames } from './feed-names.ts';

const tag = /<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi;
const blockNames: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const silentNames: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'head']);

/** Whether a text holds at least one tag of HTML. */
export function hasTag(text: string): boolean {
  if (!text.includes('<')) return false;
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    if (htmlNames.has((match[1] ?? '').toLowerCase())) return true;
  }
  return false;
}

/** White space as one line of plain text has it; no-break spaces too, as they are invisible there. */
export function collapse(text: string): string {
  return text
    .replace(/[\s\u00a0\u200b\ufeff]+/g, (space) => (/^[\u200b\ufeff]+$/.test(space) ? '' : ' '))
    .trim();
}

/** Text as HTML. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** HTML as one line of plain text: tags dropped, references decoded, white space collapsed. Linear. */
export function htmlToText(html: string): string {
  if (!html.includes('<')) return collapse(decodeReferences(html));
  let text = '';
  let silent = 0;
  const parser = new Parser({
    ontext(data) {
      if (silent === 0) text += data;
    },
    onopentagname(name) {
      if (silentNames.has(name)) silent += 1;
      if (blockNames.has(name)) text += ' ';
    },
    onclosetag(name) {
      if (silentNames.has(name)) silent -= 1;
      if (blockNames.has(name)) text += ' ';
    },
  });
  parser.end(html);
  return collapse(text);
}

/** Plain text as HTML: blank lines part paragraphs; with `keepLines`, line breaks stay. */
export function textToHtml(text: string, lines: 'keep' | 'join'): string {
  const paragraphs = text
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => escapeText(paragraph.trim()))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => (lines === 'keep' ? paragraph.replace(/[ \t]*\n/g, '<br>\n') : paragraph));
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
}

/** Cuts a line at a grapheme, never inside one, and marks the cut. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength + 64);
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(head)) {
    if (index + segment.length > maxLength - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
