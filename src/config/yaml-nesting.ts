/**
 * Whether a YAML text is nested deeper than `max` levels. Looked at before it is parsed: depth costs the parser its
 * stack, and where that runs out inside a regular expression the whole program ends. Brackets inside texts count too,
 * so `max` must leave room for them. Takes time linear in the text.
 */
export function isTooDeep(text: string, max: number): boolean {
  if (new RegExp(`(?:[-?:][ \\t]+){${max + 1}}`).test(text)) return true;
  let depth = 0;
  let indent = 0;
  for (const line of text.split('\n')) {
    const column = line.search(/\S/);
    if (column > indent) depth += 1;
    else if (column !== -1 && column < indent) depth = Math.min(depth, column);
    if (column !== -1) indent = column;
    if (depth > max) return true;
  }
  let open = 0;
  for (const sign of text.match(/[[\]{}]/g) ?? []) {
    open = Math.max(0, open + (sign === '[' || sign === '{' ? 1 : -1));
    if (open > max) return true;
  }
  return false;
}

/** For files that may hold thousands of entries, whose texts may hold brackets; the parser bears some thousands. */
export const maxFileNesting = 500;
