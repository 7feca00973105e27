import type { CleanItem, ParsedFeed } from '../model/types.ts';
import {
  type CleanItemOptions,
  cleanAuthors,
  cleanItem,
  cleanLanguage,
  compact,
  link,
  picture,
  text,
} from './clean-item.ts';
import { textLimits } from './limits.ts';

/** A feed whose every field is safe to publish: `CleanItem`s, plain text, addresses of allowed schemes. */
export interface CleanFeed extends Omit<ParsedFeed, 'items'> {
  readonly items: readonly CleanItem[];
}

/**
 * Cleans a feed's own fields and all its items (`cleanItem`), in their order; none is dropped. Never throws.
 *
 * @example
 * const bytes = new TextEncoder().encode('<rss><channel><title>One\ttwo</title></channel></rss>');
 * const { feed } = parseFeed(bytes, { url: 'https://one.example/feed.xml' });
 * cleanFeed(feed, { feedUrl: 'https://one.example/feed.xml' }).title; // → "One two"
 */
export function cleanFeed(feed: ParsedFeed, options: CleanItemOptions): CleanFeed {
  const base = link(feed.home_page_url, options.feedUrl) ?? options.feedUrl;
  return compact<CleanFeed>({
    version: feed.version,
    title: text(feed.title, textLimits.title),
    home_page_url: link(feed.home_page_url, options.feedUrl),
    feed_url: link(feed.feed_url, options.feedUrl),
    next_url: link(feed.next_url, options.feedUrl),
    description: text(feed.description, textLimits.summary),
    icon: picture(feed.icon, base),
    favicon: picture(feed.favicon, base),
    authors: cleanAuthors(feed.authors, base),
    language: cleanLanguage(feed.language),
    hubs: cleanHubs(feed.hubs, options.feedUrl),
    items: feed.items.map((item) => cleanItem(item, options)),
    _daybook: cleanOwn(feed, options.feedUrl),
  });
}

function cleanOwn({ _daybook }: ParsedFeed, base: string): ParsedFeed['_daybook'] {
  return compact<ParsedFeed['_daybook']>({
    ..._daybook,
    rights: text(_daybook.rights, textLimits.rights),
    schedule: _daybook.schedule,
    moved_to: link(_daybook.moved_to, base),
  });
}

function cleanHubs(hubs: ParsedFeed['hubs'], base: string): ParsedFeed['hubs'] | undefined {
  const cleaned = (hubs ?? []).flatMap((hub) => {
    const url = link(hub.url, base);
    const type = text(hub.type, textLimits.tag);
    return url === undefined || type === undefined ? [] : [{ type, url }];
  });
  return cleaned.length === 0 ? undefined : cleaned;
}
