import { DAY, trustedInstant } from '../../model/instant.ts';
import type { Day } from '../../model/types.ts';
import { type Calendar, type Placement, placeItem } from '../calendar.ts';
import type { TitledLine } from '../day/day-draft.ts';
import { ownVersion } from '../day/page-text.ts';
import type { IncomingItem, StoredItem } from '../day/stored-item.ts';
import { importedVersion, versionHash } from '../identity/content-hash.ts';
import { keyOf } from '../identity/hash.ts';
import { itemId, type NamedItem } from '../identity/identity.ts';
import {
  allHashes,
  type FoundBy,
  isSameItem,
  type MatchedItem,
  matchItems,
  sureHashes,
  withoutId,
  withoutLink,
} from '../identity/match.ts';
import { isLikeTitle, isReissue } from '../identity/reissue.ts';
import type { KnownIndex } from '../known/known-index.ts';
import type { Known } from '../known/known-shard.ts';
import { ownContent } from './own-content.ts';

/** An incoming item that changes a day, or may: what it is called there, and where it goes. */
export interface PlannedItem {
  readonly feed: string;
  readonly index: KnownIndex;
  readonly incoming: IncomingItem;
  readonly hashes: readonly string[];
  readonly version: string;
  readonly id: string;
  readonly key: string;
  readonly placement: Placement;
  /** Only of an item that the index knows: should its line be lost, it is not new when it comes back. */
  readonly firstSeen?: string;
  /** It comes from another program. */
  readonly isImport?: true;
}

interface FeedPlan {
  readonly changes: readonly PlannedItem[];
  readonly unchanged: number;
  /** Items that a removal request or the retention rule keeps out. */
  readonly refused: number;
}

export interface PlanInput {
  readonly feed: string;
  /** The document's items with their names, whose hashes the index was opened for. */
  readonly named: readonly NamedItem[];
  readonly index: KnownIndex;
  readonly isNewFeed: boolean;
  readonly calendar: Calendar;
  readonly nowMs: number;
  /** Items whose own date is earlier are not archived: the retention rule would drop them at once. */
  readonly keepFromMs: number | undefined;
  readonly isForgotten: (hashes: readonly string[], item: IncomingItem) => boolean;
  readonly readStored: (day: Day, key: string) => Promise<StoredItem | undefined>;
  /** The feed's items on a day. */
  readonly readOwn: (day: Day) => Promise<readonly TitledLine[]>;
  /** The document is older than one that was taken: what is known stays as it is. */
  readonly isOlder?: true;
  readonly isImport?: true;
}

const versionOf = ({ item, access, labels }: IncomingItem): string =>
  versionHash({ content: ownContent(item), access, labels });

/** The item's other names, once the one that it was found by has turned out to be another item's. */
function withoutName(named: NamedItem, found: FoundBy): NamedItem {
  switch (found) {
    case 'reused':
      return withoutId(named);
    case 'guid':
    case 'link':
    case 'print':
      return withoutLink(named);
    default:
      return { ...named, aliases: [] };
  }
}

/** Resolves a match that may be another story: the stored item tells. */
async function settle(
  match: MatchedItem,
  taken: ReadonlySet<string>,
  input: PlanInput,
): Promise<MatchedItem> {
  const { hashes: _all, known, doubt, ...named } = match;
  if (doubt === undefined || known === undefined || known.version === versionOf(named)) return match;
  const stored = await input.readStored(known.day, known.key);
  if (stored === undefined || isSameItem(ownVersion(stored), named, doubt)) return match;
  const renamed = withoutName(named, doubt);
  const hashes = allHashes(input.feed, renamed);
  await input.index.load(hashes);
  const other = hashes
    .map((hash) => input.index.get(hash))
    .find((found) => found !== undefined && found.key !== known.key && !taken.has(found.key));
  return { ...renamed, hashes, ...(other && { known: other }) };
}

/**
 * An unknown item of a document of several that are new for the most part, as they are after a site has moved: looked
 * for among the feed's items around its day.
 */
async function findReissue(
  match: MatchedItem,
  taken: ReadonlySet<string>,
  { calendar, nowMs, readOwn }: PlanInput,
): Promise<MatchedItem> {
  const { date_published, date_modified } = match.item;
  const instant = trustedInstant(date_published, nowMs) ?? trustedInstant(date_modified, nowMs);
  if (instant === undefined) return match;
  const days = new Set([0, DAY, -DAY].map((distance) => calendar.dayOf(instant + distance)));
  for (const day of days) {
    for (const { title, read } of await readOwn(day)) {
      const stored = isLikeTitle(title, match.item.title) ? read() : undefined;
      const key = stored?._daybook.key ?? '';
      if (stored !== undefined && !taken.has(key) && isReissue(ownVersion(stored), match.item))
        return { ...match, known: { key, day, version: '' } };
    }
  }
  return match;
}

function placeKnown(known: Known, named: NamedItem, input: PlanInput): Placement {
  const instant = trustedInstant(named.item.date_published, input.nowMs);
  const isOwnDay = instant !== undefined && input.calendar.dayOf(instant) === known.day;
  return { day: known.day, dated_by: isOwnDay ? 'published' : 'first_seen' };
}

function placeNew(named: NamedItem, input: PlanInput): Placement {
  const { date_published: published, date_modified: modified } = named.item;
  return placeItem({ ...input, published, modified });
}

function isExpired(named: NamedItem, input: PlanInput): boolean {
  const { date_published, date_modified } = named.item;
  const instant = trustedInstant(date_published, input.nowMs) ?? trustedInstant(date_modified, input.nowMs);
  return input.keepFromMs !== undefined && instant !== undefined && instant < input.keepFromMs;
}

/** What an item of the document changes, or why it changes nothing. */
function planItem(item: MatchedItem, input: PlanInput): PlannedItem | 'unchanged' | 'refused' {
  const { feed, index, isOlder, isImport } = input;
  const { known, hashes } = item;
  if (input.isForgotten(sureHashes(feed, item), item) || known?.version === 'gone') return 'refused';
  const version = versionOf(item);
  if (known && (isOlder || item.isHalf || known.version === version)) return 'unchanged';
  if (!known && isExpired(item, input)) return 'refused';
  const id = itemId(feed, item.rungs);
  return {
    feed,
    index,
    incoming: item,
    hashes,
    version: isImport ? importedVersion(version) : version,
    id,
    key: known?.key ?? keyOf(id),
    placement: known ? placeKnown(known, item, input) : placeNew(item, input),
    ...(known && { firstSeen: `${known.day}T12:00:00Z` }),
    ...(isImport && { isImport }),
  };
}

/** What the items of one feed document change. Reads the index, and stored items only where a match is doubtful. */
export async function planFeed(input: PlanInput): Promise<FeedPlan> {
  const { feed, index, named } = input;
  const changes: PlannedItem[] = [];
  const others = { unchanged: 0, refused: 0 };
  const matches = matchItems(feed, named, index.get);
  // What an id of a place says is known when the stored item was looked at: until then, it may be another's.
  const taken = new Set(
    matches.flatMap(({ known, doubt }) => (doubt === 'reused' ? [] : (known?.key ?? []))),
  );
  const mayHaveMoved = !input.isNewFeed && matches.length > 1 && 2 * taken.size <= matches.length;
  for (const match of matches) {
    const found = await settle(match, taken, input);
    const settled = found.known || !mayHaveMoved ? found : await findReissue(found, taken, input);
    if (settled.known) taken.add(settled.known.key);
    const planned = planItem(settled, input);
    if (typeof planned === 'string') others[planned] += 1;
    else changes.push(planned);
  }
  return { changes, ...others };
}
