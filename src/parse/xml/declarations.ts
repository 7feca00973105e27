import type { Repairs } from '../repairs.ts';
import { behindSubset } from './declared-entities.ts';
import { cdataStart, faults } from './faults.ts';

const misspeltSection = /^<!\s*\[?\s*cdata\s*\[/i;
const misspeltSections = new RegExp(misspeltSection.source.slice(1), 'gi');

/** What stands between `<!` and its `>`, and is no comment and no section. */
export interface Declaration {
  readonly text: string;
  /** Behind `<!`. */
  readonly start: number;
  /** Its `>`. */
  readonly end: number;
  /** Whether an element is open around it. */
  readonly isInside: boolean;
}

/** What a document said before; a second time means nothing. */
export interface Seen {
  doctype: boolean;
  misspelt: boolean;
}

/**
 * The text to read on with, or the index of a tag to go back to; `undefined` where the declaration is passed over. A DOCTYPE
 * is cut with its internal subset; of its entities only those that name plain text are put in. Of a section whose mark is
 * misspelt (`<![cdata[`, `<! [CDATA [`) all of the document are mended at once, as they will be written alike.
 */
export function behindDeclaration(
  { text, start, end, isInside }: Declaration,
  seen: Seen,
  repairs: Repairs,
): string | number | undefined {
  if (!seen.misspelt && misspeltSection.test(text.slice(start - 2, start + 20))) {
    seen.misspelt = true;
    faults.misspeltCdata(repairs);
    return text.slice(start - 2).replace(misspeltSections, cdataStart);
  }
  const inner = text.slice(start, end);
  if (isInside || !/^doctype/i.test(inner)) return brokenAt(inner, start, repairs);
  if (seen.doctype) return undefined;
  seen.doctype = true;
  const bracket = inner.indexOf('[');
  return bracket < 0 ? undefined : behindSubset(text, start + bracket, repairs);
}

/** `<![CDA` cut short: a `<` inside shows that it was none. No `>` is inside, so only the last `<` can begin a tag. */
function brokenAt(inner: string, start: number, repairs: Repairs): number | undefined {
  const tag = inner.lastIndexOf('<');
  if (tag < 0) return undefined;
  faults.stray(repairs);
  return start + tag;
}
