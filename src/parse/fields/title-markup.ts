import { htmlToText } from '../html/html-text.ts';

/** What a title keeps of its markup when its tags go. */

/** A comment on a line of its own, beside others. */
const ownLine = /(?:^|\n)[ \t]*<!--(?:[^-]|-(?!->)){0,300}-->[ \t]*(?=\n|$)/g;

/** Comments of HTML that hug a word are a program's, as the languages of qTranslate; with blanks around they are spoken of. */
export function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const lines = text.trim();
  const rest = lines.includes('\n') ? lines.replace(ownLine, '') : text;
  return rest.replace(
    /(?<=[^\s"'“(])(?:<!--(?:[^-]|-(?!->)){0,200}-->)+|(?:<!--(?:[^-]|-(?!->)){0,200}-->)+(?=[^\s"'”)])/g,
    (comments) => (comments.indexOf('<!--', 1) < 0 ? '' : ' '),
  );
}

/** An image among a title's words, an emoji or a formula, is what it is described by; one alone is no title. */
export function describeImages(html: string): string {
  if (!/<img\s/i.test(html) || htmlToText(html) === '') return html;
  return html.replace(/<img\s(?:[^<>]*?\s)?alt\s*=\s*("[^"<>]*"|'[^'<>]*')[^<>]*>/gi, (_whole, alt) =>
    String(alt).slice(1, -1),
  );
}

const raised = new Map(
  Array.from('0123456789+-−–=()n', (sign, at) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ'.charAt(at)]),
);
const lowered = new Map(
  Array.from('0123456789+-−–=()', (sign, at) => [sign, '₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎'.charAt(at)]),
);

/** `m<sup>2</sup>`, `10<sup>−5</sup>` and `H<sub>2</sub>O` without tags would be other words: Unicode has these signs. */
export function raiseDigits(html: string): string {
  return html.replace(/<(su[pb])>([0-9+\-−–=()n]{1,6})<\/\1>/gi, (_whole, name, signs) => {
    const table = /p/i.test(name) ? raised : lowered;
    return Array.from(String(signs), (sign) => table.get(sign) ?? sign).join('');
  });
}
