import { htmlToText } from '../html/html-text.ts';
import type { XmlElement } from '../xml/element.ts';
import { isFilled } from './fields.ts';

/** Which of several texts of an item is its body. */

/** Characters of a text, markup included. */
export const lengthOfText = ({ text, markup }: XmlElement): number => markup?.html.length ?? text.length;

/** The longest first; the order of the document where they are as long. */
export function longestFirst(elements: readonly XmlElement[]): readonly XmlElement[] {
  return elements.length < 2 ? elements : elements.toSorted((a, b) => lengthOfText(b) - lengthOfText(a));
}

/** Whether a text says that it is not HTML: plain text, Markdown and the like. */
function saysPlain({ attributes, markup }: XmlElement): boolean {
  const type = attributes.get('type')?.trim().toLowerCase() ?? '';
  return markup === undefined && /^text(?:\/(?!x?html).*)?$/.test(type);
}

/**
 * The texts that may be the body, of each name in the order in which they may. RFC 4287 §4.1.2 allows an entry one
 * `content`; some have the same text again as Markdown, a teaser before the whole, or translations. HTML goes before plain
 * text, what is in the language of the first before other languages, and the longer before the shorter.
 */
export function bodiesFirst(elements: readonly XmlElement[]): readonly XmlElement[] {
  if (elements.length < 2) return elements;
  const names = [...new Set(elements.map(({ name }) => name))];
  return names.flatMap((wanted) => {
    const named = elements.filter(({ name }) => name === wanted);
    return [
      ...byLanguage(named.filter((element) => !saysPlain(element))),
      ...byLanguage(named.filter(saysPlain)),
    ];
  });
}

function byLanguage(elements: readonly XmlElement[]): readonly XmlElement[] {
  const language = elements.find(isFilled)?.language;
  const mine = elements.filter((element) => element.language === language);
  return [...longestFirst(mine), ...elements.filter((element) => element.language !== language)];
}

/** Characters by which a summary outgrows what it sums up when it is the text itself. */
export const muchLonger = 200;

const media = /<(?:img|picture|video|audio|iframe|embed|object|svg|math|hr|input|canvas|amp-[a-z]+)[\s/>]/i;
const beacon = /<img\s(?=[^<>]*\b(?:width|height)\s*=\s*["']?[01]\b)[^<>]*>/gi;

/** Whether HTML shows more than words. */
export function showsMedia(html: string): boolean {
  return media.test(html);
}

/** Longer markup without a word in it is not looked for. */
const longestBlank = 2_000;

/** Whether nothing of HTML can be seen: empty paragraphs, comments, a picture that only counts. */
export function isBlank(html: string): boolean {
  if (html.length > longestBlank || /^[^<&\s]|[^-]>\s*[^<&\s]/.test(html)) return false;
  const rest = html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(beacon, '');
  return !showsMedia(rest) && htmlToText(rest) === '';
}
