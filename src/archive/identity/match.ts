import type { StoredItem } from '../day/stored-item.ts';
import type { Known } from '../known/known-shard.ts';
import { type AliasKind, aliasKinds, looseId, sureKinds, withoutVersion } from './aliases.ts';
import { fragmentOf } from './canonical-link.ts';
import { isOtherNews, isOtherStory, isOtherUnderId, isSameStory, sharedWords } from './content-hash.ts';
import { keyOf } from './hash.ts';
import { aliasHashes, itemId, type NamedItem, nameHashes, printOf, type Rungs } from './identity.ts';

/** By which name an item was found; `reused`: by an id that came with another link before. */
export type FoundBy = keyof Rungs | AliasKind | 'reused';

/** A named item, the hashes of its names, and what the index knows of it. */
export interface MatchedItem extends NamedItem {
  readonly hashes: readonly string[];
  readonly known?: Known;
  /** Set when the name may be that of another story: the stored item tells. */
  readonly doubt?: FoundBy;
}

const hashOf = (feed: string, rungs: Rungs, kind: keyof Rungs): string | undefined => {
  const name = rungs[kind];
  return name === undefined ? undefined : nameHashes(feed, { [kind]: name })[0];
};

/** Hashes of everything that an item goes by, that of its id first. */
export function allHashes(feed: string, { rungs, aliases }: Pick<NamedItem, 'rungs' | 'aliases'>): string[] {
  return [...nameHashes(feed, rungs), ...aliasHashes(feed, aliases)];
}

/** Hashes of those names that no other item can have. */
export function sureHashes(feed: string, { rungs, aliases }: NamedItem): string[] {
  const sure = aliases.filter(({ kind }) => sureKinds.includes(kind));
  return allHashes(feed, { rungs, aliases: sure });
}

const aliasesOfKind = (feed: string, { aliases }: NamedItem, wanted: AliasKind): string[] =>
  aliasHashes(
    feed,
    aliases.filter(({ kind }) => kind === wanted),
  );

interface Found {
  readonly known: Known;
  readonly by: FoundBy;
}

/**
 * Finds the incoming items of one document among the known ones: first all whose id is archived, then by any known id,
 * by link, by title, date and text, and then by their aliases, the surest first. An item that another one of the same
 * document already is by a surer name is not taken again. So two items of a document never are one, and none becomes a
 * second item with an id that exists.
 */
export function matchItems(
  feed: string,
  items: readonly NamedItem[],
  lookUp: (hash: string) => Known | undefined,
): MatchedItem[] {
  const found = new Map<NamedItem, Found>();
  const taken = new Set<string>();
  const take = (named: NamedItem, known: Known | undefined, by: FoundBy): void => {
    if (known === undefined || found.has(named) || taken.has(known.key)) return;
    taken.add(known.key);
    found.set(named, { known, by });
  };
  for (const named of items) {
    const known = lookUp(nameHashes(feed, named.rungs)[0] ?? '');
    if (known?.key === keyOf(itemId(feed, named.rungs))) take(named, known, 'guid');
  }
  for (const kind of ['guid', 'link', 'print'] as const) {
    for (const named of items) take(named, lookUp(hashOf(feed, named.rungs, kind) ?? ''), kind);
  }
  for (const kind of aliasKinds) {
    for (const named of items) {
      for (const hash of aliasesOfKind(feed, named, kind)) take(named, lookUp(hash), kind);
    }
  }
  return items.map((named) => describe(feed, named, found.get(named), lookUp));
}

function describe(
  feed: string,
  named: NamedItem,
  found: Found | undefined,
  lookUp: (hash: string) => Known | undefined,
): MatchedItem {
  const hashes = allHashes(feed, named);
  if (found === undefined) return { ...named, hashes };
  const { known, by } = found;
  if (by !== 'guid' && by !== 'link' && by !== 'print') return { ...named, hashes, known, doubt: by };
  const guid = hashOf(feed, named.rungs, 'guid');
  const isById = guid !== undefined && lookUp(guid)?.key === known.key;
  if (!isById) return { ...named, hashes, known, doubt: by };
  const link = hashOf(feed, named.rungs, 'link');
  const hasOtherLink = link !== undefined && link !== guid && lookUp(link)?.key !== known.key;
  return { ...named, hashes, known, ...(hasOtherLink && { doubt: 'reused' as const }) };
}

/** The least share of common words that two versions of one item have; texts that share less are two items'. */
const leastShared = 0.2;

/** Whether a doubtful match is the stored item after all. */
export function isSameItem(stored: StoredItem, named: NamedItem, by: FoundBy): boolean {
  const { item, rungs } = named;
  const { guid } = rungs;
  const shared = sharedWords(stored, item);
  switch (by) {
    case 'count':
    case 'words':
      return true;
    case 'moment':
      return shared === undefined || shared >= leastShared;
    case 'version':
      return isSameStory(stored, item) || (shared ?? 0) >= leastShared;
    case 'token':
      return isSameDated(stored, item);
    case 'serial':
      return isSameRenamed(stored, item);
    case 'reused':
      return !isOtherUnderId(stored, item) && !(guid === item.title?.trim() && isOtherNews(stored, item));
    default:
      if (guid === undefined && fragmentOf(stored.url) === fragmentOf(item.url))
        return !isOtherStory(stored, item);
      return isSameId(stored, guid) || isSameStory(stored, item);
  }
}

/** The same id, or the same written in another way. */
function isSameId({ id, _daybook }: StoredItem, guid: string | undefined): boolean {
  if (guid === undefined) return false;
  const own = id.slice(_daybook.feed.length + 1);
  return own === guid || (looseId(own) ?? own) === (looseId(guid) ?? guid) || withoutVersion(own) === guid;
}

/** The same story by more than its title: titles come again each week. */
function isSameDated(stored: StoredItem, item: NamedItem['item']): boolean {
  const [mine, theirs] = [stored.date_published, item.date_published];
  if (mine !== undefined && theirs !== undefined && mine !== theirs)
    return (sharedWords(stored, item) ?? 0) >= 0.5;
  return isSameStory(stored, item);
}

/** The same story under another headline: half of its words, or of what was published at one instant, any to speak of. */
function isSameRenamed(stored: StoredItem, item: NamedItem['item']): boolean {
  const [mine, theirs] = [stored.date_published, item.date_published];
  const isSameInstant = mine !== undefined && mine === theirs;
  const shared = sharedWords(stored, item);
  return shared === undefined ? isSameInstant : shared >= (isSameInstant ? leastShared : 0.5);
}

/** The item's names once its id has turned out to be that of a place in the document. */
export function withoutId(named: NamedItem): NamedItem {
  const { guid: _guid, ...others } = named.rungs;
  return { ...withoutLink(named), rungs: { ...others, print: printOf(named.item) } };
}

/** The item's names once its link, or another name of it, has turned out to be another item's. */
export function withoutLink(named: NamedItem): NamedItem {
  const { link: _link, ...others } = named.rungs;
  return {
    ...named,
    rungs: { ...others, print: printOf(named.item) },
    aliases: named.aliases.filter(({ kind }) => kind === 'moment' || kind === 'count'),
  };
}
