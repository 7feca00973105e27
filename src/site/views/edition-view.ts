import {
  type DigestItem,
  type Edition,
  type Entry,
  layOut,
  monthOf,
  weekId,
  weekOf,
} from '../../digest/index.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { dayPath, durationText, type ItemView, itemView } from './item-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { reasonText } from './reason-text.ts';

export interface AlsoView {
  readonly item: ItemView;
  /** Why it belongs to the story, in words. */
  readonly reason: string;
}

export interface EntryView {
  readonly item: ItemView;
  readonly also: readonly AlsoView[];
  readonly storyHref: string | undefined;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly href: string | undefined;
  readonly entries: readonly EntryView[];
  readonly count: number;
  /** `5 stories, 32 min` */
  readonly note: string;
}

export interface LinkView {
  readonly href: string;
  readonly label: string;
}

/** The variables of `pages/day.njk`. */
export interface DayPage {
  readonly page: PageMeta;
  readonly day: { readonly iso: Day; readonly weekday: string; readonly rest: string };
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  readonly week: LinkView;
  readonly month: LinkView;
  readonly calendar: MonthView;
  readonly standfirst: string;
  readonly count: string;
  readonly lead: EntryView | undefined;
  readonly seconds: readonly EntryView[];
  readonly sections: readonly SectionView[];
  readonly sources: readonly { readonly title: string; readonly href: string; readonly count: number }[];
}

export function weekPath(day: Day): string {
  const week = weekOf(day);
  return `/${weekId(week).replace('-', '/')}/`;
}

export function monthPath(month: string): string {
  return `/${month.replace('-', '/')}/`;
}

type Bodies = ReadonlyMap<string, SafeHtml>;

async function bodiesOf(day: Day, items: readonly DigestItem[], site: Site): Promise<Bodies> {
  const wanted = new Set(items.filter((item) => item.hasMore).map((item) => item.key));
  const read = await site.readDay(day);
  return new Map(
    read
      .filter((item) => wanted.has(item._daybook.key))
      .map((item) => [item._daybook.key, bodyOf(item, site.config)]),
  );
}

export function entryView(entry: Entry, site: Site, bodies: Bodies): EntryView {
  return {
    item: itemView(entry.item, site, bodies.get(entry.item.key)),
    also: entry.also.map(({ item, reason }) => ({
      item: itemView(item, site, bodies.get(item.key)),
      reason: reasonText(reason, site),
    })),
    storyHref: entry.story === undefined ? undefined : site.href(`/story/${entry.story}/`),
  };
}

function sectionViews(edition: Edition, site: Site, bodies: Bodies): SectionView[] {
  const { t } = site;
  const configured = new Set(site.config.sections.map((section) => section.id));
  return edition.sections.map((section) => ({
    id: section.id,
    title: section.title ?? t('more'),
    href: configured.has(section.id)
      ? site.href(`/section/${section.id}/`)
      : site.sources.has(section.id) && site.config.sections.length === 0
        ? site.href(`/source/${section.id}/`)
        : undefined,
    entries: section.entries.map((entry) => entryView(entry, site, bodies)),
    count: section.entries.length,
    note: [t('stories', { n: section.entries.length }), durationText(section.minutes, site)].join(', '),
  }));
}

/** The titles that lead, as one sentence of the interface's language. */
function standfirstOf(edition: Edition, site: Site): string {
  const entries = [edition.lead, ...edition.seconds].filter((entry) => entry !== undefined);
  const fallback = edition.sections.flatMap((section) => section.entries);
  const titles = (entries.length > 0 ? entries : fallback)
    .filter((entry) => !entry.item.untitled)
    .slice(0, 3)
    .map((entry) => entry.item.title.replace(/[.。]$/, ''));
  return new Intl.ListFormat(site.language, { type: 'conjunction' }).format(titles);
}

function sourceCounts(items: readonly DigestItem[], site: Site): DayPage['sources'] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item.feed, (counts.get(item.feed) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({
      title: site.sources.get(id)?.title ?? id,
      href: site.href(`/source/${id}/`),
      count,
    }))
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

export function layOutDay(day: Day, site: Site): Edition {
  return layOut({
    items: site.corpus.byDay.get(day) ?? [],
    sections: site.config.sections,
    storyOf: site.corpus.storyOf,
    sourceTitle: (feed) => site.sources.get(feed)?.title ?? feed,
  });
}

export async function dayPage(day: Day, site: Site, kind: 'day' | 'home' = 'day'): Promise<DayPage> {
  const { t, dates, corpus } = site;
  const items = corpus.byDay.get(day) ?? [];
  const edition = layOutDay(day, site);
  const bodies = await bodiesOf(day, items, site);
  const at = corpus.days.indexOf(day);
  const neighbour = (other: Day | undefined): LinkView | undefined =>
    other === undefined ? undefined : { href: site.href(dayPath(other)), label: dates.shortDay(other) };
  const previous = neighbour(corpus.days[at - 1]);
  const next = neighbour(corpus.days[at + 1]);
  const long = dates.longDay(day);
  const standfirst = standfirstOf(edition, site);
  const { counts } = edition;
  return {
    page: pageMeta(site, {
      kind,
      title: long.whole,
      description: standfirst,
      path: dayPath(day),
      previous: previous?.href,
      next: next?.href,
    }),
    day: { iso: day, weekday: long.weekday, rest: long.rest },
    previous,
    next,
    week: { href: site.href(weekPath(day)), label: t('weekNumber', { n: weekOf(day).week }) },
    month: {
      href: site.href(monthPath(monthOf(day))),
      label: t('allOf', { month: dates.month(monthOf(day)) }),
    },
    calendar: monthView(monthOf(day), site, day),
    standfirst,
    count: [
      t('stories', { n: counts.items }),
      t('sourcesCount', { n: counts.sources }),
      t('readingTime', { time: durationText(counts.minutes, site) }),
    ].join(', '),
    lead: edition.lead && entryView(edition.lead, site, bodies),
    seconds: edition.seconds.map((entry) => entryView(entry, site, bodies)),
    sections: sectionViews(edition, site, bodies),
    sources: sourceCounts(items, site),
  };
}
