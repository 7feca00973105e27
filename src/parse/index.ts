/**
 * Bytes → feed. Pure: no clock, no files, no network; never throws. The rules are in `docs/parsing.md`.
 */
export type { DecodedText } from './charset/charset.ts';
export { decodeDocument } from './charset/decode-document.ts';
export { parseDate } from './dates/dates.ts';
export { scrapePage } from './formats/scrape.ts';
export { type AnnouncedFeed, discoverFeeds, refreshOf } from './html/discover.ts';
export { linkedFeeds } from './html/linked-feeds.ts';
export { linkedIcons } from './html/linked-icons.ts';
export { type FeedSource, parseFeed } from './parse-feed.ts';
