import { element, isElement, type Node, noAttrs, textOf, unlessSame, withChildren } from '../tree.ts';

/** What a cut text ends in. */
export const continued: Node = element('p', ['…'], new Map([['data-daybook', 'continued']]));

/** The same as it is written. */
export const continuedHtml = '<p data-daybook="continued">…</p>';

/**
 * Lets our own marks stand only where we put them: `continued` on the last paragraph when it holds nothing but `…`,
 * `video` and `embed` on a paragraph that is one link.
 */
export function checkMarks(nodes: readonly Node[]): readonly Node[] {
  const last = nodes.length - 1;
  const checked = nodes.flatMap((node, index) => {
    if (!isElement(node)) return [node];
    if (node.attrs.get('data-daybook') === 'continued') return index === last ? [continued] : [];
    return checkCards(node);
  });
  return unlessSame(nodes, checked);
}

function checkCards(node: Node): Node[] {
  if (!isElement(node)) return [node];
  const children = node.children.flatMap(checkCards);
  const mark = node.attrs.get('data-daybook');
  if (mark === undefined) return [withChildren(node, children)];
  if (mark === 'continued') return textOf(node) === '…' ? [] : [element(node.name, children)];
  const only = children[0];
  const isCard =
    children.length === 1 && isElement(only) && only.name === 'a' && !only.children.some(isElement);
  return [isCard ? withChildren(node, children) : element(node.name, children, withoutMark(node.attrs))];
}

function withoutMark(attrs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (attrs.size === 1) return noAttrs;
  return new Map([...attrs].filter(([name]) => name !== 'data-daybook'));
}
