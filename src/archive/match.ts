import { fragmentOf } from './canonical-link.ts';
import { isSameStory } from './content-hash.ts';
import { keyOf } from './digest-text.ts';
import { itemId, type NamedItem, nameHashes, printOf, type Rungs } from './identity.ts';
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

const hashOf = (feed: string, rungs: Rungs, kind: keyof Rungs): string | undefined => {
  const name = rungs[kind];
  return name === undefined ? undefined : nameHashes(feed, { [kind]: name })[0];
};

/**
 * Finds the incoming items of one document among the known ones: first all whose id is archived, then by any known id,
 * by link, and by title, date and text. An item that another one of the same document already is by a surer name is not
 * taken again. So two items of a document never are one, and none becomes a second item with an id that exists.
 */
export function matchItems(
  feed: string,
  items: readonly NamedItem[],
  lookUp: (hash: string) => Known | undefined,
): Match[] {
  const found = new Map<NamedItem, Known>();
  const taken = new Set<string>();
  const take = (named: NamedItem, known: Known | undefined): void => {
    if (known === undefined || found.has(named) || taken.has(known.key)) return;
    taken.add(known.key);
    found.set(named, known);
  };
  for (const named of items) {
    const known = lookUp(nameHashes(feed, named.rungs)[0] ?? '');
    if (known?.key === keyOf(itemId(feed, named.rungs))) take(named, known);
  }
  for (const kind of ['guid', 'link', 'print'] as const) {
    for (const named of items) take(named, lookUp(hashOf(feed, named.rungs, kind) ?? ''));
  }
  return items.map((named) => describe(feed, named, found.get(named), lookUp));
}

function describe(
  feed: string,
  named: NamedItem,
  known: Known | undefined,
  lookUp: (hash: string) => Known | undefined,
): Match {
  const hashes = nameHashes(feed, named.rungs);
  if (known === undefined) return { named, hashes, isDoubtful: false };
  const guid = hashOf(feed, named.rungs, 'guid');
  const isById =
    guid === undefined ? fragmentOf(named.incoming.item.url) === '' : lookUp(guid)?.key === known.key;
  return { named, hashes, known, isDoubtful: !isById };
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
