/** Tags of HTML as they nearly always are: what is read without the tokenizer, a letter at a time, is read much faster. */

/** Attributes without a surprise: quotation marks only around values, and no bracket in them. */
const plainAttributes = /(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*\s*/.source;

/** One whole plain tag. Where it matches, the tokenizer sees the same tag. */
const plainTag = new RegExp(`<\\/?([a-z][\\w:.-]*)${plainAttributes}\\/?>`, 'iy');

/** Characters of a tag given to the pattern: it may have to go back over all of them. */
const maxPlainTag = 10_000;

/** Elements whose inside is not markup, or markup by other rules. */
const odd =
  'head|iframe|math|noembed|noframes|noscript|plaintext|script|style|svg|template|textarea|title|xmp';
const oddNames: ReadonlySet<string> = new Set(odd.split('|'));

/** What is told of an HTML text. `isEnough` ends the reading. */
export interface HtmlHandler {
  text(start: number, end: number): void;
  /** A start or end tag from its `<` to behind its `>`, its name in lower case. */
  tag(name: string, start: number, end: number): void;
  isEnough?(): boolean;
}

/** Reads an HTML text, or gives false as soon as something in it is not plain: then the tokenizer has to read it. */
export function readPlainHtml(html: string, told: HtmlHandler): boolean {
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    if (open > at) told.text(at, open);
    if (told.isEnough?.() === true) return true;
    const close = html.indexOf('>', open);
    if (close < 0 || close - open > maxPlainTag) return false;
    plainTag.lastIndex = open;
    const name = plainTag.exec(html)?.[1]?.toLowerCase();
    if (name === undefined || oddNames.has(name)) return false;
    at = plainTag.lastIndex;
    told.tag(name, open, at);
  }
  if (at < html.length) told.text(at, html.length);
  return true;
}

/** A `<` that begins neither a plain tag, nor a comment without brackets, nor a frame or script with nothing inside. */
const surprise = new RegExp(
  `<(?!(?:/?(?!(?:${odd})(?![\\w:.-]))[a-z][\\w:.-]*${plainAttributes}/?|!--[^<>]*--|` +
    `(iframe|script)${plainAttributes}></\\1|/(?:iframe|script))>)`,
  'i',
);

/** Characters of a text given to the pattern at once. */
const maxPlainHtml = 200_000;

/** Whether the `<` and `>` of an HTML text are those around its tags and nothing else, so that it can be read by searching. */
export function isPlainHtml(html: string): boolean {
  return html.length <= maxPlainHtml && !surprise.test(html);
}
