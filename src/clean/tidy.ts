import { joinText } from './sanitise.ts';
import { element, isElement, type Node } from './tree.ts';

export interface TidyOptions {
  readonly title: string | undefined;
  readonly images: 'keep' | 'none';
  readonly headingLevel: number;
  /** Something was left out before: the mark goes at the end. */
  readonly cut: boolean;
}

/** Applies the rules of `rules/` in their order. */
export function tidy(nodes: readonly Node[], options: TidyOptions): Node[] {
  const tree = options.images === 'none' ? withoutImages(nodes) : [...nodes];
  return tree;
}

/** Pictures give way to their alternative text. */
export function withoutImages(nodes: readonly Node[]): Node[] {
  return joinText(
    nodes.flatMap((node): Node[] => {
      if (!isElement(node)) return [node];
      if (node.name === 'img') return [node.attrs.get('alt') ?? ''];
      const children = withoutImages(node.children);
      return node.name === 'picture' ? children : [element(node.name, children, node.attrs)];
    }),
  );
}
