import { htmlToText } from '../html/html-text.ts';
import type { XmlElement } from '../xml/element.ts';
import { type Fields, isFilled } from './fields.ts';

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

/** Texts of RSS 1.0's first content module, which describes them in RDF: `content:items`. */
export function contentItems(fields: Fields): readonly XmlElement[] {
  return fields.all('content:items').flatMap(valuesIn);
}

function valuesIn({ children }: XmlElement): readonly XmlElement[] {
  return children.flatMap((child) => (child.name === 'rdf:value' ? [child] : valuesIn(child)));
}

/** Characters by which a summary outgrows what it sums up when it is the text itself. */
export const muchLonger = 200;

const media =
  /<(?:img|picture|video|audio|iframe|embed|o(?:bject|embed)|math|hr|input|canvas|(?:amp|lite)-[a-z]+|[a-z]{1,20}-(?:img|image)|(?:vimeo|youtube)-video)[\s/>]|<(?:div|figure|section|span)\s[^<>]*(?:\.(?:avif|jpe?g|png|webp)|youtube)/i;
/** What nobody is shown: comments, scripts, drawings in the text, and frames and pictures that only count. */
const unseen =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|svg)[\s>][\s\S]*?<\/\1\s*>|<(?:img|iframe)\s(?=[^<>]*\s(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>])[^<>]*>/gi;
const mayBeUnseen = /<(?:!--|script|style|svg|img|iframe)/i;

/** Whether HTML shows more than words. */
export function showsMedia(html: string): boolean {
  return media.test(html);
}

/** What nearly all bodies are, before anything slower is asked. */
const beginsWithWords = /^(?:\s*<(?:p|div|span|b|i|em|strong|a|font|h[1-6]|ul|li)(?:\s[^<>]*)?>)*\s*[^<&\s]/i;

/** Longer markup without a word in it is not looked for. */
const longestBlank = 5_000;

/** Whether nothing of HTML can be seen: empty paragraphs, comments, a picture that only counts. */
export function isBlank(html: string): boolean {
  if (html.length > longestBlank || beginsWithWords.test(html)) return false;
  const rest = mayBeUnseen.test(html) ? html.replace(unseen, '') : html;
  return !/^[^<&\s]|>\s*[^<&\s]/.test(rest) && !showsMedia(rest) && htmlToText(rest) === '';
}
