import { type Fragment, wordsOf } from './excerpt.ts';
import { type Facet, facets, mapFacets, type Query } from './query.ts';

/** How many items have a value, by facet and value. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A match of Pagefind; its data is a file of its own. */
export interface Match {
  readonly score: number;
  /** Places of the words that match in the record's text. */
  readonly words: readonly number[];
  readonly data: () => Promise<Fragment>;
}

interface Options {
  readonly filters: Readonly<Record<string, { readonly any: readonly string[] }>>;
  readonly sort: Readonly<Record<string, 'desc'>>;
}

/** What a bundle finds: all matches in their order, and the counts among them. */
interface Answer {
  readonly results: readonly Match[];
  readonly filters: Counts;
}

/** One bundle of Pagefind 1.6. */
export interface Bundle {
  readonly language: string;
  readonly search: (term: string | null, options: Options) => Promise<Answer>;
}

export interface Found {
  readonly total: number;
  readonly counts: Counts;
  readonly items: readonly Fragment[];
}

export const pageSize = 10;

/** Languages whose words Pagefind does not part by spaces. */
const unspaced = ['ja', 'th', 'zh'];

/**
 * Loads the bundles. Each has a module of its own and so a WebAssembly of its own: instances of one module share the
 * first one's, and with it the stemming of its language.
 */
export function openBundles(base: string, languages: readonly string[]): Promise<Bundle[]> {
  return Promise.all(
    languages.map(async (language) => {
      const basePath = `${base}${language}/`;
      const pagefind = await import(`${basePath}pagefind.js`);
      // The records' addresses have the site's prefix already.
      const bundle = pagefind.createInstance({ basePath, baseUrl: '/' });
      // Facets are counted only once they are loaded.
      await bundle.filters();
      return {
        language,
        search: (term: string | null, options: Options) => bundle.search(term, options),
      };
    }),
  );
}

/** Pagefind parts words by the page's language; those of an unspaced bundle are parted here. */
export function termFor(text: string, language: string): string {
  if (!unspaced.includes(language)) return text;
  const words = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  return [...words].map(({ segment }) => segment).join(' ');
}

function optionsOf({ filters, sort, text }: Query): Options {
  const used = facets.filter((facet) => filters[facet].length > 0);
  return {
    filters: Object.fromEntries(used.map((facet) => [facet, { any: filters[facet] }])),
    // Filters alone match equally well: then the newest come first.
    sort: sort === 'date' || text === '' ? { date: 'desc' } : {},
  };
}

/**
 * Searches one bundle. Pagefind looks into links, dates and codes too ("open" finds whatever is open to all): what has
 * no matching word in its text is left out, and with it counts that it went into.
 */
async function searchOne(bundle: Bundle, query: Query): Promise<Answer> {
  if (query.text === '') return bundle.search(null, optionsOf(query));
  const answer = await bundle.search(termFor(query.text, bundle.language), optionsOf(query));
  const results = answer.results.filter(({ words }) => words.length > 0);
  return results.length < answer.results.length ? { results, filters: {} } : answer;
}

function searchAll(bundles: readonly Bundle[], query: Query): Promise<Answer[]> {
  return Promise.all(bundles.map((bundle) => searchOne(bundle, query)));
}

/** A word without case, accents and punctuation. */
const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a word that matches and one that was asked for share a beginning of some letters. */
export function resembles(fragment: Fragment, term: string, letters: number): boolean {
  const { list } = wordsOf(fragment);
  const matched = fragment.locations.map((place) => plain(list[place] ?? ''));
  const asked = term.split(' ').map(plain).filter(Boolean);
  const share = (one: string, other: string): boolean =>
    one.includes(other.slice(0, letters)) || (one.length >= letters && other.includes(one.slice(0, letters)));
  return asked.some((word) => matched.some((one) => share(one, word)));
}

/**
 * The bundles to search. Where a bundle lacks a word, Pagefind takes its beginning ("les" for "letters"), which finds
 * nearly everything of another language. So those count that have the word itself, else one that is akin ("run" for
 * "running").
 */
async function bundlesWith(bundles: readonly Bundle[], query: Query): Promise<readonly Bundle[]> {
  if (query.text === '') return bundles;
  const anywhere: Query = { ...query, filters: mapFacets(() => []) };
  const first = (await searchAll(bundles, anywhere)).map(({ results }) => results[0]?.data());
  const samples = await Promise.all(first);
  const having = (letters: number): readonly Bundle[] =>
    bundles.filter(({ language }, i) => {
      const sample = samples[i];
      return sample && resembles(sample, termFor(query.text, language), letters);
    });
  const exact = having(4);
  return exact.length > 0 ? exact : having(3);
}

/** Adds up the counts of a facet's values over bundles; values that none has are left out. */
function countsOf(answers: readonly Answer[], facet: Facet): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { filters } of answers) {
    for (const [value, count] of Object.entries(filters[facet] ?? {})) {
      if (count > 0) sums.set(value, (sums.get(value) ?? 0) + count);
    }
  }
  return Object.fromEntries(sums);
}

/** A facet in use is counted as if it were not, so that one can see what another value would give. */
async function allCounts(
  bundles: readonly Bundle[],
  query: Query,
  answers: readonly Answer[],
): Promise<Counts> {
  const counts = facets.map(async (facet): Promise<[Facet, Record<string, number>]> => {
    if (query.filters[facet].length === 0) return [facet, countsOf(answers, facet)];
    const filters = mapFacets((one) => (one === facet ? [] : query.filters[one]));
    return [facet, countsOf(await searchAll(bundles, { ...query, filters }), facet)];
  });
  return Object.fromEntries(await Promise.all(counts));
}

const load = (matches: readonly Match[]): Promise<Fragment[]> =>
  Promise.all(matches.map(({ data }) => data()));

/**
 * One page of what all bundles found. Scores compare between bundles as they are; dates stand in the matches' data, so
 * that each bundle's newest have to be loaded to be put in order.
 */
async function pageOf(answers: readonly Answer[], query: Query): Promise<Fragment[]> {
  const lists = answers.map(({ results }) => results).filter((results) => results.length > 0);
  const [start, end] = [(query.page - 1) * pageSize, query.page * pageSize];
  if (lists.length < 2) return load(lists.flat().slice(start, end));
  if (!optionsOf(query).sort.date) {
    return load(
      lists
        .flat()
        .sort((a, b) => b.score - a.score)
        .slice(start, end),
    );
  }
  const newest = await load(lists.flatMap((results) => results.slice(0, end)));
  return newest.sort((a, b) => ((a.meta.date ?? '') < (b.meta.date ?? '') ? 1 : -1)).slice(start, end);
}

/** Searches all bundles. Fails when the engine or a bundle's file cannot be loaded. */
export async function search(all: readonly Bundle[], query: Query): Promise<Found> {
  const bundles = await bundlesWith(all, query);
  const answers = await searchAll(bundles, query);
  const [counts, items] = await Promise.all([allCounts(bundles, query, answers), pageOf(answers, query)]);
  return { total: answers.reduce((sum, { results }) => sum + results.length, 0), counts, items };
}
