import { cleanLink } from '../link.ts';
import { type Element, element, mapElements, type Node } from '../tree.ts';

/** Where an address may stand alone: engines make a player of it, on their own pages only. */
const holders: ReadonlySet<string> = new Set(['dd', 'div', 'figure', 'li', 'p', 'td']);

/** An address that is all that an element holds becomes a link. */
export function linkBareAddresses(nodes: readonly Node[], rel: string): readonly Node[] {
  return mapElements(nodes, (node) => (holders.has(node.name) ? linked(node, rel) : node));
}

function linked(node: Element, rel: string): Element {
  const [text] = node.children;
  if (node.children.length !== 1 || typeof text !== 'string' || node.attrs.has('data-daybook')) return node;
  const written = text.trim();
  if (!/^https?:\/\/[^\s<>"]{4,2000}$/i.test(written)) return node;
  const href = cleanLink(written);
  if (href === undefined) return node;
  const attrs = new Map([['href', href]]);
  if (rel !== '') attrs.set('rel', rel);
  return element(node.name, [element('a', [written], attrs)], node.attrs);
}
