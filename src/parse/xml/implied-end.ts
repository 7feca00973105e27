import type { XmlElement } from './element.ts';
import {
  closingNames,
  htmlLookalikes,
  itemFieldNames,
  leafNames,
  partNames,
  personNames,
  textNames,
  titleNames,
} from './feed-names.ts';
import type { RawAttribute } from './scanner.ts';

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

/** A start tag, its name in our spelling and as written. */
interface Opened {
  readonly name: string;
  readonly raw: string;
  readonly attributes: readonly RawAttribute[];
}

/** Whether an element's start tag shows that the end tag of the innermost open one was forgotten. */
export function isClosedBy(top: XmlElement, { name, raw, attributes }: Opened): boolean {
  if (!closingNames.has(name) || (top.markup?.isForeign && !raw.includes(':'))) return false;
  if (leafNames.has(top.name)) return true;
  if (partNames.has(top.name)) return itemFieldNames.has(name);
  if (!textNames.has(top.name) || name.startsWith('xhtml:')) return false;
  if (!htmlLookalikes.has(name)) return true;
  const isXhtml = /xhtml|xml$/i.test(top.attributes.get('type') ?? '');
  if (titleNames.has(top.name)) return !(isXhtml && top.markup?.isInside);
  if (name.startsWith('atom:')) return !isXhtml;
  return (name === 'link' || name === 'title') && attributes.length === 0;
}
