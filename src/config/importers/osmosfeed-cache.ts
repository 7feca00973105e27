import { z } from 'zod';
import { defined } from '../../model/defined.ts';
import { parseJson } from '../../model/json.ts';
import type { Problem } from '../../model/types.ts';
import { webAddress } from '../web-address.ts';
import { skippedLine } from './imported.ts';

/** What osmosfeed publishes as `cache.json`: the articles that it had, by source. */

/** A source with its articles, as JSON Feed: what reads feeds reads it. */
export interface CachedSource {
  readonly url: string;
  readonly title?: string;
  readonly home?: string;
  /** Each with so many articles as one document holds. */
  readonly documents: readonly object[];
  readonly articles: number;
}

type OsmosfeedCache =
  | { readonly sources: readonly CachedSource[]; readonly notes: readonly Problem[] }
  | { readonly problem: Problem };

const filled = z.string().trim().min(1).optional().catch(undefined);
const articleSchema = z.object({
  id: filled,
  author: filled,
  title: filled,
  description: filled,
  link: filled,
  publishedOn: filled,
  imageUrl: filled,
});
const sourceSchema = z.object({
  feedUrl: z.string().trim().min(1),
  title: filled,
  siteUrl: filled,
  articles: z.array(z.unknown()),
});
const cacheSchema = z.object({ sources: z.array(z.unknown()) });

/** Articles of one document. */
const perDocument = 500;

type Article = z.infer<typeof articleSchema>;

function itemOf({ id, author, title, description, link, publishedOn, imageUrl }: Article): object {
  return {
    ...((id ?? link) !== undefined && { id: id ?? link }),
    ...defined({ url: link, title, content_text: description, date_published: publishedOn }),
    ...(author !== undefined && { authors: [{ name: author }] }),
    ...(imageUrl !== undefined && { image: imageUrl }),
  };
}

function documentsOf(items: readonly object[], title: string | undefined): object[] {
  const documents: object[] = [];
  for (let at = 0; at < items.length; at += perDocument)
    documents.push({
      version: 'https://jsonfeed.org/version/1.1',
      title: title ?? '',
      items: items.slice(at, at + perDocument),
    });
  return documents;
}

/** Whether a text is such a cache: JSON with `sources`, which nothing else that is imported has. */
export function isOsmosfeedCache(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && /"sources"\s*:/.test(text);
}

/** A source of the cache, and what of it was left out; `source` is absent where it says too little. */
function readSource(
  one: unknown,
  place: string,
): { readonly source?: CachedSource; readonly notes: Problem[] } {
  const read = sourceSchema.safeParse(one);
  if (!read.success) {
    const fix = 'Look at the entry, or leave it out.';
    const why = 'It lacks "feedUrl" or "articles".';
    return { notes: [skippedLine(place, 'A source was skipped.', why, fix)] };
  }
  const { feedUrl, title, siteUrl, articles } = read.data;
  const items = articles.flatMap((article) => {
    const { data } = articleSchema.safeParse(article);
    return data !== undefined && (data.id ?? data.link) !== undefined ? [itemOf(data)] : [];
  });
  const source = {
    url: webAddress(feedUrl),
    ...defined({ title, home: siteUrl }),
    documents: documentsOf(items, title),
    articles: items.length,
  };
  const lost = articles.length - items.length;
  if (lost === 0) return { source, notes: [] };
  const what = `${lost} of ${articles.length} articles were skipped.`;
  const fix = 'Nothing, unless you miss one: without an id it cannot be distinguished from others.';
  return { source, notes: [skippedLine(place, what, 'They have neither "id" nor "link".', fix)] };
}

/** Reads `cache.json`. A source or article that says too little is left out, and reported; the others go on. */
export function readOsmosfeedCache(text: string, where: string): OsmosfeedCache {
  const cache = cacheSchema.safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (!cache.success) {
    return {
      problem: {
        code: 'IMPORT_UNREADABLE',
        what: 'Could not read the cache of osmosfeed.',
        where,
        why: 'It is not a whole JSON document with a list of "sources".',
        fix: 'Download cache.json from the published site again.',
      },
    };
  }
  const read = cache.data.sources.map((one, at) => readSource(one, `${where}, sources[${at}]`));
  return {
    sources: read.flatMap(({ source }) => source ?? []),
    notes: read.flatMap(({ notes }) => notes),
  };
}
