import { type DigestItem, type Edition, type Overview, overviewOf } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { titleText } from './item-text.ts';
import { isolated, joinSentences } from './sentences.ts';

/** An edition in a sentence or two of the interface's language, as plain text. */
interface OverviewText {
  /** The titles that lead: in a row, or one a line where they run in both directions. Empty where no item has one. */
  readonly titles: string;
  /** What it is about, where most of it comes from, which sources are new. Empty on a day with little to tell. */
  readonly rest: string;
}

function listed(names: readonly string[], site: Site): string {
  return site.list(names.map((name) => isolated(name, site)));
}

/**
 * Titles in a row; where one of them is a row itself, marks of another kind stand between them. A title of the other
 * direction that breaks between two lines would have the next one between its parts: then each has a line of its own.
 */
function listedTitles(titles: readonly string[], site: Site): string {
  if (titles.length > 1 && titles.some((title) => isolated(title, site) !== title))
    return titles.map((title) => isolated(title, site)).join('\n');
  if (!titles.some((title) => /[,;،؛、，]/u.test(title))) return listed(titles, site);
  return titles.map((title) => isolated(title, site)).join(site.t('semicolon'));
}

function titleOf(site: Site, feed: string): string {
  return site.sources.get(feed)?.title ?? feed;
}

function sourcesText({ sources }: Overview, site: Site): string[] {
  if (sources.length === 0) return [];
  const named = sources.map(({ feed, count }) =>
    site.t('nameAndCount', { name: isolated(titleOf(site, feed), site), n: count }),
  );
  return [site.t('overviewSources', { n: named.length, sources: site.list(named) })];
}

/** Sources that a digest, once begun, took up on these days. */
function newSourcesText(days: readonly Day[], site: Site): string[] {
  const feeds = days.flatMap((day) => site.newSources.get(day) ?? []);
  const names = listed(
    feeds.map((feed) => titleOf(site, feed)),
    site,
  );
  return feeds.length === 0 ? [] : [site.t('overviewNewSources', { n: feeds.length, sources: names })];
}

/** Says what an edition holds. `days` are those it stands for. */
export function overviewText(
  edition: Edition,
  { items, days }: { readonly items: readonly DigestItem[]; readonly days: readonly Day[] },
  site: Site,
): OverviewText {
  const overview = overviewOf(
    edition,
    items,
    (tag, feed) => site.sources.get(feed)?.givenTags?.includes(tag) !== true,
  );
  const titles = overview.top.map((item) => titleText(item).replace(/[.。]$/, ''));
  const topics =
    overview.topics.length === 0 ? [] : [site.t('overviewTopics', { topics: listed(overview.topics, site) })];
  return {
    titles: listedTitles(titles, site),
    rest: joinSentences([...topics, ...sourcesText(overview, site), ...newSourcesText(days, site)]),
  };
}
