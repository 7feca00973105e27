import { isUtf8 } from 'node:buffer';
import type { Repairs } from '../repairs.ts';
import { byteOfCharacter } from './utf8-references.ts';

const run = /[\u0080-\uffff]+/g;
/** With fewer runs of such characters, a text may speak of them. */
const fewestRuns = 3;
/** What Latin letters and quotation marks begin with then; single fields of other scripts are not looked for. */
const signs = ['Ã', 'â€'];

/** The first bytes of what UTF-8 has of windows-1252 from 0x80 to 0xBF. */
const nextFirsts: ReadonlySet<number> = new Set([0xc2, 0xc5, 0xc6, 0xcb, 0xe2]);

/** A quick look at a text's bytes: C3 begins what each first byte of UTF-8 becomes, and one of those follows it. */
export function mayBeEncodedTwice(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xc3); at >= 0; at = bytes.indexOf(0xc3, at + 1)) {
    if (nextFirsts.has(bytes[at + 2] ?? 0)) return true;
  }
  return false;
}

/**
 * Mends a document that was UTF-8, was taken for windows-1252 and encoded once more: `cafÃ©` is `café`. The whole, where every
 * character beyond ASCII takes part; else the fields in which each does, where some have several of them inside of words, as
 * no text has that speaks of them: a program's own words are right then, and what it keeps in a database is not.
 */
export function decodedOnce(text: string, repairs: Repairs): string {
  const runs = isTwice(text);
  if (runs !== undefined && runs >= fewestRuns) return unpackedWhole(text, repairs);
  if (!signs.some((sign) => text.includes(sign))) return text;
  const fields = text
    .split(fieldEnd)
    .map((field) => ({ field, inside: isTwice(field) === undefined ? 0 : inWords(field) }));
  const count = fields.reduce((sum, { inside }) => (inside > 1 ? sum + inside : sum), 0);
  if (count < fewestRuns) return text;
  return fields.map(({ field, inside }) => (inside > 0 ? unpackedWhole(field, repairs) : field)).join('');
}

/** Behind a title, text or name, in an element that is not HTML's. */
const fieldEnd =
  /(?<=<\/(?:[\w.-]{1,30}:)?(?:title|description|encoded|content|summary|subtitle|name|creator|author|category)>)/i;

/** How many runs a text has, if each is UTF-8; `undefined` where one is not. */
function isTwice(text: string): number | undefined {
  let runs = 0;
  run.lastIndex = 0;
  for (let found = run.exec(text); found !== null; found = run.exec(text)) {
    if (unpacked(found[0]) === undefined) return undefined;
    runs += 1;
  }
  return runs;
}

/** Runs beside a letter. */
function inWords(text: string): number {
  return text.match(/(?<=[a-z])[\u0080-\uffff]+|[\u0080-\uffff]+(?=[a-z])/gi)?.length ?? 0;
}

function unpackedWhole(text: string, repairs: Repairs): string {
  repairs.note('CHARSET_TWICE', 'The document was encoded in UTF-8 twice; it was decoded once more.');
  return text.replace(run, (whole) => unpacked(whole) ?? whole);
}

/** The characters whose bytes a run's characters are. */
function unpacked(whole: string): string | undefined {
  const bytes = Uint8Array.from(whole, byteOfCharacter);
  return bytes.includes(0) || !isUtf8(bytes) ? undefined : Buffer.from(bytes).toString('utf8');
}
