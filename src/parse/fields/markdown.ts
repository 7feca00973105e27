import { remembered } from '../../model/remember.ts';
import { markdownLibrary } from '../libraries.ts';
import { decodeReferences } from '../xml/entities.ts';
import { htmlNames } from '../xml/feed-names.ts';
import type { TextValue } from './text-rules.ts';

/*
 * Markdown in the place of a text. Site programs write their sources into feeds, and Atom and `source:markdown` can say that
 * a text is Markdown. https://spec.commonmark.org/
 */

/** Longer texts stay as they are: nobody writes them by hand. */
const maxLength = 200_000;

/** What only Markdown has: a link, words in double asterisks, a heading with several signs. One of them is enough. */
const sure = [
  /\]\((?:https?:\/\/|\.{0,2}\/|#\w|mailto:)[^\s()]/,
  /(?<![\w*\\/])\*\*(?=[^\s*])[^*\n]{0,300}[^\s*]\*\*(?![\w*/])/,
  /^ {0,3}#{2,6} [^\n#]/m,
];

/** What other texts have, too: a heading with one sign, words in code, a list. It takes two of them. */
const likely = [/^# \S/m, /(?<![\w`\\])`[^\s`][^`\n]*`(?![\w`])/, /^[-*+] \S[^\n]*\n+[-*+] \S/m];

/** One of them is in all that is Markdown. */
const marks = ['**', '](', '# ', '`'];

/** Whether a text without tags is surely Markdown. */
function isMarkdown(written: string): boolean {
  if (written.length > maxLength || !marks.some((mark) => written.includes(mark))) return false;
  const text = withoutMargin(written);
  if (sure.some((mark) => mark.test(text)) || hasFence(text)) return true;
  return likely.filter((mark) => mark.test(text)).length > 1;
}

function hasFence(text: string): boolean {
  return text.includes('```') && (text.match(/^ {0,3}```/gm)?.length ?? 0) > 1;
}

/** Elements of HTML that stand in Markdown where it has no sign of its own. */
const beside: ReadonlySet<string> = new Set(
  'br hr img picture source video audio iframe kbd mark sub sup u details summary'.split(' '),
);
const code = /^```[\s\S]*?^```|`[^`\n]*`/gm;

/** Whether what was taken for HTML, because of a tag or a reference in it, is surely Markdown. */
function isMarkdownWithTags(html: string): boolean {
  // Nearly all HTML begins with a tag that Markdown does not need.
  const [, first] = /^[^<`]{0,500}<([a-z][\w-]*)/i.exec(html) ?? [];
  if (html.length > maxLength || (first !== undefined && isHtmlAlone(first))) return false;
  const mayBe = ['**', '](', '## '].some((mark) => html.includes(mark));
  if (!mayBe || !sure.some((mark) => mark.test(html))) return false;
  const names = html.replace(code, '').matchAll(/<\/?([a-z][\w-]*)/gi);
  for (const [, name = ''] of names) if (isHtmlAlone(name)) return false;
  return true;
}

function isHtmlAlone(name: string): boolean {
  return htmlNames.has(name.toLowerCase()) && !beside.has(name.toLowerCase());
}

/** A text as HTML if it says that it is Markdown, or surely is; otherwise as it is. */
export function withMarkdown(value: TextValue, isDeclared: boolean): TextValue {
  if (value.kind === 'html') {
    if (!isDeclared && !isMarkdownWithTags(value.html)) return value;
    return { kind: 'html', html: markdownHtml(withLines(value.html), isDeclared ? 'declared' : 'tags') };
  }
  if (!isDeclared && !isMarkdown(value.text)) return value;
  return { kind: 'html', html: markdownHtml(value.text, isDeclared ? 'declared' : 'text') };
}

/**
 * A program that made each line's end a `br` left no lines to read; what it escaped in code, Markdown would show as it is
 * written.
 */
function withLines(html: string): string {
  const lines = html.includes('\n') ? html : html.replace(/<br\s*\/?>/gi, '\n');
  return lines.includes('&') ? lines.replace(code, (span) => decodeReferences(span)) : lines;
}

/** How far a text is trusted to be Markdown: by its own word, with tags, or by its signs alone. */
type Trust = 'declared' | 'tags' | 'text';

function markdownHtml(text: string, trust: Trust): string {
  // Attributes that kramdown puts behind what they are of go, too.
  const lines = withoutMargin(text.replace(/\r\n?/g, '\n'))
    .replace(beforeText, '')
    .replace(/\{: [^{}\n]*\}/g, '');
  const html = readerOf(trust === 'declared' || isFilled(lines) ? trust : `${trust} lines`).render(lines);
  return html.replace(
    /(<li>(?:<p>)?)\[([ x])\] /gi,
    (_whole, start, mark) => `${start}${mark === ' ' ? '☐' : '☑'} `,
  );
}

/** What site programs keep before a text: names and values between lines of hyphens, and what its elements are taken from. */
const beforeText =
  /^\s*(?:---\n(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n)+---\n)?\s*(?:import [^\n]*['"];?[ \t]*\n\s*)*/;

/** Blanks before every line are the program's. The first line may have lost its own. */
function withoutMargin(text: string): string {
  const margins = text
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.search(/\S/));
  const margin = margins.reduce((least, one) => Math.min(least, one), margins.length === 0 ? 0 : 1_000);
  return margin === 0 ? text : text.trimStart().replaceAll(`\n${' '.repeat(margin)}`, '\n');
}

/** Whether prose was broken at a width, so its breaks mean nothing: most lines that go on had no room for the next word. */
function isFilled(text: string): boolean {
  const goingOn = [...text.matchAll(/^([^\n]+)\n(?=([^\s#>*+`|-]\S*))/gm)];
  const width = goingOn.reduce((most, [, line = '']) => Math.max(most, line.length), 0);
  const full = goingOn.filter(([, line = '', word = '']) => line.length + 1 + word.length > width);
  const isEven = width <= 110 && goingOn.every(([, line = '']) => line.length >= 40);
  return isEven && full.length * 2 > goingOn.length;
}

const readerOf = remembered((kind: string) => {
  const Markdown = markdownLibrary();
  const html = !kind.startsWith('text');
  const reader = new Markdown('default', {
    html,
    breaks: kind.endsWith('lines'),
    linkify: true,
    maxNesting: 50,
  });
  reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // In plain text, a line of hyphens below a paragraph separates it from the next, and blanks before a line are no code.
  if (kind !== 'declared') reader.disable(['lheading', 'code']);
  return reader;
}, 5);
