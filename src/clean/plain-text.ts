import type { SafeHtml } from '../model/types.ts';
import { readCanonical } from './canonical.ts';
import { knownOf } from './known-texts.ts';
import { parseHtml } from './parse-html.ts';
import { sanitise } from './sanitise.ts';
import { escapeText } from './serialise.ts';
import { isBlock, isElement, type Node } from './tree.ts';

/**
 * The text of cleaned HTML: paragraphs end in a blank line, list items, cells and other lines in a line break, images
 * give their alternative text. No tag and no entity is left. May be empty.
 *
 * @example
 * plainText(cleanHtml('<p>One<p>Two')); // → "One\n\nTwo"
 */
export function plainText(html: SafeHtml): string {
  const found = knownOf(html);
  found.plain ??= textOfTree(readCleaned(html));
  return found.plain;
}

/** Whether the text of cleaned HTML holds a line with single blanks. Most often that stands between two of its tags as it is. */
export function holdsLine(html: SafeHtml, line: string): boolean {
  const at = html.indexOf(escapeText(line));
  const isOutOfTags = at >= 0 && html.lastIndexOf('<', at) <= html.lastIndexOf('>', at);
  const isText =
    isOutOfTags && !/&[a-z]*$/.test(html.slice(Math.max(0, at - 5), at)) && !html.includes('<rp>');
  return isText || plainText(html).includes(line);
}

/** The tree of cleaned HTML: without a parser where it is written in the one form. */
export function readCleaned(html: SafeHtml): readonly Node[] {
  return (
    readCanonical(html) ??
    sanitise(parseHtml(html).nodes, { baseUrl: undefined, hasPage: true, rel: undefined })
  );
}

export function textOfTree(tree: readonly Node[]): string {
  const out: string[] = [];
  for (const node of tree) write(node, out, false);
  const text = out.join('');
  // The look-behind starts a match at the first blank only: long runs are read once.
  const trimmed = /[ \t]\n/.test(text) ? text.replace(/(?<![ \t])[ \t]+\n/g, '\n') : text;
  return trimmed.replace(/\n{3,}/g, '\n\n').trim();
}

const spaced = new Set([
  'blockquote',
  'dl',
  'figure',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ol',
  'p',
  'pre',
  'table',
  'ul',
]);

function write(node: Node, out: string[], inPre: boolean): void {
  if (!isElement(node)) {
    if (inPre) out.push(node);
    else pushText(node, out);
    return;
  }
  if (node.name === 'rp') return;
  if (node.name === 'br') out.push('\n');
  if (node.name === 'img') pushText(node.attrs.get('alt') ?? '', out);
  const edge = edgeOf(node);
  if (edge === ' ') pushText(edge, out);
  else if (edge !== '') out.push(edge);
  for (const child of node.children) write(child, out, inPre || node.name === 'pre');
  if (edge !== '') out.push(edge);
}

/** White space collapses, and goes after a line break or another blank. */
function pushText(text: string, out: string[]): void {
  const line = /[\t\n\f\r]| {2}/.test(text) ? text.replace(/[ \t\n\f\r]+/g, ' ') : text;
  const before = (out.at(-1) ?? '\n').at(-1);
  const kept = before === ' ' || before === '\n' ? line.trimStart() : line;
  if (kept !== '') out.push(kept);
}

function edgeOf(node: Node): string {
  if (!isBlock(node)) return '';
  if (node.name === 'td' || node.name === 'th') return ' ';
  return spaced.has(node.name) ? '\n\n' : '\n';
}
