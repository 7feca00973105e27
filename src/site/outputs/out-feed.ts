import type { DigestItem } from '../../digest/index.ts';
import type { Access, Attachment, Author, FeedForm } from '../../model/types.ts';

/** Where an item came from: Atom `source`, RSS `source`. */
export interface OutSource {
  readonly id: string;
  readonly title: string;
  /** The source's page in the digest. */
  readonly page: string;
  readonly home?: string;
  readonly feed?: string;
}

/** One entry of a feed that the site offers. Addresses are absolute, texts are plain, `html` is clean. */
export interface OutItem {
  /** The item's permanent address in the digest; see `docs/outputs.md`. */
  readonly id: string;
  /** Where a reader goes: the item at its source, or the edition's page. */
  readonly url: string;
  /** What the item is about, where that is another page than `url`. */
  readonly externalUrl?: string;
  readonly title: string;
  /** Whether `title` only stands in for a missing one. */
  readonly untitled: boolean;
  readonly summary?: string;
  readonly html?: string;
  readonly language?: string;
  /** RFC 3339. */
  readonly published: string;
  readonly updated: string;
  /** Each with a name. Their e-mail addresses never come this far. */
  readonly authors: readonly Author[];
  /** The picture that stands for the item. */
  readonly image?: string;
  readonly tags: readonly string[];
  readonly section?: { readonly id: string; readonly title: string; readonly page: string };
  readonly attachments: readonly Attachment[];
  readonly source?: OutSource;
  readonly commentsUrl?: string;
  readonly commentsCount?: number;
  readonly access?: Access;
  /** What the archive knows of the item; absent for editions. */
  readonly kept?: OutKept;
}

/** An item's place in the archive. */
type OutKept = Pick<DigestItem, 'key' | 'day' | 'first_seen' | 'dated_by' | 'labels' | 'backlog'>;

/** Absolute addresses of a feed in its forms. */
export interface FeedAddresses {
  readonly atom: string;
  readonly json: string;
  readonly rss: string;
}

/**
 * How a feed hangs together with the documents that hold what is older.
 *
 * @see RFC 5005, section 4
 */
export interface OutPaging {
  /** `subscription`: what people follow. `open`: a part that may still get items. `closed`: an archive document. */
  readonly kind: 'subscription' | 'open' | 'closed';
  /** The feed that people follow; absent on itself. */
  readonly current?: FeedAddresses;
  /** The nearest closed part before. */
  readonly previous?: FeedAddresses;
  /** The nearest closed part after. */
  readonly next?: FeedAddresses;
  /** Where a JSON Feed goes on: the part that holds the items after the last one here, closed or not. */
  readonly older?: string;
}

/** A feed that the site offers, before it is written as Atom, RSS and JSON Feed. */
export interface OutFeed {
  readonly title: string;
  readonly description?: string;
  /** BCP 47: the language of what is not said to be in another. */
  readonly language: string;
  /** The page that shows the same, absolute. */
  readonly home: string;
  /** What stays the same over all documents of one feed (RFC 5005, section 4); the Atom form's address when absent. */
  readonly id?: string;
  /** Absolute addresses of this document's forms. */
  readonly self: FeedAddresses;
  /** Those that are written. */
  readonly forms: readonly FeedForm[];
  /** Where changes are announced: a WebSub hub. */
  readonly hub?: string;
  readonly paging?: OutPaging;
  /** Name of the digest: who publishes the feed. */
  readonly publisher: string;
  readonly publisherUrl: string;
  /** RFC 3339: of the newest change in it; {@link neverUpdated} for a feed without items. */
  readonly updated: string;
  /** Address of the style sheet for people. */
  readonly stylesheet: string;
  readonly items: readonly OutItem[];
}

/** Atom demands a date even of an empty feed; no clock is asked for one. */
export const neverUpdated = '1970-01-01T00:00:00Z';

/** The later of RFC 3339 instants in UTC, whatever their precision. */
export function latest(instants: Iterable<string>): string {
  let found = neverUpdated;
  for (const instant of instants) if (Date.parse(instant) > Date.parse(found)) found = instant;
  return found;
}
