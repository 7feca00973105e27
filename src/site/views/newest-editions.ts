import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { dayPath } from './item-view.ts';

const shown = 7;

/** The newest days, newest first, without counts: what lists them changes with a new day only. */
export function newestEditions({ ledger, dates, href }: Site): LinkView[] {
  return ledger.days
    .slice(-shown)
    .reverse()
    .map((day) => ({ href: href(dayPath(day)), label: dates.longDay(day).whole }));
}
