import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { type ItemView, itemView } from './item-view.ts';

/** What became free since the edition before: the variable of `partials/freed.njk`. */
interface FreedView {
  readonly items: readonly ItemView[];
  /** `and 5 more`, where the list is too long for a page. */
  readonly more: string | undefined;
}

const maxListed = 20;

/** `undefined` where nothing became free. */
export function freedView(day: Day, site: Site): FreedView | undefined {
  const items = site.ledger.freed(day);
  if (items.length === 0) return undefined;
  const left = items.length - maxListed;
  return {
    items: items
      .slice(0, maxListed)
      .map((item) => ({ ...itemView(item, site), when: site.dates.date(item.date) })),
    more: left > 0 ? site.t('freedMore', { n: left }) : undefined,
  };
}
