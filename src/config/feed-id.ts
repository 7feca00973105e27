import { createHash } from 'node:crypto';

const maxLength = 60;

/** Parts of an address that do not tell one feed from its neighbours. */
const noise = /^(?:feeds?|rss|atom|index|xml|json|rdf)$/;

/** A name and password may change while the feed stays the same. */
function withoutUser(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1');
}

function withHash(id: string, address: string): string {
  const hash = createHash('sha256').update(withoutUser(address)).digest('hex').slice(0, 8);
  return `${id.slice(0, maxLength - 9)}-${hash}`.replace(/^-+/, 'feed-');
}

/**
 * Makes a feed's permanent id from its address: `https://www.example.org/news/feed.xml` gives `example-org-news`.
 * Letters, digits and `-` only, as it names files and addresses; the same address always gives the same id.
 */
export function feedIdOf(address: string): string {
  const bare = withoutUser(address)
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/\.(?:xml|rss|atom|json|rdf|php)$/i, '')
    .toLowerCase();
  const parts = bare
    .replace(/^www\./, '')
    .split(/[/?&]+/)
    .filter((part) => part !== '');
  const telling = parts.filter((part) => !noise.test(part));
  const id = (telling.length > 0 ? telling : parts)
    .join('-')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (id.length >= 2 && id.length <= maxLength) return id;
  return withHash(id, address);
}

/** The id of a feed whose plain id another feed has: the same with a hash of the address. */
export function hashedFeedId(address: string): string {
  return withHash(feedIdOf(address), address);
}
