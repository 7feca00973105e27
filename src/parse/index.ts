/**
 * Bytes → feed. Pure: no clock, no files, no network; never throws. The rules are in `docs/parsing.md`.
 */
export type { DecodedText } from './charset.ts';
export { parseDate } from './dates.ts';
export { decodeDocument } from './decode-document.ts';
export { type AnnouncedFeed, discoverFeeds } from './discover.ts';
export { linkedFeeds } from './linked-feeds.ts';
export { linkedIcons } from './linked-icons.ts';
export { type FeedSource, parseFeed } from './parse-feed.ts';
export { scrapePage } from './scrape.ts';
