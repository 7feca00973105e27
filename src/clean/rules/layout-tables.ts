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
    return rowsOf(table).flatMap((row) =>
      withoutLineNumbers(cellsOf(row)).map((cell) => element('div', cell.children)),
    );
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

const code: ReadonlySet<string> = new Set(['pre']);

/** Programs that colour code put the numbers of its lines into a cell of their own: the code is what is read. */
function withoutLineNumbers(cells: readonly Element[]): readonly Element[] {
  const [first, ...others] = cells;
  if (first === undefined || !others.some((cell) => hasAny(cell, code))) return cells;
  const numbers = linesOf(first)
    .split(/\s+/)
    .filter((line) => line !== '');
  const isCounted =
    numbers.length > 0 && numbers.every((line, at) => Number(line) === Number(numbers[0]) + at);
  return isCounted ? others : cells;
}

/** Text with its line breaks. */
function linesOf(node: Node): string {
  if (!isElement(node)) return node;
  if (node.name === 'br') return '\n';
  const text = node.children.map(linesOf).join('');
  return node.name === 'div' || node.name === 'p' ? `${text}\n` : text;
}
