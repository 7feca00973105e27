import { type CachedSource, readOsmosfeedCache } from '../../config/index.ts';
import { defined } from '../../model/defined.ts';
import type { Problem } from '../../model/types.ts';
import type { CachedDocument, OpenedCache } from './cache.ts';

async function* documentsOf({ documents }: CachedSource, where: string): AsyncGenerator<CachedDocument> {
  for (const document of documents) yield { body: new TextEncoder().encode(JSON.stringify(document)), where };
}

/** Opens `cache.json` of osmosfeed, whose text this is. */
export function openOsmosfeedCache(text: string, where: string): OpenedCache | { readonly problem: Problem } {
  const read = readOsmosfeedCache(text, where);
  if ('problem' in read) return read;
  return {
    format: 'osmosfeed cache',
    feeds: read.sources.map((source) => ({
      urls: [source.url],
      ...defined({ title: source.title, home: source.home }),
      items: source.articles,
      documents: () => documentsOf(source, where),
    })),
    notes: read.notes,
  };
}
