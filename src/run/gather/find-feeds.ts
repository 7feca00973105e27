import { feedsInLinkHeader } from '../../fetch/index.ts';
import type { Problem } from '../../model/types.ts';
import { discoverFeeds, linkedFeeds, refreshOf } from '../../parse/index.ts';
import { bestFirst, type Candidate, feedByAddress, usualAddresses } from '../../publisher/index.ts';
import { type AddressReader, candidateOf, type FoundFeed } from './feed-address.ts';

/** Feeds behind an address, best first; none with the reason why. */
export type Found =
  | { readonly kind: 'found'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'none'; readonly problem: Problem };

/** Announced feeds that are looked at. */
const maxAnnounced = 10;

async function readAll(urls: readonly string[], reader: AddressReader): Promise<Candidate[]> {
  const answers = await Promise.all(urls.map(async (url) => ({ url, answer: await reader.read(url) })));
  const candidates = answers.flatMap(({ url, answer }) =>
    answer.kind === 'feed' ? [candidateOf(url, answer)] : [],
  );
  const seen = new Set<string>();
  return candidates.filter(({ url }) => !seen.has(url) && seen.add(url));
}

/** Tries the usual places in small groups, and stops at the first group that has a feed: a site is not searched. */
async function tryUsual(page: string, reader: AddressReader): Promise<Candidate[]> {
  const addresses = usualAddresses(page);
  for (let at = 0; at < addresses.length; at += 4) {
    const found = await readAll(addresses.slice(at, at + 4), reader);
    if (found.length > 0) return found;
  }
  return [];
}

function nothingFound(address: string, why: string): Problem {
  return {
    code: 'ADD_NO_FEED',
    what: 'No feed was found there.',
    where: address,
    why,
    fix: 'Look on the site for a link named RSS, Atom or feed, and use that address.',
    kept: 'The configuration is as it was.',
  };
}

/** Why a page led to no feed. */
function whyNothing(problem: Problem | undefined, announced: number): string {
  if (problem?.code === 'FEED_IS_OPML')
    return 'It is a list of feeds: "daybook import" reads such lists from a file.';
  if (announced === 1) return 'The page announces one feed, and it could not be read.';
  if (announced > 1) return `The page announces ${announced} feeds, and none of them could be read.`;
  return 'It is not a feed, it announces none, and there is none in the usual places.';
}

interface Start {
  readonly address: string;
  /** How many documents may still send us on. */
  readonly hops: number;
}

/** The feed that another one sends its readers to, where it is empty itself; else that feed. */
async function feedAt({ address, hops }: Start, feed: FoundFeed, reader: AddressReader): Promise<Found> {
  const { items, _daybook } = feed.feed;
  const moved = hops === 0 || items.length > 0 ? undefined : _daybook.moved_to;
  const there = moved === undefined ? undefined : await findFrom({ address: moved, hops: hops - 1 }, reader);
  return there?.kind === 'found' ? there : { kind: 'found', candidates: [candidateOf(address, feed)] };
}

/** What the address alone says of its feed, as the pages of some services do not. */
async function feedsByName(address: string, reader: AddressReader): Promise<Candidate[]> {
  const feed = feedByAddress(address);
  return feed === undefined ? [] : readAll([feed], reader);
}

async function findFrom({ address, hops }: Start, reader: AddressReader): Promise<Found> {
  const first = await reader.read(address);
  if (first.kind === 'failed') {
    const kept = 'The configuration is as it was.';
    return { kind: 'none', problem: { ...first.problem, kept } };
  }
  const isMarkup = first.kind === 'feed' && first.feed._daybook.format.startsWith('h-feed');
  if (first.kind === 'feed' && !isMarkup) return feedAt({ address, hops }, first, reader);
  const own = first.kind === 'feed' ? [candidateOf(address, first)] : [];
  const { url, headers, body } = first;
  const inHeader = feedsInLinkHeader(headers.link, url);
  const inPage = discoverFeeds(body, url).map((feed) => feed.url);
  const announced = [...new Set([...inHeader, ...inPage])].slice(0, maxAnnounced);
  let found = await readAll(announced, reader);
  if (found.length === 0) found = await readAll(linkedFeeds(body, url).slice(0, maxAnnounced), reader);
  const refresh = found.length > 0 || own.length > 0 || hops === 0 ? undefined : refreshOf(body, url);
  if (refresh !== undefined) return findFrom({ address: refresh, hops: hops - 1 }, reader);
  if (found.length === 0) found = await tryUsual(url, reader);
  const candidates = bestFirst([...found, ...own]);
  if (candidates.length > 0) return { kind: 'found', candidates };
  const why = whyNothing(first.kind === 'other' ? first.problem : undefined, announced.length);
  return { kind: 'none', problem: nothingFound(address, why) };
}

/**
 * Finds the feeds behind any address: that of a service by its name, the address itself, what its page announces in `Link`
 * headers and `<link rel="alternate">`, the links on it that are called RSS, the page that it sends its readers to, the usual
 * places, and last the page's own microformats.
 */
export async function findFeeds(address: string, reader: AddressReader): Promise<Found> {
  const candidates = await feedsByName(address, reader);
  return candidates.length > 0 ? { kind: 'found', candidates } : findFrom({ address, hops: 1 }, reader);
}
