import { marksOf, storedFacets } from './segment.ts';
import { facetTerm, nameTerm, noStem, type Stem, wordsOf } from './words.ts';

/** A word, or several that follow each other. */
export interface Alternative {
  readonly terms: readonly string[];
  /** The term may go on. */
  readonly prefix: boolean;
}

/** What an item must have, or must not: one of these is enough. */
export interface Clause {
  readonly any: readonly Alternative[];
  readonly not: boolean;
}

/** Days from and to, both included; an end that is missing is open. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
  readonly not: boolean;
}

/** What is asked for, in terms of the dictionary. */
export interface Asked {
  readonly clauses: readonly Clause[];
  readonly spans: readonly Span[];
}

export interface Language {
  /** The rules of every language that items are in: a word counts as a word of any. */
  readonly stems: readonly Stem[];
  /** Ids of sources whose id or title has these words. */
  readonly sourcesNamed: (words: string) => readonly string[];
  /** For spans such as `P7D/`: `2026-05-18`. */
  readonly today: string;
}

interface Piece {
  readonly not: boolean;
  readonly field: string;
  readonly text: string;
  readonly quoted: boolean;
}

const fields = ['author', 'intitle', 'source', 'label', 'topic', 'date', 'pubdate'] as const;
const piece = /([-!]?)(?:([a-z]+):)?(#?)(?:"([^"]*)"?|(\S+))/giu;

/** Cuts what was typed into pieces; an unknown field is part of its word. */
function piecesOf(text: string): Piece[] {
  return [...text.matchAll(piece)].map(([whole, sign = '', name = '', hash = '', quoted, bare = '']) => {
    const field = fields.find((one) => one === name.toLowerCase());
    const isField = name === '' || field !== undefined;
    return {
      not: sign !== '',
      field: hash === '' ? (field ?? '') : 'topic',
      text: isField ? (quoted ?? bare) : whole.replace(/^[-!]/, ''),
      quoted: isField && quoted !== undefined,
    };
  });
}

/** The words in a row, by the rules of each language. */
function sequences(text: string, stems: readonly Stem[], mark: string): Alternative[] {
  const made = new Map<string, Alternative>();
  for (const stem of [noStem, ...stems]) {
    const terms = wordsOf(text, stem, 'query').map(({ term }) => mark + term);
    if (terms.length > 0) made.set(terms.join(' '), { terms, prefix: false });
  }
  return [...made.values()];
}

const single = (term: string): Alternative => ({ terms: [term], prefix: false });

function alternativesOf({ field, text, quoted }: Piece, language: Language, isLast: boolean): Alternative[] {
  switch (field) {
    case 'author':
      return wordsOf(text, noStem, 'query').map(({ term }) => single(marksOf.author + term));
    case 'source':
      return language.sourcesNamed(text).map((id) => single(marksOf.source + id));
    case 'label':
      return [single(marksOf.label + nameTerm(text))];
    case 'topic':
      return [single(marksOf.topic + nameTerm(text))];
    default: {
      const mark = field === 'intitle' ? marksOf.title : '';
      const exact = sequences(text, language.stems, mark);
      const [only] = exact;
      const goesOn = isLast && !quoted && only?.terms.length === 1 && [...text].length > 1;
      return goesOn ? [...exact, { terms: only.terms, prefix: true }] : exact;
    }
  }
}

/** `2026`, `2026-05` or `2026-05-18`: its last day. */
function endOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-31`;
  return date;
}

function startOf(date: string): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`;
}

const isoDate = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;
const duration = /^P(\d{1,4})([DWMY])$/i;
const dayMs = 86_400_000;
const daysOf: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 };

/** A day, month or year, or two of them with `/` or `..` between; or `P7D/`: the last seven days. */
function spanOf({ text, not }: Piece, today: string): Span | undefined {
  const [one = '', other] = text.split(/\/|\.\./);
  const ago = duration.exec(one);
  if (ago) {
    const days = Number(ago[1]) * (daysOf[(ago[2] ?? 'D').toUpperCase()] ?? 1);
    return { from: new Date(Date.parse(today) - days * dayMs).toISOString().slice(0, 10), not };
  }
  const isDate = (part: string): boolean => part === '' || isoDate.test(part);
  if (!isDate(one) || !isDate(other ?? '') || (one === '' && (other ?? '') === '')) return undefined;
  const to = other === undefined ? one : other;
  return { ...(one !== '' && { from: startOf(one) }), ...(to !== '' && { to: endOf(to) }), not };
}

/**
 * Reads what people type, as they know it from feed readers: words, `"a phrase"`, `-without`, `this OR that`, `author:`,
 * `intitle:`, `source:`, `#topic`, `label:`, `date:2026-05`, `date:2026-01/2026-03`. The last word may be unfinished.
 * What makes no sense is looked for as words.
 */
export function parseWords(text: string, language: Language): Asked {
  const clauses: Clause[] = [];
  const spans: Span[] = [];
  const pieces = piecesOf(text);
  let isOr = false;
  for (const [i, one] of pieces.entries()) {
    if (one.text === 'OR' && !one.quoted && one.field === '' && clauses.length > 0) {
      isOr = true;
      continue;
    }
    const span = /date$/.test(one.field) ? spanOf(one, language.today) : undefined;
    if (span) {
      spans.push(span);
      continue;
    }
    const any = alternativesOf(one, language, i === pieces.length - 1 && !one.not);
    const last = clauses.at(-1);
    if (isOr && last) clauses.splice(-1, 1, { ...last, any: [...last.any, ...any] });
    else if (one.field === 'author') clauses.push(...any.map((word) => ({ any: [word], not: one.not })));
    else if (any.length > 0 || one.field !== '') clauses.push({ any, not: one.not });
    isOr = false;
  }
  return { clauses, spans };
}

/** Values that results are narrowed to, as clauses and spans. */
export function narrowedBy(filters: Readonly<Record<string, readonly string[]>>): {
  readonly clauses: readonly Clause[];
  readonly months: readonly string[];
} {
  const clauses = storedFacets
    .map((facet) => ({
      any: (filters[facet] ?? []).map((value) => single(marksOf[facet] + facetTerm(facet, value))),
      not: false,
    }))
    .filter(({ any }) => any.length > 0);
  return { clauses, months: filters.month ?? [] };
}
