import { charsetLibrary } from '../libraries.ts';
import { eastAsianEncoding } from './east-asian.ts';
import { best, scriptOfLanguage, scripts, sharesOf } from './scripts.ts';

/** Bytes looked at, from the first one on that is beyond ASCII. */
const sampleLength = 60_000;

/** With fewer bytes beyond ASCII letters tell nothing. */
const fewestBytes = 12;

/** The least share of its common letters by which a script is known. */
const leastShare = 0.45;

/** What another alphabet of Latin letters must be better by than the Western one. */
const margin = 0.1;

/**
 * The encoding of a document that names none and is not UTF-8: an East Asian one by the shape of its pairs of bytes, else the
 * one in which its bytes are the letters that its language, or any language of the script, uses most.
 *
 * @param language the tag that the document names, `""` for none
 */
export function undeclaredEncoding(bytes: Uint8Array, language: string): string {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(Math.max(0, first)).subarray(0, sampleLength);
  const runs =
    Buffer.from(sample)
      .toString('latin1')
      .match(/[\x80-\xff]+/g) ?? [];
  const letters = Buffer.from(runs.join(''), 'latin1');
  const found = letters.length < fewestBytes ? undefined : eastAsianEncoding(sample);
  const script = scriptOfLanguage(language);
  if (script?.kind === 'east-asian') {
    if (found !== undefined && script.encodings.includes(found)) return found;
    const whole = script.encodings.find((encoding) => isWhole(bytes, encoding));
    if (whole !== undefined) return whole;
  } else if (script !== undefined && (script.kind !== 'latin' || areLatin(runs, letters))) {
    const likely = best(sharesOf(letters, script));
    return likely !== undefined && likely.share >= leastShare ? likely.encoding : script.encodings[0];
  }
  return found ?? encodingOfRuns(runs, letters);
}

/** Whether all bytes are characters in an encoding. */
function isWhole(bytes: Uint8Array, encoding: string): boolean {
  return !charsetLibrary().decode(Buffer.from(bytes), encoding).includes('\uFFFD');
}

/** Bytes beyond ASCII stand alone in Latin words and together in others. */
function areLatin(runs: readonly string[], letters: Uint8Array): boolean {
  const inWords = runs.reduce((sum, { length }) => (length > 2 ? sum + length : sum), 0);
  return inWords <= letters.length / 2;
}

function encodingOfRuns(runs: readonly string[], letters: Uint8Array): string {
  const usual = runs.some((run) => /[\xc0-\xff]{4}/.test(run)) ? 'windows-1251' : 'windows-1252';
  if (letters.length < fewestBytes) return usual;
  const kind = areLatin(runs, letters) ? 'latin' : 'other';
  const likely = scripts
    .filter((script) => script.kind === kind)
    .flatMap((script) => sharesOf(letters, script));
  const found = best(likely);
  if (found === undefined || found.share < leastShare) return usual;
  const [western] = likely;
  const isWestern = kind === 'latin' && western !== undefined && found.share <= western.share + margin;
  return isWestern ? western.encoding : found.encoding;
}
