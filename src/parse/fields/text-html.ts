import { escapeText } from '../html/html-text.ts';
import { isWebAddress } from './urls.ts';

/** Plain text as HTML: blank lines part paragraphs, line breaks stay, web addresses become links, set-in code is code. */
export function textToHtml(text: string): string {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  // Where every line is set in, a program did it; the first has lost its blanks.
  const hasMargin = /\n\S/.test(whole);
  return whole
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => (hasMargin && codeOf(paragraph)) || paragraphOf(paragraph.trim()))
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

function paragraphOf(paragraph: string): string {
  const html = linesToHtml(paragraph);
  return html === '' ? '' : `<p>${html}</p>`;
}

/** Lines that are all set in, as mails and messages of commits have code: no list, and not filled as prose is. */
function codeOf(paragraph: string): string | undefined {
  const lines = paragraph.split('\n').map((line) => line.trimEnd());
  if (lines.length < 2 || !lines.every((line) => /^(?: {4}|\t)/.test(line) && !lineStart.test(line)))
    return undefined;
  const depth = Math.min(...lines.map((line) => /^\s*/.exec(line)?.[0].length ?? 0));
  const code = lines.map((line) => line.slice(depth));
  return isFilled(code) ? undefined : `<pre>${linkAddresses(code.join('\n'))}</pre>`;
}

/** A line that does not go on with the one before: not indented, or with the mark of a list. */
const ownLine = /\n(?!(?: {2}|[ ]?\t)[ \t]*[^\s\p{Pd}*+•·‣▪◦\d])/u;

/** Lines that a program wrapped are one: all indented, or filled as mail programs fill them. */
function linesToHtml(paragraph: string): string {
  const html = linkAddresses(paragraph);
  const isWrapped = !ownLine.test(paragraph) || isFilled(paragraph.split('\n').map((line) => line.trimEnd()));
  return isWrapped ? html : html.replace(/[ \t]*\n/g, '<br>\n');
}

/** Characters of a line that was filled: to the widths of terminals and mail programs. */
const filled = { min: 55, max: 100 } as const;

/** What begins a line of its own: the mark of a list, a time, an address. */
const lineStart = /^\s*(?:[\p{Pd}*+•·‣▪◦]\s|\d{1,3}[.):]\s|\d{1,2}:\d\d|https?:|www\.)/u;

/**
 * Whether lines were filled to a width: all but the last are long, and most had no room for the word that begins the next.
 * Two lines are too few to tell, unless the second goes on with the sentence.
 */
function isFilled(lines: readonly string[]): boolean {
  const width = Math.max(...lines.slice(0, maxFilledLines).map((line) => line.length));
  if (lines.length > maxFilledLines || width > filled.max) return false;
  let breaks = 0;
  for (let index = 1; index < lines.length; index += 1) {
    const [before = '', line = ''] = lines.slice(index - 1, index + 1);
    if (before.length < filled.min || lineStart.test(line)) return false;
    const word = /^\S*/.exec(line)?.[0] ?? '';
    if (before.length + 1 + word.length > width) breaks += 1;
  }
  if (lines.length === 2 && !/^\p{Ll}/u.test(lines[1] ?? '')) return false;
  return breaks * 2 > lines.length - 1;
}

/** Lines of one paragraph; more are not prose. */
const maxFilledLines = 200;

/** Up to white space, a bracket or quotation mark, or the punctuation of languages that write without blanks. */
const address =
  /(?<![\w/.@-])(?:https?:\/\/|www\.)[^\s<>"'`\u2010-\u206f\u3000-\u303f\uff00-\uffef\u00ab\u00bb]{3,2000}/gi;

/** Text as HTML in which web addresses are links. */
export function linkAddresses(text: string): string {
  if (!/:\/\/|www\./i.test(text)) return escapeText(text);
  let html = '';
  let done = 0;
  for (const { 0: match, index } of text.matchAll(address)) {
    const shown = withoutPunctuation(match);
    const url = /^www/i.test(shown) ? `http://${shown}` : shown;
    if (!isWebAddress(url) || !/^[^/]+\/\/[^/]*[\w\]]/.test(url)) continue;
    html += escapeText(text.slice(done, index));
    html += `<a href="${escapeText(url).replaceAll('"', '&quot;')}">${escapeText(shown)}</a>`;
    done = index + shown.length;
  }
  return html + escapeText(text.slice(done));
}

/** An address without what ends the sentence around it; a bracket belongs to it only when it opens there, too. */
function withoutPunctuation(match: string): string {
  let open = 0;
  for (const character of match) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  let end = match.length;
  for (; end > 0; end -= 1) {
    const last = match.charAt(end - 1);
    if (last === ')' && open < 0) open += 1;
    else if (!/[.,;:!?*_\]}|]/.test(last)) break;
  }
  return match.slice(0, end);
}
