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

/** Names of tags without attributes as they are written: nearly all are one of a few, and a look here needs no pattern. */
const bareTags = new Map<string, string>();
/** Characters of a tag, and tags, that are kept. */
const maxBareTag = 14;
const maxBareTags = 500;

/** Reads an HTML text, or gives false as soon as something in it is not plain: then the tokenizer has to read it. */
export function readPlainHtml(html: string, told: HtmlHandler): boolean {
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    if (open > at) told.text(at, open);
    if (told.isEnough?.() === true) return true;
    at = html.indexOf('>', open) + 1;
    const name = at === 0 ? undefined : plainName(html, open, at);
    if (name === undefined) return false;
    told.tag(name, open, at);
  }
  if (at < html.length) told.text(at, html.length);
  return true;
}

/** The name of the tag that goes on to the next `>`, in lower case, if it is a plain one. */
function plainName(html: string, start: number, end: number): string | undefined {
  if (end - start > maxPlainTag) return undefined;
  const bare = end - start <= maxBareTag ? html.slice(start, end) : '';
  const known = bareTags.get(bare);
  if (known !== undefined) return known;
  plainTag.lastIndex = start;
  const name = plainTag.exec(html)?.[1]?.toLowerCase();
  if (name === undefined || oddNames.has(name)) return undefined;
  if (bare !== '' && bareTags.size < maxBareTags) bareTags.set(bare, name);
  return name;
}
