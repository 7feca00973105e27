import type { ResultRecord } from '../search/segment.ts';
import { type Stem, wordsOf } from '../search/words.ts';

/** An item that was found, and how to tell the words that it was found by. */
export interface Match {
  readonly record: Pick<ResultRecord, 'title' | 'text'>;
  readonly stem: Stem;
  readonly isMatch: (term: string) => boolean;
}

/** A piece of text, and whether it matches. */
export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Characters of an excerpt at most, and those before its first match. */
const excerptLength = 220;
const lead = 40;

/** Where a text matches; places that touch each other are one. */
function matchesIn(text: string, { stem, isMatch }: Match): Range[] {
  const found = wordsOf(text, stem)
    .filter(({ term }) => isMatch(term))
    // Names of several words, such as `node.js`, come behind those.
    .sort((one, other) => one.start - other.start);
  const ranges: Range[] = [];
  for (const { start, end } of found) {
    const last = ranges.at(-1);
    if (last && start <= last.end) ranges.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else ranges.push({ start, end });
  }
  return ranges;
}

function partsOf(text: string, from: number, to: number, ranges: readonly Range[]): Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const { start, end } of ranges) {
    if (start < from || end > to) continue;
    if (start > at) parts.push({ text: text.slice(at, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), marked: false });
  return parts;
}

/** A result's title, its matching words marked. */
export function titleParts(match: Match): Part[] {
  const { title } = match.record;
  return partsOf(title, 0, title.length, matchesIn(title, match));
}

/** Where the stretch with the most matches begins; the earliest of equals. */
function densest(ranges: readonly Range[]): number {
  let [best, most] = [0, 0];
  for (const { start } of ranges) {
    const count = ranges.filter(
      (one) => one.start >= start && one.end <= start + excerptLength - lead,
    ).length;
    if (count > most) [best, most] = [start, count];
  }
  return best;
}

/** A place near another where a word begins or ends; scripts without spaces are cut anywhere. */
function atGap(text: string, place: number, direction: 1 | -1): number {
  for (let step = 0; step < 25; step += 1) {
    const at = place + direction * step;
    if (at <= 0 || at >= text.length) return Math.min(text.length, Math.max(0, at));
    if (text[at - 1] === ' ') return at;
  }
  return /[\udc00-\udfff]/.test(text[place] ?? '') ? place + 1 : place;
}

/** Some thirty words of the text around its matches, which are marked. */
export function excerptParts(match: Match): Part[] {
  const { text } = match.record;
  const ranges = matchesIn(text, match);
  const first = densest(ranges);
  const wanted = Math.max(0, Math.min(first - lead, text.length - excerptLength));
  const start = wanted === 0 ? 0 : atGap(text, wanted, 1);
  const end = start + excerptLength >= text.length ? text.length : atGap(text, start + excerptLength, -1);
  const parts = partsOf(text, start, Math.max(end, start), ranges);
  return [
    ...(start > 0 ? [{ text: '… ', marked: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: '…', marked: false }] : []),
  ];
}
