import { type Alternative, asWritten, sequences, single, wordAlternatives } from './alternatives.ts';
import type { GroupNode, QueryNode, QueryProblem, SpanNode, WordField, WordsNode } from './grammar.ts';
import { joinedWords, writtenTogether } from './otherwise.ts';
import { type Facet, marksOf, storedFacets } from './segment.ts';
import { facetTerm, nameTerm, noStem, type Stem, wordsOf } from './words.ts';

/** One of these is in an item. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly any: readonly Alternative[];
  /** It has to stand in the title. */
  readonly intitle: boolean;
  /** Whether it says how much an item is about something: facets only narrow. */
  readonly scores: boolean;
  /** The word as it was typed, folded, where it may have been misspelt. */
  readonly word?: string;
  /** The topic's name as it was typed, where it is one that is asked for. */
  readonly topic?: string;
}

interface NotPlan {
  readonly kind: 'not';
  readonly of: Plan;
}

export interface GroupPlan {
  readonly kind: 'all' | 'any';
  readonly of: readonly Plan[];
}

/** All of several but some. */
export interface MostPlan {
  readonly kind: 'most';
  readonly of: readonly Leaf[];
  readonly least: number;
}

/** What is asked for, in terms of the dictionary. */
export type Plan = Leaf | SpanNode | NotPlan | GroupPlan | MostPlan;

/** What a query means depends on. */
export interface Language {
  /** The rules of every language that items are in: a word counts as a word of any. */
  readonly stems: readonly Stem[];
  /** Ids of sources or sections whose id or title has these words. */
  readonly named: (field: 'source' | 'section', words: string) => readonly string[];
}

/** Finds ids of sources or sections, by their titles: those whose id is, or whose title has, some words. */
export function namedIn(
  names: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>,
): Language['named'] {
  return (field, words) => {
    const wanted = words.toLowerCase();
    return Object.entries(names[field] ?? {})
      .filter(([id, title]) => id === wanted || title.toLowerCase().includes(wanted))
      .map(([id]) => id);
  };
}

/** How far a search goes for what it finds. */
export interface Reach {
  /** Whether the last word may go on. */
  readonly prefix: boolean;
  /** Words that are taken for others. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Further ways of writing a word. */
  readonly also?: (word: string) => readonly string[];
}

/** How much a longer word counts that only begins with what was typed. */
const prefixShare = 0.3;

const narrowing = (terms: readonly string[]): Leaf => ({
  kind: 'leaf',
  any: terms.map(single),
  intitle: false,
  scores: false,
});

/** Whether a word that is being typed is enough to look for what begins with it. */
function canGoOn(word: string): boolean {
  return [...word].length >= 3 || /[\u3040-\uffdc]/.test(word);
}

/** The one word that a text is, folded; none where it is several or a script has no words. */
function wordOf(text: string): string | undefined {
  const [only, ...more] = wordsOf(text, noStem, 'query');
  return only && more.length === 0 ? only.form : undefined;
}

class Planner {
  readonly problems: QueryProblem[] = [];
  readonly #language: Language;
  readonly #reach: Reach;

  constructor(language: Language, reach: Reach) {
    this.#language = language;
    this.#reach = reach;
  }

  node(node: QueryNode): Plan | undefined {
    switch (node.kind) {
      case 'words':
        return node.field === undefined || node.field === 'intitle'
          ? this.#words(node)
          : this.#field(node, node.field);
      case 'span':
        return node;
      case 'mark':
        return this.#markInside(node.mark);
      case 'not': {
        if (node.of.kind === 'mark' && node.of.mark === 'read') return this.#markInside('unread');
        const of = this.node(node.of);
        return of && { kind: 'not', of };
      }
      case 'all':
      case 'any':
        return this.group(node);
    }
  }

