import type { SafeHtml } from '../model/types.ts';
import { knownOf } from './known-texts.ts';
import { plainText, readCleaned, textOfTree } from './plain-text.ts';
import { type Element, element, isElement, type Node, textOf } from './tree.ts';

/** What stands beside the prose: captions, pictures and frames, code, tables, formulas of their own, lists and headings. */
const captions = new Set(['figure', 'figcaption', 'img', 'picture', 'video', 'audio', 'caption']);
const code = new Set(['pre']);
const layout = new Set(['ul', 'ol', 'dl', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'details']);

/** Only a text with one of these can differ from its prose. */
const hasMore =
  /<(?:figure|img|picture|video|audio|pre|ul|ol|dl|table|h[1-6]|sup|details)[ >]|<p data-daybook="(?:embed|video)"|\[comments\]|[↩⤴⬆]/;

/** Shorter prose does not stand alone where lists follow: "In this issue:". */
const leastProse = 30;

const mark = /^[\s[(]*(?:\d{1,3}|[*†‡§¶a-z]|[ivx]{1,5})[\s\])]*$/iu;
const back = /^[\s[(]*(?:↩|↑|⤴|⬆|\^|back)[\ufe0e\ufe0f\s\])]*$/iu;

/** The mark of a note, and the arrow that leads back from it. */
function isNoteMark(node: Node): boolean {
  if (!isElement(node)) return false;
  const text = textOf(node);
  if (node.name === 'sup') return mark.test(text) && hasLink(node);
  if (node.name !== 'a') return false;
  return (
    back.test(text) ||
    (/#(?:fn|footnote|note|cite|_ftn)/i.test(node.attrs.get('href') ?? '') && mark.test(text))
  );
}

const hasLink = (node: Node): boolean =>
  isElement(node) && (node.name === 'a' || node.children.some(hasLink));

/** A paragraph that begins with its picture, and has no other words than set apart from the text: who took it, what it shows. */
function isCaption({ children }: Element): boolean {
  const [first, ...others] = children.filter((node) => isElement(node) || node.trim() !== '');
  if (first === undefined || !isPicture(first) || others.length === 0) return false;
  return others.every((node) => isElement(node) && (asides.has(node.name) || isPicture(node)));
}

/** What stands in a frame's place: its title or host is not the author's. */
const isCard = ({ attrs }: Element): boolean => /^(?:embed|video)$/.test(attrs.get('data-daybook') ?? '');

const asides = new Set(['em', 'i', 'small', 'br', 'cite']);

const isPicture = (node: Node): boolean =>
  isElement(node) &&
  (node.name === 'img' || (node.name === 'a' && node.children.length > 0 && node.children.every(isPicture)));

/** The tree without elements of these names; lists that stay get a sign between their lines. */
function without(nodes: readonly Node[], names: ReadonlySet<string>): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (!isElement(node)) return [node];
    if (names.has(node.name) || isNoteMark(node)) return [];
    if (node.name === 'p' && names.has('img') && (isCaption(node) || isCard(node) || isOrigin(node)))
      return [];
    const children = without(node.children, names);
    if (node.name === 'ul' || node.name === 'ol') return [element('p', listed(children))];
    if (node.name === 'table')
      return [element('p', [rowsOf(children).map(rowText).filter(Boolean).join(' · ')])];
    if (node.name === 'dl') return [element('p', [termsOf(children)])];
    return [element(node.name, children, node.attrs)];
  });
}

/** Who handed on a link, and where, as Reddit writes it below each text. */
const isOrigin = (node: Element): boolean =>
  /^\s*submitted by\s.*\[link\]\s*\[comments\]\s*$/s.test(textOf(node));

function rowsOf(nodes: readonly Node[]): Element[] {
  return nodes.filter(isElement).flatMap((node) => (node.name === 'tr' ? [node] : rowsOf(node.children)));
}

/** The cells of a row in one line. */
function rowText(row: Element): string {
  const cells = row.children.filter(isElement).map(lineText);
  return cells.filter((cell) => cell !== '').join(', ');
}

/** Terms with what is said of each. */
function termsOf(nodes: readonly Node[]): string {
  let line = '';
  for (const node of nodes.filter(isElement)) {
    const text = lineText(node);
    if (text === '') continue;
    const isFirst = line === '' || line.endsWith(':');
    if (node.name === 'dt') line += `${line === '' ? '' : ' · '}${text.replace(/[:：]$/, '')}:`;
    else line += `${line === '' ? '' : isFirst ? ' ' : ', '}${text}`;
  }
  return line.replace(/:$/, '');
}

const lineText = (node: Element): string => textOfTree(node.children).replace(/\s+/g, ' ').trim();

/** The entries of a list in one line, so that nobody reads them as a sentence. */
function listed(entries: readonly Node[]): Node[] {
  const texts = entries
    .filter(isElement)
    .map((entry) => textOfTree(entry.children).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  return [texts.join(' · ')];
}

const withLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * The text of cleaned HTML as somebody would read it aloud: paragraphs and quotations. Captions, alternative texts, code,
 * marks of notes, headings, tables and lists are there only where there is nothing else, in that order; a list's entries
 * then stay apart. May be empty.
 */
export function proseText(html: SafeHtml): string {
  if (!hasMore.test(html)) return plainText(html);
  const found = knownOf(html);
  found.prose ??= proseIn(html);
  return found.prose;
}

function proseIn(html: SafeHtml): string {
  const tree = readCleaned(html);
  const prose = textOfTree(without(tree, new Set([...captions, ...code, ...layout])));
  const isIntroduction = prose.length < leastProse || (/[:：]$/.test(prose) && prose.length < 3 * leastProse);
  if (withLetter(prose) && !isIntroduction) return prose;
  const listed = textOfTree(without(tree, new Set([...captions, ...code])));
  if (withLetter(listed)) return listed;
  const text = textOfTree(without(tree, code));
  return withLetter(text) ? text : plainText(html);
}

const heading = /^\s*<h([1-6])(?: [^<>]*)?>(?:[^<]|<(?!\/h[1-6]>)){1,500}<\/h\1>/;

/** The heading that a cleaned text begins with, on one line; `undefined` where it begins otherwise. */
export function headingOf(html: SafeHtml): string | undefined {
  const [found] = heading.exec(html) ?? [];
  const text =
    found === undefined
      ? ''
      : plainText(found as SafeHtml)
          .replace(/\s+/g, ' ')
          .trim();
  return text === '' ? undefined : text;
}
