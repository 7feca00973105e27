import type { DigestItem } from '../../digest/index.ts';
import type { SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';

/** Bodies by item key. */
export type Bodies = ReadonlyMap<string, SafeHtml>;

/** Reads the bodies of items that have more than their summaries, each of their days once. */
export async function bodiesOf(items: readonly DigestItem[], site: Site): Promise<Bodies> {
  const wanted = new Map(items.filter((item) => item.hasMore).map((item) => [item.key, item.day]));
  const bodies = new Map<string, SafeHtml>();
  for (const day of new Set(wanted.values())) {
    for (const item of await site.readDay(day)) {
      if (wanted.has(item._daybook.key)) bodies.set(item._daybook.key, bodyOf(item, site));
    }
  }
  return bodies;
}
