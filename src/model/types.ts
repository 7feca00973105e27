/**
 * The words of the program as types. Archive files are JSON Feed 1.1, so fields carry that standard's names;
 * what is ours sits under `_daybook`. Absent means absent: never `""`, never `null`, never an empty list.
 *
 * @see https://www.jsonfeed.org/version/1.1/
 */

import type { MailSettings } from './mail-settings.ts';
import type { FullText, ScrapeSettings } from './pages.ts';
import type { Redirect } from './redirect.ts';
import type { RuleField } from './rule-fields.ts';
import type { LookName, SourceSettings } from './source-settings.ts';

declare const safe: unique symbol;

/** HTML made by `clean/`. No other room may create one. */
export type SafeHtml = string & { readonly [safe]: true };

/** A calendar day in the configured zone: `2026-05-18`. */
export type Day = string;

/** JSON Feed 1.1, "authors". At least one of the three is there. */
export interface Author {
  readonly name?: string;
  readonly url?: string;
  readonly avatar?: string;
}

/** JSON Feed 1.1, "attachments": RSS `enclosure`, Atom `rel=enclosure`, Media RSS, podcast files. */
export interface Attachment {
  readonly url: string;
  readonly mime_type: string;
  readonly title?: string;
  readonly size_in_bytes?: number;
  readonly duration_in_seconds?: number;
}

/** A category with the vocabulary it comes from. Atom `category/@scheme`, RSS `category/@domain`. */
export interface Category {
  readonly term: string;
  readonly scheme?: string;
  readonly label?: string;
}

/** Where a republished item came from. Atom `source`, RSS `source`. */
export interface ItemSource {
  readonly title?: string;
  readonly url?: string;
  readonly feed_url?: string;
}

/** A link besides the item's own: Atom `link/@rel` (`related`, `via`, `replies`, …), in document order. */
export interface RelatedLink {
  readonly rel: string;
  readonly url: string;
  readonly type?: string;
  readonly title?: string;
  readonly language?: string;
}

/** What a feed says of an item beyond JSON Feed's own fields. */
export interface ParsedExtras {
  /** RSS `comments`, Atom `rel=replies`. */
  readonly comments_url?: string;
  /** `slash:comments`, `thr:total`. */
  readonly comments_count?: number;
  readonly source?: ItemSource;
  /** RSS `copyright`, Atom `rights`, `dc:rights`. Plain text. */
  readonly rights?: string;
  readonly categories?: readonly Category[];
  readonly links?: readonly RelatedLink[];
  /** `podcast:chapters`. */
  readonly chapters_url?: string;
  /** `podcast:transcript`. */
  readonly transcripts?: readonly { readonly url: string; readonly type?: string }[];
  /** `georss:point`, `geo:lat` and `geo:long`: degrees, WGS 84. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** E-mail addresses of authors, by the author's place in `authors`. Never published. */
  readonly author_emails?: readonly (string | undefined)[];
  /** The authors are the feed's, as the item names none. Not archived: no item is revised by it. */
  readonly inherits_authors?: true;
  /** The marker `isPermaLink="false"` or a guid that is not an address leaves `id` opaque; true when `id` is the link. */
  readonly id_is_link?: boolean;
}

/** What `parse/` makes of one item: JSON Feed 1.1 names, plain-text titles and summaries, HTML not yet cleaned. */
export interface ParsedItem {
  /** RSS `guid`, RDF `rdf:about`, Atom `id`, JSON Feed `id`. Absent where the feed gives none. */
  readonly id?: string;
  /** Absolute. Atom `rel=alternate`, RSS `link`, else a permalink `guid`. */
  readonly url?: string;
  readonly external_url?: string;
  readonly title?: string;
  /** Hostile until `clean/` had it. Addresses inside are already absolute. */
  readonly content_html?: string;
  /** Plain text, when the feed told summary and body apart. */
  readonly summary?: string;
  readonly image?: string;
  readonly banner_image?: string;
  /** RFC 3339 in UTC: `2026-03-01T09:30:00Z`. */
  readonly date_published?: string;
  readonly date_modified?: string;
  readonly authors?: readonly Author[];
  readonly tags?: readonly string[];
  readonly language?: string;
  readonly attachments?: readonly Attachment[];
  readonly _daybook?: ParsedExtras;
}

