import type { XmlElement } from './element.ts';
import { personNames } from './feed-names.ts';

/** Where a neighbour ended an element with children. */
export interface ImpliedEnd {
  readonly parent: XmlElement;
  /** The ended element's place among the parent's children. */
  readonly index: number;
}

/**
 * An author's `title` looked like the item's until the author's end tag came: what came between is the author's, unless
 * there is more than people have. Whether the end tag is that element's.
 */
export function takesBack({ parent, index }: ImpliedEnd, name: string): boolean {
  const [owner, ...between] = parent.children.slice(index);
  if (owner?.name !== name || between.length > personNames.size) return false;
  if (!between.every((child) => personNames.has(child.name))) return false;
  parent.children.length = index + 1;
  owner.children.push(...between);
  return true;
}
