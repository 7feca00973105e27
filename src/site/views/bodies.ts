import type { DigestItem } from '../../digest/index.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';

/** Bodies by item key. */
export type Bodies = ReadonlyMap<string, SafeHtml>;

/** Reads the bodies of items that have more than their summaries, each of their days once. */
export async function bodiesOf(items: readonly DigestItem[], site: Site): Promise<Bodies> {
  const wanted = new Map<Day, Set<string>>();
  for (const { day, key, hasMore } of items) {
    if (!hasMore) continue;
    const keys = wanted.get(day);
    if (keys) keys.add(key);
    else wanted.set(day, new Set([key]));
  }
  const bodies = new Map<string, SafeHtml>();
  for (const [day, keys] of wanted)
    for (const item of await site.readItems(day, keys)) bodies.set(item._daybook.key, bodyOf(item, site));
  return bodies;
}