/** What a feed asks of those who fetch it. */
export interface FeedSchedule {
  /** RSS `ttl`, in minutes. */
  readonly ttl_minutes?: number;
  /** RSS `skipHours`: hours of the day in UTC, 0 to 23. */
  readonly skip_hours?: readonly number[];
  /** RSS `skipDays`: ISO weekdays, 1 is Monday. */
  readonly skip_days?: readonly number[];
  /** `sy:updatePeriod` divided by `sy:updateFrequency`, in minutes. */
  readonly update_minutes?: number;
}

/** A feed document as JSON Feed 1.1. Title and description are plain text. */
export interface ParsedFeed {
  readonly version: 'https://jsonfeed.org/version/1.1';
  readonly title?: string;
  readonly home_page_url?: string;
  readonly feed_url?: string;
  readonly next_url?: string;
  readonly description?: string;
  readonly icon?: string;
  readonly favicon?: string;
  readonly authors?: readonly Author[];
  readonly language?: string;
  readonly hubs?: readonly { readonly type: string; readonly url: string }[];
  readonly items: readonly ParsedItem[];
  readonly _daybook: {
    /** `rss 2.0`, `rss 1.0`, `atom 1.0`, `json feed 1.1`, `cdf`, `h-feed`, `redirect`, … */
    readonly format: string;
    /** The character set the bytes were read in, by its WHATWG name. */
    readonly charset: string;
    readonly rights?: string;
    readonly schedule?: FeedSchedule;
    /** Where the feed says it has moved: `itunes:new-feed-url`, `redirect`. Not the address it came from. */
    readonly moved_to?: string;
  };
}

/** One fault that the parser mended, in words: shown by `inspect` and `check`. */
export interface Repair {
  /** Permanent, searchable, documented: `XML_STRAY_AMPERSAND`. */
  readonly code: string;
  /** One sentence: what was wrong and what was made of it. */
  readonly what: string;
  /** How often, when more than once. */
  readonly count?: number;
}

/** What went wrong, for the person who can mend it. Shown, never thrown. */
export interface Problem {
  /** Permanent, searchable, documented in `docs/errors.md`: `FEED_IS_HTML`. */
  readonly code: string;
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly fix: string;
  readonly kept?: string;
}

/** `parseFeed`'s answer: a feed and what was repaired in it, or why it cannot be read. May be taken apart at once. */
export type ParseResult =
  | { readonly feed: ParsedFeed; readonly repairs: readonly Repair[]; readonly problem?: never }
  | { readonly problem: Problem; readonly feed?: never; readonly repairs?: never };

/** An item made safe: what `clean/` hands to `archive/`. */
export interface CleanItem extends Omit<ParsedItem, 'content_html' | '_daybook'> {
  readonly content_html: SafeHtml;
  readonly _daybook?: Omit<ParsedExtras, 'author_emails'> & {
    /** The version of the cleaner that made `content_html`. */
    readonly cleaner?: number;
  };
}

/** What put an item on its day. */
export type DatedBy = 'published' | 'modified' | 'first_seen';

/** Whether the whole text can be read without paying. */
export type Access = 'open' | 'subscriber';

/** Why an item belongs to a story: shown to readers. */
export type StoryReason =
  | { readonly kind: 'first' }
  /** An editor put it there: said of an edition, never kept in the archive. */
  | { readonly kind: 'editor' }
  /** It is the page, or is about the page, that an earlier member is or names. */
  | { readonly kind: 'same-page' }
  /** It links to the page that an earlier member is or links to. */
  | { readonly kind: 'links-to-it' }
  /** Its title says the same as that of an earlier member. */
  | { readonly kind: 'same-title' }
  /** Names, numbers and quoted words that an earlier member holds too, the most telling first. */
  | { readonly kind: 'names'; readonly words: readonly string[] }
  /** Words of its title and lead that an earlier member holds too, the most telling first. */
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** An item's place in a story, as the archive keeps it: decided once, so that a story's key and members stay. */
export interface StoryPlace {
  /** Key of the story's first item: the item's own when it joined none. */
  readonly key: string;
  readonly reason: StoryReason;
  /** Keys of the stories that it was in before they were joined with this one, which is older: their addresses stay. */
  readonly was?: readonly string[];
}

