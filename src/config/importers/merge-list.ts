import { defined } from '../../model/defined.ts';
import type { FeedConfig, Problem, Section } from '../../model/types.ts';
import { isUrl } from '../../model/url.ts';
import { addressProblem } from '../address.ts';
import type { Additions } from '../edit-config.ts';
import { feedIdOf, hashedFeedId } from '../feed-id.ts';
import type { FeedInput } from '../schema.ts';
import { freeSectionId, sectionNamed } from '../section-name.ts';
import type { ImportedFeed } from './imported.ts';

/** What a list brings to a digest that may have some of its feeds already. */
export interface Merge {
  readonly additions: Additions;
  /** Addresses that the digest has, or that came twice. */
  readonly duplicates: readonly string[];
  /** Addresses that nobody can fetch. */
  readonly skipped: readonly Problem[];
}

/** What a digest has already. */
export interface Present {
  readonly feeds: readonly Pick<FeedConfig, 'id' | 'url'>[];
  readonly sections: readonly Section[];
}

/** Two addresses with the same key are one feed: the scheme, `www.`, a last slash and a fragment do not tell them apart. */
export function addressKey(address: string): string {
  if (!isUrl(address)) return address;
  const url = new URL(address);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.host.replace(/^www\./, '')}${path}${url.search}`;
}

/** Planet looks at whole entries: what is in the title counts as what is in the text. */
function filterOf({ keep, drop }: ImportedFeed): Pick<Exclude<FeedInput, string>, 'filter'> {
  if (keep === undefined && drop === undefined) return {};
  const anywhere = (pattern: string) => [{ title: pattern }, { content: pattern }];
  return {
    filter: {
      ...(keep !== undefined && { keep: anywhere(keep) }),
      ...(drop !== undefined && { drop: anywhere(drop) }),
    },
  };
}

/** Makes ids, sections and entries for what is new, in the order of the list. */
class Merging {
  readonly feeds: FeedInput[] = [];
  readonly sections: Section[] = [];
  readonly duplicates: string[] = [];
  readonly skipped: Problem[] = [];
  readonly #present: Present;
  readonly #keys: Set<string>;
  /** Where the feeds of this list stand in `feeds`, by their keys. */
  readonly #places = new Map<string, number>();
  readonly #ids: Set<string>;

  constructor(present: Present) {
    this.#present = present;
    this.#keys = new Set(present.feeds.map((feed) => addressKey(feed.url)));
    this.#ids = new Set(present.feeds.map((feed) => feed.id));
  }

  /** The id of the section that a group's title means; a new section where there is none. */
  #sectionFor(title: string, wanted?: string): string {
    const sections = [...this.#present.sections, ...this.sections];
    const known = sectionNamed(title, sections);
    if (known) return known.id;
    const isFree = wanted !== undefined && sections.every((section) => section.id !== wanted);
    const id = isFree ? wanted : freeSectionId(title, sections);
    this.sections.push({ id, title });
    return id;
  }

  /** An id to write down: only where the address alone would give another one, or one that is taken. */
  #ownId(url: string, wanted?: string): string | undefined {
    const plain = feedIdOf(url);
    const free = [wanted, plain].find((one) => one !== undefined && !this.#ids.has(one));
    const id = free ?? hashedFeedId(url);
    this.#ids.add(id);
    return id === plain ? undefined : id;
  }

  /** Some programs name a feed outside of all groups first, and then in each of its own. */
  #putIntoGroup(key: string, group: string | undefined): void {
    const place = this.#places.get(key);
    const earlier = place === undefined ? undefined : this.feeds[place];
    if (place === undefined || group === undefined || typeof earlier !== 'object') return;
    if (earlier.section === undefined) this.feeds[place] = { ...earlier, section: this.#sectionFor(group) };
  }

  add(feed: ImportedFeed, where: string): void {
    const bad = addressProblem(feed.url);
    if (bad) {
      this.skipped.push({ ...bad, code: 'OPML_FEED_SKIPPED', where, kept: 'The other feeds of the list.' });
      return;
    }
    const key = addressKey(feed.url);
    const group = feed.groups?.findLast((title) => title.trim() !== '')?.trim();
    if (this.#keys.has(key)) {
      this.duplicates.push(feed.url);
      this.#putIntoGroup(key, group);
      return;
    }
    this.#keys.add(key);
    const { settings } = feed;
    const section = group === undefined ? undefined : this.#sectionFor(group, settings?.section);
    const id = this.#ownId(feed.url, settings?.id);
    this.#places.set(key, this.feeds.length);
    const opml = feed.opml && { opml: { ...feed.opml } };
    if (settings) {
      const { id: _id, section: _section, title, ...others } = settings;
      this.feeds.push({ url: feed.url, ...defined({ id, title, section }), ...others, ...opml });
      return;
    }
    this.feeds.push({
      url: feed.url,
      ...defined({ id, title: feed.title, section }),
      ...(feed.tags && { tags: [...feed.tags] }),
      ...(feed.face !== undefined && { face: feed.face }),
      ...filterOf(feed),
      ...opml,
    });
  }
}

/** Joins a list to what a digest has: nothing twice, sections from the innermost groups, ids that nobody has yet. */
export function mergeList(list: readonly ImportedFeed[], present: Present, where: string): Merge {
  const merging = new Merging(present);
  list.forEach((feed, at) => {
    merging.add(feed, `${where}, feed ${at + 1}`);
  });
  const { feeds, sections, duplicates, skipped } = merging;
  return { additions: { feeds, sections }, duplicates, skipped };
}
