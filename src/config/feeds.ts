import type { FeedConfig, Problem, Section } from '../model/types.ts';
import { feedIdOf } from './feed-id.ts';
import type { OpmlFeed } from './opml.ts';
import type { ConfigInput } from './schema.ts';
import { suggest } from './suggest.ts';
import { parseDuration } from './units.ts';

type FeedInput = NonNullable<ConfigInput['feeds']>[number];
type Report = (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>) => void;

/** A feed's address: `https:` and `http:` as they are, else a path inside the site folder without `./`. */
function addressProblem(url: string): Omit<Problem, 'where'> | undefined {
  if (/^https?:\/\//i.test(url)) {
    if (URL.canParse(url)) return undefined;
    return {
      code: 'CONFIG_BAD_ADDRESS',
      what: `"${url}" is not a valid address.`,
      why: 'Its host or port cannot be read.',
      fix: "Copy the address from the browser's address bar.",
    };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme !== undefined) {
    return {
      code: 'CONFIG_BAD_ADDRESS',
      what: `"${url}" cannot be fetched.`,
      why: `Addresses that start with "${scheme}:" are not supported.`,
      fix: 'Use an https: or http: address, or a path inside the site folder.',
    };
  }
  if (url.startsWith('/') || url.split(/[\\/]/).includes('..')) {
    return {
      code: 'CONFIG_BAD_ADDRESS',
      what: `"${url}" lies outside the site folder.`,
      why: 'A local feed must be a path below the folder of daybook.yaml.',
      fix: 'Copy the file into the site folder, or give its https: address.',
    };
  }
  return undefined;
}

function feedOf(input: FeedInput, at: number, file: string): FeedConfig {
  const feed = typeof input === 'string' ? { url: input } : input;
  const freeAfterMs = feed.freeAfter === undefined ? undefined : parseDuration(feed.freeAfter);
  return {
    id: feed.id ?? feedIdOf(feed.url),
    url: feed.url,
    ...(feed.title !== undefined && { title: feed.title }),
    ...(feed.section !== undefined && { section: feed.section }),
    ...(feed.tags !== undefined && { tags: feed.tags }),
    publish: feed.publish ?? 'full',
    ...(freeAfterMs !== undefined && { freeAfterMs }),
    where: `${file}, feeds[${at}]`,
  };
}

function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.slice(0, 60);
}

/** Feeds of an OPML list that the configuration does not name itself; a group of a section's name puts them there. */
export function feedsOfOpml(
  list: readonly OpmlFeed[],
  own: readonly FeedConfig[],
  sections: readonly Section[],
  file: string,
): FeedConfig[] {
  const known = new Set(own.map((feed) => feed.url));
  const ids = new Set(own.map((feed) => feed.id));
  const feeds: FeedConfig[] = [];
  list.forEach((entry, at) => {
    if (known.has(entry.url) || addressProblem(entry.url)) return;
    known.add(entry.url);
    let id = feedIdOf(entry.url);
    for (let copy = 2; ids.has(id); copy++) id = `${feedIdOf(entry.url)}-${copy}`;
    ids.add(id);
    const group = entry.group;
    const section = sections.find(
      (one) => group !== undefined && (one.title === group || one.id === slugOf(group)),
    );
    feeds.push({
      id,
      url: entry.url,
      ...(entry.title !== undefined && { title: entry.title }),
      ...(section && { section: section.id }),
      publish: 'full',
      where: `${file}, feed ${at + 1}`,
    });
  });
  return feeds;
}

/** Makes the configured feeds, and reports addresses that cannot work, ids used twice and sections that do not exist. */
export function feedsOf(
  inputs: readonly FeedInput[],
  sections: readonly Section[],
  file: string,
  report: Report,
): FeedConfig[] {
  const feeds = inputs.map((input, at) => feedOf(input, at, file));
  const firstWithId = new Map<string, number>();
  feeds.forEach((feed, at) => {
    const bad = addressProblem(feed.url);
    if (bad) report(typeof inputs[at] === 'string' ? ['feeds', at] : ['feeds', at, 'url'], bad);
    const first = firstWithId.get(feed.id);
    if (first !== undefined) {
      report(['feeds', at], {
        code: 'CONFIG_DUPLICATE_ID',
        what: `Two feeds have the id "${feed.id}".`,
        why: `feeds[${first}] has it too; an id names one feed for good.`,
        fix:
          feeds[first]?.url === feed.url
            ? 'Remove one of them.'
            : 'Give one of them an id of its own: "id: …".',
      });
    }
    firstWithId.set(feed.id, first ?? at);
    const ids = sections.map((section) => section.id);
    if (feed.section !== undefined && !ids.includes(feed.section)) {
      const near = suggest(feed.section, ids);
      report(['feeds', at, 'section'], {
        code: 'CONFIG_UNKNOWN_SECTION',
        what: `There is no section "${feed.section}".`,
        why: ids.length > 0 ? `Sections: ${ids.join(', ')}.` : 'No sections are configured.',
        fix: near ? `Did you mean "${near}"?` : 'Add it under "sections:".',
      });
    }
  });
  return feeds;
}