/** Daybook's own part of an archived item. */
export interface ItemExtras
  extends Omit<ParsedExtras, 'author_emails' | 'id_is_link' | 'inherits_authors' | 'categories'> {
  /** The configured feed's permanent id. */
  readonly feed: string;
  /** Short, permanent, unique in the archive: the `#` part of the item's address. */
  readonly key: string;
  /** RFC 3339 in UTC. */
  readonly first_seen: string;
  readonly dated_by: DatedBy;
  readonly access: Access;
  /** RFC 3339 in UTC: when its feed first showed it without the mark that had made it a subscribers' item. */
  readonly freed?: string;
  readonly labels?: readonly string[];
  /** Which story it belongs to; absent while that is not decided. */
  readonly story?: StoryPlace;
  /** RFC 3339 in UTC: when a later version of the item replaced its text. */
  readonly revised?: string;
  /** Hashes of earlier versions' text, oldest first, at most 20. */
  readonly versions?: readonly string[];
  /** `content_html` is the text of the item's page, not the feed's. */
  readonly full_text?: FullText;
  /** The item came with a feed that was just added. Never "new". */
  readonly backlog?: true;
  /** A copy out of another program's cache: the first version that its feed brings takes its place. */
  readonly imported?: true;
  /** The version of the cleaner that made `content_html`. */
  readonly cleaner?: number;
}

/** One item as the archive keeps it. Names and meanings: JSON Feed 1.1, "Items". */
export interface Item extends Omit<ParsedItem, 'id' | 'content_html' | '_daybook'> {
  /** Unique and permanent: feed id, `:`, then the feed's own id, else the cleaned link, else a hash. */
  readonly id: string;
  readonly content_html: SafeHtml;
  readonly _daybook: ItemExtras;
}

/** How much of an item is republished. */
export type PublishPolicy = 'full' | 'excerpt' | 'title';

/** One feed as the publisher configured it. */
export interface FeedConfig {
  /** Permanent: lower-case letters, digits and `-`; names files and addresses. */
  readonly id: string;
  /** `https:`, `http:`, or a path inside the site folder. */
  readonly url: string;
  readonly title?: string;
  /** Of the person or group behind it. */
  readonly name?: string;
  /** Their picture: `https:`, `http:`, or a path inside the site folder. */
  readonly face?: string;
  readonly home?: string;
  readonly description?: string;
  readonly section?: string;
  readonly tags?: readonly string[];
  readonly publish: PublishPolicy;
  readonly freeAfterMs?: number;
  /** Its own interval between requests, whatever `fetch.interval`, the feed or its server says. */
  readonly intervalMs?: number;
  /** Whether texts are taken from the pages of its items: as they are found, or by a CSS selector. */
  readonly fullText?: { readonly select?: string };
  /** Set where `url` is a page without a feed. */
  readonly scrape?: ScrapeSettings;
  /** How long its items are kept; `Infinity` is forever. The archive's own rule when absent. */
  readonly keepMs?: number;
  /** Attributes of its OPML outline that an import kept for an export. */
  readonly opml?: Readonly<Record<string, string>>;
  /** Where it stands, for messages: `daybook.yaml, feeds[3]`. */
  readonly where: string;
}

export interface FetchSettings {
  /** Requests at once, over all hosts. */
  readonly concurrency: number;
  /** Whole time one feed may take. */
  readonly timeoutMs: number;
  /** On the wire; five times as much once decompressed. */
  readonly maxBytes: number;
  /** Never ask a feed again sooner. */
  readonly intervalMs: number;
  /** Goes into the User-Agent; the site's address when absent. */
  readonly contact?: string;
  readonly allowPrivateNetworks: boolean;
}

/** One test of a rule: a text contained in the field (whatever its case), or a regular expression. */
export type Matcher =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string };

/** A rule's `if`. Several keys in one mapping mean `all`; several values of one key mean `any`. */
export type Condition =
  | { readonly kind: 'field'; readonly field: RuleField; readonly any: readonly Matcher[] }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** A rule's `then`. */
export interface RuleAction {
  readonly drop?: true;
  readonly labels?: readonly string[];
  readonly section?: string;
  readonly tags?: readonly string[];
  readonly publish?: PublishPolicy;
  readonly pin?: boolean;
  readonly weight?: number;
  readonly access?: Access;
  /** Takes what the `title` pattern matched out of the title. */
  readonly strip?: boolean;
  /** Hidden until this day. */
  readonly muteUntil?: Day;
}

