import { element, isBlank, isElement, joinText, type Node, unlessSame, withChildren } from '../tree.ts';

/** Elements that a parser lets close something outside when they stand alone, and the parents they need. */
export const homes: ReadonlyMap<string, { readonly parents: readonly string[]; readonly wrapper: string }> =
  new Map([
    ['li', { parents: ['ul', 'ol'], wrapper: 'ul' }],
    ['dt', { parents: ['dl'], wrapper: 'dl' }],
    ['dd', { parents: ['dl'], wrapper: 'dl' }],
  ]);

/** Parts that mean nothing outside their whole. */
export const parts: ReadonlyMap<string, readonly string[]> = new Map([
  ['caption', ['table']],
  ['col', ['colgroup']],
  ['colgroup', ['table']],
  ['figcaption', ['figure']],
  ['rp', ['ruby']],
  ['rt', ['ruby']],
  ['summary', ['details']],
  ['tbody', ['table']],
  ['td', ['tr']],
  ['tfoot', ['table']],
  ['th', ['tr']],
  ['thead', ['table']],
  ['tr', ['tbody', 'tfoot', 'thead', 'table']],
]);

/**
 * Gives list items a list, and takes parts of tables, figures and the like out of places where they mean nothing.
 * A lone `<li>` would close the list item of the page that the body stands in.
 */
export function houseOrphans(nodes: readonly Node[], parent = ''): readonly Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    if (!isElement(node)) {
      result.push(node);
      continue;
    }
    if (parent === 'dl' && node.name === 'div') {
      // HTML lets a `div` group terms; a list without groups says the same.
      result.push(...houseOrphans(node.children, 'dl'));
      continue;
    }
    const housed = withChildren(node, houseOrphans(node.children, node.name));
    const home = homes.get(node.name);
    if (home !== undefined && !home.parents.includes(parent)) addTo(result, home.wrapper, housed);
    else if (parts.get(node.name)?.includes(parent) === false) {
      result.push(...(node.name === 'rp' ? [] : looseParts(node.name, housed.children)));
    } else result.push(housed);
  }
  return unlessSame(nodes, joinText(result));
}

function looseParts(name: string, children: readonly Node[]): readonly Node[] {
  return name === 'rt' || name === 'col' || name === 'colgroup' ? children : [element('div', children)];
}

/** Neighbours share one list. */
function addTo(result: Node[], wrapper: string, node: Node): void {
  const blank = isBlank(result.at(-1)) ? result.pop() : undefined;
  const last = result.at(-1);
  if (isElement(last) && last.name === wrapper && last.attrs.size === 0) {
    result[result.length - 1] = element(wrapper, [...last.children, node]);
    return;
  }
  if (blank !== undefined) result.push(blank);
  result.push(element(wrapper, [node]));
}
