import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** Where a template fails, and why. Lines and columns count from 1. */
export interface TemplateFault {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly why: string;
}

/** A line of the engine's message: the files on the way to the fault, the innermost last. */
const step = /\(([^()\n]+\.njk)\)(?: \[Line (\d+), Column (\d+)\])?/g;
/** What is said with the name of a thing that is not there, or is something else. */
const missing =
  /(?:filter|template|test) not found: (\S+)|There is no (?:asset|text) "([^"]+)"|Unable to call `([^`]+)`/;

/** What the engine says in words that only its authors know. */
const inOurWords: readonly (readonly [RegExp, string])[] = [
  [
    /^attempted to output null or undefined value/,
    'What is printed there does not exist, or has no value on this page.',
  ],
  [/Maximum call stack size exceeded/, 'A template includes, extends or calls itself without end.'],
];

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
  return placeAt(text, indexIn(text, why));
}

function placeAt(text: string, at: number): { line: number; column: number } | undefined {
  if (at < 0) return undefined;
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function indexIn(text: string, why: string): number {
  if (why.includes('end of file')) return text.trimEnd().length;
  if (why.startsWith('expected ')) return openTag(text);
  return indexOfName(text, why);
}

function indexOfName(text: string, why: string): number {
  const name = missing.exec(why)?.slice(1).find(Boolean);
  return name === undefined ? -1 : text.indexOf(name);
}

/** Eleventy names files from the folder in which the command runs, the engine by their whole paths. */
function wholePath(name: string, siteDir: string): string {
  return existsSync(resolve(name)) ? resolve(name) : resolve(siteDir, name);
}

function shownPath(path: string, siteDir: string): string {
  const inside = relative(siteDir, path);
  return inside.startsWith('..') ? path : inside;
}

/** Reads the message of a template engine's error; `undefined` of any other. */
export function templateFault(message: string, siteDir: string): TemplateFault | undefined {
  const steps = [...message.matchAll(step)];
  const last = steps.at(-1);
  const [, name = '', line, column] = last ?? [];
  if (last === undefined) return undefined;
  const path = wholePath(name, siteDir);
  const file = shownPath(path, siteDir);
  const reason = message.slice(last.index + last[0].length).trim() || message;
  const said = reason.replace(/^(?:Template render error|Error): /, '').split('\n')[0] ?? reason;
  const why = inOurWords.find(([words]) => words.test(said))?.[1] ?? said;
  const text = textOf(path);
  // The engine's own place is that of the block around a name.
  const place = placeAt(text, indexOfName(text, said));
  if (line !== undefined && !place) {
    return { file, line: Number(line) + headLines(text), column: Number(column), why };
  }
  return { file, ...(place ?? placeIn(text, said)), why };
}

/** A path below `pages/` in a message of Eleventy's. */
const pathIn = /[^\s"'()]+\.[a-z]\w*/g;

/**
 * Reads the messages of an error and of those that it wraps, the outermost first: where a template of the site, or a page
 * or data file that Eleventy reads, fails.
 */
export function renderFault(messages: readonly string[], siteDir: string): TemplateFault | undefined {
  const template = messages.map((message) => templateFault(message, siteDir)).findLast(Boolean);
  if (template) return template;
  const pages = join(siteDir, 'pages') + sep;
  for (const message of messages) {
    const paths = [...message.matchAll(pathIn)].map(([path]) => wholePath(path, siteDir));
    const path = paths.find((one) => one.startsWith(pages) && existsSync(one));
    if (path !== undefined) {
      const why = (messages.at(-1) ?? message).split('\n').map((line) => line.trim());
      return { file: shownPath(path, siteDir), why: why.filter(Boolean).join(' ') };
    }
  }
  return undefined;
}
