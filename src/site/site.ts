import { ownPictures, rewriteImages, storedHtml, withPictures, withRel } from '../clean/index.ts';
import { defined } from '../model/defined.ts';
import { directionOfLanguage } from '../model/direction.ts';
import { monogramOf } from '../model/monogram.ts';
import type { Config, Day, FeedConfig, Item, SafeHtml } from '../model/types.ts';
import { isUrl } from '../model/url.ts';
import { isQuiet } from './content/activity.ts';
import type { FeedRecord } from './content/feed-record.ts';
import type { Ledger } from './content/ledger.ts';
import type { SiteImages } from './content/local-images.ts';
import type { SitePortraits } from './content/portraits.ts';
import { type DateFormats, dateFormats } from './dates.ts';
import { earliestDay, newSourcesOf } from './editions/new-sources.ts';
import { interfaceLanguage, type Translate, translator } from './messages.ts';
import { plainLook, type SiteLook } from './render/look.ts';
import type { OwnPage } from './render/own-pages.ts';

export { monogramOf };

/** A source as pages name it. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** One or two characters that stand for it. */
  readonly monogram: string;
  /** The host it is read at; absent for a file. */
  readonly host?: string;
  readonly homePage?: string;
  readonly feedUrl?: string;
  /** Where the feed has moved permanently, and is asked in place of `feedUrl`. */
  readonly movedTo?: string;
  readonly description?: string;
  readonly language?: string;
  /** Tags that the configuration gives to all its items. */
  readonly givenTags?: readonly string[];
  readonly record: FeedRecord;
  /** The path of its face or icon below the site's root. */
  readonly portrait?: string | undefined;
  /** The feed's own title, where the source is named by somebody's name. */
  readonly feedTitle?: string;
  /** Whether the configuration still names it. */
  readonly followed: boolean;
}

/** Reads items of a day from the archive, with their bodies: those of some keys, or all. */
export type ReadItems = (day: Day, keys?: ReadonlySet<string>) => Promise<readonly Item[]>;

