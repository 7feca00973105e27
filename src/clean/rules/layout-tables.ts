import { type Element, element, hasAny, isElement, mapElements, type Node } from '../tree.ts';

const nestedTable: ReadonlySet<string> = new Set(['table']);
const dataParts: ReadonlySet<string> = new Set(['caption', 'th', 'thead']);

/**
 * Tables that only place things, as newsletters and old blogs use them: without headers or caption, and of one row,
 * one column, or around other tables. Their cells follow one another; tables of data stay.
 */
export function unwrapLayoutTables(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (table) => {
    if (table.name !== 'table' || !isLayout(table)) return table;
    return rowsOf(table).flatMap((row) => cellsOf(row).map((cell) => element('div', cell.children)));
  });
}

function isLayout(table: Element): boolean {
  if (table.children.some((part) => hasOwn(part))) return false;
  const rows = rowsOf(table);
  const isColumn = rows.every((row) => cellsOf(row).length <= 1);
  return (
    rows.length <= 1 || isColumn || rows.some((row) => row.children.some((cell) => hasAny(cell, nestedTable)))
  );
}

/** Headers and captions of this table, not of one inside it. */
function hasOwn(node: Node): boolean {
  if (!isElement(node) || node.name === 'table') return false;
  return dataParts.has(node.name) || node.children.some(hasOwn);
}

function rowsOf(table: Element): Element[] {
  return table.children
    .filter(isElement)
    .flatMap((part) => (part.name === 'tr' ? [part] : part.children.filter(isRow)));
}

function isRow(node: Node): node is Element {
  return isElement(node) && node.name === 'tr';
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(isElement);
}
