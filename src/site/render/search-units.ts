import { plainText } from '../../clean/index.ts';
import { type DigestItem, localDay, monthOf } from '../../digest/index.ts';
import { counted, grouped } from '../../model/group.ts';
import {
  type Arrival,
  type ArrivalGroup,
  arrivalGroups,
  fewLanguages,
  fileSizeFor,
  type IndexAbout,
  indexVersion,
  isLatin,
  type ListedDirectory,
  type ListedHead,
  loadedStem,
  type PagedSegment,
  type SearchRecord,
  segmentHeadIn,
  segmentListText,
  sharedSizeFor,
  sharingGroups,
  stemmedLanguage,
  type WriteFile,
  writeDirectory,
  writeSegment,
} from '../../search/index.ts';
import { addressOf } from '../content/item-address.ts';
import { shortHash } from '../hash.ts';
import type { Site } from '../site.ts';
import { fileUnit, type ReadOutput, type Unit } from '../unit.ts';
import type { StemmerFiles } from './assets.ts';

// The search index, in segments by when items arrived: only those whose items changed are made again.

/** Enough of a text to find it by; the rest of a very long one would only weigh on every reader. */
const maxTextLength = 20_000;

/** Languages of some items that there are rules for, sorted. */
export function stemmedLanguages(languages: Iterable<string>): string[] {
  return [...new Set([...languages].flatMap((language) => stemmedLanguage(language) ?? []))].sort();
}

/** A language with fewer of the items is tried once nothing was found. */
const commonShare = 0.1;

/** Languages with rules that many items are in, and that of the interface, sorted. */
export function commonLanguages(items: ReadonlyMap<string, number>, ownLanguage: string): string[] {
  const counts = new Map<string, number>();
  let all = 0;
  for (const [tag, count] of items) {
    const language = stemmedLanguage(tag) ?? '';
    counts.set(language, (counts.get(language) ?? 0) + count);
    all += count;
  }
  const common = [...counts].filter(([, count]) => count >= all * commonShare).map(([language]) => language);
  return stemmedLanguages([...common, ownLanguage]);
}

/**
 * Scripts with the rules of languages. A question in Latin letters needs those of all common languages that have these:
 * they come with the script that searches. Of all others one is needed mostly, and all where no word says which.
 */
export function stemmerFiles(items: ReadonlyMap<string, number>, ownLanguage: string): StemmerFiles {
  const all = stemmedLanguages([...items.keys(), ownLanguage]);
  const common = commonLanguages(items, ownLanguage);
  const [known, others] = [
    all.filter((language) => isLatin(language) && common.includes(language)),
    all.filter((language) => !isLatin(language) || !common.includes(language)),
  ];
  const latin = others.filter(isLatin);
  return {
    'search.js': known,
    ...Object.fromEntries(others.map((language) => [`stem-${language}.js`, [language]])),
    ...(latin.length > fewLanguages && { 'stem-more.js': latin }),
  };
}

/** What search knows of an item. What is not republished in full is found by its words, and not shown. */
export function recordOf(item: DigestItem, text: string, site: Site): SearchRecord {
  return {
    key: item.key,
    day: item.day,
    published: localDay(item.date, site.config.timezone),
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
    ...(item.language === undefined && { guessedLanguage: item.guessedLanguage ?? site.language }),
    access: item.access,
  };
}

/** Newest first, as segments number their items. */
function newestFirst(items: readonly DigestItem[]): DigestItem[] {
  const order = ({ day, date, key }: DigestItem): string => `${day} ${date} ${key}`;
  return [...items].sort((one, other) => (order(one) < order(other) ? 1 : -1));
}

async function* recordsOf(items: readonly DigestItem[], site: Site): AsyncGenerator<SearchRecord> {
  for (const [day, own] of grouped(items, (item) => item.day)) {
    const read = await site.readItems(day, new Set(own.map(({ key }) => key)));
    const texts = new Map(read.map((one) => [one._daybook.key, plainText(one.content_html)]));
    for (const item of own) yield recordOf(item, texts.get(item.key) ?? '', site);
  }
}

/** The items of a segment, by the days or hours in which they arrived. */
function itemsOf(arrivals: readonly string[], { ledger }: Site): DigestItem[] {
  return arrivals.flatMap((arrival) => {
    const items = ledger.thread('arrival', arrival.slice(0, 10))?.newest ?? [];
    return arrival.length === 10 ? items : items.filter((item) => hourOf(item) === arrival);
  });
}

const hourOf = ({ first_seen }: DigestItem): string => first_seen.slice(0, 13);

/** Days on which items arrived; of the newest day the hours. */
function arrivalsOf({ ledger }: Site): Arrival[] {
  const days = [...ledger.threads('arrival')].map(([day, { n }]) => ({ day, items: n }));
  const newest = days.at(-1)?.day ?? '';
  const hours = counted((ledger.thread('arrival', newest)?.newest ?? []).map(hourOf));
  return [...days.slice(0, -1), ...[...hours].map(([day, items]) => ({ day, items }))];
}

/** What changes where a segment keeps its name: bodies that were lost came back. More items of a day are no reason. */
function bodiesOf(arrival: string): string {
  return arrival.length === 10 ? `thread:arrival/${arrival}` : `hour:${arrival}`;
}

