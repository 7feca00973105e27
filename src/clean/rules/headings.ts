import { sameWords } from '../same-words.ts';
import { element, isBlank, isElement, mapElements, type Node, textOf, withChildren } from '../tree.ts';

const headingName = /^h([1-6])$/;

/**
 * Moves headings under the item's own: the levels that the body uses become consecutive levels from `top` on, in their
 * order, and never more than six.
 */
export function levelHeadings(nodes: readonly Node[], top: number): readonly Node[] {
  const used = new Set<number>();
  collect(nodes, used);
  if (used.size === 0) return nodes;
  const order = [...used].sort((a, b) => a - b);
  return mapElements(nodes, (node) => {
    const level = headingName.exec(node.name)?.[1];
    if (level === undefined) return node;
    const target = Math.min(6, Math.max(1, top) + order.indexOf(Number(level)));
    return node.name === `h${target}` ? node : element(`h${target}`, node.children, node.attrs);
  });
}

function collect(nodes: readonly Node[], used: Set<number>): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const level = headingName.exec(node.name)?.[1];
    if (level !== undefined) used.add(Number(level));
    collect(node.children, used);
  }
}

/** Marks that lead to the heading they stand in. */
const placeMark = /^\s*(?:#{1,6}|[¶§∞]|🔗|⚓)\ufe0f?\s*$/u;

/** Takes out links of a heading to itself that show a mark only. */
export function removePlaceMarks(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (!headingName.test(node.name) || !node.children.some(isPlaceMark)) return node;
    const rest = node.children.filter((child) => !isPlaceMark(child));
    return rest.every(isBlank) ? node : withChildren(node, rest);
  });
}

function isPlaceMark(node: Node): boolean {
  if (!isElement(node) || node.name !== 'a') return false;
  return placeMark.test(textOf(node)) && node.attrs.get('href')?.includes('#') === true;
}

/** Says whose words follow. */
const leadsIn = /[:：]\s*$/;

/** Takes out a heading at the start, or a line before more text, that only repeats the item's title. */
export function removeRepeatedTitle(nodes: readonly Node[], title: string): readonly Node[] {
  const index = nodes.findIndex((node) => !isBlank(node));
  const first = nodes[index];
  if (!isElement(first)) return nodes;
  if (headingName.test(first.name))
    return sameWords(textOf(first), title) ? nodes.toSpliced(index, 1) : nodes;
  if (first.name === 'p' && first.children.every((child) => !isElement(child))) {
    const line = textOf(first);
    const isBeforeMore = nodes.some((node, at) => at > index && !isBlank(node));
    return isBeforeMore && !leadsIn.test(line) && sameWords(line, title) ? nodes.toSpliced(index, 1) : nodes;
  }
  if (first.name !== 'div') return nodes;
  const rest = withChildren(first, removeRepeatedTitle(first.children, title));
  return rest === first ? nodes : nodes.with(index, rest);
}
