/**
 * Whether bytes end as a feed in XML ends. A length that is wrong, or a connection that ends without a word, then took
 * nothing from it.
 */
export function isWholeFeed(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-1000)).toString('latin1');
  return /<\/(?:[\w-]{1,30}:)?(?:rss|feed|rdf)\s*>\s*(?:<!--[^>]*-->\s*)*$/i.test(end);
}
