import type { Profile } from './story-profile.ts';

/** What several feeds told of one story. */
export interface Told {
  readonly feeds: Set<string>;
  /** The stems of all members. */
  readonly words: Set<string>;
  /** The stems that more than one feed used. */
  readonly confirmed: Set<string>;
}

/** A story while it is made. Every item that joins none begins one; most stay alone. */
export interface OpenStory {
  readonly key: string;
  /** The day of its first member, in days since 1970. */
  readonly day: number;
  /** Absent where it lies before the window. */
  readonly first?: Profile;
  /** Absent while it has one member. */
  told?: Told;
}

/** An item that was decided, as later items find it. */
export interface Placed {
  readonly profile: Profile;
  readonly story: OpenStory;
  /** The item that looks for partners now, and how many rare words it shares: kept here, as millions are counted. */
  voter?: Profile;
  votes?: number;
}

/** Days in one bucket. Buckets lie at fixed places, so that what an item sees does not depend on where a run began. */
const bucketDays = 7;
/** How far apart two reports may be dated that are joined by their words, in days: later, words return on their own. */
export const wordWindowDays = 7;
/** The same for a shared address, which does not return by chance. */
export const pageWindowDays = 21;
const wordReach = Math.ceil(wordWindowDays / bucketDays);
export const pageReach = Math.ceil(pageWindowDays / bucketDays);

/** A word that more items of the weeks around hold cannot nominate a partner, only confirm one. */
const maxNominators = 50;
/** An address that one feed links to this often is part of its furniture. */
const furnitureLinks = 3;
/** An address that more feeds link to is a campaign, not a report, unless the digest is so large that this is little. */
const maxLinkers = 12;
const maxLinkerShare = 0.02;
/** Stands for the items that a young digest has not seen yet: its first words are not all rare. */
const unseenItems = 50;

interface Bucket {
  readonly items: Map<string, number>;
  /** How many stories hold a word. */
  readonly counts: Map<string, number>;
  /** How often each feed links to a page. */
  readonly linkers: Map<string, Map<string, number>>;
  readonly columns: Map<string, number>;
  readonly byWord: Map<string, Placed[]>;
  readonly byPage: Map<string, Placed[]>;
}

function emptyBucket(): Bucket {
  return {
    items: new Map(),
    counts: new Map(),
    linkers: new Map(),
    columns: new Map(),
    byWord: new Map(),
    byPage: new Map(),
  };
}

export function bucketOf(day: number): number {
  return Math.floor(day / bucketDays);
}

function add<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function put<Key>(lists: Map<Key, Placed[]>, key: Key, placed: Placed): void {
  const list = lists.get(key);
  if (list) list.push(placed);
  else lists.set(key, [placed]);
}

function canPartner({ day, item }: Profile, { profile: other, story }: Placed): boolean {
  if (Math.abs(other.day - day) > wordWindowDays) return false;
  return other.item.feed !== item.feed || story.told !== undefined;
}

/** The recent past, indexed by week: what is rare in it, and who wrote which words and named which pages. */
export class StoryWindow {
  readonly #buckets = new Map<number, Bucket>();

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

  /** Makes an item count for what is rare, before anything is decided about it. */
  count(profile: Profile): void {
    const bucket = this.#at(profile.day);
    add(bucket.items, profile.script, 1);
    for (const stem of profile.words.keys()) add(bucket.counts, stem, 1);
    if (profile.column !== undefined) add(bucket.columns, profile.column, 1);
    for (const page of profile.links) {
      const feeds = bucket.linkers.get(page) ?? new Map<string, number>();
      bucket.linkers.set(page, feeds);
      add(feeds, profile.item.feed, 1);
    }
  }

  /** Takes back words that the item's story had already: a word is as rare as the stories that it stands in. */
  discount(profile: Profile, stems: Iterable<string>): void {
    const { counts } = this.#at(profile.day);
    for (const stem of stems) add(counts, stem, -1);
  }

  /** Lets later items find this one. */
  index(placed: Placed): void {
    const { profile } = placed;
    const bucket = this.#at(profile.day);
    for (const stem of profile.words.keys())
      if ((bucket.counts.get(stem) ?? 0) <= maxNominators) put(bucket.byWord, stem, placed);
    for (const page of [...profile.pages, ...profile.links]) put(bucket.byPage, page, placed);
  }

  /** The weight of stems as seen from an item: the logarithm of their rarity among the weeks around, from 0 to 1. */
  weigher(profile: Profile): (stem: string) => number {
    const buckets = this.#around(profile.day, wordReach);
    const items = this.#items(buckets, profile.script) + unseenItems;
    const weights = new Map<string, number>();
    return (stem) => {
      const known = weights.get(stem);
      if (known !== undefined) return known;
      let count = 0;
      for (const bucket of buckets) count += bucket.counts.get(stem) ?? 0;
      const weight = Math.max(0, Math.log(items / Math.max(1, count)) / Math.log(items));
      weights.set(stem, weight);
      return weight;
    };
  }

  #items(buckets: readonly Bucket[], script: string): number {
    return buckets.reduce((sum, { items }) => sum + (items.get(script) ?? 0), 0);
  }

  /**
   * Earlier items that share at least two rare words, dated within {@link wordWindowDays}. Items of one feed are not
   * compared, as series are alike, unless another feed already reports what the earlier one does: a follow-up.
   */
  nominees(profile: Profile): Placed[] {
    const buckets = this.#around(profile.day, wordReach);
    const found: Placed[] = [];
    for (const stem of profile.words.keys()) {
      let count = 0;
      for (const { counts } of buckets) count += counts.get(stem) ?? 0;
      if (count > maxNominators) continue;
      for (const { byWord } of buckets)
        for (const placed of byWord.get(stem) ?? []) {
          placed.votes = placed.voter === profile ? (placed.votes ?? 0) + 1 : 1;
          placed.voter = profile;
          if (placed.votes === 2 && canPartner(profile, placed)) found.push(placed);
        }
    }
    return found;
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
      for (const [feed, count] of linkers.get(page) ?? []) add(feeds, feed, count);
    if ([...feeds.values()].some((count) => count >= furnitureLinks)) return true;
    return feeds.size > Math.max(maxLinkers, this.#items(buckets, profile.script) * maxLinkerShare);
  }

  /** Whether the item's feed used its title for another item in the weeks around. */
  isColumn({ column, day }: Profile): boolean {
    if (column === undefined) return false;
    return this.#around(day, pageReach).reduce((sum, { columns }) => sum + (columns.get(column) ?? 0), 0) > 1;
  }

  /** Forgets weeks that nothing to come can reach. */
  forgetBefore(day: number): void {
    const oldest = bucketOf(day) - pageReach;
    for (const number of this.#buckets.keys()) if (number < oldest) this.#buckets.delete(number);
  }
}
