import { type DateSpan, parseSpan } from '../search/date-span.ts';
import { type Facet, facets } from '../search/segment.ts';

export { type Facet, facets };

/** Results on a page. */
export const pageSize = 10;

/** Values that are asked for, by facet: one of them is enough. */
export type Filters = Readonly<Record<Facet, readonly string[]>>;

/** A search as its address says it: `?q=swap&source=lwn&source=kernel&from=2026-05-01&sort=date&page=2`. */
export interface Query {
  readonly text: string;
  readonly filters: Filters;
  /** Days of editions. */
  readonly span: DateSpan;
  readonly sort: 'best' | 'date';
  /** From 1. */
  readonly page: number;
  /** Whether to look through all editions, where the newest would do. */
  readonly all: boolean;
}

/** Makes the filters of all facets. */
export function mapFacets(valuesOf: (facet: Facet) => readonly string[]): Filters {
  return {
    source: valuesOf('source'),
    section: valuesOf('section'),
    language: valuesOf('language'),
    month: valuesOf('month'),
    access: valuesOf('access'),
    topic: valuesOf('topic'),
  };
}

function dayOf(text: string | null): string | undefined {
  return text !== null && text.length === 10 && parseSpan(text, text) ? text : undefined;
}

function spanOf(params: URLSearchParams): DateSpan {
  const [from, to] = [dayOf(params.get('from')), dayOf(params.get('to'))];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** Reads the query string of an address. What is missing or makes no sense gets its default. */
export function parseQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const page = Number(params.get('page'));
  return {
    text: (params.get('q') ?? '').trim(),
    filters: mapFacets((facet) => [...new Set(params.getAll(facet).filter(Boolean))]),
    span: spanOf(params),
    sort: params.get('sort') === 'date' ? 'date' : 'best',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    all: params.get('all') === '1',
  };
}

/** Writes a query string that `parseQuery` reads; defaults are left out. Begins with `?`, as links need. */
export function formatQuery({ text, filters, span, sort, page, all }: Query): string {
  const params = new URLSearchParams();
  if (text) params.set('q', text);
  for (const facet of facets) for (const value of filters[facet]) params.append(facet, value);
  if (span.from !== undefined) params.set('from', span.from);
  if (span.to !== undefined) params.set('to', span.to);
  if (sort === 'date') params.set('sort', sort);
  if (page > 1) params.set('page', String(page));
  if (all) params.set('all', '1');
  return `?${params}`;
}

/** The query with a facet's value asked for, or no longer; on its first page. */
export function withToggled(query: Query, facet: Facet, value: string): Query {
  const values = query.filters[facet];
  const toggled = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...query, filters: { ...query.filters, [facet]: toggled }, page: 1 };
}

/** Whether a query asks for anything. */
export function isEmpty({ text, filters, span }: Query): boolean {
  const isOpen = span.from === undefined && span.to === undefined;
  return text === '' && isOpen && facets.every((facet) => filters[facet].length === 0);
}
