import type { DigestItem, Edition, Entry } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { layOutDay } from '../views/edition-view.ts';
import { layOutEdition } from '../views/period-view.ts';
import type { Issue } from './issues.ts';

/** A headed piece of an issue, in reading order. */
export interface IssuePart {
  readonly title: string;
  readonly entries: readonly Entry[];
}

function editionParts({ lead, seconds, sections }: Edition, site: Site): IssuePart[] {
  const front = lead === undefined ? [] : [{ title: site.t('frontPage'), entries: [lead, ...seconds] }];
  return [...front, ...sections.map(({ title, entries }) => ({ title: title ?? site.t('more'), entries }))];
}

function keysOf({ item, also }: Entry): string[] {
  return [item.key, ...also.map((other) => other.item.key)];
}

/** The selection of a week or month, then what it leaves out, by day; a short one by day alone. */
function periodParts(issue: Issue, site: Site): IssuePart[] {
  const edition = layOutEdition(issue, site);
  const chosen = edition.isWhole ? [] : editionParts(edition, site);
  const shown = new Set(chosen.flatMap(({ entries }) => entries.flatMap(keysOf)));
  const days = issue.days.map((day) => ({
    title: site.dates.longDay(day).whole,
    entries: editionParts(layOutDay(day, site), site)
      .flatMap((part) => part.entries)
      .filter(({ item }) => !shown.has(item.key)),
  }));
  return [...chosen, ...days.filter(({ entries }) => entries.length > 0)];
}

/** An issue as its page has it: front page and sections; a week or month then by day. Every item stands in it once. */
export function partsOf(issue: Issue, site: Site): IssuePart[] {
  return issue.kind === 'day' ? editionParts(layOutDay(issue.id, site), site) : periodParts(issue, site);
}

export function sourceTitle(item: DigestItem, site: Site): string {
  return site.sources.get(item.feed)?.title ?? item.feed;
}
