import { hash } from 'node:crypto';

const maxLength = 60;

/** Parts of an address that do not tell one feed from its neighbours. */
const noise = /^(?:feeds?|rss|atom|index|xml|json|rdf)$/;

/** A name and password may change while the feed stays the same. */
function withoutUser(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1');
}

function withHash(id: string, address: string): string {
  const tail = hash('sha256', withoutUser(address), 'hex').slice(0, 8);
  return `${id.slice(0, maxLength - 9)}-${tail}`.replace(/^-+/, 'feed-');
}

/**
 * Makes a feed's permanent id from its address: `https://www.example.org/news/feed.xml` gives `example-org-news`.
 * Letters, digits and `-` only, because it names files and addresses; the same address always gives the same id.
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

/** What tells feeds of one place apart: the extension, or the last part of the path. */
function formOf(address: string): string | undefined {
  const last = withoutUser(address)
    .toLowerCase()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  return /[./](xml|rss|atom|json|rdf|php|feed)$/.exec(last)?.[1];
}

/** A feed as it is written down, with or without an id of its own. */
export interface Named {
  readonly url: string;
  readonly id?: string | undefined;
}

/**
 * The ids of a list of feeds, in its order. Of feeds without an id of their own whose addresses make the same one, the
 * first has it; the others add what tells them apart. One address that comes twice gives one id twice.
 */
export function feedIdsOf(feeds: readonly (Named | undefined)[]): (string | undefined)[] {
  const holders = new Map<string, string>();
  return feeds.map((feed) => {
    if (feed === undefined || feed.id !== undefined) return feed?.id;
    const plain = feedIdOf(feed.url);
    const form = formOf(feed.url);
    const tries = [plain, ...(form === undefined ? [] : [`${plain}-${form}`]), hashedFeedId(feed.url)];
    const id = tries.find((one) => (holders.get(one) ?? feed.url) === feed.url) ?? plain;
    holders.set(id, feed.url);
    return id;
  });
}

/** The id of a feed whose plain id another feed has: the same with a hash of the address. */
export function hashedFeedId(address: string): string {
  return withHash(feedIdOf(address), address);
}