export interface Rule {
  readonly if: Condition;
  readonly do: RuleAction;
  /** `daybook.yaml, rules[0]`. */
  readonly where: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
}

/** A search that has a page of its own. */
export interface ViewConfig {
  readonly id: string;
  readonly title: string;
  readonly query: string;
  readonly description?: string;
}

export type EditionKind = 'day' | 'week' | 'month';

/** Forms in which the site offers a list to feed readers. */
export type FeedForm = 'atom' | 'json' | 'rss';

/** Lists that have a feed: the whole digest, its editions, and the kinds of page that list items over all days. */
export type FeedKind = 'home' | 'editions' | 'section' | 'view' | 'source' | 'topic' | 'author' | 'story';

/** The site folder's `daybook.yaml`, checked and with its defaults. */
export interface Config {
  readonly title: string;
  /** Where the site is published, ending in `/`. Its path is the prefix of every address. */
  readonly url: string;
  readonly description?: string;
  /** Which of the built-in looks the site has. */
  readonly look: LookName;
  /** The path of a picture below `static/`. */
  readonly logo?: string;
  /** More entries of the navigation: an address, or a path of the site that begins with `/`. */
  readonly nav: readonly { readonly label: string; readonly href: string }[];
  /** BCP 47: the language of the interface. */
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
  readonly feeds: readonly FeedConfig[];
  /** The address of a list of more feeds; those of it that were fetched last are among `feeds`. */
  readonly opmlUrl?: string;
  readonly sources: SourceSettings;
  readonly sections: readonly Section[];
  readonly views: readonly ViewConfig[];
  readonly rules: readonly Rule[];
  /** Old addresses, in the order in which they are written. */
  readonly redirects: readonly Redirect[];
  readonly fetch: FetchSettings;
  readonly editions: {
    readonly every: readonly EditionKind[];
    readonly closeAfterMs: number;
    /** The day of edition No. 1; the day of the first archived items when absent. */
    readonly firstDay?: Day;
  };
  /** How long items are kept; absent is forever. */
  readonly archive: { readonly keepMs?: number };
  readonly images: 'remote' | 'local' | 'none';
  readonly outputs: {
    readonly mail: boolean;
    readonly shareImages: boolean;
    /** How large the files of the search index are. */
    readonly searchFiles: 'small' | 'large';
    /** In which forms each kind of list is a feed; in none of them where it has no feed. */
    readonly feeds: Readonly<Record<FeedKind, readonly FeedForm[]>>;
    /** Documents with all items of the digest by day and of its sources by month (RFC 5005). */
    readonly feedArchive: boolean;
    /** Whether feeds of topics carry bodies too, as all others do. */
    readonly topicFeeds: 'full' | 'summary';
    /** Address of a WebSub hub. */
    readonly hub?: string;
    /** The archive as it is, for `daybook restore`. */
    readonly archive: boolean;
  };
  readonly mail?: MailSettings;
  readonly robots: 'noindex' | 'index';
  /** `rel` of links that come from feeds. */
  readonly rel: string;
  /** Whether they say `nofollow`, too. */
  readonly nofollow: boolean;
  /** Whether browsers keep pages to be read without a network. */
  readonly offline: boolean;
}

/** How an editor names an item: its key, `#key`, its address on the site or at its source. */
export interface ItemName {
  readonly name: string;
  /** Where it stands, for messages: `editions/2026-05-18.md, line 4, column 3, pin[0]`. */
  readonly where: string;
}

/** An editor's file of an edition, `editions/2026-05-18.md`, checked. */
export interface EditorFile {
  /** `2026-05-18`, `2026-w21` or `2026-05`. */
  readonly edition: string;
  readonly title?: string;
  readonly authors: readonly string[];
  readonly lead?: ItemName;
  readonly pin: readonly ItemName[];
  readonly drop: readonly ItemName[];
  /** Markdown, by item. */
  readonly notes: readonly { readonly item: ItemName; readonly text: string }[];
  /** Items that are one story. */
  readonly merge: readonly (readonly ItemName[])[];
  /** Items that belong to no story. */
  readonly split: readonly ItemName[];
  /** The introduction, Markdown; may be empty. */
  readonly text: string;
}
