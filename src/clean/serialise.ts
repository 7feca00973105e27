import { isElement, type Node } from './tree.ts';

const voidNames = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);

const textEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const attributeEscapes: Readonly<Record<string, string>> = { ...textEscapes, '"': '&quot;' };

/** Text as it stands between two tags. */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replace(/[&<>]/g, (char) => textEscapes[char] ?? char);
}

/** Text as it stands between the double quotes of an attribute: `<` too, against parsers that mind it. */
export function escapeAttribute(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/[&<>"]/g, (char) => attributeEscapes[char] ?? char);
}

export function isVoid(name: string): boolean {
  return voidNames.has(name);
}

/**
 * Writes the tree in one form only: double-quoted attributes, every non-void element closed. No element of the
 * allow-list has raw text, so all text is escaped.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments
 */
export function serialise(nodes: readonly Node[]): string {
  const out: string[] = [];
  for (const node of nodes) write(node, out);
  return out.join('');
}

function write(node: Node, out: string[]): void {
  if (!isElement(node)) {
    out.push(escapeText(node));
    return;
  }
  out.push('<', node.name);
  for (const [name, value] of node.attrs) out.push(' ', name, '="', escapeAttribute(value), '"');
  out.push('>');
  if (voidNames.has(node.name)) return;
  // A parser eats one line break after `<pre>`: the second stays.
  if (node.name === 'pre' && startsWithLineBreak(node.children[0])) out.push('\n');
  for (const child of node.children) write(child, out);
  out.push('</', node.name, '>');
}

function startsWithLineBreak(node: Node | undefined): boolean {
  return typeof node === 'string' && node.startsWith('\n');
}
