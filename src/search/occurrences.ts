import { facetValues } from './facet-columns.ts';
import { everywhere, followerOf, formOf, maxImpact, type Posting } from './postings.ts';
import { marksOf, type SearchRecord, storedFacets } from './segment.ts';
import { facetTerm, nameTerm, noStem, type Stem, type Word, wordsOf } from './words.ts';

/** Okapi BM25F: how soon more of a word says no more, how much a long text counts less, and its usual length. */
const saturation = 1.2;
const lengthWeight = 0.6;
const usualLength = 250;
const titleWeight = 5;
const tagWeight = 2;

/** How often a word stands in an item, weighed by where, in which form, and what follows it. */
interface Occurrence {
  weight: number;
  inTitle: boolean;
  form: string;
  followers: string;
}

/** What an item says of its words. */
export interface Occurrences {
  readonly postings: ReadonlyMap<string, Posting>;
  /** Words as they are written, folded, with the term that each is found by. */
  readonly forms: ReadonlyMap<string, string>;
}

class Collector {
  readonly found = new Map<string, Occurrence>();
  readonly forms = new Map<string, string>();
  length = 0;

  take(words: readonly Word[], weight: number, inTitle: boolean): void {
    let before: Occurrence | undefined;
    for (const { term, form, extra } of words) {
      const one = this.#occurrence(term, formOf(form));
      one.weight += weight;
      one.inTitle ||= inTitle;
      if (extra) continue;
      this.forms.set(form, term);
      if (before) {
        const follower = followerOf(form);
        if (!before.followers.includes(follower)) before.followers += follower;
      }
      before = one;
      this.length += 1;
    }
  }

  #occurrence(term: string, form: string): Occurrence {
    const known = this.found.get(term);
    if (known) {
      if (known.form !== form) known.form = everywhere;
      return known;
    }
    const made = { weight: 0, inTitle: false, form, followers: '' };
    this.found.set(term, made);
    return made;
  }
}

function impactOf(weight: number, length: number): number {
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength);
  return Math.max(1, Math.round((maxImpact * weight) / (weight + norm)));
}

/** What an item is found by as words. */
export function occurrencesOf(record: SearchRecord, stem: Stem): Occurrences {
  const collector = new Collector();
  collector.take(wordsOf(record.title, stem), titleWeight, true);
  for (const tag of record.topics) collector.take(wordsOf(tag, stem), tagWeight, false);
  for (const name of record.authors) collector.take(wordsOf(name, stem), tagWeight, false);
  collector.take(wordsOf(record.sourceTitle, stem), 1, false);
  collector.take(wordsOf(record.text, stem), 1, false);
  const postings = new Map<string, Posting>();
  for (const [term, { weight, inTitle, form, followers }] of collector.found)
    postings.set(term, { impact: impactOf(weight, collector.length), inTitle, form, followers });
  return { postings, forms: collector.forms };
}

/** Terms that are no words of the text: words of authors, values of facets, labels. */
export function markedTerms(record: SearchRecord): Set<string> {
  const terms = new Set<string>();
  for (const name of record.authors)
    for (const { term } of wordsOf(name, noStem)) terms.add(marksOf.author + term);
  for (const facet of storedFacets)
    for (const value of facetValues(record, facet)) terms.add(marksOf[facet] + facetTerm(facet, value));
  for (const label of record.labels) terms.add(marksOf.label + nameTerm(label));
  return terms;
}
