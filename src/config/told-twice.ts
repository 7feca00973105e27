import type { FeedConfig, Problem, Section } from '../model/types.ts';
import { parseUrl, shownAddress } from '../model/url.ts';
import { addressKey } from './importers/merge-list.ts';
import type { FeedInput } from './schema.ts';

/** Whether an entry takes a part of what its address has: then others may take other parts. */
const takesPart = (input: FeedInput | undefined): boolean =>
  typeof input === 'object' && (input.filter !== undefined || input.scrape !== undefined);

/** The first of some things with each name, for those that come behind it. */
function repeated<T>(all: readonly T[], nameOf: (one: T) => string): { one: T; at: number; first: T }[] {
  const firsts = new Map<string, T>();
  return all.flatMap((one, at) => {
    const name = nameOf(one);
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, one);
    return first === undefined ? [] : [{ one, at, first }];
  });
}

/**
 * Feeds of one address under two ids: each of their items is in the digest twice.
 *
 * @param inputs the entries of the file, which the first feeds were made of
 */
export function sameFeeds(feeds: readonly FeedConfig[], inputs: readonly FeedInput[]): Problem[] {
  const whole = feeds.filter((_, at) => !takesPart(inputs[at]));
  return repeated(whole, ({ url }) => `${parseUrl(url)?.username ?? ''}@${addressKey(url)}`).map(
    ({ one, first }) => ({
      code: 'CONFIG_SAME_FEED',
      what: `"${one.id}" is the same feed as "${first.id}".`,
      where: one.where,
      why: `Both ask ${one.url === first.url ? 'the same address' : `${shownAddress(first.url)}, written in two ways`}, so each item will be there twice.`,
      fix: 'Remove one of them, or give each a "filter:" of its own.',
    }),
  );
}

/** Sections of one title: nobody can tell them apart. */
export function sameTitles(
  sections: readonly Section[],
  whereOf: (path: readonly PropertyKey[]) => string,
): Problem[] {
  const titleOf = ({ title }: Section): string => title.normalize('NFKC').trim().toLowerCase();
  return repeated(sections, titleOf).map(({ one, at, first }) => ({
    code: 'CONFIG_SAME_TITLE',
    what: `The sections "${first.id}" and "${one.id}" have the same title, "${one.title}".`,
    where: whereOf(['sections', at]),
    why: 'Readers see two sections that they cannot tell apart, and a list of feeds that names one may mean either.',
    fix: 'Give one of them another title, or put their feeds into one section.',
  }));
}
