import { boundTree } from './bound.ts';
import { type Facts, factsOf, isSmall } from './facts.ts';
import { linkBareAddresses } from './rules/bare-addresses.ts';
import { writeCodeLines } from './rules/code-lines.ts';
import { removeEmpties, removeRepeatedImages } from './rules/empties.ts';
import { removeFooters, removeShareLinks } from './rules/feed-footers.ts';
import { levelHeadings, removePlaceMarks, removeRepeatedTitle } from './rules/headings.ts';
import { unwrapLayoutTables } from './rules/layout-tables.ts';
import { removeLetterLinks } from './rules/letter-links.ts';
import { captionLonePicture, removeRepeatedTitles } from './rules/lone-picture.ts';
import { checkMarks } from './rules/marks.ts';
import { houseOrphans } from './rules/orphans.ts';
import { makeParagraphs } from './rules/paragraphs.ts';
import { removeRepeatedFrames } from './rules/repeated-frames.ts';
import { removeDrupalHead, removeServiceLines } from './rules/service-lines.ts';
import { removeShortcodes } from './rules/shortcodes.ts';
import { element, isElement, mapElements, type Node } from './tree.ts';

export interface TidyOptions {
  readonly title: string | undefined;
  readonly images: 'keep' | 'none';
  readonly headingLevel: number;
  /** `rel` of links. */
  readonly rel: string;
  /** Something was left out before: the mark goes at the end. */
  readonly cut: boolean;
}

/** A tree after the rules. */
export interface Tidied {
  readonly tree: readonly Node[];
  /** What was in it before the rules: they only take away, or put what is there into paragraphs and lists. */
  readonly facts: Facts;
  /** How many of the rules, from the first on, have not seen it as it is now. */
  readonly unseen: number;
}

interface Rule {
  /** Answers with the very list that it was given where it changes nothing. */
  readonly apply: (tree: readonly Node[], options: TidyOptions) => readonly Node[];
  /** Whether it could change anything; always when absent. Most bodies need few of the rules. */
  readonly mayApply?: (facts: Facts, options: TidyOptions) => boolean;
}

const rules: readonly Rule[] = [
  { apply: withoutImages, mayApply: (_facts, { images }) => images === 'none' },
  { apply: unwrapLayoutTables, mayApply: ({ names }) => names.has('table') },
  { apply: (tree) => writeCodeLines(tree), mayApply: ({ names }) => names.has('pre') },
  { apply: removeShortcodes, mayApply: ({ hasBrackets }) => hasBrackets },
  { apply: removeShareLinks },
  { apply: removeEmpties },
  { apply: (tree) => houseOrphans(tree), mayApply: ({ hasOrphans }) => hasOrphans },
  { apply: (tree) => makeParagraphs(tree) },
  { apply: removeServiceLines, mayApply: ({ names }) => names.has('br') },
  { apply: removeLetterLinks, mayApply: ({ names }) => names.has('a') },
  { apply: (tree, { rel }) => linkBareAddresses(tree, rel) },
  { apply: (tree, { title }) => removeFooters(tree, title) },
  { apply: removeEmpties },
  { apply: removeRepeatedImages, mayApply: ({ images }) => images > 1 },
  {
    apply: removeRepeatedFrames,
    mayApply: ({ hasMarks, names }) => hasMarks || names.has('audio') || names.has('video'),
  },
  {
    apply: (tree, { title }) => (title === undefined ? tree : removeDrupalHead(tree, title)),
    mayApply: ({ names }) => names.has('time'),
  },
  { apply: (tree, { title }) => (title === undefined ? tree : removeRepeatedTitle(tree, title)) },
  {
    apply: (tree, { title }) => captionLonePicture(tree, title),
    mayApply: ({ images, nodes }) => images === 1 && nodes < 20,
  },
  { apply: removeRepeatedTitles, mayApply: ({ images }) => images > 0 },
  { apply: removePlaceMarks, mayApply: ({ names }) => headings.some((name) => names.has(name)) },
  {
    apply: (tree, { headingLevel }) => levelHeadings(tree, headingLevel),
    mayApply: ({ names }) => headings.some((name) => names.has(name)),
  },
  { apply: checkMarks, mayApply: ({ hasMarks }) => hasMarks },
  { apply: (tree, { cut }) => boundTree(tree, cut), mayApply: (facts, { cut }) => cut || !isSmall(facts) },
];

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** A tree that no rule has seen. */
export function untidy(tree: readonly Node[]): Tidied {
  return { tree, facts: factsOf(tree), unseen: rules.length };
}

/**
 * Applies the rules of `rules/` in their order, those that have not seen the tree yet. Each one only takes away or
 * regroups, so that they come to rest when `cleanHtml` applies them again: when `tree` comes back as it was.
 */
export function tidy({ tree: before, facts, unseen }: Tidied, options: TidyOptions): Tidied {
  let tree = before;
  let last = 0;
  for (let index = 0; index < unseen; index += 1) {
    const rule = rules[index];
    if (rule === undefined || rule.mayApply?.(facts, options) === false) continue;
    const next = rule.apply(tree, options);
    if (next !== tree) last = index + 1;
    tree = next;
  }
  // What the rules behind `unseen` saw is gone as soon as one before them changes something.
  return { tree, facts, unseen: last > 0 && unseen < rules.length ? rules.length : last };
}

/** Pictures give way to their alternative text; a video's poster is a picture, too. */
function withoutImages(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.attrs.has('poster')) {
      return element(
        node.name,
        node.children,
        new Map([...node.attrs].filter(([name]) => name !== 'poster')),
      );
    }
    if (node.name === 'img') return [node.attrs.get('alt') ?? ''];
    return node.name === 'picture' ? node.children.filter((child) => !isElement(child)) : [node];
  });
}
