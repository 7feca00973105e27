import { type Element, element, isElement, mapElements, type Node } from '../tree.ts';

/** Elements that programs put around each line of code. */
const lineNames: ReadonlySet<string> = new Set(['div', 'li', 'ol', 'p', 'pre', 'ul']);

/** Blocks inside code become lines of it. */
export function writeCodeLines(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.name !== 'pre' || !holdsLine(node)) return node;
    return element('pre', linesOf(node.children), node.attrs);
  });
}

function holdsLine(node: Element): boolean {
  return node.children.some((child) => isElement(child) && (lineNames.has(child.name) || holdsLine(child)));
}

function linesOf(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (const [index, node] of nodes.entries()) {
    if (!isElement(node)) result.push(node);
    else if (!lineNames.has(node.name)) result.push(element(node.name, linesOf(node.children), node.attrs));
    else {
      const inner = linesOf(node.children);
      result.push(...inner);
      const isLast = index === nodes.length - 1;
      if (!(isLast || endsLine(inner.at(-1)) || startsLine(nodes[index + 1]))) result.push('\n');
    }
  }
  return result;
}

function endsLine(node: Node | undefined): boolean {
  if (isElement(node)) return node.name === 'br' || endsLine(node.children.at(-1));
  return node?.endsWith('\n') === true;
}

function startsLine(node: Node | undefined): boolean {
  return typeof node === 'string' && /^[ \t]*\n/.test(node);
}
