import { elements } from './allow-list.ts';
import { mathElements, mathTokens } from './mathml.ts';
import { homes, parts } from './rules/orphans.ts';

/** Which element of cleaned HTML may stand in which, so that a parser puts none elsewhere. */

/** Elements beside those of the allow-list, which `sanitise` makes itself. */
const made: ReadonlySet<string> = new Set(['a', 'audio', 'img', 'picture', 'source', 'video']);

/** Elements whose start tag closes an open paragraph. */
const closesParagraph = new Set(
  `blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table ul`.split(
    /\s+/,
  ),
);
const scopeBoundaries = new Set(['caption', 'td', 'th']);
const partsOnly = new Set([
  'audio',
  'colgroup',
  'picture',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'video',
]);
const heading = /^h[1-6]$/;

/** What alone may stand in some elements. */
const childrenOf: ReadonlyMap<string, RegExp> = new Map([
  ['colgroup', /^col$/],
  ['audio', /^source$/],
  ['picture', /^(?:source|img)$/],
  ['table', /^(?:caption|colgroup|tbody|thead|tfoot)$/],
  ['tbody', /^tr$/],
  ['tfoot', /^tr$/],
  ['thead', /^tr$/],
  ['tr', /^t[dh]$/],
  ['video', /^source$/],
]);

export function mayHoldText(parent: string): boolean {
  return !partsOnly.has(parent) && !isMathGroup(parent);
}

/** Whether an element may be opened inside the elements that are open, the innermost last. */
export function canHold(open: readonly string[], name: string): boolean {
  const parent = open.at(-1) ?? '';
  if (mathElements.has(name)) {
    if (name !== 'math') return isMathGroup(parent);
    return !mathElements.has(parent) && !partsOnly.has(parent);
  }
  if (mathElements.has(parent) || !(elements.has(name) || made.has(name)) || !stands(name, parent))
    return false;
  if (name === 'a' && open.includes('a')) return false;
  if (heading.test(name) && heading.test(parent)) return false;
  return !closesParagraph.has(name) || !isInParagraph(open);
}

function isMathGroup(parent: string): boolean {
  return mathElements.has(parent) && !mathTokens.has(parent);
}

function stands(name: string, parent: string): boolean {
  if (name === 'source' && !/^(?:audio|picture|video)$/.test(parent)) return false;
  const needed = homes.get(name)?.parents ?? parts.get(name);
  if (needed !== undefined && !needed.includes(parent)) return false;
  return childrenOf.get(parent)?.test(name) !== false;
}

function isInParagraph(open: readonly string[]): boolean {
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const name = open[index] ?? '';
    if (name === 'p') return true;
    if (scopeBoundaries.has(name)) return false;
  }
  return false;
}
