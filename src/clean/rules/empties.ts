import { mathElements } from '../mathml.ts';
import {
  type Element,
  isElement,
  isEmpty,
  mapElements,
  type Node,
  textOf,
  unlessSame,
  withChildren,
} from '../tree.ts';

/** Elements that mean something without content, or hold a place. */
const keptEmpty: ReadonlySet<string> = new Set([
  'audio',
  'br',
  'col',
  'colgroup',
  'hr',
  'img',
  'math',
  'source',
  'td',
  'th',
  'tr',
  'tbody',
  'thead',
  'tfoot',
  'video',
  'wbr',
]);

const inline: ReadonlySet<string> = new Set(
  `a abbr b bdi cite code del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var`.split(
    ' ',
  ),
);

const media: ReadonlySet<string> = new Set(['audio', 'img', 'math', 'video']);

/** Takes out paragraphs, links, lists, tables and the like that show nothing, and `span`s that say nothing. */
export function removeEmpties(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.name === 'span' && node.attrs.size === 0) return node.children;
    if (node.name === 'table') return isEmptyTable(node) ? [] : node;
    if (keptEmpty.has(node.name) || mathElements.has(node.name)) return node;
    if (!isEmpty(node)) return node;
    // The blank inside an empty `<b> </b>` still divides two words; a line break divides two lines.
    return node.children.filter((child) => isElement(child) || inline.has(node.name));
  });
}

function isEmptyTable(table: Element): boolean {
  return textOf(table).trim() === '' && !holdsMedia(table);
}

function holdsMedia(node: Node): boolean {
  return isElement(node) && (media.has(node.name) || node.children.some(holdsMedia));
}

/** Scripts that load pictures late leave a second copy for readers without script: one of two neighbours goes. */
export function removeRepeatedImages(nodes: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  let last: string | undefined;
  for (const node of nodes) {
    const src = isElement(node) ? imageAddress(node) : undefined;
    if (src !== undefined && src === last) continue;
    if (isElement(node) || node.trim() !== '') last = src;
    result.push(isElement(node) ? withChildren(node, removeRepeatedImages(node.children)) : node);
  }
  return unlessSame(nodes, result);
}

/** The address of a picture, or of the one that a link or paragraph holds and nothing else. */
function imageAddress(node: Element): string | undefined {
  if (node.name === 'img') return node.attrs.get('src');
  const parts = node.children.filter((child) => isElement(child) || child.trim() !== '');
  const only = parts[0];
  const isWrapper =
    node.name === 'a' || node.name === 'picture' || node.name === 'p' || node.name === 'figure';
  const image = parts.find((part) => isElement(part) && part.name === 'img');
  if (node.name === 'picture' && isElement(image)) return image.attrs.get('src');
  return isWrapper && parts.length === 1 && isElement(only) ? imageAddress(only) : undefined;
}
