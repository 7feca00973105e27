import { defined } from '../../model/defined.ts';
import type { CleanItem } from '../../model/types.ts';
import { ownVersion, withPageText } from '../day/page-text.ts';
import type { IncomingItem, StoredItem } from '../day/stored-item.ts';
import { addressOf, contentHash } from '../identity/content-hash.ts';
import type { PlannedItem } from './commit-plan.ts';
import { ownContent } from './own-content.ts';

/** How many hashes of earlier versions an item keeps, the newest last. */
const keptVersions = 20;

interface NewItem extends Pick<PlannedItem, 'incoming' | 'feed' | 'id' | 'key' | 'placement' | 'isImport'> {
  /** RFC 3339 in UTC. */
  readonly now: string;
}

/** The fields that the archive keeps, except the id. */
function fieldsOf(item: CleanItem): Omit<StoredItem, 'id' | '_daybook'> {
  const { id: _id, _daybook, content_html, ...fields } = item;
  return { ...fields, content_html };
}

function extrasOf(
  item: CleanItem,
): Omit<StoredItem['_daybook'], 'feed' | 'key' | 'first_seen' | 'dated_by' | 'access'> {
  const {
    categories: _categories,
    id_is_link: _isLink,
    inherits_authors: _inherits,
    ...extras
  } = item._daybook ?? {};
  return extras;
}

const labelsOf = (labels: readonly string[] | undefined): { labels?: readonly string[] } =>
  labels === undefined || labels.length === 0 ? {} : { labels: [...labels].sort() };

/** The first version of an item, as the archive keeps it. */
export function createItem(input: NewItem): StoredItem {
  const { incoming, placement } = input;
  return {
    ...fieldsOf(incoming.item),
    id: input.id,
    _daybook: {
      ...extrasOf(incoming.item),
      feed: input.feed,
      key: input.key,
      first_seen: input.now,
      dated_by: placement.dated_by,
      access: incoming.access,
      ...(placement.backlog !== undefined && { backlog: placement.backlog }),
      ...(input.isImport && { imported: true }),
      ...labelsOf(incoming.labels),
    },
  };
}

/** What a later version did to an item. */
export interface Merged {
  readonly item: StoredItem;
  readonly change: 'none' | 'relabelled' | 'revised';
}

/** A cached, older version that comes back: known by its hash, and not modified since. */
function isStale(stored: StoredItem, incoming: CleanItem): boolean {
  const mine = stored.date_modified;
  const theirs = incoming.date_modified;
  if (mine === undefined || theirs === undefined || theirs >= mine) return false;
  return (stored._daybook.versions ?? []).includes(contentHash(incoming));
}

/** The later version's text over the earlier one's; what the later one lacks stays, and so does the first date. */
function overlay(stored: StoredItem, incoming: CleanItem): StoredItem {
  const { content_html, ...fields } = fieldsOf(incoming);
  const hasText = content_html.trim() !== '';
  return {
    ...stored,
    ...fields,
    ...(hasText && { content_html }),
    ...(stored.date_published !== undefined && { date_published: stored.date_published }),
    _daybook: { ...stored._daybook, ...extrasOf(incoming) },
  };
}

function relabel(stored: StoredItem, incoming: IncomingItem): StoredItem {
  const { labels: _labels, freed, ...extras } = stored._daybook;
  const isOpen = incoming.access === 'open';
  return {
    ...stored,
    _daybook: {
      ...extras,
      access: incoming.access,
      ...(isOpen && freed !== undefined && { freed }),
      ...labelsOf(incoming.labels),
    },
  };
}

/** Whether the feed itself opened an item: it shows another version, and that one is free. A rule's change is not that. */
const isFreed = (before: StoredItem, after: StoredItem): boolean =>
  before._daybook.access === 'subscriber' && after._daybook.access === 'open';

/** Whether the mark before the title is all that a later version lacks: no reader would call that a revision. */
function lostItsMark(before: StoredItem, after: StoredItem): boolean {
  const title = after.title ?? '';
  const isRest = title !== '' && before.title !== title && before.title?.endsWith(title) === true;
  return isRest && contentHash({ ...before, title }) === contentHash(after);
}

const wears = (stored: StoredItem, incoming: IncomingItem): boolean =>
  stored._daybook.access === incoming.access &&
  (stored._daybook.labels ?? []).join('\n') === [...(incoming.labels ?? [])].sort().join('\n');

/** The item at the address that its feed gives now: a site that moved, or changed the form of its links. */
function readdressed({ item, change }: Merged, url: string | undefined): Merged {
  if (url === undefined || addressOf(url) === addressOf(item.url)) return { item, change };
  return { item: { ...item, url }, change: 'relabelled' };
}

/**
 * Merges a later version into an item. Id, key, day and first date stay; a text that a reader would notice replaces
 * the old one and sets `revised`, the old version's hash being kept; new labels or access change those alone; a
 * subscribers' item whose later version is open gets `freed`. A body,
 * title or other field that the later version lacks never takes away the one we have. Where the text is that of the
 * item's page, the feed's versions are compared with each other, and the text stays unless the feed says more. When
 * nothing changes the very same object comes back.
 */
export function mergeItem(stored: StoredItem, incoming: IncomingItem, now: string): Merged {
  const own = ownVersion(stored);
  const merged = own._daybook.imported ? replaceCopy(own, incoming, now) : mergeVersions(own, incoming, now);
  if (own === stored) return merged;
  if (merged.change === 'none') return { item: stored, change: 'none' };
  return { ...merged, item: withPageText(merged.item, stored) };
}

/** What the feed itself says of an item that was a copy from another program: nobody has revised anything. */
function replaceCopy(copy: StoredItem, incoming: IncomingItem, now: string): Merged {
  const { imported: _imported, ...before } = copy._daybook;
  const { item, change } = mergeVersions({ ...copy, _daybook: before }, incoming, now);
  if (change !== 'revised') return { item, change: 'relabelled' };
  const { revised: _revised, versions: _versions, ...extras } = item._daybook;
  const { revised, versions } = before;
  return {
    item: {
      ...item,
      _daybook: { ...extras, ...(revised && { revised }), ...(versions && { versions }) },
    },
    change: 'relabelled',
  };
}

function mergeVersions(stored: StoredItem, incoming: IncomingItem, now: string): Merged {
  const labelled = wears(stored, incoming) ? stored : relabel(stored, incoming);
  const unrevised: Merged = { item: labelled, change: labelled === stored ? 'none' : 'relabelled' };
  // An older version wears the older marks, too.
  if (isStale(stored, incoming.item)) return { item: stored, change: 'none' };
  const own = overlay(labelled, ownContent(incoming.item));
  const oldHash = contentHash(stored);
  if (contentHash(own) === oldHash) return readdressed(unrevised, own.url);
  const versions = [...(stored._daybook.versions ?? []), oldHash].slice(-keptVersions);
  const merged = { ...own, ...defined({ authors: own.authors ?? incoming.item.authors }) };
  const freed = isFreed(stored, own) ? { freed: now } : {};
  if (freed.freed !== undefined && lostItsMark(stored, own)) {
    return {
      item: { ...merged, _daybook: { ...merged._daybook, ...freed, versions } },
      change: 'relabelled',
    };
  }
  return {
    item: { ...merged, _daybook: { ...merged._daybook, ...freed, revised: now, versions } },
    change: 'revised',
  };
}
