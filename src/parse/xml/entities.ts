import { decodeHTML, decodeHTMLStrict } from 'entities/decode';
import { c1, joinUtf8References } from '../charset/utf8-references.ts';
import type { Repairs } from '../repairs.ts';

const reference = /&(?:#x([0-9a-f]{1,8});?|#([0-9]{1,10});?|([a-z][a-z0-9]{1,31})(?:;|(?![a-z0-9=])))?/gi;

/** Two numeric references that together are one UTF-16 surrogate pair: `&#55357;&#56832;`. */
const surrogates =
  /&#(?:x(d[89ab][0-9a-f]{2})|(5[5-6][0-9]{3}));&#(?:x(d[c-f][0-9a-f]{2})|(5[6-7][0-9]{3}));/gi;

/**
 * Replaces XML's, HTML's and numeric references in character data. Nothing of a DOCTYPE is expanded.
 * An ampersand that starts no reference stays as it is, noted when `repairs` is given.
 *
 * @see https://www.w3.org/TR/xml/#sec-references and https://html.spec.whatwg.org/#named-character-references
 */
export function decodeReferences(text: string, repairs?: Repairs): string {
  let from = text.indexOf('&');
  if (from < 0) return text;
  let source = text;
  let isJoined = false;
  let out = '';
  let done = 0;
  while (from >= 0) {
    out += source.slice(done, from);
    const end = predefinedEnd(source, from);
    if (end > 0) {
      out += predefinedCharacter(source, from);
      done = end;
    } else if (!isJoined) {
      isJoined = true;
      source = source.slice(0, from) + joinReferences(source.slice(from), repairs);
      done = from;
    } else {
      reference.lastIndex = from;
      const match = reference.exec(source);
      out += readReference(match, source, repairs);
      done = from + (match?.[0].length ?? 1);
    }
    from = source.indexOf('&', done);
  }
  return out + source.slice(done);
}

/** Text in which references that are one character only together are that character's. */
function joinReferences(text: string, repairs: Repairs | undefined): string {
  return joinUtf8References(text.includes('&#') ? joinSurrogates(text) : text, repairs);
}

/** The end of `&lt;`, `&gt;`, `&amp;` or `&quot;` at `at`, else 0: nearly all references are one of these. */
function predefinedEnd(text: string, at: number): number {
  switch (text.charCodeAt(at + 1)) {
    case 108:
      return text.startsWith('t;', at + 2) ? at + 4 : 0;
    case 103:
      return text.startsWith('t;', at + 2) ? at + 4 : 0;
    case 97:
      return text.startsWith('mp;', at + 2) ? at + 5 : 0;
    case 113:
      return text.startsWith('uot;', at + 2) ? at + 6 : 0;
    default:
      return 0;
  }
}

function predefinedCharacter(text: string, at: number): string {
  switch (text.charCodeAt(at + 1)) {
    case 108:
      return '<';
    case 103:
      return '>';
    case 97:
      return '&';
    default:
      return '"';
  }
}

function readReference(match: RegExpExecArray | null, source: string, repairs: Repairs | undefined): string {
  const [whole = '&', hex, decimal, name] = match ?? [];
  if (hex !== undefined) return characterOf(Number.parseInt(hex, 16), repairs);
  if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10), repairs);
  if (name !== undefined && whole.endsWith(';')) return namedCharacter(whole, name, repairs);
  const character = name === undefined ? undefined : unclosedCharacter(whole, source, match?.index ?? 0);
  if (character === undefined) {
    repairs?.note('XML_STRAY_AMPERSAND', 'An ampersand starts no reference; it was read as itself.');
    return whole;
  }
  repairs?.note('XML_UNCLOSED_ENTITY', 'An entity lacks its semicolon; its character was taken.');
  return character;
}

/** Characters looked at before an ampersand: enough for the part of an address that its `?` begins. */
const maxLookBehind = 300;

/**
 * `&eacute` without its semicolon, as HTML allows for the old names (§13.2.5.73), each of one character. The parameters
 * of an address (`?a=1&copy`) are none.
 */
function unclosedCharacter(whole: string, source: string, at: number): string | undefined {
  const character = decodeHTML(whole);
  if (character.length !== 1) return undefined;
  const before = source.slice(Math.max(0, at - maxLookBehind), at);
  const question = before.lastIndexOf('?');
  return question >= 0 && !/[\s<>"']/.test(before.slice(question)) ? undefined : character;
}

function namedCharacter(whole: string, name: string, repairs: Repairs | undefined): string {
  if (name === 'apos') return "'";
  const value = decodeHTMLStrict(whole);
  if (value === whole) {
    repairs?.note('XML_UNKNOWN_ENTITY', `The entity "&${name};" is not known; its name was kept as text.`);
  } else {
    repairs?.note(
      'XML_HTML_ENTITY',
      'An entity of HTML is used without being declared; its character was taken.',
    );
  }
  return value;
}

function characterOf(code: number, repairs: Repairs | undefined): string {
  if (code >= 0x80 && code <= 0x9f) return c1.charAt(code - 0x80);
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isControl || isSurrogate || code > 0x10ffff || (code & 0xfffe) === 0xfffe) {
    repairs?.note('XML_BAD_REFERENCE', 'A numeric reference names no allowed character; it was left out.');
    // A vertical tab and a form feed part words, as they do unescaped.
    return code === 11 || code === 12 ? ' ' : isControl ? '' : '\uFFFD';
  }
  return String.fromCodePoint(code);
}

function joinSurrogates(text: string): string {
  return text.replace(surrogates, (whole, highHex, highDec, lowHex, lowDec) => {
    const high = highHex ? Number.parseInt(highHex, 16) : Number(highDec);
    const low = lowHex ? Number.parseInt(lowHex, 16) : Number(lowDec);
    const isPair = high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
    return isPair ? String.fromCharCode(high, low) : whole;
  });
}
