import { isWholeFeed } from './whole-feed.ts';

/** These are believed, whatever the body holds: a good answer, an empty one, and one that has not changed. */
const believed: readonly number[] = [200, 203, 204, 205, 304];
/** Faults that programs report without meaning the feed. Others say who may read, or when: what they send may be a notice. */
const doubted: readonly number[] = [404, 500];

/**
 * Whether an answer of another status than 200 is worth reading: site programs whose addresses are not the server's own
 * answer 404 or 500 and send the feed all the same, and some proxies hand a whole document on as a part of it (206).
 */
export function mayBringFeed(status: number, headers: Readonly<Record<string, string>>): boolean {
  const isRedirect = status >= 300 && status < 400 && headers.location !== undefined;
  const type = headers['content-type'] ?? '';
  const isDoubtful = (status < 400 && !believed.includes(status)) || doubted.includes(status);
  return isDoubtful && !isRedirect && /xml|rss|atom/i.test(type) && !/html/i.test(type);
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
