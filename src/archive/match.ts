import { fragmentOf } from './canonical-link.ts';
import { isSameStory } from './content-hash.ts';
import { type NamedItem, printOf, type Rungs, rungHashes } from './identity.ts';
import type { Known } from './known-shard.ts';
import type { StoredItem } from './stored-item.ts';

/** An incoming item, the hashes of its names, and what the index knows of it. */
export interface Match {
  readonly named: NamedItem;
  readonly hashes: readonly string[];
  readonly known?: Known;
  /** True when it was found by link although its own id or its fragment may tell that it is another story. */
  readonly isDoubtful: boolean;
}

const only = (rungs: Rungs, kind: keyof Rungs): Rungs => {
  const name = rungs[kind];
  return name === undefined ? {} : { [kind]: name };
};

/**
 * Finds the incoming items of one document among the known ones: first all that have a known id, then by link, then by
 * title, date and text. An item that another one of the same document already is by a surer name is not taken again.
 */
export function matchItems(
  feed: string,
  items: readonly NamedItem[],
  lookUp: (hash: string) => Known | undefined,
): Match[] {
  const found = new Map<NamedItem, Known>();
  const taken = new Set<string>();
  for (const kind of ['guid', 'link', 'print'] as const) {
    for (const named of items) {
      if (found.has(named)) continue;
      const [hash] = rungHashes(feed, only(named.rungs, kind));
      const known = hash === undefined ? undefined : lookUp(hash);
      if (known === undefined || taken.has(known.key)) continue;
      taken.add(known.key);
      found.set(named, known);
    }
  }
  return items.map((named) => {
    const known = found.get(named);
    const [guid] = rungHashes(feed, only(named.rungs, 'guid'));
    const isNewId =
      guid === undefined ? fragmentOf(named.incoming.item.url) !== '' : lookUp(guid) === undefined;
    const isDoubtful = known !== undefined && isNewId;
    return {
      named,
      hashes: rungHashes(feed, named.rungs),
      ...(known === undefined ? {} : { known }),
      isDoubtful,
    };
  });
}

/** Whether a doubtful match is the stored item after all: the same fragment without ids, or the same story. */
export function isSameItem(stored: StoredItem, named: NamedItem): boolean {
  const { item } = named.incoming;
  if (named.rungs.guid === undefined && fragmentOf(stored.url) === fragmentOf(item.url)) return true;
  return stored.id === `${stored._daybook.feed}:${named.rungs.guid}` || isSameStory(stored, item);
}

/** The item's names once its link has turned out to be another item's. */
export function withoutLink(named: NamedItem): NamedItem {
  const { link: _link, ...others } = named.rungs;
  return { incoming: named.incoming, rungs: { ...others, print: printOf(named.incoming.item) } };
}
