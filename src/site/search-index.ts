import type { CustomRecord, PagefindIndex } from 'pagefind';
import { monthOf } from '../digest/index.ts';
import type { TextItem } from './digest-item-of.ts';
import type { Site } from './site.ts';
import { dayPath } from './views/item-view.ts';

/**
 * The search index: one Pagefind record an item, one bundle a content language, so that each is stemmed by its own
 * rules and found from a page in any language.
 */

/** Enough of a text to find it by; the rest of a very long one would only weigh on every reader. */
const maxTextLength = 20_000;

/** Languages whose words Pagefind knows how to stem or split; the others share one bundle. */
const stemmed = new Set(
  'ar ca da de el en es et eu fi fr ga hi hu hy id it ja ko lt ne nl no pl pt ro ru sr sv ta th tr yi zh'.split(
    ' ',
  ),
);

/** Items without a known language, and those of languages that are not stemmed. */
const restLanguage = 'und';

/** The bundle that an item's words go to. */
export function bundleOf(language: string | undefined): string {
  const primary = language?.split('-')[0]?.toLowerCase() ?? restLanguage;
  return stemmed.has(primary) ? primary : restLanguage;
}

/** What search knows of an item: its words, what results show, and what they are filtered and sorted by. */
export function recordOf({ item, text }: TextItem, site: Site): CustomRecord {
  const source = site.sources.get(item.feed);
  return {
    url: site.href(`${dayPath(item.day)}#${item.key}`),
    content: [item.title, item.authors.join(', '), source?.title ?? '', text.slice(0, maxTextLength)].join(
      '. ',
    ),
    language: bundleOf(item.language) === restLanguage ? 'unknown' : bundleOf(item.language),
    meta: {
      title: item.title,
      source: item.feed,
      sourceTitle: source?.title ?? item.feed,
      authors: item.authors.join(', '),
      date: item.date,
      dateText: site.dates.date(item.date),
      link: item.url ?? item.externalUrl ?? site.href(`${dayPath(item.day)}#${item.key}`),
      access: item.access,
      language: item.language ?? '',
    },
    filters: {
      source: [item.feed],
      ...(item.section !== undefined && { section: [item.section] }),
      ...(item.tags.length > 0 && { topic: [...item.tags] }),
      ...(item.language !== undefined && { language: [item.language.split('-')[0] ?? item.language] }),
      month: [monthOf(item.day)],
      access: [item.access],
    },
    sort: { date: item.date },
  };
}

/** Takes items one by one, then writes the bundles. */
export interface SearchIndexer {
  readonly add: (found: TextItem, site: Site) => Promise<void>;
  /** Gives every file of the bundles, and ends the engine. */
  readonly finish: (write: (path: string, content: Uint8Array) => Promise<void>) => Promise<void>;
}

/** Bundles of the languages among some items, in a fixed order. */
export function bundlesOf(languages: Iterable<string | undefined>): string[] {
  return [...new Set([...languages].map(bundleOf))].sort();
}

function throwErrors(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
}

/** Starts Pagefind's own program; loads it only then. */
export async function startIndexer(): Promise<SearchIndexer> {
  const pagefind = await import('pagefind');
  const indexes = new Map<string, PagefindIndex>();
  const indexOf = async (language: string): Promise<PagefindIndex> => {
    const known = indexes.get(language);
    if (known) return known;
    const force = language === restLanguage ? 'unknown' : language;
    const { index, errors } = await pagefind.createIndex({ forceLanguage: force, writePlayground: false });
    throwErrors(errors);
    if (!index) throw new Error('The search engine did not start.');
    indexes.set(language, index);
    return index;
  };
  return {
    add: async (found, site) => {
      const index = await indexOf(bundleOf(found.item.language));
      const { errors } = await index.addCustomRecord(recordOf(found, site));
      throwErrors(errors);
    },
    finish: async (write) => {
      for (const [language, index] of [...indexes].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const { files, errors } = await index.getFiles();
        throwErrors(errors);
        for (const file of files) {
          // Only what our own search page asks for: Pagefind's ready-made interfaces are left out.
          if (/(?:-ui|-modular-ui|-component-ui|-highlight)\.(?:js|css)$/.test(file.path)) continue;
          await write(`/pagefind/${language}/${file.path}`, file.content);
        }
      }
      await pagefind.close();
    },
  };
}
