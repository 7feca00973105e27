import { LineCounter, parseDocument } from 'yaml';
import { errorMessage } from '../model/error-message.ts';
import type { ConfigSource } from './config-source.ts';

/**
 * Whether a YAML text is nested deeper than `max` levels. Looked at before it is parsed: depth costs the parser its
 * stack, and where that runs out inside a regular expression the whole program ends. Brackets inside texts count too,
 * so `max` must leave room for them. Takes time linear in the text.
 */
function isTooDeep(text: string, max: number): boolean {
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

/**
 * Why a text cannot be read: as YAML at all, or because a key stands twice in one mapping, or because it is nested too
 * deep, or because its aliases multiply.
 */
export interface YamlFault {
  readonly kind: 'depth' | 'syntax' | 'twice' | 'aliases';
  /** The file, with line and column where they are known. */
  readonly where: string;
  readonly why: string;
}

/** What mends a text, by what is wrong with it. */
export const yamlFixes: Readonly<Record<YamlFault['kind'], string>> = {
  depth: 'Look for brackets that are opened and never closed.',
  syntax: 'Look at the indentation, and put texts with ": " or "#" in quotes.',
  twice: 'Put the contents of both into one, or remove one of them.',
  aliases: 'Write out what the aliases ("*name") stand for.',
};

interface YamlBounds {
  readonly maxDepth: number;
  /** How often aliases may be used, counted through each other. */
  readonly maxAliasCount?: number;
  /** Every scalar is a text, whatever it looks like. */
  readonly scalars?: 'texts';
}

/** Whether a list or mapping has itself somewhere inside of it. */
function holdsItself(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some((one) => holdsItself(one, [...above, value]));
}

/** The document in a text and the values in it, or all that is wrong with it. Never throws. */
export function readYaml(
  text: string,
  file: string,
  { maxDepth, maxAliasCount = 100, scalars }: YamlBounds,
): { readonly source: ConfigSource; readonly value: unknown } | { readonly faults: readonly YamlFault[] } {
  if (isTooDeep(text, maxDepth))
    return { faults: [{ kind: 'depth', where: file, why: `It is nested deeper than ${maxDepth} levels.` }] };
  const lines = new LineCounter();
  const form = scalars === 'texts' ? ({ schema: 'failsafe', merge: false } as const) : { merge: true };
  try {
    const document = parseDocument(text, { lineCounter: lines, ...form });
    const faults = document.errors.map((error): YamlFault => {
      const { line, col } = lines.linePos(error.pos[0]);
      const where = `${file}, line ${line}, column ${col}`;
      if (error.code === 'DUPLICATE_KEY') return { kind: 'twice', where, why: 'This key is there twice.' };
      return { kind: 'syntax', where, why: error.message.split('\n')[0] ?? error.code };
    });
    if (faults.length > 0) return { faults };
    const value: unknown = document.toJS({ maxAliasCount });
    if (text.includes('*') && holdsItself(value, []))
      return {
        faults: [{ kind: 'aliases', where: file, why: 'An alias stands inside of what it stands for.' }],
      };
    return { source: { file, lines, document }, value };
  } catch (error) {
    const why = errorMessage(error);
    return { faults: [{ kind: 'aliases', where: file, why }] };
  }
}
