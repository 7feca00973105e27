import type { FullText } from '../model/pages.ts';
import { steadyText } from './content-hash.ts';
import type { StoredItem } from './stored-item.ts';

/** The text of an item's page, made safe. */
export interface PageText {
  readonly html: string;
  /** The address of the page. */
  readonly url: string;
  /** RFC 3339 in UTC. */
  readonly fetched: string;
  /** The version of the cleaner that made `html`. */
  readonly cleaner: number;
}

/** Whether a page says more than the feed: else the feed's own words stay. */
const saysMore = (page: string, feed: string): boolean => steadyText(page).length > steadyText(feed).length;

/** The item as its feed has it; the very same object where the text is the feed's. */
export function ownVersion(stored: StoredItem): StoredItem {
  const { full_text, ...extras } = stored._daybook;
  if (full_text === undefined) return stored;
  return { ...stored, content_html: full_text.feed_html, _daybook: extras };
}

function withText(
  own: StoredItem,
  html: string,
  full_text: FullText,
  cleaner: number | undefined,
): StoredItem {
  const { cleaner: _cleaner, ...extras } = own._daybook;
  return {
    ...own,
    content_html: html,
    _daybook: { ...extras, full_text, ...(cleaner !== undefined && { cleaner }) },
  };
}

/** A later version of the feed's, with the text of the page that `stored` has: unless the feed says more by now. */
export function withPageText(own: StoredItem, stored: StoredItem): StoredItem {
  const { full_text, cleaner } = stored._daybook;
  if (full_text === undefined || !saysMore(stored.content_html, own.content_html)) return own;
  return withText(own, stored.content_html, { ...full_text, feed_html: own.content_html }, cleaner);
}

/** The item with the text of its page; `undefined` where the page says no more than the feed. */
export function addPageText(stored: StoredItem, page: PageText): StoredItem | undefined {
  const own = ownVersion(stored);
  const { html, url, fetched, cleaner } = page;
  if (!saysMore(html, own.content_html)) return undefined;
  return withText(own, html, { url, fetched, feed_html: own.content_html }, cleaner);
}
