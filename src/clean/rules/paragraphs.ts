import {
  type Element,
  element,
  holdsBlock,
  isBlank,
  isElement,
  type Node,
  unlessSame,
  withChildren,
} from '../tree.ts';

/** Containers whose loose text becomes paragraphs even when there is only one. */
const alwaysParagraphs: ReadonlySet<string> = new Set(['', 'blockquote']);

/** Containers whose loose text becomes paragraphs when empty lines divide it. */
const flowContainers: ReadonlySet<string> = new Set(['dd', 'details', 'div', 'li', 'td', 'th']);

/** Containers in which white space between the parts means nothing. */
const partsOnly: ReadonlySet<string> = new Set([
  'colgroup',
  'dl',
  'ol',
  'picture',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);

/**
 * Makes paragraphs of loose text, of `div`s that hold only text, and of lines that chains of `<br>` divide; line breaks
 * at the edges of a block go. A `div` around blocks gives way to them.
 */
export function makeParagraphs(nodes: readonly Node[], parent = ''): readonly Node[] {
  const built: Node[] = [];
  for (const node of nodes) {
    if (isElement(node)) for (const one of rebuild(node)) built.push(one);
    else built.push(node);
  }
  return unlessSame(nodes, divide(built, parent));
}

function divide(built: readonly Node[], parent: string): readonly Node[] {
  if (partsOnly.has(parent)) return built.filter((node) => !isBlank(node));
  if (alwaysParagraphs.has(parent)) return wrapRuns(built);
  if (flowContainers.has(parent)) {
    if (!built.some(isBreak)) return trimBreaks(built);
    const runs = runsOf(built);
    const divided = runs.some((run) => Array.isArray(run) && divideByBreaks(run).length > 1);
    return divided ? wrapRuns(built) : trimBreaks(withoutLoneBreaks(built, runs));
  }
  return built;
}

/** Without the line breaks that stand alone between blocks: empty paragraphs of editors. */
function withoutLoneBreaks(nodes: readonly Node[], runs: readonly (Node[] | Element)[]): readonly Node[] {
  const isLone = (run: Node[] | Element): run is Node[] =>
    Array.isArray(run) && run.every((node) => isBreak(node) || isSpace(node));
  if (runs.length < 2 || !runs.some(isLone)) return nodes;
  const lone = new Set(runs.filter(isLone).flat().filter(isBreak));
  return nodes.filter((node) => !lone.has(node));
}

function rebuild(node: Element): readonly Node[] {
  const children = makeParagraphs(node.children, node.name);
  if (node.name === 'p') return paragraphsOf(node, children);
  if (formatting.has(node.name) && children.some(holdsBlock)) return formatInside(node, children, mostInside);
  if (node.name !== 'div') return [withChildren(node, children)];
  if (!children.some(holdsBlock)) return [element('p', trimBreaks(children), node.attrs)];
  return node.attrs.size === 0 ? wrapRuns(children) : [withChildren(node, children)];
}

/** A paragraph is divided at empty lines and around blocks, which a parser would not leave inside. */
function paragraphsOf(node: Element, children: readonly Node[]): Node[] {
  if (node.attrs.has('data-daybook')) return [withChildren(node, children)];
  if (!children.some(divides)) {
    const part = trimBreaks(children);
    return part.length === 0 ? [] : [withChildren(node, part)];
  }
  return runsOf(children).flatMap((run) =>
    Array.isArray(run) ? divideByBreaks(run).map((part) => withChildren(node, part)) : [run],
  );
}

/** Elements for words, which somebody opened before blocks, and perhaps never closed. */
const formatting: ReadonlySet<string> = new Set(
  'b bdi bdo cite code em i kbd mark s samp small span strong sub sup u var'.split(' '),
);
const wordsOnly: ReadonlySet<string> = new Set(['dt', 'p', 'summary']);
const flows: ReadonlySet<string> = new Set(['blockquote', 'dd', 'details', 'div', 'dl', 'li', 'ol', 'ul']);

/** Lists and quotations in each other to whose words formatting goes. */
const mostInside = 4;

/** Formatting inside each of the blocks that it stands around: HTML has words in it only. Headings need none. */
function formatInside(format: Element, nodes: readonly Node[], levels: number): readonly Node[] {
  return runsOf(nodes).flatMap((run): readonly Node[] => {
    if (Array.isArray(run)) return [withChildren(format, run)];
    if (levels > 0 && flows.has(run.name))
      return [withChildren(run, formatInside(format, run.children, levels - 1))];
    if (!wordsOnly.has(run.name) || isFull(run)) return [run];
    return [withChildren(run, [withChildren(format, run.children)])];
  });
}

/** Formatting of formatting of formatting: a text with hundreds of tags that nobody closes must not grow by them. */
function isFull(block: Element): boolean {
  let only: Node | undefined = block;
  for (let depth = 0; depth < 6; depth += 1) {
    if (!isElement(only) || only.children.length !== 1) return false;
    [only] = only.children;
  }
  return true;
}

function divides(node: Node): boolean {
  return isBreak(node) || holdsBlock(node);
}

function wrapRuns(nodes: readonly Node[]): readonly Node[] {
  if (nodes.every(holdsBlock)) return nodes;
  return runsOf(nodes).flatMap((run) =>
    Array.isArray(run) ? divideByBreaks(run).map((part) => element('p', part)) : [run],
  );
}

/** Stretches of text and inline elements as lists, blocks between them as they are. Blank stretches are left out. */
function runsOf(nodes: readonly Node[]): (Node[] | Element)[] {
  const runs: (Node[] | Element)[] = [];
  let open: Node[] = [];
  const close = (): void => {
    if (!open.every(isBlank)) runs.push(open);
    open = [];
  };
  for (const node of nodes) {
    if (isElement(node) && holdsBlock(node)) {
      close();
      runs.push(node);
    } else open.push(node);
  }
  close();
  return runs;
}

/** The parts between chains of two line breaks and more, none of them blank. */
function divideByBreaks(run: readonly Node[]): (readonly Node[])[] {
  const parts: Node[][] = [[]];
  let index = 0;
  while (index < run.length) {
    const end = endOfChain(run, index);
    if (end > index) parts.push([]);
    else {
      const node = run[index];
      if (node !== undefined) parts.at(-1)?.push(node);
    }
    index = Math.max(end, index + 1);
  }
  return parts.map(trimBreaks).filter((part) => part.length > 0);
}

/** Where a chain of two or more `<br>` that starts here ends; `start` when there is none. */
function endOfChain(run: readonly Node[], start: number): number {
  let breaks = 0;
  let end = start;
  for (let index = start; index < run.length; index += 1) {
    const node = run[index];
    if (isBreak(node)) {
      breaks += 1;
      end = index + 1;
    } else if (!(breaks > 0 && isSpace(node))) break;
  }
  return breaks > 1 ? end : start;
}

function isBreak(node: Node | undefined): boolean {
  return isElement(node) && node.name === 'br';
}

/** Blank, no-break spaces included: they stand between the line breaks of word processors. */
function isSpace(node: Node | undefined): boolean {
  return typeof node === 'string' && node.trim() === '';
}

/** Without line breaks and white space at both ends. */
function trimBreaks(nodes: readonly Node[]): readonly Node[] {
  let start = 0;
  let end = nodes.length;
  while (start < end && (isBreak(nodes[start]) || isSpace(nodes[start]))) start += 1;
  while (end > start && (isBreak(nodes[end - 1]) || isSpace(nodes[end - 1]))) end -= 1;
  const [first, last] = [nodes[start], nodes[end - 1]];
  const isTrimmed = start === 0 && end === nodes.length && !hasEdge(first, /^\s/) && !hasEdge(last, /\s$/);
  if (isTrimmed) return nodes;
  const kept = nodes.slice(start, end);
  if (typeof first === 'string' && kept.length > 0) kept[0] = first.trimStart();
  const final = kept.at(-1);
  if (typeof final === 'string') kept[kept.length - 1] = final.trimEnd();
  return kept;
}

function hasEdge(node: Node | undefined, blank: RegExp): boolean {
  return typeof node === 'string' && blank.test(node);
}
