import { type Element, isElement, type Node, textOf, unlessSame, withChildren } from '../tree.ts';

/** Scripts that load frames and recordings late leave a second one for readers without script: one of two neighbours stays. */
export function removeRepeatedFrames(nodes: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  let last: { readonly key: string; readonly at: number } | undefined;
  for (const node of nodes) {
    const key = isElement(node) ? keyOf(node) : undefined;
    if (key !== undefined && key === last?.key) {
      const first = result[last.at];
      // One of them may be called after its host only.
      if (first !== undefined && textOf(first).length < textOf(node).length) result[last.at] = node;
      continue;
    }
    result.push(isElement(node) ? withChildren(node, removeRepeatedFrames(node.children)) : node);
    if (isElement(node) || node.trim() !== '')
      last = key === undefined ? undefined : { key, at: result.length - 1 };
  }
  return unlessSame(nodes, result);
}

/** What a card leads to, or what a recording plays. */
function keyOf(node: Element): string | undefined {
  if (node.attrs.has('data-daybook')) {
    const [link] = node.children;
    return isElement(link) ? link.attrs.get('href') : undefined;
  }
  if (node.name !== 'audio' && node.name !== 'video') return undefined;
  const sources = node.children.filter(isElement).map(({ attrs }) => attrs.get('src') ?? '');
  return [node.name, node.attrs.get('src') ?? '', ...sources].join(' ');
}
