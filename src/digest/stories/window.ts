import type { DigestItem } from '../digest-item.ts';
import type { Lexicon } from './lexicon.ts';
import { columnOf, dayNumber, isCapital, isName, type Profile, type Words } from './profile.ts';
import { hasDigit } from './words.ts';

/** A story while it is made. Every item that joins none begins one; most stay alone. */
export interface OpenStory {
  readonly key: string;
  /** The day of its first member, in days since 1970; before all others where that lies before the window. */
  day: number;
  /** Whether items are in it that are not among its members, because they are too old for that. */
  isOld?: true;
  /** In the order in which they were seen. */
  readonly members: Placed[];
}

/** An item that was decided, as later items find it. */
export interface Placed {
  readonly profile: Profile;
  story: OpenStory;
  /** The item that looks for partners now, and how many rare words it shares: kept here, as millions are counted. */
  voter?: Profile;
  votes?: number;
  weight?: number;
}

/** Days in one bucket. Buckets lie at fixed places, so that what an item sees does not depend on where a run began. */
const bucketDays = 7;
/** How far apart two reports may be dated that are joined by their words, in days: later, words return on their own. */
export const wordWindowDays = 7;
/** The same for a shared address, which does not return by chance. */
export const pageWindowDays = 21;
const wordReach = Math.ceil(wordWindowDays / bucketDays);
const pageReach = Math.ceil(pageWindowDays / bucketDays);

/** An item that shares one word is not a partner yet. */
const minVotes = 2;
/** Names that items of two languages must share. */
const minNames = 3;
/** So many of the most likely partners are looked at closely. */
const maxNominees = 10;
/** What an item must share of another's words, by their weight, to be looked at closely. */
const minVoteShare = 0.1;
/** A name that more items of the weeks around hold cannot nominate partners in another language. */
const maxNamed = 50;
/** A name of another language is telling if it is so long. */
const minNameLength = 4;

/** An address that one feed links to this often is part of its furniture. */
const furnitureLinks = 3;
/** An address that more feeds link to is a campaign, not a report, unless the digest is so large that this is little. */
const maxLinkers = 12;
const maxLinkerShare = 0.02;

interface Titles {
  readonly items: DigestItem[];
  columns?: Map<string, number>;
}

interface Bucket {
  items: number;
  /** How often each feed links to a page. */
  readonly linkers: Map<string, Map<string, number>>;
  /** Items by feed, and how often each title returned where that was asked for. */
  readonly titles: Map<string, Titles>;
  readonly byWord: Map<Lexicon, Map<number, Placed[]>>;
  readonly byName: Map<string, Placed[]>;
  readonly byPage: Map<string, Placed[]>;
}

interface Asked {
  readonly stems: Map<Lexicon, Set<number>>;
  readonly names: Set<string>;
}

function emptyBucket(): Bucket {
  return {
    items: 0,
    linkers: new Map(),
    titles: new Map(),
    byWord: new Map(),
    byName: new Map(),
    byPage: new Map(),
  };
}

