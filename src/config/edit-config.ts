import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLSeq,
} from 'yaml';
import { isRecord } from '../model/record.ts';
import type { Section } from '../model/types.ts';
import type { FeedInput } from './schema.ts';
import { flowText } from './yaml-text.ts';

/** What is added to a configuration. */
export interface Additions {
  readonly feeds: readonly FeedInput[];
  readonly sections: readonly Section[];
}

type ListName = 'feeds' | 'sections';

export interface Splice {
  readonly at: number;
  /** Characters that are replaced. */
  readonly cut: number;
  readonly text: string;
}

function listLines(values: readonly unknown[], indent: string, eol: string): string {
  return values.map((value) => `${indent}- ${flowText(value, 'block')}`).join(eol);
}

/** End of the line that holds the last character before `offset` that is not a blank: behind its comment, if it has one. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function intoBlock(text: string, list: YAMLSeq, values: readonly unknown[], eol: string): Splice | undefined {
  const start = list.range?.[0];
  const last = list.items.at(-1);
  const end = isScalar(last) || isCollection(last) ? last.range?.[1] : undefined;
  if (start === undefined || end === undefined) return undefined;
  const at = lineEnd(text, end);
  return { at, cut: 0, text: eol + listLines(values, ' '.repeat(columnOf(text, start)), eol) };
}

function intoFlow(list: YAMLSeq, values: readonly unknown[]): Splice | undefined {
  const last = list.items.at(-1);
  const at = isScalar(last) || isCollection(last) ? last.range?.[1] : undefined;
  if (at === undefined) return undefined;
  return { at, cut: 0, text: values.map((value) => `, ${flowText(value, 'flow')}`).join('') };
}

/** For `feeds:` without a value, and for `feeds: []`. */
function intoEmpty(text: string, pair: Pair, values: readonly unknown[], eol: string): Splice | undefined {
  const key = isScalar(pair.key) ? pair.key.range : undefined;
  if (!key) return undefined;
  const lines = eol + listLines(values, `${' '.repeat(columnOf(text, key[0]))}  `, eol);
  if (isSeq(pair.value)) {
    const range = pair.value.range;
    if (!range || text.slice(range[0], range[1]).includes('\n')) return undefined;
    return { at: range[0], cut: range[1] - range[0], text: lines };
  }
  return { at: lineEnd(text, text.indexOf(':', key[1]) + 1), cut: 0, text: lines };
}

function spliceFor(
  text: string,
  document: Document,
  name: ListName,
  values: readonly unknown[],
): Splice | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const root = document.contents;
  const pair = isMap(root)
    ? root.items.find((one) => isScalar(one.key) && one.key.value === name)
    : undefined;
  if (!pair) {
    const gap = text === '' || text.endsWith('\n') ? '' : eol;
    return { at: text.length, cut: 0, text: `${gap}${name}:${eol}${listLines(values, '  ', eol)}${eol}` };
  }
  const list = pair.value;
  if (isSeq(list) && list.items.length > 0) {
    return list.flow ? intoFlow(list, values) : intoBlock(text, list, values, eol);
  }
  const isEmpty = list === null || isSeq(list) || (isScalar(list) && list.value === null);
  return isEmpty ? intoEmpty(text, pair, values, eol) : undefined;
}

/** The text with a splice, where that says what is wanted; `undefined` where it does not, or there is none. */
export function spliced(
  text: string,
  splice: Splice | undefined,
  isWanted: (values: Record<string, unknown>) => boolean,
): string | undefined {
  if (!splice) return undefined;
  const edited = text.slice(0, splice.at) + splice.text + text.slice(splice.at + splice.cut);
  return isWanted(valuesOf(edited)) ? edited : undefined;
}

export function valuesOf(text: string): Record<string, unknown> {
  const document = parseDocument(text);
  const value: unknown = document.errors.length === 0 ? document.toJS({ maxAliasCount: 100 }) : undefined;
  return isRecord(value) ? value : {};
}

/** Through the library: right for every document, but it writes the list anew and may lose what stands in it. */
export function rewritten(text: string, name: ListName, all: readonly unknown[]): string {
  const document = parseDocument(text);
  document.set(name, document.createNode(all));
  return document.toString({ lineWidth: 0 });
}

function addToList(text: string, name: ListName, values: readonly unknown[]): string {
  if (values.length === 0) return text;
  const before = valuesOf(text);
  const known = before[name];
  const all = [...(Array.isArray(known) ? known : []), ...values];
  const wanted = structuredClone({ ...before, [name]: all });
  const splice = spliceFor(text, parseDocument(text), name, values);
  return spliced(text, splice, (found) => isDeepStrictEqual(found, wanted)) ?? rewritten(text, name, all);
}

function asWritten(feed: FeedInput): unknown {
  return isRecord(feed) && Object.keys(feed).length === 1 ? feed.url : feed;
}

/**
 * Adds feeds and sections to the text of a `daybook.yaml`: every byte that stands there stays, comments, order and
 * spacing included. Only lists that are written in a way of their own (aliases, a whole file in braces) are written
 * anew. The text must be valid YAML.
 */
export function addToConfig(text: string, { feeds, sections }: Additions): string {
  return addToList(addToList(text, 'sections', sections), 'feeds', feeds.map(asWritten));
}
