import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import type { LostItem } from '../commit/note-lost.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { openTransaction, type Transaction } from '../disk/journal.ts';
import { statePath } from '../disk/state-path.ts';
import { allOrNothing, type Failed, Stop } from '../disk/stop.ts';
import { sureKinds } from '../identity/aliases.ts';
import { canonicalLink } from '../identity/canonical-link.ts';
import { storedAliases } from '../identity/identity.ts';
import { feedListPath, formatFeedList, readFeedList } from '../known/known-feeds.ts';
import { knownFolder, openKnownIndex } from '../known/known-index.ts';
import { learnedWordsPath } from '../known/learned-words.ts';
import {
  authorLine,
  feedLine,
  formatTombstones,
  itemLine,
  readTombstones,
  tombstonePath,
} from '../known/tombstones.ts';
import { nothingToForget } from '../problems.ts';
import { type DroppedItem, describeDropped, dropItems, listDamagedCopies } from './drop-items.ts';
import { hashesOfStored } from './rebuild.ts';

/** What a removal request names. An item by its key, its id or its address; an author by the name as shown. */
export interface ForgetTarget {
  readonly kind: 'item' | 'feed' | 'author';
  readonly name: string;
}

export type ForgetResult =
  | {
      readonly kind: 'forgotten';
      readonly items: readonly DroppedItem[];
      /** Copies of damaged files that named it and went too, relative to the data folder. */
      readonly copies: readonly string[];
      readonly problems: readonly Problem[];
    }
  | Failed;

interface ForgetInput extends ArchiveFolder {
  readonly target: ForgetTarget;
  /** Tell what would go, and change nothing. */
  readonly mode: 'do' | 'preview';
  /** Published items that the archive lost: they are removed all the same. */
  readonly lost?: readonly LostItem[];
}

function matcher({ kind, name: wanted }: ForgetTarget): (item: StoredItem) => boolean {
  switch (kind) {
    case 'item': {
      const link = canonicalLink(wanted);
      return ({ id, url, _daybook }) =>
        _daybook.key === wanted || id === wanted || (url !== undefined && canonicalLink(url) === link);
    }
    case 'feed':
      return ({ _daybook }) => _daybook.feed === wanted;
    case 'author': {
      const line = authorLine(wanted);
      return ({ authors }) =>
        (authors ?? []).some(({ name }) => name !== undefined && authorLine(name) === line);
    }
  }
}

/** Every name of the dropped items, the index's aliases too, leaves the index and becomes a tombstone. */
async function buryItems(
  input: ForgetInput,
  transaction: Transaction,
  dropped: readonly StoredItem[],
): Promise<readonly string[]> {
  // Also what it would be known by after its site moved.
  const names = dropped.flatMap((item) => [...hashesOfStored(item), ...storedAliases(item, sureKinds)]);
  const lines = names.map(itemLine);
  const keys = new Set(dropped.map(({ _daybook }) => _daybook.key));
  for (const feed of [...new Set(dropped.map(({ _daybook }) => _daybook.feed))].sort()) {
    const index = await openKnownIndex(input.fs, input.dir, feed);
    if (index === undefined || !(await index.loadAll())) continue;
    for (const [hash, { key }] of index.entries()) {
      if (!keys.has(key)) continue;
      lines.push(itemLine(hash));
      index.remove(hash);
    }
    for (const change of index.changes()) await transaction.stage(change);
  }
  return lines;
}

async function buryFeed(
  input: ForgetInput,
  transaction: Transaction,
  feed: string,
): Promise<readonly string[]> {
  const feeds = await readFeedList(input.fs, input.dir);
  if (feeds?.delete(feed) === true)
    await transaction.stage({ path: feedListPath, data: formatFeedList(feeds) });
  await transaction.stage({ path: knownFolder(feed), data: undefined });
  await transaction.stage({ path: statePath(feed), data: undefined });
  await transaction.stage({ path: `state/pages/${feed}.json`, data: undefined });
  return [feedLine(feed)];
}

/** Puts tombstones where items, a feed or an author were. */
async function bury(
  input: ForgetInput,
  transaction: Transaction,
  dropped: readonly StoredItem[],
): Promise<void> {
  const { fs, dir, target } = input;
  const { lines } = await readTombstones(fs, dir);
  const buried =
    target.kind === 'feed'
      ? await buryFeed(input, transaction, target.name)
      : await buryItems(input, transaction, dropped);
  const author = target.kind === 'author' ? [authorLine(target.name)] : [];
  const data = formatTombstones(new Set([...lines, ...buried, ...author]));
  await transaction.stage({ path: tombstonePath, data });
  // Words of what is removed may be in it: they are learned anew, without those.
  await transaction.stage({ path: learnedWordsPath, data: undefined });
}

/** What a file that cannot be read item by item says when it names the target. */
function needleOf({ kind, name }: ForgetTarget): string {
  return kind === 'feed' ? `"feed":"${name}"` : JSON.stringify(name);
}

/** Copies of damaged files hold what the archive held: those that name what is removed go. */
async function dropCopies(
  input: ForgetInput,
  transaction: Transaction,
  dropped: readonly StoredItem[],
): Promise<readonly string[]> {
  const { fs, dir, target } = input;
  const names = dropped.flatMap(({ id, _daybook }) => [JSON.stringify(id), `"${_daybook.key}"`]);
  const needles = [...names, needleOf(target)];
  const copies: string[] = [];
  for (const copy of await listDamagedCopies(fs, dir)) {
    const text = new TextDecoder().decode(await fs.read(join(dir, copy)));
    if (!needles.some((needle) => text.includes(needle))) continue;
    await transaction.stage({ path: copy, data: undefined });
    copies.push(copy);
  }
  return copies;
}

/**
 * Removes what a request names from the data, permanently: items, index, state, and copies of damaged files. Tombstones
 * keep it from coming back; those of items and authors are hashes and tell nobody what was there. A feed or an author is barred even when the
 * archive has nothing of them yet. Git's history and old backups are not Daybook's to change.
 */
export async function forgetItems(input: ForgetInput): Promise<ForgetResult> {
  const { fs, dir, target, mode, lost = [] } = input;
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const isTainted = (text: string): boolean => text.includes(needleOf(target));
    const isWanted = matcher(target);
    const gone = await dropItems({ fs, dir, transaction, isWanted, isTainted, lost });
    const dropped = gone.dropped.map(({ item }) => item);
    const copies = await dropCopies(input, transaction, dropped);
    if (target.kind === 'item' && dropped.length + copies.length === 0) {
      throw new Stop(nothingToForget(target.name, dir));
    }
    if (mode === 'preview') await transaction.abort();
    else {
      await bury(input, transaction, dropped);
      await transaction.commit();
    }
    return { kind: 'forgotten', items: gone.dropped.map(describeDropped), copies, problems: gone.problems };
  });
}
