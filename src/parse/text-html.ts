import { escapeText } from './html-text.ts';
import { isWebAddress } from './urls.ts';

/** Plain text as HTML: blank lines part paragraphs, line breaks stay, web addresses become links. */
export function textToHtml(text: string): string {
  return text
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => linesToHtml(paragraph.trim()))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}

/** A line that does not go on with the one before: not indented, or with the mark of a list. */
const ownLine = /\n(?!(?: {2}|[ ]?\t)[ \t]*[^\s\p{Pd}*+•·‣▪◦\d])/u;

/** Lines that are all indented were wrapped by the program that wrote the XML: they are one. */
function linesToHtml(paragraph: string): string {
  const html = linkAddresses(paragraph);
  const isIndented = !ownLine.test(paragraph);
  return isIndented ? html : html.replace(/[ \t]*\n/g, '<br>\n');
}

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
