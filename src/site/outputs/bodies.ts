import type { DigestItem } from '../../digest/index.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';

/** Whether an item's feed entry carries its body: the publisher's policy, and nothing else, decides. */
function carriesBody(item: DigestItem): boolean {
  return item.publish === 'full';
}

/** The bodies of items that may be republished in full, by their keys; each day of theirs is read once. */
export async function feedBodies(
  items: readonly DigestItem[],
  site: Site,
): Promise<ReadonlyMap<string, SafeHtml>> {
  const wanted = new Map<Day, Set<string>>();
  for (const item of items) {
    if (!carriesBody(item)) continue;
    const keys = wanted.get(item.day);
    if (keys) keys.add(item.key);
    else wanted.set(item.day, new Set([item.key]));
  }
  const bodies = new Map<string, SafeHtml>();
  for (const [day, keys] of wanted)
    for (const item of await site.readItems(day, keys))
      if (item.content_html !== '') bodies.set(item._daybook.key, bodyOf(item, site, 'elsewhere'));
  return bodies;
}
