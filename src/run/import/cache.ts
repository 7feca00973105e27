import { someOf } from '../../model/count.ts';
import type { Problem } from '../../model/types.ts';

/** A feed as the cache of another program names it, with what is there of it. */
export interface CachedFeed {
  /** Addresses that it went by, the surest first. */
  readonly urls: readonly string[];
  /** What the other program called it. */
  readonly name?: string;
  readonly title?: string;
  readonly home?: string;
  /** How many items are there. */
  readonly items: number;
  /** Its items as feeds, to be read one after the other. */
  readonly documents: () => AsyncIterable<CachedDocument>;
}

export interface CachedDocument {
  readonly body: Uint8Array;
  /** For messages. */
  readonly where: string;
  /** The most items that it is believed to hold. */
  readonly maxItems?: number;
}

/** The cache of another program, as far as it was looked at. */
export interface OpenedCache {
  readonly format: 'Planet Venus cache' | 'osmosfeed cache';
  readonly feeds: readonly CachedFeed[];
  /** What was left out, and why. */
  readonly notes: readonly Problem[];
}

/** What was left out for one reason, as one message. */
export function skippedFiles(where: string, names: readonly string[], why: string): Problem[] {
  if (names.length === 0) return [];
  return [
    {
      code: 'IMPORT_FILES_SKIPPED',
      what: `${names.length === 1 ? 'A file was' : `${names.length} files were`} skipped: ${someOf(names)}.`,
      where,
      why,
      fix: 'Look at them if you miss an item; you need not do anything else.',
      kept: 'All other items.',
    },
  ];
}
