import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

/** Where a template fails, and why. Lines and columns count from 1. */
interface TemplateFault {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly why: string;
}

/** A line of the engine's message: the files on the way to the fault, the innermost last. */
const step = /\(([^()\n]+\.njk)\)(?: \[Line (\d+), Column (\d+)\])?/g;
/** What is said after the name of a thing that is not there. */
const missing = /(?:filter|template|test) not found: (\S+)/;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Lines before a page's own text: the engine counts from behind its head. */
function headLines(text: string): number {
  const head = /^---[^\n]*\n[\s\S]*?\n---[^\n]*\n/.exec(text)?.[0];
  return head === undefined ? 0 : head.split('\n').length - 1;
}

/** A tag with its end; the sign of an end within quotation marks is none. */
const wholeTag = /\{(?:\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}|%(?:"[^"]*"|'[^']*'|[^"'%]|%(?!\}))*%)\}/y;

/** Where the first tag begins that does not end, or -1. */
function openTag(text: string): number {
  for (let at = text.search(/\{[{%]/); at >= 0; ) {
    wholeTag.lastIndex = at;
    if (!wholeTag.test(text)) return at;
    const next = text.slice(wholeTag.lastIndex).search(/\{[{%]/);
    at = next < 0 ? -1 : wholeTag.lastIndex + next;
  }
  return -1;
}

/** The place of something that the message names without one: the end of the file, a tag that is open, or a name. */
function placeIn(text: string, why: string): { line: number; column: number } | undefined {
  const at = indexIn(text, why);
  if (at < 0) return undefined;
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function indexIn(text: string, why: string): number {
  if (why.includes('end of file')) return text.trimEnd().length;
  if (why.startsWith('expected ')) return openTag(text);
  const name = missing.exec(why)?.[1];
  return name === undefined ? -1 : text.indexOf(name);
}

/** Reads the message of a template engine's error; `undefined` of any other. */
export function templateFault(message: string, siteDir: string): TemplateFault | undefined {
  const steps = [...message.matchAll(step)];
  const last = steps.at(-1);
  const [, name = '', line, column] = last ?? [];
  if (last === undefined) return undefined;
  const path = resolve(siteDir, name);
  const inside = relative(siteDir, path);
  const file = inside.startsWith('..') ? path : inside;
  const reason = message.slice(last.index + last[0].length).trim() || message;
  const why = reason.replace(/^(?:Template render error|Error): /, '').split('\n')[0] ?? reason;
  const text = textOf(path);
  if (line !== undefined) {
    return { file, line: Number(line) + headLines(text), column: Number(column), why };
  }
  return { file, ...placeIn(text, why), why };
}
