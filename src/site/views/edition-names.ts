import { type EditionName, editionNumber, weekOf } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';

/** Where an edition's page lies: `/2026/05/18/`, `/2026/w21/`, `/2026/05/`. */
export function editionPath({ id }: Pick<EditionName, 'id'>): string {
  return `/${id.replaceAll('-', '/')}/`;
}

export function weekPath(week: string): string {
  return editionPath({ id: week });
}

export function monthPath(month: string): string {
  return editionPath({ id: month });
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

/** `No. 138` */
export function numberText(edition: EditionName, site: Site): string | undefined {
  const n = numberOf(edition, site);
  return n === undefined ? undefined : site.t('editionNumber', { n });
}
