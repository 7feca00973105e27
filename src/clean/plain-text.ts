import type { SafeHtml } from '../model/types.ts';
import { parseHtml } from './parse-html.ts';
import { sanitise } from './sanitise.ts';
import { isBlock, isElement, type Node } from './tree.ts';

/**
 * The text of cleaned HTML: paragraphs end in a blank line, list items, cells and other lines in a line break, images
 * give their alternative text. No tag and no entity is left. May be empty.
 */
export function plainText(html: SafeHtml): string {
  const { nodes } = parseHtml(html);
  const tree = sanitise(nodes, { baseUrl: undefined, rel: undefined, tooDeep: false });
  return textOfTree(tree);
}

export function textOfTree(tree: readonly Node[]): string {
  const out: string[] = [];
  for (const node of tree) write(node, out, false);
  return out
    .join('')
    .replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
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
    out.push(inPre ? node : node.replace(/[ \t\n\f\r]+/g, ' '));
    return;
  }
  if (node.name === 'br') out.push('\n');
  if (node.name === 'img') out.push(node.attrs.get('alt') ?? '');
  if (node.name === 'rp') return;
  const edge = edgeOf(node);
  out.push(edge);
  for (const child of node.children) write(child, out, inPre || node.name === 'pre');
  out.push(edge);
}

function edgeOf(node: Node): string {
  if (!isBlock(node)) return '';
  if (node.name === 'td' || node.name === 'th') return ' ';
  return spaced.has(node.name) ? '\n\n' : '\n';
}