/** All that views need: configuration, items, sources, and how things are written in the site's language. */
export interface Site {
  readonly config: Config;
  readonly now: string;
  /** Whether a moment, RFC 3339, is over. */
  readonly isPast: (instant: string) => boolean;
  readonly ledger: Ledger;
  readonly sources: ReadonlyMap<string, Source>;
  /** The day of a source's first item. */
  readonly firstDayOf: (source: string) => Day | undefined;
  /** Whether nothing has come from a source for far longer than usual. */
  readonly isQuiet: (source: string) => boolean;
  readonly readItems: ReadItems;
  /** The day of edition No. 1; `undefined` where there are no items. */
  readonly firstDay: Day | undefined;
  /** Feeds by the day on which the digest took them up, but for those that it began with. */
  readonly newSources: ReadonlyMap<Day, readonly string[]>;
  readonly t: Translate;
  readonly dates: DateFormats;
  /** `A, B and C` */
  readonly list: (parts: readonly string[]) => string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Whether editions have images for links to them. */
  readonly shareImages: boolean;
  readonly look: SiteLook;
  /** What the publisher wrote, by its address. */
  readonly ownPages: ReadonlyMap<string, OwnPage>;
  /** `/` or `/kernel/`: what stands before every address. */
  readonly prefix: string;
  /** An address below the prefix: `/sources/` gives `/kernel/sources/`. */
  readonly href: (path: string) => string;
  /** The same with scheme and host. */
  readonly absolute: (path: string) => string;
  /** Copies of pictures; with `images: local` only. */
  readonly images?: SiteImages;
  /** Faces and icons of sources; absent where none are shown. */
  readonly portraits?: SitePortraits;
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !isUrl(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol.startsWith('http') ? hostname.replace(/^www\./, '') : undefined;
}

/** The feed's address as it may be published: without a user's name and password. */
function publicUrl(url: string): string | undefined {
  if (!/^https?:/i.test(url) || !isUrl(url)) return undefined;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

/** A feed's own sentence about itself, where it says more than the name. */
function ownWords({ description = '' }: FeedRecord['face'], title: string): string | undefined {
  return description !== title && /[\p{L}\p{N}]/u.test(description) ? description : undefined;
}

/** What a feed says of itself, where the configuration does not say it. */
function saidOf(feed: FeedConfig | undefined, { face }: FeedRecord, host: string | undefined, id: string) {
  const feedTitle = feed?.title ?? face.title;
  const title = feed?.name ?? feedTitle ?? host ?? id;
  const homePage = feed?.home ?? face.home_page_url;
  const description = feed?.description ?? ownWords(face, title);
  return {
    title,
    monogram: monogramOf(title),
    ...(feedTitle !== undefined && feedTitle !== title && { feedTitle }),
    ...defined({ homePage, description }),
  };
}

/** What is remembered of another address says nothing of the one that is configured now. */
function movedToOf({ fetch }: FeedRecord, feedUrl: string | undefined): string | undefined {
  if (fetch?.moved_to === undefined || publicUrl(fetch.url) !== feedUrl) return undefined;
  return publicUrl(fetch.moved_to);
}

function sourceOf(
  id: string,
  { config, portraits }: Pick<SiteInput, 'config' | 'portraits'>,
  record: FeedRecord,
): Source {
  const feed = config.feeds.find((one) => one.id === id);
  // A page that is read by selectors is not a feed for others.
  const feedUrl = feed?.scrape ? undefined : publicUrl(feed?.url ?? record.fetch?.url ?? '');
  const host = hostOf(feed?.home ?? record.face.home_page_url) ?? hostOf(feedUrl);
  const movedTo = feed && movedToOf(record, feedUrl);
  return {
    id,
    ...saidOf(feed, record, host, id),
    ...defined({ host, feedUrl, movedTo, language: record.face.language, givenTags: feed?.tags }),
    ...defined({ portrait: portraits?.of(id) }),
    record,
    followed: feed !== undefined,
  };
}

interface SiteInput
  extends Pick<Site, 'config' | 'now' | 'ledger' | 'readItems'>,
    Partial<Pick<Site, 'images' | 'portraits' | 'shareImages' | 'look' | 'ownPages'>> {
  readonly records: ReadonlyMap<string, FeedRecord>;
  /** The day on which the digest began, as the archive knows it; the earliest item's when absent. */
  readonly firstDay?: Day | undefined;
}

export function makeSite(input: SiteInput): Site {
  const { config, now, ledger, records, readItems, images, portraits, shareImages = false } = input;
  const { look = plainLook, ownPages = new Map() } = input;
  const language = interfaceLanguage(config.locale);
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const prefix = new URL(config.url).pathname;
  const begun = input.firstDay ?? earliestDay(ledger.feeds(), config.timezone);
  const ids = new Set([...config.feeds.map((feed) => feed.id), ...ledger.threads('source').keys()]);
  return {
    config,
    now,
    isPast: (instant) => Date.parse(instant) <= Date.parse(now),
    ledger,
    sources: new Map([...ids].map((id) => [id, sourceOf(id, input, records.get(id) ?? { face: {} })])),
    firstDayOf: (source) => ledger.feeds().get(source)?.firstDay,
    isQuiet: (source) => isQuiet(source, ledger),
    readItems,
    firstDay: config.editions.firstDay ?? begun,
    newSources: newSourcesOf(ledger.feeds(), config, begun),
    shareImages,
    look,
    ownPages,
    t: translator(language),
    dates: dateFormats(language, config.timezone),
    list: (parts) => lists.format(parts),
    language,
    direction: directionOfLanguage(language),
    prefix,
    href: (path) => prefix + path.replace(/^\//, ''),
    absolute: (path) => new URL(path.replace(/^\//, ''), config.url).href,
    ...defined({ images, portraits }),
  };
}

/**
 * The body of an item as it is shown: pictures from their own servers, from this site, or left out, as the configuration
 * says. A page names the site's files by their path; what is read elsewhere, such as a feed, by their whole address.
 */
export function bodyOf(item: Item, site: Site, place: 'page' | 'elsewhere' = 'page'): SafeHtml {
  const html = withImages(place === 'page' ? withOwnPictures(item, site) : item, site, place);
  return place === 'page' ? withRel(html, relOf(site.config)) : html;
}

/** `rel` of links that come from feeds, on pages. */
export function relOf({ rel, nofollow }: Pick<Config, 'rel' | 'nofollow'>): string {
  return nofollow && !rel.split(' ').includes('nofollow') ? `${rel} nofollow` : rel;
}

/** An item that is a picture, or has one beside its text, shows it: where pictures are left out, what is said of it. */
function withOwnPictures(item: Item, { config }: Site): Item {
  const pictures = ownPictures(item, config.images);
  return { ...item, content_html: withPictures(item.content_html, pictures, item.title ?? '') };
}

function withImages(item: Item, site: Site, place: 'page' | 'elsewhere'): SafeHtml {
  switch (site.config.images) {
    case 'remote':
      return item.content_html;
    case 'none':
      return storedHtml({ html: item.content_html }, { images: 'none' });
    case 'local': {
      const address = place === 'page' ? site.href : site.absolute;
      return rewriteImages(item.content_html, {
        copyOf: (url) => site.images?.copyOf(url, address),
        linkText: (host) => site.t('imageAt', { host }),
      });
    }
  }
}
