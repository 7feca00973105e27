import { sameWords } from '../same-words.ts';
import { holdsBlock, isBlank, isElement, mapElements, type Node, textOf, withChildren } from '../tree.ts';
import { linesOf } from './letter-links.ts';

/**
 * Lines that services write above each text: votes and answers, which are others at each fetch (Lemmy), and how a paper was
 * announced (arXiv).
 */
const serviceLine = /^(?:-?\d{1,7} points? \| \d{1,7} comments?|arXiv:\S{1,40} Announce Type: [\w-]{1,20})$/i;

/** Takes out such lines of paragraphs. */
export function removeServiceLines(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.name !== 'p' || !node.children.some(isBreak) || node.children.some(holdsBlock)) return node;
    const lines = linesOf(node.children);
    const kept = lines.filter((line) => !isServiceLine(line));
    if (kept.length === lines.length) return node;
    const rest = kept.flat();
    return withChildren(node, isBreak(rest.at(-1)) ? rest.slice(0, -1) : rest);
  });
}

const isBreak = (node: Node | undefined): boolean => isElement(node) && node.name === 'br';

const isServiceLine = (line: readonly Node[]): boolean => serviceLine.test(line.map(textOf).join('').trim());

/** A name is shorter. */
const longestName = 200;

/**
 * Takes out what Drupal writes above each text where its theme has no classes: the title, who wrote it, and when, each in a
 * `span` of its own.
 */
export function removeDrupalHead(nodes: readonly Node[], title: string): readonly Node[] {
  const index = nodes.findIndex((node) => !isBlank(node));
  const first = nodes[index];
  if (!isElement(first) || first.name !== 'p') return nodes;
  const filled = first.children.filter((node) => !isBlank(node));
  const time = filled.at(-1);
  if (!isElement(time) || time.name !== 'time' || filled.length > 4) return nodes;
  const [headline = '', name, ...more] = filled
    .slice(0, -1)
    .map(textOf)
    .join('')
    .trim()
    .split(/\s*\n\s*\n\s*/);
  const isHead = name !== undefined && more.length === 0 && name.length <= longestName;
  return isHead && sameWords(headline, title) ? nodes.toSpliced(index, 1) : nodes;
}
