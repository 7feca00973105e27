import { everywhere, followerOf, maxImpact, writeNumber, writePosting } from './postings.ts';
import {
  dayNumber,
  type FacetColumn,
  marksOf,
  placeWidth,
  type ResultRecord,
  type SearchRecord,
  type SegmentFacets,
  type SegmentHead,
  type StoredFacet,
  storedFacets,
} from './segment.ts';
import { facetTerm, nameTerm, noStem, type Stem, wordsOf } from './words.ts';

/** Bytes of a block of terms: what a reader takes to find one. */
const blockSize = 2048;
/** Blocks that a page of the dictionary tells of. */
const blocksOfPage = 128;
const fileSize = 262_144;

/** Enough of a text to show where it matches. */
const maxShown = 600;

/** Okapi BM25F: how soon more of a word says no more, how much a long text counts less, and its usual length. */
const saturation = 1.2;
const lengthWeight = 0.6;
const usualLength = 250;
const titleWeight = 4;
const tagWeight = 2;

/** A word in nearly every item of a segment of some size narrows nothing. */
const minForEverywhere = 200;
const everywhereShare = 0.4;

export type WriteFile = (name: string, content: Uint8Array) => Promise<void>;

interface TermList {
  last: number;
  count: number;
  /** What was written of late; before it come the pieces. */
  text: string;
  readonly pieces: string[];
}

/** How often a word stands in an item, weighed by where, and what follows it. */
interface Occurrence {
  weight: number;
  followers: string;
}

const encoder = new TextEncoder();

/** Bytes one after the other, cut into files. */
function fileWriter(
  name: string,
  write: WriteFile,
): { add: (text: string) => Promise<number>; end: () => Promise<number> } {
  let parts: Uint8Array[] = [];
  let [held, total, files] = [0, 0, 0];
  const take = async (least: number): Promise<void> => {
    while (held >= least && held > 0) {
      const all = new Uint8Array(held);
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      await write(`${name}-${files}.txt`, all.slice(0, fileSize));
      files += 1;
      const rest = all.slice(fileSize);
      parts = [rest];
      held = rest.length;
    }
  };
  return {
    add: async (text) => {
      const bytes = encoder.encode(text);
      parts.push(bytes);
      held += bytes.length;
      total += bytes.length;
      await take(fileSize);
      return bytes.length;
    },
    end: async () => {
      await take(1);
      return total;
    },
  };
}

function occurrencesOf(record: SearchRecord, stem: Stem): { found: Map<string, Occurrence>; length: number } {
  const found = new Map<string, Occurrence>();
  let length = 0;
  const take = (text: string, weight: number): void => {
    let before: Occurrence | undefined;
    for (const { term } of wordsOf(text, stem)) {
      let known = found.get(term);
      if (!known) {
        known = { weight: 0, followers: '' };
        found.set(term, known);
      }
      known.weight += weight;
      if (before) {
        const follower = followerOf(term);
        if (!before.followers.includes(follower)) before.followers += follower;
      }
      before = known;
      length += 1;
    }
  };
  take(record.title, titleWeight);
  for (const tag of record.topics) take(tag, tagWeight);
  for (const name of record.authors) take(name, tagWeight);
  take(record.sourceTitle, 1);
  take(record.text, 1);
  return { found, length };
}

/** Terms that are no words of the text. */
function markedTerms(record: SearchRecord, stem: Stem): Set<string> {
  const terms = new Set<string>();
  for (const { term } of wordsOf(record.title, stem)) terms.add(marksOf.title + term);
  for (const name of record.authors)
    for (const { term } of wordsOf(name, noStem)) terms.add(marksOf.author + term);
  for (const facet of storedFacets)
    for (const value of facetValues(record, facet)) terms.add(marksOf[facet] + facetTerm(facet, value));
  for (const label of record.labels) terms.add(marksOf.label + nameTerm(label));
  return terms;
}

function facetValues(record: SearchRecord, facet: StoredFacet): readonly string[] {
  switch (facet) {
    case 'topic':
      return record.topics;
    case 'source':
      return [record.source];
    case 'access':
      return [record.access];
    case 'section':
      return record.section === undefined ? [] : [record.section];
    case 'language':
      return record.language === undefined ? [] : [record.language.split('-')[0] ?? record.language];
  }
}

function impactOf({ weight }: Occurrence, length: number): number {
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength);
  return Math.max(1, Math.round((maxImpact * weight) / (weight + norm)));
}

function addTo(
  lists: Map<string, TermList>,
  term: string,
  doc: number,
  impact: number,
  followers: string,
): void {
  const list = lists.get(term);
  if (!list)
    lists.set(term, { last: doc, count: 1, pieces: [], text: writePosting(doc + 1, impact, followers) });
  else {
    list.text += writePosting(doc - list.last, impact, followers);
    list.last = doc;
    list.count += 1;
  }
}

