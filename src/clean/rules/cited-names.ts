import { element, isBlank, isElement, type Node } from '../tree.ts';

const quotes: ReadonlySet<string> = new Set(['blockquote', 'div']);

/** Forums write who is quoted right before the words, and let a style part them: a line break does it here. */
export function lineAfterName(name: string, children: readonly Node[]): readonly Node[] {
  if (!quotes.has(name)) return children;
  const at = children.findIndex((child) => !isBlank(child));
  const [cite, next] = [children[at], children[at + 1]];
  if (!isElement(cite) || cite.name !== 'cite' || typeof next !== 'string') return children;
  if (!/^[\p{L}\p{N}\p{Pi}"'([¿¡]/u.test(next)) return children;
  return children.toSpliced(at + 1, 0, element('br', []));
}
