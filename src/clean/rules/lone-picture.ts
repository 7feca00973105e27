import { sameWords } from '../same-words.ts';
import { type Element, element, isBlank, isElement, mapElements, type Node, withChildren } from '../tree.ts';

/** What a picture's title says about the page around it. */
const aboutPage = /^(?:click|tap|klick|cliquez|permalink|permanent link)\b|\.(?:avif|gif|jpe?g|png|webp)$/i;
/** Signs of languages that write without blanks. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Labels and names of files have fewer words, and fewer such signs. */
const least = { words: 4, signs: 10 } as const;

/** Whether the title of a picture is a text of its own. */
export function isSentence(title: string): boolean {
  const words = title.split(/\s+/).filter((word) => /^\P{L}?\p{L}/u.test(word));
  const signs = title.match(unspaced) ?? [];
  return (words.length >= least.words || signs.length >= least.signs) && !aboutPage.test(title);
}

/**
 * A body that is only a picture, as comics' are: what its page shows under the pointer stands below it, where those who
 * have no pointer see it too.
 */
export function captionLonePicture(nodes: readonly Node[], title: string | undefined): readonly Node[] {
  const filled = nodes.filter((node) => !isBlank(node));
  const [block] = filled;
  if (filled.length !== 1 || !isElement(block) || block.name !== 'p') return nodes;
  const picture = onlyPicture(block);
  const text = picture?.attrs.get('title') ?? '';
  if (picture === undefined || !isSentence(text) || sameWords(text, title ?? '')) return nodes;
  return [element('figure', [...withoutTitle(block).children, element('figcaption', [text])])];
}

/** A title that says what the alternative text says is one only where it may become a caption. */
export function removeRepeatedTitles(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    const title = node.name === 'img' ? node.attrs.get('title') : undefined;
    if (title === undefined || title !== node.attrs.get('alt')) return node;
    const attrs = new Map(node.attrs);
    attrs.delete('title');
    return element('img', [], attrs);
  });
}

/** The picture in an element that holds nothing else. */
function onlyPicture(node: Element): Element | undefined {
  if (node.name === 'img') return node;
  const filled = node.children.filter((child) => !isBlank(child));
  const [child] = filled;
  return filled.length === 1 && isElement(child) && (node.name === 'p' || node.name === 'a')
    ? onlyPicture(child)
    : undefined;
}

/** Alternative text that the caption repeats would be read out twice. */
function withoutTitle(node: Element): Element {
  if (node.name !== 'img')
    return withChildren(
      node,
      node.children.map((child) => (isElement(child) ? withoutTitle(child) : child)),
    );
  const attrs = new Map(node.attrs);
  if (attrs.get('alt') === attrs.get('title')) attrs.set('alt', '');
  attrs.delete('title');
  return element('img', [], attrs);
}
