import { boundTree } from './bound.ts';
import { removeEmpties, removeRepeatedImages } from './rules/empties.ts';
import { removeFooters, removeShareLinks } from './rules/feed-footers.ts';
import { levelHeadings, removeRepeatedTitle } from './rules/headings.ts';
import { unwrapLayoutTables } from './rules/layout-tables.ts';
import { checkMarks } from './rules/marks.ts';
import { houseOrphans } from './rules/orphans.ts';
import { makeParagraphs } from './rules/paragraphs.ts';
import { element, isElement, mapElements, type Node } from './tree.ts';

export interface TidyOptions {
  readonly title: string | undefined;
  readonly images: 'keep' | 'none';
  readonly headingLevel: number;
  /** Something was left out before: the mark goes at the end. */
  readonly cut: boolean;
}

/**
 * Applies the rules of `rules/` in their order. Each one only takes away or regroups, so that they come to rest when
 * `cleanHtml` applies them again.
 */
export function tidy(nodes: readonly Node[], options: TidyOptions): readonly Node[] {
  const { title } = options;
  const rules: readonly ((tree: readonly Node[]) => readonly Node[])[] = [
    (tree) => (options.images === 'none' ? withoutImages(tree) : tree),
    unwrapLayoutTables,
    removeShareLinks,
    removeEmpties,
    houseOrphans,
    makeParagraphs,
    removeFooters,
    removeEmpties,
    removeRepeatedImages,
    (tree) => (title === undefined ? tree : removeRepeatedTitle(tree, title)),
    (tree) => levelHeadings(tree, options.headingLevel),
    checkMarks,
    (tree) => boundTree(tree, options.cut),
  ];
  return rules.reduce((tree, rule) => rule(tree), nodes);
}

/** Pictures give way to their alternative text; a video's poster is a picture, too. */
export function withoutImages(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.attrs.has('poster')) {
      return element(
        node.name,
        node.children,
        new Map([...node.attrs].filter(([name]) => name !== 'poster')),
      );
    }
    if (node.name === 'img') return [node.attrs.get('alt') ?? ''];
    return node.name === 'picture' ? node.children.filter((child) => !isElement(child)) : [node];
  });
}
