import { type EditionName, editionNumber, weekOf } from '../../digest/index.ts';
import type { Day, EditionKind } from '../../model/types.ts';
import type { Site } from '../site.ts';

/** Where an edition's page lies, by its id: `/2026/05/18/`, `/2026/w21/`, `/2026/05/`. */
export function editionPath(id: string): string {
  return `/${id.replaceAll('-', '/')}/`;
}

/** `Monday 18 May 2026`, `Week 21, 2026`, `May 2026`: the edition's name where nothing else says when. */
export function editionTitle({ kind, id }: EditionName, { t, dates }: Pick<Site, 't' | 'dates'>): string {
  switch (kind) {
    case 'day':
      return dates.longDay(id).whole;
    case 'week':
      return t('weekOfYear', { n: Number(id.slice(6)), year: id.slice(0, 4) });
    case 'month':
      return dates.monthTitle(id);
  }
}

/** `Week 21` of a day in it. */
export function weekName(day: Day, { t }: Pick<Site, 't'>): string {
  return t('weekNumber', { n: weekOf(day).week });
}

/** The edition's number; `undefined` before the digest's first day, and for kinds that are not made. */
export function numberOf(edition: EditionName, { config, firstDay }: Site): number | undefined {
  if (firstDay === undefined || !config.editions.every.includes(edition.kind)) return undefined;
  return editionNumber(edition, firstDay);
}

/** The shortest kind of edition that is made: its newest is the site's first page, and the feed of editions is made of it. */
export function shortestKind({ config }: Pick<Site, 'config'>): EditionKind {
  const kinds: readonly EditionKind[] = ['day', 'week', 'month'];
  return kinds.find((kind) => config.editions.every.includes(kind)) ?? 'day';
}

/** `No. 138` */
export function numberText(edition: EditionName, site: Site): string | undefined {
  const n = numberOf(edition, site);
  return n === undefined ? undefined : site.t('editionNumber', { n });
}
