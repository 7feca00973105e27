import type { Day } from '../../model/types.ts';
import { alphabet } from '../identity/hash.ts';

/** What the index of known items says of one name of an item. */
export interface Known {
  readonly key: string;
  readonly day: Day;
  /** The version seen last; `lost` when the archive lost the item, `gone` when `prune` dropped it. */
  readonly version: string;
}

export const isShardFile = (name: string): boolean => /^(?:all|[2-9a-km-np-z]{1,4})\.txt$/.test(name);

/** The name of a shard that holds every hash. */
export const root = 'all';

/** A shard with more lines is split in 32 by the next character of the hash. */
export const splitLines = 4000;

const head = 'daybook known items, schema 2';
/** Schema 1 lacks the names that an item is found by when its own changed. */
const oldHead = 'daybook known items, schema 1';
const tail = 'end';
const linePattern =
  /^[2-9a-km-np-z]{16} \d{4}-\d\d-\d\d [a-km-np-z][2-9a-km-np-z]{11} (?:[2-9a-km-np-z]{10}|lost|gone)$/;

/**
 * Lines `hash day key version`, sorted, between a fixed head and tail: two branches' additions merge.
 *
 * @param age a shard of the old schema keeps it until all of its feed is renewed
 */
export function formatShard(entries: ReadonlyMap<string, Known>, age: 'old' | 'new' = 'new'): string {
  const lines = [...entries].map(([hash, { day, key, version }]) => `${hash} ${day} ${key} ${version}`);
  return `${[age === 'old' ? oldHead : head, ...lines.sort(), tail].join('\n')}\n`;
}

function parseLine(line: string): Known {
  const [, day = '', key = '', version = ''] = line.split(' ');
  return { key, day, version };
}

/** A shard in memory. */
export interface Shard {
  readonly get: (hash: string) => Known | undefined;
  /** To be read, or to be changed: the shard's own. */
  readonly entries: () => Map<string, Known>;
  /** Written before items had aliases. */
  readonly isOld?: true;
}

export const createShard = (entries: Map<string, Known>): Shard => ({
  get: (hash) => entries.get(hash),
  entries: () => entries,
});

/**
 * A shard as its file says, or `undefined` when the file is not whole. It stays text until it must change: most shards
 * are only asked for a line or two, and as maps those of twenty long indexes would fill the memory of a run.
 */
export function openShard(text: string): Shard | undefined {
  if (parseShard(text) === undefined) return undefined;
  let entries: Map<string, Known> | undefined;
  const find = (hash: string): Known | undefined => {
    const at = text.indexOf(`\n${hash} `);
    return at < 0 ? undefined : parseLine(text.slice(at + 1, text.indexOf('\n', at + 1)));
  };
  return {
    ...(text.startsWith(oldHead) && { isOld: true as const }),
    get: (hash) => (entries === undefined ? find(hash) : entries.get(hash)),
    entries: () => {
      entries ??= parseShard(text) ?? new Map();
      return entries;
    },
  };
}

/** The entries, or `undefined` when the file is not whole. */
export function parseShard(text: string): Map<string, Known> | undefined {
  const lines = text.split('\n');
  if ((lines[0] !== head && lines[0] !== oldHead) || lines.at(-2) !== tail || lines.at(-1) !== '')
    return undefined;
  const entries = new Map<string, Known>();
  for (const line of lines.slice(1, -2)) {
    if (!linePattern.test(line)) return undefined;
    entries.set(line.slice(0, 16), parseLine(line));
  }
  return entries;
}

/** The lines that can be read, of a file that is not whole: cut off, or with the marks of a failed merge. */
export function salvageShard(text: string): Map<string, Known> {
  const lines = text.split('\n').filter((line) => linePattern.test(line));
  return parseShard([head, ...lines, tail, ''].join('\n')) ?? new Map();
}

/** Names of the 32 shards that take a shard's place when it is split. */
export function childrenOf(shard: string): string[] {
  const prefix = shard === root ? '' : shard;
  return [...alphabet].map((character) => prefix + character);
}

/** The shard that holds a hash, among those there are; `undefined` when that one is missing. */
export function shardOf(hash: string, shards: ReadonlySet<string>): string | undefined {
  if (shards.has(root)) return root;
  for (let length = 1; length <= 4; length += 1) {
    if (shards.has(hash.slice(0, length))) return hash.slice(0, length);
  }
  return undefined;
}

/** Entries cut into shards of bearable size, beginning at the given one. */
export function splitShard(
  shard: string,
  entries: ReadonlyMap<string, Known>,
): Map<string, Map<string, Known>> {
  if (entries.size <= splitLines || (shard !== root && shard.length >= 4))
    return new Map([[shard, new Map(entries)]]);
  const parts = new Map(childrenOf(shard).map((child) => [child, new Map<string, Known>()]));
  const length = shard === root ? 1 : shard.length + 1;
  for (const [hash, known] of entries) parts.get(hash.slice(0, length))?.set(hash, known);
  return new Map([...parts].flatMap(([child, part]) => [...splitShard(child, part)]));
}

/** Whether the shards cover every hash once: each is worth its share of them, and none is missing. */
export function isComplete(shards: ReadonlySet<string>): boolean {
  let covered = 0;
  for (const shard of shards) covered += shard === root ? 1 : 32 ** -shard.length;
  return covered === 1;
}
