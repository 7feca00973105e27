import { isWholeFeed } from './whole-feed.ts';

/** What a status says of the feed or of who asks, whatever stands in the body. */
const believed: readonly number[] = [200, 203, 204, 205, 304, 401, 407, 410, 429, 503];

/**
 * Whether an answer of another status than 200 is worth reading: site programs whose addresses are not the server's own
 * answer 404 or 500 and send the feed all the same, and some proxies hand a whole document on as a part of it (206).
 */
export function mayBringFeed(status: number, headers: Readonly<Record<string, string>>): boolean {
  const isRedirect = status >= 300 && status < 400 && headers.location !== undefined;
  const type = headers['content-type'] ?? '';
  return !believed.includes(status) && !isRedirect && /xml|rss|atom/i.test(type) && !/html/i.test(type);
}

/** Whether such a body is a feed to its end and has something in it: an empty one says no more than the status. */
export function isFeedWithItems(bytes: Uint8Array): boolean {
  if (!isWholeFeed(bytes)) return false;
  const start = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  const text = Buffer.from(bytes).toString('latin1');
  return (
    /<(?:[\w-]{1,30}:)?(?:rss|feed|rdf)[\s>]/i.test(start) &&
    /<(?:[\w-]{1,30}:)?(?:item|entry)[\s>]/i.test(text)
  );
}