/** What a segment is made from: its items' states, and the titles of sources that came in its months. */
function versionOf({ days: arrivals, spells }: ArrivalGroup, site: Site): string {
  const { ledger, sources } = site;
  const heads = ledger.threads('arrival');
  const stateOf = (arrival: string): unknown =>
    arrival.length === 10
      ? heads.get(arrival)?.state
      : itemsOf([arrival], site).map((item) => [item.key, item.day, ledger.versionOf(item)]);
  const feeds = new Set(arrivals.map(monthOf).flatMap((month) => [...ledger.feedsArrivedIn(month)]));
  const titles = [...feeds].sort().map((id) => [id, sources.get(id)?.title ?? id]);
  return shortHash(
    JSON.stringify([
      ...[indexVersion, site.config.outputs.searchFiles, spells, titles],
      arrivals.map((arrival) => [arrival, stateOf(arrival)]),
    ]),
  );
}

function aboutOf({ config, ledger, sources, language }: Site): IndexAbout {
  const languages = ledger.languages();
  return {
    version: indexVersion,
    title: config.title,
    url: config.url,
    languages: stemmedLanguages([...languages.keys(), language]),
    first: commonLanguages(languages, language),
    sources: Object.fromEntries([...sources.values()].map(({ id, title }) => [id, title])),
    sections: Object.fromEntries(config.sections.map(({ id, title }) => [id, title])),
  };
}

interface NamedGroup extends ArrivalGroup {
  /** Its folder. */
  readonly name: string;
}

async function makeSegment(
  { days, name, spells, items: count }: NamedGroup,
  site: Site,
  write: WriteFile,
): Promise<void> {
  const items = itemsOf(days, site);
  await writeSegment({
    records: recordsOf(newestFirst(items), site),
    spells,
    stemOf: loadedStem,
    fileSize: fileSizeFor(count, site.config.outputs.searchFiles),
    write: (file, content) => write(`/search-index/s/${name}/${file}`, content),
  });
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

/** Groups whose segments share a directory. */
interface NamedShare {
  /** Its folder. */
  readonly name: string;
  readonly groups: readonly NamedGroup[];
}

function sharesOf(groups: readonly NamedGroup[]): NamedShare[] {
  return sharingGroups(groups).flatMap((own) => {
    const [newest, oldest] = [own[0], own.at(-1)];
    const hash = shortHash(JSON.stringify(own.map(({ name }) => name)));
    return newest && oldest && own.length > 1
      ? [{ name: `${oldest.id}_${newest.id}.${hash}`, groups: own }]
      : [];
  });
}

/** The segments of a share that have more than one page, as they lie in the site's folder. */
async function pagedIn({ groups }: NamedShare, read: ReadOutput): Promise<PagedSegment[]> {
  const paged: PagedSegment[] = [];
  for (const { name } of groups) {
    const folder = `/search-index/s/${name}`;
    const head = segmentHeadIn(textOf(await read(`${folder}/head.json`)));
    const count = Math.ceil((head?.pageBytes ?? 0) / (head?.fileSize ?? 1));
    const files = Array.from({ length: count }, (_, at) => read(`${folder}/pages-${at}.txt`));
    const pages = Buffer.concat((await Promise.all(files)).flatMap((bytes) => bytes ?? []));
    if (head && pages.length > 0 && pages.length === head.pageBytes) paged.push({ name, head, pages });
  }
  return paged;
}

interface DirectoryOutput {
  readonly write: WriteFile;
  readonly read: ReadOutput | undefined;
}

async function makeDirectory(
  share: NamedShare,
  { config }: Site,
  { write, read }: DirectoryOutput,
): Promise<void> {
  const paged = read ? await pagedIn(share, read) : [];
  if (paged.length < 2) return;
  await writeDirectory(paged, {
    write: (file, content) => write(`/search-index/d/${share.name}/${file}`, content),
    fileSize: sharedSizeFor(config.outputs.searchFiles),
  });
}

/** The list of segments, with the heads of the newest as they lie in the site's folder. */
async function listText(
  groups: readonly NamedGroup[],
  shares: readonly NamedShare[],
  read?: ReadOutput,
): Promise<string> {
  const entries: ListedHead[] = [];
  for (const { name, items } of groups)
    entries.push({ name, docs: items, head: textOf(await read?.(`/search-index/s/${name}/head.json`)) });
  const directories: ListedDirectory[] = [];
  for (const { name } of shares)
    directories.push({ name, head: textOf(await read?.(`/search-index/d/${name}/head.json`)) });
  return segmentListText(entries, directories);
}

/** A unit for each segment, one for what several share, and one for their list. */
export function searchUnits(site: Site): Unit[] {
  const groups = arrivalGroups(arrivalsOf(site)).map(
    (group): NamedGroup => ({
      ...group,
      name: `${group.id}.${versionOf(group, site)}`,
    }),
  );
  const shares = sharesOf(groups);
  const bodiesOfAll = (all: readonly NamedGroup[]): string[] => all.flatMap(({ days }) => days.map(bodiesOf));
  const about = `${JSON.stringify(aboutOf(site), undefined, 1)}\n`;
  return [
    fileUnit('/search-index/about.json', () => about, about),
    ...groups.map(
      (group): Unit => ({
        id: `search:${group.id}`,
        turn: 'apart',
        extra: group.name,
        inputs: bodiesOfAll([group]),
        make: (_tracked, write) => makeSegment(group, site, write),
      }),
    ),
    ...shares.map(
      (share): Unit => ({
        id: `search-pages:${share.groups.at(-1)?.id}`,
        turn: 'last',
        extra: share.name,
        inputs: bodiesOfAll(share.groups),
        make: (_tracked, write, read) => makeDirectory(share, site, { write, read }),
      }),
    ),
    {
      id: '/search-index/segments.json',
      turn: 'last',
      extra: JSON.stringify([groups.map(({ name, items }) => [name, items]), shares.map(({ name }) => name)]),
      // A segment that keeps its name may have another head.
      inputs: bodiesOfAll(groups),
      make: async (_tracked, write, read) =>
        write('/search-index/segments.json', await listText(groups, shares, read)),
    },
  ];
}
