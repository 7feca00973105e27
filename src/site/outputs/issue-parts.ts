import type { DigestItem, Entry } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { layOutDay } from '../views/edition-view.ts';
import { permalinkPath } from '../views/item-view.ts';
import type { Issue } from './issues.ts';

/** A headed piece of an issue, in reading order. */
export interface IssuePart {
  readonly title: string;
  readonly entries: readonly Entry[];
}

function dayParts(day: Day, site: Site): IssuePart[] {
  const { lead, seconds, sections } = layOutDay(day, site);
  const front = lead === undefined ? [] : [{ title: site.t('frontPage'), entries: [lead, ...seconds] }];
  return [...front, ...sections.map(({ title, entries }) => ({ title: title ?? site.t('more'), entries }))];
}

/** A day in its sections, a longer issue in its days. Every item stands in it exactly once. */
export function partsOf(issue: Issue, site: Site): IssuePart[] {
  if (issue.kind === 'day') return dayParts(issue.id, site);
  return issue.days.map((day) => ({
    title: site.dates.longDay(day).whole,
    entries: dayParts(day, site).flatMap((part) => part.entries),
  }));
}

/** An address that other programs may follow; `undefined` for any scheme but http and https. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}

/** Where an item leads: to its source, else to its place in the edition. Only addresses of the web. */
export function addressOf(item: DigestItem, site: Site): string {
  return webAddress(item.url) ?? webAddress(item.externalUrl) ?? site.absolute(permalinkPath(item));
}

export function sourceTitle(item: DigestItem, site: Site): string {
  return site.sources.get(item.feed)?.title ?? item.feed;
}
