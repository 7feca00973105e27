/**
 * `daybook/parse`: bytes → feed, in JSON Feed's terms. Pure: no clock, no file, no network; nothing throws. What comes out
 * is as the feed wrote it: clean it with `daybook/clean` before anybody sees it.
 */
export type { ScrapeSettings } from '../model/pages.ts';
export type {
  Attachment,
  Author,
  Category,
  FeedSchedule,
  ItemSource,
  ParsedExtras,
  ParsedFeed,
  ParsedItem,
  ParseResult,
  Problem,
  RelatedLink,
  Repair,
} from '../model/types.ts';
export {
  type AnnouncedFeed,
  type DecodedText,
  decodeDocument,
  discoverFeeds,
  type FeedSource,
  linkedFeeds,
  linkedIcons,
  parseDate,
  parseFeed,
  scrapePage,
} from './index.ts';
