import type { Attachment, Author, DatedBy, Day, ItemSource, StoryPlace } from '../model/types.ts';
import type { Ruled } from './rules.ts';
import type { NamedLists } from './structured/named-lists.ts';

/** An archived item as editions, lists and search see it: after the publisher's rules, without its body. */
export interface DigestItem extends Omit<Ruled, 'title'> {
  readonly key: string;
  readonly id: string;
  readonly day: Day;
  /** The feed's id. */
  readonly feed: string;
  readonly url?: string;
  readonly external_url?: string;
  /** Plain text; an excerpt of the body where the feed gives no title. Never empty. */
  readonly title: string;
  /** Whether `title` stands in for a missing one. */
  readonly untitled: boolean;
  /** At most {@link maxExcerptLength} characters; absent where it would repeat the title. */
  readonly summary?: string;
  /** Whether the body says more than `summary`. */
  readonly hasMore: boolean;
  readonly language?: string;
  /** What its words are probably in, where nobody names a language: for search, hyphens and voices. */
  readonly guessedLanguage?: string;
  /** RFC 3339 in UTC: published, else modified, else first seen. */
  readonly date: string;
  readonly dated_by: DatedBy;
  readonly first_seen: string;
  readonly revised?: string;
  readonly backlog: boolean;
  /** The text is that of the item's page, not the feed's. */
  readonly fromPage?: true;
  readonly authors: readonly string[];
  /** What is known of authors beyond their names; absent where that is nothing. Named ones only. */
  readonly people?: readonly Author[];
  /** The picture that stands for the item. */
  readonly image?: string;
  /** Ids of the configured views that it is in. */
  readonly views?: readonly string[];
  readonly minutes: number;
  readonly comments_url?: string;
  /** `podcast:chapters`: where the chapters of an episode are. */
  readonly chapters_url?: string;
  /** `podcast:transcript`: where the words of an episode are written, in the form that is read most easily. */
  readonly transcript_url?: string;
  /** Where the feed took it from, as it says itself: Atom `source`, RSS `source`. */
  readonly origin?: ItemSource;
  /** Where its author found it: Atom `rel=via`. */
  readonly via_url?: string;
  readonly comments_count?: number;
  readonly attachments: readonly Attachment[];
  /** Addresses of other sites that the body links to, in order, a few. */
  readonly links: readonly string[];
  /** What its text is made of, where an extractor knows the form and the item is published in full. */
  readonly structured?: NamedLists;
  /** What was decided when it was archived; absent while that is open. */
  readonly story?: StoryPlace;
}

/** Newest first; items of one moment stay in the order of their keys, so that the same input gives the same bytes. */
export function newestFirst(a: DigestItem, b: DigestItem): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What tells when an item was seen, and which it is. */
export type SeenItem = Pick<DigestItem, 'key' | 'first_seen' | 'day' | 'date'>;

/** The order in which stories are decided: run by run as items were first seen, then by day, moment and key. */
export function seenFirst(a: SeenItem, b: SeenItem): number {
  return (
    compare(a.first_seen, b.first_seen) ||
    compare(a.day, b.day) ||
    compare(a.date, b.date) ||
    compare(a.key, b.key)
  );
}
