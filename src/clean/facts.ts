import { htmlLimits } from './limits.ts';
import { homes, parts } from './rules/orphans.ts';
import { type Element, isElement, type Node } from './tree.ts';

/** What a tree holds, as far as it tells which rules could change it. */
export interface Facts {
  readonly names: ReadonlySet<string>;
  readonly images: number;
  /** A part of a list, table or the like stands where it means nothing. */
  readonly hasOrphans: boolean;
  readonly hasMarks: boolean;
  /** A text has a square bracket or a brace. */
  readonly hasBrackets: boolean;
  readonly nodes: number;
  /** Characters of texts and tags. */
  readonly length: number;
  readonly depth: number;
}

type Counted = { -readonly [K in keyof Facts]: Facts[K] } & { readonly names: Set<string> };

/** Looks at each node once. */
export function factsOf(tree: readonly Node[]): Facts {
  const facts: Counted = {
    names: new Set<string>(),
    images: 0,
    hasOrphans: false,
    hasMarks: false,
    hasBrackets: false,
    nodes: 0,
    length: 0,
    depth: 0,
  };
  count(tree, '', 1, facts);
  return facts;
}

function count(nodes: readonly Node[], parent: string, depth: number, facts: Counted): void {
  facts.nodes += nodes.length;
  if (depth > facts.depth) facts.depth = depth;
  for (const node of nodes) {
    if (!isElement(node)) {
      facts.length += node.length;
      facts.hasBrackets ||= node.includes('[') || node.includes('{');
      continue;
    }
    countElement(node, parent, facts);
    if (node.children.length > 0) count(node.children, node.name, depth + 1, facts);
  }
}

function countElement({ name, attrs }: Element, parent: string, facts: Counted): void {
  facts.names.add(name);
  if (name === 'img') facts.images += 1;
  const needed = homes.get(name)?.parents ?? parts.get(name);
  if (needed?.includes(parent) === false || (name === 'div' && parent === 'dl')) facts.hasOrphans = true;
  facts.length += name.length * 2 + 5;
  for (const [key, value] of attrs) {
    facts.length += key.length + value.length + 4;
    if (key === 'data-daybook') facts.hasMarks = true;
  }
}

/**
 * Whether a tree stays far within the limits whatever the rules make of it: escaping makes a character six at most, each
 * node may get a paragraph and a list around it, and a paragraph that is divided gives its attributes to all parts.
 */
export function isSmall({ length, nodes, depth }: Facts): boolean {
  return (
    length * 6 + nodes * 500 < htmlLimits.maxLength / 2 &&
    nodes * 4 < htmlLimits.maxNodes / 2 &&
    depth * 4 < htmlLimits.maxDepth
  );
}
