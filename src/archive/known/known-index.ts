import { join } from 'node:path';
import { type ArchiveFs, textOf } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import {
  createShard,
  formatShard,
  isComplete,
  isShardFile,
  type Known,
  openShard,
  root,
  type Shard,
  shardOf,
  splitShard,
} from './known-shard.ts';

/** Where the index of one feed's known items lies, relative to the data folder. */
export const knownFolder = (feed: string): string => `state/known/${feed}`;

/** The index of one feed's known items. Only the shards that are asked for are read, only changed ones are written. */
export interface KnownIndex {
  /** Reads what is needed to answer for these hashes; false when the index turns out to be damaged. */
  readonly load: (hashes: readonly string[]) => Promise<boolean>;
  readonly get: (hash: string) => Known | undefined;
  /** The hash must have been loaded. */
  readonly set: (hash: string, known: Known) => void;
  /** The hash must have been loaded. */
  readonly remove: (hash: string) => void;
  /** Reads all of it; false when it turns out to be damaged. */
  readonly loadAll: () => Promise<boolean>;
  /** All that was loaded. */
  readonly entries: () => Iterable<readonly [hash: string, known: Known]>;
  /** Whether a part that was loaded was written before items had aliases. */
  readonly isOld: () => boolean;
  /** Has all that was loaded written anew. */
  readonly renew: () => void;
  /** The files to be written and removed, in order. */
  readonly changes: () => readonly Change[];
}

const shardPath = (feed: string, shard: string): string => `${knownFolder(feed)}/${shard}.txt`;

/** Reads which shards there are: `undefined` when the feed has none at all, or when some are missing. */
export async function openKnownIndex(
  fs: ArchiveFs,
  dir: string,
  feed: string,
): Promise<KnownIndex | undefined> {
  const names = await fs.list(join(dir, knownFolder(feed)));
  const shards = new Set(names.filter(isShardFile).map((name) => name.slice(0, -4)));
  if (!isComplete(shards)) return undefined;
  const loaded = new Map<string, Shard>();
  const loadShard = async (shard: string): Promise<boolean> => {
    if (loaded.has(shard)) return true;
    const bytes = await fs.read(join(dir, shardPath(feed, shard)));
    const opened = bytes === undefined ? undefined : openShard(textOf(bytes));
    if (opened !== undefined) loaded.set(shard, opened);
    return opened !== undefined;
  };
  const loadEach = async (wanted: Iterable<string>): Promise<boolean> => {
    for (const shard of wanted) if (!(await loadShard(shard))) return false;
    return true;
  };
  return {
    load: (hashes) => loadEach(new Set(hashes.map((hash) => shardOf(hash, shards) ?? ''))),
    loadAll: () => loadEach(shards),
    ...indexOver(feed, shards, loaded, []),
  };
}

/** A new index with the given entries: for a new feed, or one that is made again from the archive. */
export function createKnownIndex(
  feed: string,
  entries: ReadonlyMap<string, Known>,
  old: readonly string[],
): KnownIndex {
  const loaded = new Map([...splitShard(root, entries)].map(([name, part]) => [name, createShard(part)]));
  const shards = new Set(loaded.keys());
  const leftover = old.filter((name) => isShardFile(name) && !shards.has(name.slice(0, -4)));
  const removals = leftover.map((name) => ({ path: `${knownFolder(feed)}/${name}`, data: undefined }));
  const index = indexOver(feed, shards, loaded, [...shards]);
  return {
    load: async () => true,
    loadAll: async () => true,
    ...index,
    changes: () => [...index.changes(), ...removals],
  };
}

function indexOver(
  feed: string,
  shards: ReadonlySet<string>,
  loaded: Map<string, Shard>,
  dirty: readonly string[],
): Omit<KnownIndex, 'load' | 'loadAll'> {
  const changed = new Set(dirty);
  const nameFor = (hash: string): string => shardOf(hash, shards) ?? '';
  return {
    get: (hash) => loaded.get(nameFor(hash))?.get(hash),
    set: (hash, known) => {
      const shard = loaded.get(nameFor(hash));
      if (shard === undefined) throw new Error(`The index of "${feed}" was not loaded for ${hash}.`);
      const old = shard.get(hash);
      if (old?.key === known.key && old.day === known.day && old.version === known.version) return;
      shard.entries().set(hash, known);
      changed.add(nameFor(hash));
    },
    remove: (hash) => {
      const shard = loaded.get(nameFor(hash));
      if (shard?.get(hash) === undefined) return;
      shard.entries().delete(hash);
      changed.add(nameFor(hash));
    },
    entries: () => [...loaded.values()].flatMap((shard) => [...shard.entries()]),
    isOld: () => [...loaded.values()].some((shard) => shard.isOld),
    renew: () => {
      for (const [name, shard] of loaded) {
        loaded.set(name, createShard(shard.entries()));
        changed.add(name);
      }
    },
    changes: () => [...changed].sort().flatMap((name) => shardChanges(feed, name, loaded.get(name))),
  };
}

/** A shard's new file, or those of the shards it was split into. */
function shardChanges(
  feed: string,
  shard: string,
  { entries, isOld }: Shard = createShard(new Map()),
): Change[] {
  const parts = splitShard(shard, entries());
  const written = [...parts].map(([name, part]) => ({
    path: shardPath(feed, name),
    data: formatShard(part, isOld ? 'old' : 'new'),
  }));
  return parts.has(shard) ? written : [...written, { path: shardPath(feed, shard), data: undefined }];
}
