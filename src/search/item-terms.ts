import { widened } from './numbers.ts';
import { maxImpact } from './postings.ts';
import { columns, type TermTexts } from './term-texts.ts';
import { newPosting, plainPosting, withFollower, withImpact, withOccurrence } from './write-postings.ts';

/** Okapi BM25F: how soon more of a word says no more, how much a long text counts less, and its usual length. */
const saturation = 1.2;
const lengthWeight = 0.6;
const usualLength = 250;

function impactOf(weight: number, length: number): number {
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength);
  return Math.max(1, Math.round((maxImpact * weight) / (weight + norm)));
}

/** What one item is found by, while its texts are read. */
export class ItemTerms {
  readonly #texts: TermTexts;
  /** Places are counted from 1 on over all items: those of an item tell that they are its own. */
  #start = 1;
  count = 0;
  terms = new Int32Array(1024);
  /** As `write-postings.ts` packs them. */
  postings = new Int32Array(1024);
  #weights = new Int32Array(1024);

  constructor(texts: TermTexts) {
    this.#texts = texts;
  }

  begin(): void {
    this.#start += this.count;
    this.count = 0;
  }

  /** A term stands in a text; returns its place. */
  occur(term: number, form: number, weight: number, inTitle: boolean): number {
    const known = this.#texts.counts.get(term, columns.place) - this.#start;
    if (known < 0) return this.#add(term, newPosting(form, inTitle), weight);
    this.postings[known] = withOccurrence(this.postings[known] ?? 0, form, inTitle);
    this.#weights[known] = (this.#weights[known] ?? 0) + weight;
    return known;
  }

  /** What stands behind a term. */
  follow(place: number, follower: number): void {
    this.postings[place] = withFollower(this.postings[place] ?? 0, follower);
  }

  /** All texts were read, of so many words; marks are what else the item is found by. */
  end(length: number, marks: Iterable<string>): void {
    for (let at = 0; at < this.count; at += 1) {
      const impact = impactOf(this.#weights[at] ?? 0, length);
      this.postings[at] = withImpact(this.postings[at] ?? 0, impact);
    }
    for (const mark of marks) this.#add(this.#texts.of(mark), withImpact(plainPosting, maxImpact), 0);
  }

  #add(term: number, posting: number, weight: number): number {
    const place = this.count;
    this.#texts.counts.set(term, columns.place, this.#start + place);
    if (place === this.terms.length) this.#widen();
    this.terms[place] = term;
    this.postings[place] = posting;
    this.#weights[place] = weight;
    this.count += 1;
    return place;
  }

  #widen(): void {
    this.terms = widened(this.terms);
    this.postings = widened(this.postings);
    this.#weights = widened(this.#weights);
  }
}
