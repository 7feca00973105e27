/** Tags of HTML as they nearly always are: what is read without the tokenizer, a letter at a time, is read much faster. */

/**
 * One whole tag without a surprise: quotation marks only around values, and no bracket in them. Where it matches, the
 * tokenizer sees the same tag.
 */
const plainTag =
  /<\/?([a-z][\w:.-]*)(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*\s*\/?>/iy;

/** Characters of a tag given to the pattern: it may have to go back over all of them. */
const maxPlainTag = 10_000;

/** Elements whose inside is not markup, or markup by other rules. */
const oddNames: ReadonlySet<string> = new Set(
  'head iframe math noembed noframes noscript plaintext script style svg template textarea title xmp'.split(
    ' ',
  ),
);

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
