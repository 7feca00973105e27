import { parse } from 'yaml';

/** Letters, digits and what addresses are made of: nothing that means something inside `{}` or `[]`. */
const plain = /^[\p{L}\p{N}_/.][\p{L}\p{N}\p{M} _/.:;?=&%~+@'()!*$-]*$/u;

/** A text as YAML, without quotes where it is the same without them. */
function textNode(text: string, place: 'block' | 'flow'): string {
  if (!plain.test(text) || text.endsWith(' ')) return JSON.stringify(text);
  // What the reader makes of it decides: `yes`, `1.5`, `a: b` and `2026-05-18` are other things than texts.
  try {
    const seen: unknown = parse(place === 'flow' ? `[${text}]` : `- ${text}`);
    return Array.isArray(seen) && seen.length === 1 && seen[0] === text ? text : JSON.stringify(text);
  } catch {
    return JSON.stringify(text);
  }
}

/** A value on one line: mappings in braces, lists in brackets. `block` says that it stands in no brace itself. */
export function flowText(value: unknown, place: 'block' | 'flow'): string {
  if (typeof value === 'string') return textNode(value, place);
  if (Array.isArray(value)) return `[${value.map((one) => flowText(one, 'flow')).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{ ${pairs.map(([key, one]) => `${textNode(key, 'flow')}: ${flowText(one, 'flow')}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}
