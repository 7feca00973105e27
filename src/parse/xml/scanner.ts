import { cdataStart, commentedStart } from './faults.ts';

/** One attribute as written. */
export type RawAttribute = readonly [name: string, value: string];

/** What is told of well-formed text, in document order. Names are as written. */
export interface WellFormed {
  open(name: string, attributes: readonly RawAttribute[], isEmpty: boolean): void;
  close(name: string): void;
  /** Character data with its references still in it. */
  text(text: string): void;
  /** A section's inside, which holds no start of another. */
  cdata(text: string): void;
}

/** What the scanner tells: well-formed text, and the faults that it knows at once. */
export interface Scanned extends WellFormed {
  /** A `<` that starts nothing. */
  stray(): void;
  /** The inside of a comment that was a section. */
  commented(inside: string): void;
  /** A tag's name with the `<` of the next tag right behind it. */
  broken(name: string): void;
}

/** What the reader tells of a document, in document order. Attributes' values are decoded. */
export interface XmlHandler extends WellFormed {
  /** Whether a tag of this name makes sense here; else its `<` is taken for text. */
  isKnownName(name: string): boolean;
  /** The innermost open element, as written. */
  innermost(): string;
}

/** Values with `<` or `>` are left out: such a value may be one whose quotation mark was not closed. */
const attribute =
  /[ \t\n\r]+([A-Za-z_:][\w:.-]*)[ \t\n\r]*=[ \t\n\r]*(?:"([^"<>]*)"|'([^'<>]*)')(?=[ \t\n\r/>])/y;
const tagEnd = /[ \t\n\r]*(\/?)>/y;

const [slash, exclamation, less, greater, question, colon] = [47, 33, 60, 62, 63, 58];

/**
 * Reads a text as far as it is plainly well-formed, by searching for `<` rather than looking at each character as the
 * tokenizer does; a `<` that starts nothing or cuts a tag's name short is told and passed. Returns the index where it stopped: before a declaration, or the `<` of anything that is not as it should be; also before text that no `<` follows. Attributes'
 * values have their references still in them. Linear.
 */
export function scanWellFormed(text: string, told: Scanned): number {
  let at = 0;
  for (let next = text.indexOf('<'); next >= 0; next = text.indexOf('<', at)) {
    if (next > at) told.text(text.slice(at, next));
    at = scanMarkup(text, next, told);
    if (at === next) return at;
  }
  return at;
}

/** The index behind the tag or section that begins at `at`, or `at` itself. */
function scanMarkup(text: string, at: number, told: Scanned): number {
  const first = text.charCodeAt(at + 1);
  if (first === exclamation)
    return text.startsWith('<!--', at) ? scanComment(text, at, told) : scanCdata(text, at, told);
  if (first === question) return scanInstruction(text, at);
  if (first === slash) return scanEndTag(text, at, told);
  const end = nameEnd(text, at + 1);
  if (end === at + 1) return scanStray(first, at, told);
  const name = text.slice(at + 1, end);
  if (text.charCodeAt(end) === less) {
    told.broken(name);
    return end;
  }
  if (text.charCodeAt(end) === greater) {
    told.open(name, [], false);
    return end + 1;
  }
  const attributes: RawAttribute[] = [];
  tagEnd.lastIndex = scanAttributes(text, end, attributes);
  const close = tagEnd.exec(text);
  if (close === null) return at;
  const next = tagEnd.lastIndex;
  told.open(name, attributes, close[1] === '/');
  return next;
}

/** A `<` before a digit, a sign or another `<`: runs of them would make the tokenizer read to their end each time. */
function scanStray(first: number, at: number, told: Scanned): number {
  const isPlain = first > 32 && first < 128 && first !== greater && first !== question && first !== colon;
  if (!isPlain) return at;
  told.stray();
  return at + 1;
}

function scanEndTag(text: string, at: number, told: WellFormed): number {
  const end = nameEnd(text, at + 2);
  if (end === at + 2 || text.charCodeAt(end) !== greater) return at;
  told.close(text.slice(at + 2, end));
  return end + 1;
}

/** Behind a comment that is closed. `<!-->` is one. */
function scanComment(text: string, at: number, told: Scanned): number {
  const close = text.indexOf('-->', at + 2);
  if (close >= 0 && text.startsWith(commentedStart, at + 4)) told.commented(text.slice(at + 4, close));
  return close < 0 ? at : close + 3;
}

/** Behind an instruction that is closed before the next tag, and of which no `>` shows that it was meant to end earlier. */
function scanInstruction(text: string, at: number): number {
  const next = text.indexOf('<', at + 1);
  const inside = text.slice(at, next < 0 ? undefined : next);
  const close = inside.indexOf('>');
  return close > 2 && inside.charAt(close - 1) === '?' ? at + close + 1 : at;
}

function scanCdata(text: string, at: number, told: WellFormed): number {
  if (!text.startsWith(cdataStart, at)) return at;
  const close = text.indexOf(']]>', at + cdataStart.length);
  if (close < 0) return at;
  const inside = text.slice(at + cdataStart.length, close);
  // A section inside a section shows that the first was not closed.
  if (inside.includes(cdataStart)) return at;
  told.cdata(inside);
  return close + 3;
}

function scanAttributes(text: string, from: number, attributes: RawAttribute[]): number {
  let at = from;
  attribute.lastIndex = at;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    attributes.push([match[1] ?? '', match[2] ?? match[3] ?? '']);
    at = attribute.lastIndex;
  }
  return at;
}

/** The end of the ASCII name at `from`; `from` itself when none begins there. */
function nameEnd(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  if (!isLetter(code) && code !== 95) return from;
  do {
    at += 1;
    code = text.charCodeAt(at);
  } while (isLetter(code) || (code >= 45 && code <= 58 && code !== slash) || code === 95);
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
