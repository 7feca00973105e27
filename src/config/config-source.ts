import { type Document, isMap, isNode, isPair, isScalar, type LineCounter } from 'yaml';

/** The YAML document that problems point into. */
export interface ConfigSource {
  /** As shown to the reader: `daybook.yaml`. */
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** The keys and numbers that lead to a value. */
export type Path = readonly PropertyKey[];

/** `feeds[1].limt` */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}

/** Offset of the key at `path` in the text; of the nearest parent that is written down otherwise. */
function offsetOf(source: ConfigSource, path: Path): number | undefined {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  const holder = path.length <= 1 ? source.document.contents : source.document.getIn(parent, true);
  if (isMap(holder)) {
    const pair = holder.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  const node = source.document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length > 0 ? offsetOf(source, parent) : undefined;
}

/** `daybook.yaml, line 12, column 5, feeds[1].limt`. */
export function whereIn(source: ConfigSource, path: Path): string {
  const parts = [source.file];
  const offset = offsetOf(source, path);
  if (offset !== undefined) {
    const { line, col } = source.lines.linePos(offset);
    parts.push(`line ${line}`, `column ${col}`);
  }
  const name = pathText(path);
  if (name !== '') parts.push(name);
  return parts.join(', ');
}

/** The value at `path`; `undefined` where nothing is written. */
export function valueAt(source: ConfigSource, path: Path): unknown {
  const node = path.length === 0 ? source.document.contents : source.document.getIn(path, true);
  return isNode(node) ? node.toJS(source.document) : node;
}
