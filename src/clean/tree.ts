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

export const isBlockName = (name: string): boolean => blockNames.has(name);

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

/**
 * Rebuilds a tree from its leaves: `change` sees every element with its children already changed, and answers with what
 * stands in its place. What does not change is not copied.
 */
export function mapElements(
  nodes: readonly Node[],
  change: (element: Element) => Element | readonly Node[],
): readonly Node[] {
  let result: Node[] | undefined;
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] ?? '';
    if (!isElement(node)) {
      result?.push(node);
      continue;
    }
    const answer = change(withChildren(node, mapElements(node.children, change)));
    if (answer !== node) result ??= nodes.slice(0, index);
    if ('name' in answer) result?.push(answer);
    else for (const one of answer) result?.push(one);
  }
  return result === undefined ? nodes : joinText(result);
}

/** The element itself where its children are the same. */
export function withChildren(node: Element, children: readonly Node[]): Element {
  return isSame(node.children, children) ? node : element(node.name, children, node.attrs);
}

/** `nodes` where `made` holds the same: a rule that changes nothing answers with the very list that it was given. */
export function unlessSame(nodes: readonly Node[], made: readonly Node[]): readonly Node[] {
  return isSame(nodes, made) ? nodes : made;
}

function isSame(a: readonly Node[], b: readonly Node[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** Neighbouring texts become one, as a parser would read them. */
export function joinText(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (typeof node !== 'string') result.push(node);
    else if (typeof last === 'string') result[result.length - 1] = last + node;
    else if (node !== '') result.push(node);
  }
  return result;
}

/** Whether a node stands on lines of its own, or holds something that does. */
export function holdsBlock(node: Node): boolean {
  if (!isElement(node)) return false;
  return blockNames.has(node.name) || node.children.some(holdsBlock);
}
