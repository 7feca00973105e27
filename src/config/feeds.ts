import { defined } from '../model/defined.ts';
import type { FeedConfig, Problem, Section } from '../model/types.ts';
import { addressProblem } from './address.ts';
import { feedIdOf, feedIdsOf, hashedFeedId } from './feed-id.ts';
import type { OpmlFeed } from './opml.ts';
import type { FeedInput } from './schema.ts';
import { sectionNamed } from './section-name.ts';
import { parseDuration, parseKeep } from './units.ts';

function fullTextOf({ fullText }: Exclude<FeedInput, string>): Pick<FeedConfig, 'fullText'> {
  if (fullText === undefined || fullText === false) return {};
  return { fullText: fullText === true ? {} : fullText };
}

function feedOf(feed: Exclude<FeedInput, string>, id: string, where: string): FeedConfig {
  const { url, publish = 'full', freeAfter, interval, keep, scrape, ...rest } = feed;
  const { id: _id, fullText: _text, filter: _filter, ...said } = rest;
  const freeAfterMs = freeAfter === undefined ? undefined : parseDuration(freeAfter);
  const intervalMs = interval === undefined ? undefined : parseDuration(interval);
  const keepMs = keep === undefined ? undefined : parseKeep(keep);
  return {
    id,
    url,
    ...defined(said),
    publish,
    ...fullTextOf(feed),
    ...(scrape && { scrape: defined(scrape) }),
    ...defined({ freeAfterMs, intervalMs, keepMs }),
    where,
  };
}

/** The section that an outline's titles name: the innermost that is one, by title or by id. */
function sectionOf(groups: readonly string[], sections: readonly Section[]): Section | undefined {
  return [...groups]
    .reverse()
    .map((group) => sectionNamed(group, sections))
    .find((section) => section !== undefined);
}

function shortestFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/**
 * Ids of the addresses of a list, whatever their order in it, as programs write OPML in any: of addresses that would
 * share an id, the shortest has it, and the others add a hash.
 */
function idsOf(addresses: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  const used = new Set(taken);
  const ids = new Map<string, string>();
  for (const address of [...addresses].sort(shortestFirst)) {
    const plain = feedIdOf(address);
    const id = used.has(plain) ? hashedFeedId(address) : plain;
    used.add(id);
    ids.set(address, id);
  }
  return ids;
}

/** An entry of a list, and where it stands. */
interface Found {
  readonly entry: OpmlFeed;
  readonly where: string;
}

/** Some programs name a feed outside of all groups first, and then in each of its own. */
function joinGroups(found: Found[], { url, groups }: OpmlFeed, sections: readonly Section[]): void {
  const at = found.findIndex(({ entry }) => entry.url === url);
  const earlier = found[at];
  if (earlier === undefined || sectionOf(earlier.entry.groups, sections) !== undefined) return;
  if (sectionOf(groups, sections)) found[at] = { ...earlier, entry: { ...earlier.entry, groups } };
}

/** What an OPML list adds to the configuration, and the addresses in it that cannot be fetched. */
export interface OpmlFeeds {
  readonly feeds: readonly FeedConfig[];
  readonly skipped: readonly Problem[];
}

/** A list from elsewhere names feeds of the web: files of the site folder are none of its business. */
function entryProblem(url: string, file: string): Omit<Problem, 'where'> | undefined {
  const bad = addressProblem(url);
  if (bad || !/^https?:/i.test(file) || /^https?:/i.test(url)) return bad;
  return {
    code: 'OPML_FEED_SKIPPED',
    what: `"${url}" cannot be fetched.`,
    why: 'It is a path, and the list comes from another place than this site folder.',
    fix: 'Ask the owner of the list for the feed’s address.',
  };
}

/**
 * Feeds of an OPML list that the configuration does not name itself; a group of a section's name puts them there.
 *
 * @param file the list's path in the site folder, or its address
 */
export function feedsOfOpml(
  list: readonly OpmlFeed[],
  own: readonly FeedConfig[],
  sections: readonly Section[],
  file: string,
): OpmlFeeds {
  const known = new Set(own.map((feed) => feed.url));
  const skipped: Problem[] = [];
  const found: Found[] = [];
  list.forEach((entry, at) => {
    const where = `${file}, feed ${at + 1}`;
    const bad = entryProblem(entry.url, file);
    if (bad) skipped.push({ ...bad, code: 'OPML_FEED_SKIPPED', where, kept: 'The other feeds of the list.' });
    else if (!known.has(entry.url)) found.push({ entry, where });
    else joinGroups(found, entry, sections);
    known.add(entry.url);
  });
  const ids = idsOf(
    found.map(({ entry }) => entry.url),
    new Set(own.map((feed) => feed.id)),
  );
  const feeds = found.map(({ entry, where }): FeedConfig => {
    const section = sectionOf(entry.groups, sections);
    return {
      id: ids.get(entry.url) ?? feedIdOf(entry.url),
      url: entry.url,
      ...(entry.title !== undefined && { title: entry.title }),
      ...(section && { section: section.id }),
      publish: 'full',
      ...(entry.attributes && { opml: entry.attributes }),
      where,
    };
  });
  return { feeds, skipped };
}

/** Makes the configured feeds. */
export function feedsOf(inputs: readonly FeedInput[], file: string): FeedConfig[] {
  const feeds = inputs.map((input) => (typeof input === 'string' ? { url: input } : input));
  const ids = feedIdsOf(feeds);
  return feeds.map((feed, at) => feedOf(feed, ids[at] ?? feedIdOf(feed.url), `${file}, feeds[${at}]`));
}
