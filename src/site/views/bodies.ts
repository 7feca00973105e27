import type { DigestItem } from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import type { SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';

/** Bodies by item key. */
export type Bodies = ReadonlyMap<string, SafeHtml>;

/**
 * Reads the bodies of items, each of their days once: on pages of those that have more than their summaries; elsewhere,
 * as in feeds, of those that the publisher's policy lets go whole.
 */
export async function bodiesOf(
  items: readonly DigestItem[],
  site: Site,
  place: 'page' | 'elsewhere' = 'page',
): Promise<Bodies> {
  const wanted = items.filter(({ hasMore, publish }) => (place === 'page' ? hasMore : publish === 'full'));
  const bodies = new Map<string, SafeHtml>();
  for (const [day, own] of grouped(wanted, (item) => item.day))
    for (const item of await site.readItems(day, new Set(own.map(({ key }) => key))))
      if (place === 'page' || item.content_html !== '')
        bodies.set(item._daybook.key, bodyOf(item, site, place));
  return bodies;
}
