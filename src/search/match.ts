import { remembered } from '../model/remember.ts';
import type { Alternative } from './alternatives.ts';
import { isWithin } from './date-span.ts';
import { markedTerms } from './facet-columns.ts';
import { type GroupNode, parseQueryText, type QueryProblem } from './grammar.ts';
import { type Language, type Leaf, type Plan, planOf } from './plan.ts';
import type { SearchRecord } from './segment.ts';
import { type Stem, wordsOf } from './words.ts';

/** An item as a query looks at it by itself, without an index. */
type MatchedRecord = Omit<SearchRecord, 'key' | 'date' | 'dateText' | 'link' | 'shown'>;

/** A query that is asked of one item after the other. */
export interface CompiledQuery {
  readonly problems: readonly QueryProblem[];
  /** A part that means another thing tomorrow, or in another browser: items cannot be asked for it. */
  readonly moving: string | undefined;
  /** It has no word and no condition: every item fits. */
  readonly isEmpty: boolean;
  readonly matches: (record: MatchedRecord) => boolean;
}

/** The terms at each place of a text, and of all of them. */
class Words {
  readonly places: Set<string>[] = [];
  readonly all = new Set<string>();

  add(text: string, stem: Stem): void {
    let at = -1;
    // Words of two texts do not follow each other.
    if (this.places.length > 0) this.places.push(new Set());
    for (const { term, extra } of wordsOf(text, stem)) {
      this.all.add(term);
      if (extra && at !== -1) {
        this.places[at]?.add(term);
        continue;
      }
      at = this.places.length;
      this.places.push(new Set([term]));
    }
  }

  has({ terms, prefix }: Alternative): boolean {
    const [first = ''] = terms;
    if (prefix) return [...this.all].some((term) => term.startsWith(first));
    if (terms.length === 1) return this.all.has(first);
    return this.places.some((_, at) => terms.every((term, i) => this.places[at + i]?.has(term)));
  }
}

class Item {
  readonly record: MatchedRecord;
  readonly title = new Words();
  readonly everything = new Words();

  constructor(record: MatchedRecord, stem: Stem) {
    this.record = record;
    this.title.add(record.title, stem);
    for (const text of [record.title, ...record.topics, ...record.authors, record.sourceTitle, record.text])
      this.everything.add(text, stem);
    for (const term of markedTerms(record)) this.everything.all.add(term);
  }

  fits(plan: Plan): boolean {
    switch (plan.kind) {
      case 'leaf':
        return this.#has(plan);
      case 'all':
        return plan.of.every((one) => this.fits(one));
      case 'any':
        return plan.of.some((one) => this.fits(one));
      case 'most':
        return plan.of.filter((one) => this.fits(one)).length >= plan.least;
      case 'not':
        return !this.fits(plan.of);
      case 'span':
        return isWithin(plan.of === 'edition' ? this.record.day : this.record.published, plan.span);
    }
  }

  #has({ any, intitle }: Leaf): boolean {
    const words = intitle ? this.title : this.everything;
    return any.some((one) => words.has(one));
  }
}

/** Whether a query means another thing tomorrow, or in another browser. */
function changes(node: GroupNode['of'][number]): string | undefined {
  switch (node.kind) {
    case 'mark':
      return `is:${node.mark}`;
    case 'span':
      return /P\d/i.test(node.text) ? node.text : undefined;
    case 'not':
      return changes(node.of);
    case 'all':
    case 'any':
      return node.of.map(changes).find((one) => one !== undefined);
    case 'words':
      return undefined;
  }
}

/**
 * Makes a query that says of each item by itself whether it fits: what a search of the index finds, but for the phrases
 * that the index is wrong about, once in 64 times. Spans that move with the clock and what only a browser remembers are
 * left out, and reported as `moving`.
 *
 * @param stemOf the rules of an item's language; its words and those of the query are reduced by the same
 */
export function compileQuery(
  text: string,
  stemOf: (language: string | undefined) => Stem,
  named: Language['named'],
): CompiledQuery {
  const { root, problems } = parseQueryText(text, '2000-01-01');
  const moving = root.of.map(changes).find((one) => one !== undefined);
  const steady: GroupNode = { kind: 'all', of: root.of.filter((node) => changes(node) === undefined) };
  const reach = { prefix: false, spelling: new Map<string, string>() };
  const planFor = remembered((stem: Stem) => planOf(steady, { stems: [stem], named }, reach).plan);
  const { problems: unnamed, plan } = planOf(steady, { stems: [], named }, reach);
  return {
    problems: [...problems, ...unnamed],
    moving,
    isEmpty: plan.of.length === 0,
    matches: (record) => {
      const stem = stemOf(record.language ?? record.guessedLanguage);
      return new Item(record, stem).fits(planFor(stem));
    },
  };
}