export function bucketOf(day: number): number {
  return Math.floor(day / bucketDays);
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function put<Key>(lists: Map<Key, Placed[]>, key: Key, placed: Placed): void {
  const list = lists.get(key);
  if (list) list.push(placed);
  else lists.set(key, [placed]);
}

function columnsOf(titles: Titles): ReadonlyMap<string, number> {
  if (titles.columns) return titles.columns;
  const columns = new Map<string, number>();
  for (const item of titles.items) {
    const column = columnOf(item);
    if (column !== undefined) add(columns, column);
  }
  titles.columns = columns;
  return columns;
}

function likelierFirst(a: Placed, b: Placed): number {
  return (b.weight ?? 0) - (a.weight ?? 0);
}

/** Whether two items are near enough to be joined by their words. */
export function isNear({ day }: Profile, { day: other }: Profile): boolean {
  return Math.abs(other - day) <= wordWindowDays;
}

/** The stem of a word. */
export function nameAt({ lexicon, stems }: Words, place: number): string {
  return lexicon.stems[stems[place] ?? 0] ?? '';
}

/** Places of what may be names or numbers that two languages write alike, and that tell something there. */
export function foreignNames(words: Words): number[] {
  const found: number[] = [];
  for (const place of words.stems.keys()) {
    if (!isName(words, place) && !isCapital(words, place)) continue;
    const name = nameAt(words, place);
    if (name.length >= minNameLength || hasDigit(name)) found.push(place);
  }
  return found;
}

/** The recent past, indexed by week: who wrote which words and named which pages. */
export class StoryWindow {
  readonly #buckets = new Map<number, Bucket>();
  #asked: Asked | undefined;

  /** Says which words will be asked for: others need not be indexed. */
  expect(items: readonly Words[]): void {
    const asked: Asked = { stems: new Map(), names: new Set() };
    for (const words of items) {
      const own = asked.stems.get(words.lexicon) ?? new Set<number>();
      asked.stems.set(words.lexicon, own);
      for (const stem of words.stems) own.add(stem);
      for (const place of foreignNames(words)) asked.names.add(nameAt(words, place));
    }
    this.#asked = asked;
  }

  #at(day: number): Bucket {
    const number = bucketOf(day);
    const known = this.#buckets.get(number);
    if (known) return known;
    const made = emptyBucket();
    this.#buckets.set(number, made);
    return made;
  }

  #around(day: number, reach: number): Bucket[] {
    const middle = bucketOf(day);
    const found: Bucket[] = [];
    for (let number = middle - reach; number <= middle + reach; number += 1) {
      const bucket = this.#buckets.get(number);
      if (bucket) found.push(bucket);
    }
    return found;
  }

  /** Makes an item count, and its title for what returns. */
  countTitle(item: DigestItem): Bucket {
    const bucket = this.#at(dayNumber(item.day));
    bucket.items += 1;
    const titles = bucket.titles.get(item.feed) ?? { items: [] };
    bucket.titles.set(item.feed, titles);
    titles.items.push(item);
    const column = titles.columns && columnOf(item);
    if (titles.columns && column !== undefined) add(titles.columns, column);
    return bucket;
  }

  /** Makes an item count for what returns, before anything is decided about it. */
  count(profile: Profile): void {
    const bucket = this.countTitle(profile.item);
    for (const page of profile.links) {
      const feeds = bucket.linkers.get(page) ?? new Map<string, number>();
      bucket.linkers.set(page, feeds);
      add(feeds, profile.item.feed);
    }
  }

  /** Lets later items find this one. */
  index(placed: Placed): void {
    const { words, pages, links, day } = placed.profile;
    const bucket = this.#at(day);
    const byWord = bucket.byWord.get(words.lexicon) ?? new Map<number, Placed[]>();
    bucket.byWord.set(words.lexicon, byWord);
    const asked = this.#asked;
    for (const stem of words.stems)
      if (!asked || asked.stems.get(words.lexicon)?.has(stem)) put(byWord, stem, placed);
    for (const place of foreignNames(words)) {
      const name = nameAt(words, place);
      if (!asked || asked.names.has(name)) put(bucket.byName, name, placed);
    }
    for (const page of [...pages, ...links]) put(bucket.byPage, page, placed);
  }

  /**
   * Earlier items that share at least two rare words, or three names in another language, dated within
   * {@link wordWindowDays}: the most likely ones first.
   */
  nominees(profile: Profile): Placed[] {
    const { lexicon, stems } = profile.words;
    const buckets = this.#around(profile.day, wordReach);
    const found: Placed[] = [];
    const vote = (placed: Placed, weight: number, least: number): void => {
      const isFirst = placed.voter !== profile;
      placed.voter = profile;
      placed.votes = isFirst ? 1 : (placed.votes ?? 0) + 1;
      placed.weight = isFirst ? weight : (placed.weight ?? 0) + weight;
      if (placed.votes === least && isNear(profile, placed.profile)) found.push(placed);
    };
    let all = 0;
    for (const stem of stems) {
      const weight = lexicon.rarity(stem) ** 2;
      all += weight;
      if (!lexicon.isRare(stem)) continue;
      for (const { byWord } of buckets)
        for (const placed of byWord.get(lexicon)?.get(stem) ?? []) vote(placed, weight, minVotes);
    }
    const likely = found.filter(({ weight = 0 }) => weight >= minVoteShare * all);
    return [...likely.sort(likelierFirst).slice(0, maxNominees), ...this.#foreign(profile, buckets)];
  }

  /** Earlier items in other languages that share three names. */
  #foreign(profile: Profile, buckets: readonly Bucket[]): Placed[] {
    const { words } = profile;
    const votes = new Map<Placed, number>();
    for (const place of foreignNames(words)) {
      const lists = buckets.map(({ byName }) => byName.get(nameAt(words, place)) ?? []);
      if (lists.reduce((sum, { length }) => sum + length, 0) > maxNamed) continue;
      for (const placed of lists.flat())
        if (placed.profile.words.lexicon !== words.lexicon) votes.set(placed, (votes.get(placed) ?? 0) + 1);
    }
    return [...votes]
      .filter(([{ profile: other }, count]) => count >= minNames && isNear(profile, other))
      .map(([placed]) => placed)
      .slice(0, maxNominees);
  }

  /** Earlier items of other feeds that are or name a page, dated within {@link pageWindowDays}. */
  mentions(page: string, profile: Profile): Placed[] {
    return this.#around(profile.day, pageReach)
      .flatMap(({ byPage }) => byPage.get(page) ?? [])
      .filter(({ profile: other }) => other.item.feed !== profile.item.feed)
      .filter(({ profile: other }) => Math.abs(other.day - profile.day) <= pageWindowDays);
  }

  /** Whether so many link to a page, or one feed so often, that it says nothing of an item. */
  isCommonPage(page: string, profile: Profile): boolean {
    const buckets = this.#around(profile.day, pageReach);
    const feeds = new Map<string, number>();
    for (const { linkers } of buckets)
      for (const [feed, count] of linkers.get(page) ?? []) feeds.set(feed, (feeds.get(feed) ?? 0) + count);
    if ([...feeds.values()].some((count) => count >= furnitureLinks)) return true;
    const items = buckets.reduce((sum, bucket) => sum + bucket.items, 0);
    return feeds.size > Math.max(maxLinkers, items * maxLinkerShare);
  }

  /** Whether the item's feed used its title for another item in the weeks around. */
  isColumn({ item, day }: Profile): boolean {
    const column = columnOf(item);
    if (column === undefined) return false;
    let count = 0;
    for (const { titles } of this.#around(day, pageReach)) {
      const own = titles.get(item.feed);
      if (own) count += columnsOf(own).get(column) ?? 0;
    }
    return count > 1;
  }

  /** Forgets weeks that nothing to come can reach. */
  forgetBefore(day: number): void {
    const oldest = bucketOf(day) - pageReach;
    for (const number of this.#buckets.keys()) if (number < oldest) this.#buckets.delete(number);
  }
}
