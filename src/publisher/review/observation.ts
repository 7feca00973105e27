import type { CleanItem, ParsedFeed, Repair } from '../../model/types.ts';

/** What became of a second question: with validators if the server gave any. */
export type Again =
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'same-bytes' }
  | { readonly kind: 'changed'; readonly ids: readonly (string | undefined)[] }
  | { readonly kind: 'failed' };

/** How a server gave the feed; absent for a stored copy. */
export interface Delivery {
  /** Answers on the way to the feed, the feed's own last. */
  readonly steps: readonly { readonly url: string; readonly status: number }[];
  readonly tookMs: number;
  /** Of the last answer; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly again: Again;
}

/** Everything that a review looks at. */
export interface Observation {
  readonly url: string;
  /** RFC 3339 */
  readonly now: string;
  readonly bytes: number;
  readonly delivery?: Delivery;
  readonly feed: Omit<ParsedFeed, 'items'> & { readonly items: readonly CleanItem[] };
  /** Characters of text of each item. */
  readonly lengths: readonly number[];
  readonly repairs: readonly Repair[];
  /** Where strict XML readers stop. */
  readonly strict?: { readonly line: number; readonly column: number; readonly message: string };
}

/** How much a finding weighs: what keeps readers from the feed, what costs them something, what could be better. */
export type Level = 'error' | 'warning' | 'advice';

export interface Finding {
  /** Permanent, searchable, documented: `CHECK_NO_VALIDATORS`. */
  readonly code: string;
  readonly level: Level;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** What a level costs of 100. */
export const pointsOf: Readonly<Record<Level, number>> = { error: 25, warning: 8, advice: 2 };

/** The findings, of those that there might be. */
export function found(possible: readonly (Finding | false | undefined)[]): Finding[] {
  return possible.filter((finding) => finding !== false && finding !== undefined);
}
