import { plainText } from '../clean/index.ts';
import type { DigestItem } from '../digest/index.ts';
import {
  arrivalGroups,
  noStem,
  remembering,
  type SearchRecord,
  type SegmentList,
  type Stem,
  stemmedLanguage,
  stemmerNames,
  writeSegment,
} from '../search/index.ts';
import { shortHash } from './hash.ts';
import { addressOf } from './item-address.ts';
import type { Site } from './site.ts';
import type { Unit } from './units.ts';

/** The search index, in segments by when items arrived: only those whose items changed are made again. */

/** Enough of a text to find it by; the rest of a very long one would only weigh on every reader. */
const maxTextLength = 20_000;

/** Languages among some items that there are rules for, sorted. */
export function stemmedLanguages(items: Iterable<Pick<DigestItem, 'language'>>): string[] {
  const found = new Set<string>();
  for (const { language } of items) {
    const known = stemmedLanguage(language);
    if (known !== undefined) found.add(known);
  }
  return [...found].sort();
}

/** What search knows of an item. What is not republished in full is found by its words, and not shown. */
export function recordOf(item: DigestItem, text: string, site: Site): SearchRecord {
  return {
    key: item.key,
    day: item.day,
    date: item.date,
    dateText: site.dates.date(item.date),
    link: addressOf(item, site),
    title: item.title,
    text: text.slice(0, maxTextLength),
    shown: item.publish === 'full' ? text : (item.summary ?? ''),
    authors: item.authors,
    source: item.feed,
    sourceTitle: site.sources.get(item.feed)?.title ?? item.feed,
    ...(item.section !== undefined && { section: item.section }),
    topics: item.tags,
    labels: item.labels,
    ...(item.language !== undefined && { language: item.language }),
    access: item.access,
  };
}

/** Newest first, as segments number their items. */
function newestFirst(items: readonly DigestItem[]): DigestItem[] {
  const order = ({ day, date, key }: DigestItem): string => `${day} ${date} ${key}`;
  return [...items].sort((one, other) => (order(one) < order(other) ? 1 : -1));
}

async function* recordsOf(items: readonly DigestItem[], site: Site): AsyncGenerator<SearchRecord> {
  let day = '';
  let texts = new Map<string, string>();
  for (const item of items) {
    if (item.day !== day) {
      day = item.day;
      const read = await site.readDay(day);
      texts = new Map(read.map((one) => [one._daybook.key, plainText(one.content_html)]));
    }
    yield recordOf(item, texts.get(item.key) ?? '', site);
  }
}

async function loadStems(languages: readonly string[]): Promise<(language: string | undefined) => Stem> {
  const stems = new Map<string, Stem>();
  for (const language of languages) {
    const { stemmer }: { stemmer: Stem } = await import(`@orama/stemmers/${stemmerNames[language]}`);
    stems.set(language, remembering(stemmer));
  }
  return (tag) => stems.get(stemmedLanguage(tag) ?? '') ?? noStem;
}

/** What a segment is made from. */
function versionOf(items: readonly DigestItem[], site: Site): string {
  const sources = [...new Set(items.map((item) => item.feed))].sort();
  const titles = sources.map((id) => [id, site.sources.get(id)?.title ?? id]);
  return shortHash(
    JSON.stringify([titles, items.map((item) => [item.key, item.day, site.corpus.versionOf(item)])]),
  );
}

/** A unit for each segment, and one for their list. */
export function searchUnits(site: Site): Unit[] {
  const groups = arrivalGroups([...site.corpus.byDay.values()].flat(), (item) => item.firstSeen.slice(0, 10));
  const segments = groups.map(({ id, items }) => {
    const sorted = newestFirst(items);
    return { id, items: sorted, name: `${id}.${versionOf(sorted, site)}` };
  });
  const list: SegmentList = { segments: segments.map(({ name, items }) => ({ name, docs: items.length })) };
  return [
    ...segments.map(
      ({ id, items, name }): Unit => ({
        id: `search:${id}`,
        extra: name,
        make: async (_tracked, write) => {
          const stemOf = await loadStems(stemmedLanguages(items));
          await writeSegment(recordsOf(items, site), stemOf, (file, content) =>
            write(`/search-index/s/${name}/${file}`, content),
          );
        },
      }),
    ),
    {
      id: '/search-index/segments.json',
      extra: JSON.stringify(list),
      make: async (_tracked, write) => write('/search-index/segments.json', `${JSON.stringify(list)}\n`),
    },
  ];
}
