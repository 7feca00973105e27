import { join } from 'node:path';
import type { ArchiveFs } from './files.ts';
import type { Change } from './journal.ts';
import {
  formatShard,
  isComplete,
  isShardFile,
  type Known,
  parseShard,
  ROOT,
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
  const loaded = new Map<string, Map<string, Known>>();
  const loadShard = async (shard: string): Promise<boolean> => {
    if (loaded.has(shard)) return true;
    const bytes = await fs.read(join(dir, shardPath(feed, shard)));
    const entries = bytes === undefined ? undefined : parseShard(new TextDecoder().decode(bytes));
    if (entries !== undefined) loaded.set(shard, entries);
    return entries !== undefined;
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
  const loaded = splitShard(ROOT, entries);
  const shards = new Set(loaded.keys());
  const leftover = old.filter((name) => !shards.has(name.replace(/\.txt$/, '')));
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
  loaded: ReadonlyMap<string, Map<string, Known>>,
  dirty: readonly string[],
): Omit<KnownIndex, 'load' | 'loadAll'> {
  const changed = new Set(dirty);
  const entriesFor = (hash: string): Map<string, Known> | undefined =>
    loaded.get(shardOf(hash, shards) ?? '');
  return {
    get: (hash) => entriesFor(hash)?.get(hash),
    set: (hash, known) => {
      const entries = entriesFor(hash);
      if (entries === undefined) throw new Error(`The index of "${feed}" was not loaded for ${hash}.`);
      const old = entries.get(hash);
      if (old?.key === known.key && old.day === known.day && old.version === known.version) return;
      entries.set(hash, known);
      changed.add(shardOf(hash, shards) ?? '');
    },
    remove: (hash) => {
      const shard = shardOf(hash, shards) ?? '';
      if (loaded.get(shard)?.delete(hash) === true) changed.add(shard);
    },
    entries: () => [...loaded.values()].flatMap((entries) => [...entries]),
    changes: () => [...changed].sort().flatMap((shard) => shardChanges(feed, shard, loaded.get(shard))),
  };
}

/** A shard's new file, or those of the shards it was split into. */
function shardChanges(
  feed: string,
  shard: string,
  entries: ReadonlyMap<string, Known> = new Map(),
): Change[] {
  const parts = splitShard(shard, entries);
  const written = [...parts].map(([name, part]) => ({
    path: shardPath(feed, name),
    data: formatShard(part),
  }));
  return parts.has(shard) ? written : [...written, { path: shardPath(feed, shard), data: undefined }];
}
