import { isUtf8 } from 'node:buffer';
import type { Repairs } from '../repairs.ts';
import { byteOfCharacter } from './utf8-references.ts';

const run = /[\u0080-\uffff]+/g;
/** With fewer runs of such characters, a text may speak of them. */
const fewestRuns = 3;

/**
 * Mends a document that was UTF-8, was taken for windows-1252 and encoded once more: `cafÃ©` is `café`. Only where every
 * character beyond ASCII takes part: one that does not shows that the others are meant.
 */
export function decodedOnce(text: string, repairs: Repairs): string {
  let runs = 0;
  run.lastIndex = 0;
  for (let found = run.exec(text); found !== null; found = run.exec(text)) {
    if (unpacked(found[0]) === undefined) return text;
    runs += 1;
  }
  if (runs < fewestRuns) return text;
  repairs.note('CHARSET_TWICE', 'The document was encoded in UTF-8 twice; it was decoded once more.');
  return text.replace(run, (whole) => unpacked(whole) ?? whole);
}

/** The characters whose bytes a run's characters are. */
function unpacked(whole: string): string | undefined {
  const bytes = Uint8Array.from(whole, byteOfCharacter);
  return bytes.includes(0) || !isUtf8(bytes) ? undefined : Buffer.from(bytes).toString('utf8');
}
