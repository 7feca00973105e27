/**
 * The tree that the rules work on. It holds what the allow-list let through and nothing else: elements that
 * `sanitise` made, and text.
 */
export interface Element {
  readonly name: string;
  readonly attrs: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
}

export type Node = Element | string;

export const noAttrs: ReadonlyMap<string, string> = new Map();

export function element(
  name: string,
  children: readonly Node[],
  attrs: ReadonlyMap<string, string> = noAttrs,
): Element {
  return { name, attrs, children };
}

export function isElement(node: Node | undefined): node is Element {
  return typeof node === 'object';
}

/** Elements that stand on lines of their own. */
const blockNames = new Set(
  `address audio blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li
  ol p pre summary table tbody td tfoot th thead tr ul video`.split(/\s+/),
);

export function isBlock(node: Node | undefined): node is Element {
  return isElement(node) && blockNames.has(node.name);
}

export function isBlank(node: Node | undefined): boolean {
  return typeof node === 'string' && !/[^ \t\n\f\r]/.test(node);
}

/** All text below a node, as it stands. */
export function textOf(node: Node): string {
  if (typeof node === 'string') return node;
  return node.children.map(textOf).join('');
}

/** Whether a node or one below it is an element with one of these names. */
export function hasAny(node: Node, names: ReadonlySet<string>): boolean {
  if (!isElement(node)) return false;
  return names.has(node.name) || node.children.some((child) => hasAny(child, names));
}

/** What a reader sees or hears besides text. */
const mediaNames = new Set(['img', 'audio', 'video', 'hr', 'math', 'table']);

/** Whether a node shows nothing: no text beyond white space, no image, no media. */
export function isEmpty(node: Node): boolean {
  if (typeof node === 'string') return !/[^\s\u200b\u00ad]/.test(node);
  return !mediaNames.has(node.name) && node.children.every(isEmpty);
}
