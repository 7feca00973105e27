import { hash } from 'node:crypto';
import type { FeedConfig } from '../../model/types.ts';

/** One part of the list of feeds. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** More machines than anybody has; a number beyond it is a slip. */
const maxShards = 10_000;

/** Reads `2/8`: `undefined` when it names no shard. */
export function parseShard(text: string): Shard | undefined {
  const [, index = 0, of = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= of && of <= maxShards ? { index, of } : undefined;
}

/** The shard of a feed, from 1: by its id alone, so that adding or removing feeds moves no other. */
export function shardOf(feedId: string, of: number): number {
  return (hash('sha256', feedId, 'buffer').readUIntBE(0, 6) % of) + 1;
}

export function isInShard(feed: FeedConfig, { index, of }: Shard): boolean {
  return shardOf(feed.id, of) === index;
}
