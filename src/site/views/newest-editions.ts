import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';
import type { LinkView } from './edition-view.ts';

const shown = 7;

/** The newest days, newest first, without counts: what lists them changes with a new day only. */
export function newestEditions({ ledger, dates, href }: Site): LinkView[] {
  return ledger.days
    .slice(-shown)
    .reverse()
    .map((day) => ({ href: href(editionPath(day)), label: dates.longDay(day).whole }));
}
