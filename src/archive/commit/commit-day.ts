import { defined } from '../../model/defined.ts';
import type { DayDraft } from '../day/day-draft.ts';
import { makeStorable } from '../day/day-file.ts';
import type { StoredItem } from '../day/stored-item.ts';
import { keyOf } from '../identity/hash.ts';
import type { CommitInput } from './commit.ts';
import type { PlannedItem } from './commit-plan.ts';
import { createItem, mergeItem } from './merge.ts';

type ChangeKind = 'added' | 'revised' | 'relabelled' | 'none';

/** A key that no other item of the day has. Two of 10^18 rarely meet; when they do, the later id takes the next one. */
function freeKey(change: PlannedItem, items: Pick<DayDraft, 'get'>): string {
  let key = change.key;
  for (let number = 2; ; number += 1) {
    const holder = items.get(key);
    const isOwn = holder === undefined || holder.id === change.id || change.key !== keyOf(change.id);
    if (isOwn) return key;
    key = keyOf(`${change.id}#${number}`);
  }
}

/** An item that the archive had lost was seen on its day, not now; at noon, for want of better knowledge. */
const firstSeen = (change: PlannedItem, now: string): string =>
  change.firstSeen !== undefined && change.firstSeen < now ? change.firstSeen : now;

/** A new item; or one that was lost, as far as it is remembered. */
function newItem(
  change: PlannedItem,
  key: string,
  { now, batch }: Pick<CommitInput, 'now' | 'batch'>,
): StoredItem {
  const { isImport: _isImport, ...own } = change;
  const before = batch.remembered?.get(key);
  if (before?.day !== change.placement.day || before.feed !== change.feed)
    return createItem({ ...change, key, now: firstSeen(change, now) });
  const { day, first_seen: seen, dated_by, backlog, revised, story } = before;
  const placed = { day, dated_by, ...(backlog && { backlog: true as const }) };
  const item = createItem({ ...own, key, placement: placed, now: seen });
  return { ...item, _daybook: { ...item._daybook, ...defined({ revised, story }) } };
}

/** Applies changes to a day, and tells the index what it now knows. Returns what became of each, by feed. */
export function applyChanges(
  draft: DayDraft,
  changes: readonly PlannedItem[],
  input: Pick<CommitInput, 'now' | 'batch'>,
): { readonly counts: readonly { feed: string; kind: ChangeKind }[]; readonly isChanged: boolean } {
  const counts: { feed: string; kind: ChangeKind }[] = [];
  for (const change of changes) {
    const key = freeKey(change, draft);
    const stored = draft.get(key);
    const { incoming, feed } = change;
    const result =
      stored === undefined
        ? { item: newItem(change, key, input), change: 'added' as const }
        : mergeItem(stored, incoming, input.now);
    if (result.change !== 'none') draft.set(makeStorable(result.item));
    counts.push({ feed, kind: result.change });
    remember(change, key);
  }
  return { counts, isChanged: counts.some(({ kind }) => kind !== 'none') };
}

/** The name that made an item's id is its own; any other that is already another item's stays that item's. */
function remember(change: PlannedItem, key: string): void {
  const known = { key, day: change.placement.day, version: change.version };
  change.hashes.forEach((hash, index) => {
    const holder = change.index.get(hash);
    const isOwn = index === 0 && key === change.key && key === keyOf(change.id);
    if (holder === undefined || holder.key === key || isOwn) change.index.set(hash, known);
  });
}
