import { type Posting, readPostings, writePosting, writePostings } from './postings.ts';

interface TermList {
  last: number;
  count: number;
  /** What was written of late; before it come the pieces. */
  text: string;
  readonly pieces: string[];
}

/** The items of each term of a segment, as they are put together. */
export class TermLists {
  readonly #lists = new Map<string, TermList>();

  /** Adds an item that comes after all that a term has. */
  add(term: string, doc: number, posting: Posting): void {
    const list = this.#lists.get(term);
    if (!list) {
      this.#lists.set(term, { last: doc, count: 1, pieces: [], text: writePosting(doc + 1, posting) });
      return;
    }
    list.text += writePosting(doc - list.last, posting);
    list.last = doc;
    list.count += 1;
  }

  /** Text that was put together posting by posting is made one string, which takes no more memory than its letters. */
  flatten(): void {
    for (const list of this.#lists.values()) {
      if (list.text === '') continue;
      // Looking into it has the engine lay it out flat.
      list.text.charCodeAt(list.text.length - 1);
      list.pieces.push(list.text);
      list.text = '';
    }
  }

  has(term: string): boolean {
    return this.#lists.has(term);
  }

  /** How many items have a term. */
  count(term: string): number {
    return this.#lists.get(term)?.count ?? 0;
  }

  /** The list of a term, as it is written. */
  text(term: string): string {
    const list = this.#lists.get(term);
    return list === undefined ? '' : list.pieces.join('') + list.text;
  }

  /** All terms, sorted. */
  terms(): string[] {
    return [...this.#lists.keys()].sort();
  }

  /** Gives terms the items that others have now, where they have not got them themselves. */
  mergeAll(
    merges: readonly { readonly part: string; readonly terms: readonly string[] }[],
    weaken: (posting: Posting) => Posting,
  ): void {
    const made = merges.map(({ part, terms }): [string, TermList] => [
      part,
      this.#merged(part, terms, weaken),
    ]);
    for (const [term, list] of made) this.#lists.set(term, list);
  }

  #merged(term: string, others: readonly string[], weaken: (posting: Posting) => Posting): TermList {
    const all = new Map<number, Posting>();
    const take = (text: string, change: (posting: Posting) => Posting): void => {
      const { docs, postings } = readPostings(text);
      for (const [i, doc] of docs.entries()) {
        const posting = postings[i];
        if (posting) all.set(doc, change(posting));
      }
    };
    for (const other of others) take(this.text(other), weaken);
    take(this.text(term), (posting) => posting);
    const docs = [...all.keys()].sort((a, b) => a - b);
    const text = writePostings(
      docs,
      docs.flatMap((doc) => all.get(doc) ?? []),
    );
    return { last: docs.at(-1) ?? -1, count: docs.length, text, pieces: [] };
  }
}
