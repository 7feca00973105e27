import { htmlToText } from '../html/html-text.ts';

/** Elements that stand beside the prose: flattened into a line, nobody can read them. */
const aside = /<(\/?)(?:figure|figcaption|pre|ul|ol|dl|table)(?:\s[^<>]*)?>/gi;

/** Shorter prose is not a summary where there is more. */
const leastProse = 30;

/** The HTML outside of captions, code, lists and tables; `undefined` where there are none, or where one has no end. */
function outsideAsides(html: string): string | undefined {
  const kept: string[] = [];
  let from = 0;
  let depth = 0;
  aside.lastIndex = 0;
  for (let found = aside.exec(html); found !== null; found = aside.exec(html)) {
    if (depth === 0) kept.push(html.slice(from, found.index), ' ');
    depth = Math.max(0, depth + (found[1] === '/' ? -1 : 1));
    from = aside.lastIndex;
  }
  if (kept.length === 0 || depth > 0) return undefined;
  kept.push(html.slice(from));
  return kept.join('');
}

/**
 * The prose of a summary in HTML as one line: without captions, code, lists and tables, where enough is left. `plain` is
 * all of its text.
 */
export function summaryProse(html: string, plain: string): string {
  const outside = outsideAsides(html);
  const prose = outside === undefined ? plain : htmlToText(outside);
  return prose.length < leastProse || /[:：]$/.test(prose) ? plain : prose;
}