  /** Marks are understood at the top only, where the browser looks for itself. */
  #markInside(mark: string): undefined {
    this.problems.push({ code: 'markInside', text: `is:${mark}` });
  }

  group({ kind, of }: GroupNode): GroupPlan | undefined {
    const bare = of.map((one) => (one.kind === 'words' && !one.quoted && !one.field ? one.text : ''));
    const made = of.flatMap((one, at) => {
      const plan = this.node(one);
      if (plan?.kind !== 'leaf' || kind === 'any') return plan ?? [];
      // Neighbours that are as often written as one word: each of them is found by that, too.
      const pairs = [bare.slice(Math.max(0, at - 1), at + 1), bare.slice(at, at + 2)];
      const written = pairs.flatMap((pair) => [
        writtenTogether(pair.join(' ')),
        this.#reach.also ? joinedWords(pair.join(' ')) : '',
      ]);
      const together = written.flatMap((one) => asWritten(one, this.#language.stems));
      return { ...plan, any: [...plan.any, ...together] };
    });
    return made.length === 0 ? undefined : { kind, of: made };
  }

  #words({ text, quoted, isLast, field }: WordsNode): Leaf | undefined {
    const word = quoted ? undefined : wordOf(text);
    const meant = (word === undefined ? undefined : this.#reach.spelling.get(word)) ?? text;
    const any = quoted
      ? sequences(meant, this.#language.stems, 1)
      : wordAlternatives(meant, this.#language.stems, this.#reach.also);
    if (any.length === 0) return undefined;
    if (isLast && this.#reach.prefix && word !== undefined && meant === text && canGoOn(word))
      any.push({ terms: [word], forms: [], share: prefixShare, prefix: true });
    return {
      kind: 'leaf',
      any,
      intitle: field === 'intitle',
      scores: true,
      ...(word !== undefined && { word }),
    };
  }

  #field({ text, isLast }: WordsNode, field: Exclude<WordField, 'intitle'>): Plan | undefined {
    switch (field) {
      case 'author': {
        const words = wordsOf(text, noStem, 'query').filter(({ extra }) => !extra);
        const goesOn = isLast && this.#reach.prefix && canGoOn(words.at(-1)?.term ?? '');
        const leaves = words.map(({ term }, i): Leaf => {
          const terms = [marksOf.author + term];
          const longer: Alternative = { terms, forms: [], share: prefixShare, prefix: true };
          const leaf = narrowing(terms);
          return goesOn && i === words.length - 1 ? { ...leaf, any: [...leaf.any, longer] } : leaf;
        });
        return leaves.length === 0 ? undefined : { kind: 'all', of: leaves };
      }
      case 'source':
      case 'section': {
        const ids = this.#language.named(field, text);
        if (ids.length === 0) this.problems.push({ code: 'nothingNamed', text: `${field}:${text}` });
        return narrowing(ids.map((id) => marksOf[field] + id));
      }
      case 'topic':
        return { ...narrowing([marksOf.topic + nameTerm(text)]), topic: text };
      case 'label':
        return narrowing([marksOf.label + nameTerm(text)]);
      case 'lang':
        return narrowing([marksOf.language + (text.toLowerCase().split(/[-_]/)[0] ?? '')]);
      case 'access':
        return narrowing([marksOf.access + text]);
    }
  }
}

/** Values that results are narrowed by, by facet: one of them is enough. */
export type FacetValues = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** What facets leave. */
function facetPlans(values: FacetValues): Plan[] {
  const plans: Plan[] = storedFacets.flatMap((facet) => {
    const chosen = values[facet] ?? [];
    return chosen.length === 0
      ? []
      : [narrowing(chosen.map((value) => marksOf[facet] + facetTerm(facet, value)))];
  });
  const months = (values.month ?? []).map((month): SpanNode => {
    const span = { from: `${month}-01`, to: `${month}-31` };
    return { kind: 'span', of: 'edition', text: month, span };
  });
  return months.length === 0 ? plans : [...plans, { kind: 'any', of: months }];
}

/** A plan that only finds items with some values of facets. */
export function narrowedPlan({ of }: GroupPlan, facets: FacetValues): GroupPlan {
  return { kind: 'all', of: [...of, ...facetPlans(facets)] };
}

/** The terms of a query. What cannot be looked for is reported, and left out. */
export function planOf(
  root: GroupNode,
  language: Language,
  reach: Reach,
): { readonly plan: GroupPlan; readonly problems: readonly QueryProblem[] } {
  const planner = new Planner(language, reach);
  const { of } = planner.group(root) ?? { of: [] };
  return { plan: { kind: 'all', of }, problems: planner.problems };
}

/** Fewer words than these are each too much to do without. */
const minForMost = 3;

/** A plan for items that lack one of its words; none where it has too few. */
export function withoutOne({ of }: GroupPlan): GroupPlan | undefined {
  const words = of.filter((plan) => plan.kind === 'leaf' && plan.scores);
  const leaves = words.filter((plan) => plan.kind === 'leaf');
  if (leaves.length < minForMost) return undefined;
  const others = of.filter((plan) => !words.includes(plan));
  return { kind: 'all', of: [...others, { kind: 'most', of: leaves, least: leaves.length - 1 }] };
}

/** Whether a plan says how well an item fits, or only whether it does. */
export function ranks(plan: Plan): boolean {
  return wantedLeaves(plan).some(({ scores }) => scores);
}

/** All leaves of a plan that must not be missing. */
export function wantedLeaves(plan: Plan): Leaf[] {
  switch (plan.kind) {
    case 'leaf':
      return [plan];
    case 'all':
    case 'any':
    case 'most':
      return plan.of.flatMap(wantedLeaves);
    case 'not':
    case 'span':
      return [];
  }
}