/** Writes terms in blocks, and pages that tell where each block begins. */
async function writeTerms(
  lists: ReadonlyMap<string, TermList>,
  docs: number,
  write: WriteFile,
): Promise<Pick<SegmentHead, 'terms' | 'pages'>> {
  const file = fileWriter('terms', write);
  const blocks: { readonly first: string; readonly length: number }[] = [];
  let [block, first] = ['', ''];
  const endBlock = async (): Promise<void> => {
    if (block !== '') blocks.push({ first, length: await file.add(block) });
    block = '';
  };
  for (const term of [...lists.keys()].sort()) {
    const list = lists.get(term);
    if (!list) continue;
    const isEverywhere = docs >= minForEverywhere && list.count > docs * everywhereShare;
    if (block === '') first = term;
    block += `${term}\t${isEverywhere && !/^[a-z]:/.test(term) ? everywhere : list.pieces.join('') + list.text}\n`;
    if (block.length >= blockSize) await endBlock();
  }
  await endBlock();
  const pages: [string, number, number, number][] = [];
  let [blockAt, pageAt] = [0, blocks.reduce((sum, { length }) => sum + length, 0)];
  for (let from = 0; from < blocks.length; from += blocksOfPage) {
    const page = blocks.slice(from, from + blocksOfPage);
    const length = await file.add(page.map((one) => `${one.first}\t${one.length}\n`).join(''));
    pages.push([page[0]?.first ?? '', pageAt, length, blockAt]);
    pageAt += length;
    blockAt += page.reduce((sum, one) => sum + one.length, 0);
  }
  return { terms: await file.end(), pages };
}

/** Collects the values of facets, item by item. */
function facetColumns(): { add: (record: SearchRecord) => void; columns: () => SegmentFacets } {
  const made = storedFacets.map((facet) => ({
    facet,
    values: new Map<string, number>(),
    codes: [] as string[],
  }));
  const column = (facet: StoredFacet): FacetColumn => {
    const one = made.find((candidate) => candidate.facet === facet);
    return { values: [...(one?.values.keys() ?? [])], codes: one?.codes.join('') ?? '' };
  };
  return {
    add: (record) => {
      for (const { facet, values, codes } of made) {
        const numbers = facetValues(record, facet).map((value) => {
          const number = values.get(value) ?? values.size;
          values.set(value, number);
          return writeNumber(number);
        });
        codes.push(writeNumber(numbers.length) + numbers.join(''));
      }
    },
    columns: () => ({
      source: column('source'),
      section: column('section'),
      topic: column('topic'),
      language: column('language'),
      access: column('access'),
    }),
  };
}

function resultOf(record: SearchRecord): ResultRecord {
  const { key, day, date, dateText, link, title, authors, source, language, access, shown } = record;
  const text =
    shown.length <= maxShown ? shown : `${shown.slice(0, maxShown).replace(/[\ud800-\udbff]$/, '')}…`;
  return {
    key,
    day,
    date,
    dateText,
    link,
    title,
    authors,
    source,
    ...(language !== undefined && { language }),
    access,
    text,
  };
}

/** The days of items that come newest first, as `SegmentHead.days` has them. */
function dayRuns(): { add: (day: string) => void; runs: number[] } {
  const runs: number[] = [];
  let last = '';
  let number = 0;
  return {
    runs,
    add: (day) => {
      if (day === last) {
        runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
        return;
      }
      const next = dayNumber(day);
      runs.push(last === '' ? next : number - next, 1);
      last = day;
      number = next;
    },
  };
}

/** How many items come between two endings of pieces. */
const pieceOf = 2000;

/** Text that was put together posting by posting is made one string, which takes no more memory than its letters. */
function endPieces(lists: ReadonlyMap<string, TermList>): void {
  for (const list of lists.values()) {
    if (list.text === '') continue;
    // Looking into it has the engine lay it out flat.
    list.text.charCodeAt(list.text.length - 1);
    list.pieces.push(list.text);
    list.text = '';
  }
}

/**
 * Writes a segment: `head.json`, `facets.json`, and `terms-0.txt`, `records-0.txt` and so on. The same records give the
 * same bytes.
 *
 * @param records from the newest day to the oldest
 * @param stemOf the rules of a language; the same that readers use
 */
export async function writeSegment(
  records: AsyncIterable<SearchRecord>,
  stemOf: (language: string | undefined) => Stem,
  write: WriteFile,
): Promise<void> {
  const lists = new Map<string, TermList>();
  const file = fileWriter('records', write);
  const columns = facetColumns();
  const days = dayRuns();
  const places: number[] = [];
  let place = 0;
  for await (const record of records) {
    const doc = places.length;
    const stem = stemOf(record.language);
    const { found, length } = occurrencesOf(record, stem);
    for (const [term, one] of found) addTo(lists, term, doc, impactOf(one, length), one.followers);
    for (const term of markedTerms(record, stem)) addTo(lists, term, doc, maxImpact, '');
    columns.add(record);
    days.add(record.day);
    places.push(place);
    place += await file.add(`${JSON.stringify(resultOf(record))}\n`);
    if (places.length % pieceOf === 0) endPieces(lists);
  }
  await file.add(places.map((at) => at.toString(36).padStart(placeWidth, '0')).join(''));
  const head: SegmentHead = {
    docs: places.length,
    days: days.runs,
    fileSize,
    ...(await writeTerms(lists, places.length, write)),
    records: await file.end(),
    places: place,
  };
  await write('head.json', encoder.encode(JSON.stringify(head)));
  await write('facets.json', encoder.encode(JSON.stringify(columns.columns())));
}
