/** Tags that somebody broke, of which a browser would make something else, or take what follows for a part of them. */

/** Behind a `=`: marks that are escaped, double or printed, and an address without the first one. */
const oddStart = /\s*(?:\\"|""(?=[^\s">/])|[“”]|(?:https?:|\/)[^\s"'<>]*")/iy;

const [double, single, equals] = [34, 39, 61];
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125];

/**
 * Whether a value's quotation marks may be wrong. Goes from `=` to `=`, which are rare: nearly all values end before their
 * tag does, and with a letter.
 */
function mayBeBroken(html: string): boolean {
  let bracket = -1;
  for (let at = html.indexOf('='); at >= 0; ) {
    const mark = html.charCodeAt(at + 1);
    let end = at;
    if ((mark === double || mark === single) && html.charCodeAt(at + 2) !== mark) {
      end = html.indexOf(mark === double ? '"' : "'", at + 2);
      if (bracket < at) bracket = html.indexOf('>', at);
      if (end < 0 || (bracket >= 0 && bracket < end) || html.charCodeAt(end - 1) === equals) return true;
      const first = html.charCodeAt(at + 2);
      if ((first === openBrace || first === openBracket) && isCut(html, end)) return true;
    } else {
      oddStart.lastIndex = at + 1;
      if (oddStart.test(html)) return true;
    }
    at = html.indexOf('=', end + 1);
  }
  return false;
}

/** Whether a value that begins as JSON does ends inside of it: `data-player="{"id":1}"`. */
function isCut(html: string, end: number): boolean {
  const last = html.charCodeAt(end - 1);
  return last !== closeBrace && last !== closeBracket;
}

const jsonStart = /(?=[[{]{1,3}\s*"[^"]{0,200}"\s*[:,\]])/.source;
const cutData = `(?:\\s[^<>]*?)?(\\s[\\w:.@-]+=(?:"|'(?=[^']*[^'}\\]]'))${jsonStart})`;
const dataInTag = new RegExp(`<[a-z][\\w:-]*${cutData}`, 'gi');
const dataInSameTag = new RegExp(cutData, 'iy');
const dataEnds = { '"': /[}\]]"(?=[\s/>])/g, "'": /[}\]]'(?=[\s/>])/g } as const;

/** Without JSON whose quotation marks end the attribute that it stands in: a browser shows what is behind its first bracket. */
function withoutCutData(html: string): string {
  let kept = '';
  let at = 0;
  for (let start = nextData(html, dataInTag, at); start !== undefined; ) {
    const end = dataEnds[start.mark];
    end.lastIndex = start.valueAt;
    if (!end.test(html)) break;
    kept += html.slice(at, start.nameAt);
    at = end.lastIndex;
    start = nextData(html, dataInSameTag, at) ?? nextData(html, dataInTag, at);
  }
  return kept + html.slice(at);
}

interface CutData {
  /** Where the blank before the attribute's name stands. */
  readonly nameAt: number;
  readonly valueAt: number;
  readonly mark: '"' | "'";
}

function nextData(html: string, pattern: RegExp, from: number): CutData | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(html);
  if (match === null) return undefined;
  const [whole, name = ''] = match;
  const valueAt = match.index + whole.length;
  return { nameAt: valueAt - name.length, valueAt, mark: whole.endsWith('"') ? '"' : "'" };
}

const tag = /<[a-z][^<>]*>/gi;
const doubled = /(\s(?:href|src)\s*=\s*)""([^\s"<>]+)""/gi;
const halfQuoted = /(\s(?:href|src)\s*=\s*)((?:https?:|\/)[^\s"'<>]*)"(?=[\s/>])/gi;
/** A value that goes on into the next attribute: `href="/a class="b"`. */
const intoNext = /(\s(?:href|src)\s*=\s*)"([^"\s<>]*)(?=\s+[a-z-]+="[^"<>]*"[^<>]{0,2000}>)/gi;
/** A value that goes on behind its tag: `href="/a>Text</a>`. Such addresses hold no bracket, and text none without a tag. */
const intoText = /(\s(?:href|src)\s*=\s*)(?:"([^"<>\s]*)(?=>[^"]*<)|'([^'<>\s]*)(?=>[^']*<))/gi;

/** A line break of JSON between tags, and none of HTML's own attributes: the text was escaped once more than it was read. */
const jsonBreak = />(?:\\[nrt])+\s*<[a-z]/i;
const jsonAttribute = /<[a-z][^<>]*\s[a-z-]+=\\"/i;
const jsonEscape = /\\(?:u([0-9a-f]{4})|(["\\/nrt]))/gi;
const jsonSigns: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutJsonEscapes(html: string): string {
  if (!html.includes('\\') || html.includes('="') || !(jsonBreak.test(html) || jsonAttribute.test(html)))
    return html;
  return html.replace(jsonEscape, (_whole, code?: string, sign = '') =>
    code === undefined ? (jsonSigns[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** An HTML text with the quotation marks of its attributes mended, and a comment without an end closed. */
export function mendTags(html: string): string {
  const closed = closeComment(withoutJsonEscapes(html));
  if (!mayBeBroken(closed)) return closed;
  return withoutCutData(closed)
    .replace(tag, mendQuotes)
    .replace(doubled, '$1"$2"')
    .replace(halfQuoted, '$1"$2"')
    .replace(intoNext, '$1"$2"')
    .replace(intoText, (_whole, start: string, double?: string, single?: string) =>
      double === undefined ? `${start}'${single ?? ''}'` : `${start}"${double}"`,
    );
}

function mendQuotes(written: string): string {
  const plain = /=\s*\\"/.test(written) ? written.replaceAll('\\"', '"') : written;
  return /=\s*[“”]/.test(plain) ? plain.replace(/(=\s*)[“”]([^“”"<>]*)[“”]/g, '$1"$2"') : plain;
}

/** A comment without an end would hide the rest: it ends at the first bracket, as in the browsers of its time. */
function closeComment(html: string): string {
  // `!` is rarer than `<`.
  if (!html.includes('!--')) return html;
  const open = html.indexOf('<!--', html.lastIndexOf('-->') + 1);
  const end = open < 0 || html.includes('--!>', open) ? -1 : html.indexOf('>', open);
  return end < 0 ? html : `${html.slice(0, end)}--${html.slice(end)}`;
}

const comment = /<!--(?:[^-]|-(?!->)){0,500}-->/g;
/** Beside a word, or a block of WordPress; another may be spoken of. */
const isUsed = /[^\s"'“(]<!--|-->[^\s"'”).,;:!?]|<!--\s*\/?wp:/;
/** What word processors and networks put around words. */
const pasted = /<\/?(?:o:p|st1:[a-z]+|fb:[a-z]+|xml:namespace)(?:\s[^<>]*)?\/?>/gi;
const unfinished = /<(?:a|div|em|font|iframe|img|p|span|strong)\s+[a-z-]+\s*=\s*["'][^<>]*$/i;

/** Plain text without what is left in it of HTML: comments, pasted tags, and a tag that the text was cut in. */
export function withoutLeftovers(text: string): string {
  if (!text.includes('<')) return text;
  return withoutPieces(text.includes('<!--') && isUsed.test(text) ? text.replace(comment, '') : text);
}

/** As {@link withoutLeftovers}, with comments. */
export function withoutPieces(text: string): string {
  if (!text.includes('<')) return text;
  const words = text.replace(pasted, '');
  const cut = unfinished.exec(words)?.index;
  return cut === undefined ? words : words.slice(0, cut);
}
