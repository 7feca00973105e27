import { dayNumber, isCapital, isName, type Profile, stemsAmong, type Words } from './profile.ts';
import { type Titled, Titles } from './titles.ts';
import { WordIndex } from './word-index.ts';
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
}

/** Days in one bucket. Buckets lie at fixed places, so that what an item sees does not depend on where a run began. */
const bucketDays = 7;
/** How far apart two reports may be dated that are joined by their words, in days: later, words return on their own. */
export const wordWindowDays = 7;
/** The same for a shared address, which does not return by chance. */
export const pageWindowDays = 21;
const wordReach = Math.ceil(wordWindowDays / bucketDays);
const pageReach = Math.ceil(pageWindowDays / bucketDays);

/** Names that items of two languages must share. */
const minNames = 3;
/** So many of the most likely partners are looked at closely. */
const maxNominees = 10;
/** A name that more items of the weeks around hold cannot nominate partners in another language. */
const maxNamed = 50;
/** A name of another language is telling if it is so long. */
const minNameLength = 4;

/** An address that one feed links to this often is part of its furniture: its product, its sponsor, its campaign. */
const furnitureLinks = 2;
/** An address that more feeds link to is a campaign, not a report, unless the digest is so large that this is little. */
const maxLinkers = 12;
const maxLinkerShare = 0.02;

interface Bucket {
  items: number;
  /** How often each feed links to a page. */
  readonly linkers: Map<string, Map<string, number>>;
  readonly placed: Placed[];
  readonly byName: Map<string, Placed[]>;
}

function emptyBucket(): Bucket {
  return {
    items: 0,
    linkers: new Map(),
    placed: [],
    byName: new Map(),
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

/** Whether two items are near enough to be joined by their words. */
export function isNear({ day }: Profile, { day: other }: Profile): boolean {
  return Math.abs(other - day) <= wordWindowDays;
}

/** The stem of the word at a place of a text. */
export function nameAt({ lexicon, stems }: Words, place: number): string {
  return lexicon.stems[stems[place] ?? 0] ?? '';
}

/** Whether a word may be a name or number that two languages write alike, and that tells something there. */
function isForeignName(words: Words, place: number, name: string): boolean {
  if (!isName(words, place) && !isCapital(words, place)) return false;
  return name.length >= minNameLength || hasDigit(name);
}

/** Places of what may be names or numbers that two languages write alike. */
export function foreignNames(words: Words): number[] {
  const found: number[] = [];
  for (let place = 0; place < words.stems.length; place += 1)
    if (isForeignName(words, place, nameAt(words, place))) found.push(place);
  return found;
}

/** The recent past, indexed by week: who wrote which words and named which pages. */
export class StoryWindow {
  readonly #buckets = new Map<number, Bucket>();
  /** Of the weeks that {@link wordReach} tells, and perhaps of more. */
  readonly #byWord = new WordIndex();
  readonly #byPage = new Map<string, Placed[]>();
  readonly #titles = new Titles();
  /** Stems, of any language. */
  #asked: ReadonlySet<string> | undefined;

  /** Says which words will be asked for: others need not be indexed. */
  expect(items: readonly Words[]): void {
    this.#asked = new Set(
      items.flatMap(({ lexicon, stems }) => stems.map((stem) => lexicon.stems[stem] ?? '')),
    );
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
  countTitle(titled: Titled): Bucket {
    const day = dayNumber(titled.item.day);
    const bucket = this.#at(day);
    bucket.items += 1;
    this.#titles.count(titled, bucketOf(day));
    return bucket;
  }

  /** Makes an item count for what returns, before anything is decided about it. */
  count(profile: Profile): void {
    const bucket = this.countTitle(profile);
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
    bucket.placed.push(placed);
    const { stems, places } = stemsAmong(words, this.#asked);
    this.#byWord.add(placed, stems);
    for (let at = 0; at < stems.length; at += 1) {
      const name = words.lexicon.stems[stems[at] ?? 0] ?? '';
      if (isForeignName(words, places?.[at] ?? at, name)) put(bucket.byName, name, placed);
    }
    for (const page of [...pages, ...links]) put(this.#byPage, page, placed);
  }

  /**
   * Earlier items that share at least two rare words, or three names in another language, dated within
   * {@link wordWindowDays}: the most likely ones first.
   */
  nominees(profile: Profile): Placed[] {
    const likely = this.#byWord.sharing(profile).filter((placed) => isNear(profile, placed.profile));
    return [...likely.slice(0, maxNominees), ...this.#foreign(profile)];
  }

  /** Earlier items in other languages that share three names. */
  #foreign(profile: Profile): Placed[] {
    const { words } = profile;
    const places = foreignNames(words);
    if (places.length < minNames) return [];
    const buckets = this.#around(profile.day, wordReach);
    const votes = new Map<Placed, number>();
    for (const place of places) {
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
    const { item, day } = profile;
    return (this.#byPage.get(page) ?? []).filter(
      ({ profile: other }) => other.item.feed !== item.feed && Math.abs(other.day - day) <= pageWindowDays,
    );
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
  isColumn(profile: Profile): boolean {
    const weeks = this.#titles.weeksOf(profile);
    const week = bucketOf(profile.day);
    return weeks.length > 1 && weeks.filter((other) => Math.abs(other - week) <= pageReach).length > 1;
  }

  /** Forgets weeks that nothing to come can reach, and says which items were in them. */
  forgetBefore(day: number): Placed[] {
    const week = bucketOf(day);
    this.#byWord.forget(({ profile }) => bucketOf(profile.day) < week - wordReach);
    const old = [...this.#buckets].filter(([number]) => number < week - pageReach);
    if (old.length > 0) this.#titles.forgetBefore(week - pageReach);
    return old.flatMap(([number, { placed }]) => {
      this.#buckets.delete(number);
      for (const one of placed) this.#forgetPagesOf(one);
      return placed;
    });
  }

  #forgetPagesOf(placed: Placed): void {
    for (const page of [...placed.profile.pages, ...placed.profile.links]) {
      const others = this.#byPage.get(page)?.filter((other) => other !== placed) ?? [];
      if (others.length > 0) this.#byPage.set(page, others);
      else this.#byPage.delete(page);
    }
  }
}
