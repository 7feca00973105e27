import { htmlLimits } from './limits.ts';
import { continued } from './rules/marks.ts';
import { escapeText } from './serialise.ts';
import { isBlock, isElement, type Node, unlessSame, withChildren } from './tree.ts';

interface Budget {
  length: number;
  nodes: number;
  cut: boolean;
}

/** Elements that may stand on the last levels: links and what they hold. */
const leaves: ReadonlySet<string> = new Set(['a', 'br', 'hr', 'img', 'picture', 'source']);
const leafLevels = 4;

/** Room for the closing mark. */
const reserve = { length: 100, nodes: 2 };

/**
 * Cuts the tree where it passes a limit of `htmlLimits`, so that what is written stays within it: at an element, or
 * inside a text that is too long alone. When something was cut, here or before, the mark follows. An element that lies
 * too deep gives way to what is inside.
 */
export function boundTree(nodes: readonly Node[], cutBefore: boolean): readonly Node[] {
  const budget: Budget = {
    length: htmlLimits.maxLength - reserve.length,
    nodes: htmlLimits.maxNodes - reserve.nodes,
    cut: cutBefore,
  };
  const kept = take(nodes, budget, 1);
  const last = kept.at(-1);
  const isMarked = isElement(last) && last.attrs.get('data-daybook') === 'continued';
  return budget.cut && !isMarked ? [...kept, continued] : kept;
}

function take(nodes: readonly Node[], budget: Budget, depth: number): readonly Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    if (budget.length <= 0 || budget.nodes <= 0) {
      budget.cut = true;
      break;
    }
    budget.nodes -= 1;
    if (!isElement(node)) kept.push(takeText(node, budget));
    else if (depth <= htmlLimits.maxDepth - (leaves.has(node.name) ? 0 : leafLevels))
      kept.push(takeElement(node, budget, depth));
    else kept.push(...(isBlock(node) ? [' '] : []), ...take(node.children, budget, depth));
  }
  return unlessSame(nodes, kept);
}

function takeElement(node: Exclude<Node, string>, budget: Budget, depth: number): Node {
  let length = 2 * node.name.length + 5;
  // Escaping makes a character six at most.
  for (const [name, value] of node.attrs) length += name.length + 4 + escapeText(value).length;
  budget.length -= length;
  return withChildren(node, take(node.children, budget, depth + 1));
}

function takeText(text: string, budget: Budget): string {
  const { length } = escapeText(text);
  budget.length -= length;
  if (budget.length >= 0) return text;
  budget.cut = true;
  const room = Math.max(0, budget.length + length);
  // A sixth of the room holds, whatever must be escaped; a pair of surrogates is not divided.
  const cut = text.slice(0, length === text.length ? room : Math.floor(room / 6));
  return cut.replace(/[\ud800-\udbff]$/, '');
}
