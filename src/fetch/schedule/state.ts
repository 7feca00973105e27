import { defined } from '../../model/defined.ts';
import type { FeedSchedule } from '../../model/types.ts';
import type { FailureCause } from '../types.ts';
import type { Turnover } from './turnover.ts';

/** Why a feed is asked later than at the ordinary interval. */
export const dueReasons = [
  'max-age',
  'ttl',
  'update-period',
  'no-validators',
  'retry-after',
  'back-off',
  'gone',
] as const;
export type DueReason = (typeof dueReasons)[number];

/** The last answer's validators, byte for byte, and the address they belong to. RFC 9110, sections 8.8 and 13.1. */
export interface Validators {
  readonly url: string;
  readonly etag?: string;
  readonly last_modified?: string;
  /** Another document came under the same ones: they are not sent. */
  readonly unreliable?: true;
}

/** Validators of an address, or `undefined` when an answer had none. */
export function validatorsOf(
  url: string,
  etag: string | undefined,
  last_modified: string | undefined,
): Validators | undefined {
  if (etag === undefined && last_modified === undefined) return undefined;
  return { url, ...defined({ etag, last_modified }) };
}

/** Whether two answers came with the same validators. */
export function areSame(one: Validators | undefined, other: Validators | undefined): boolean {
  const isBoth = one !== undefined && other !== undefined;
  return (
    isBoth && one.url === other.url && one.etag === other.etag && one.last_modified === other.last_modified
  );
}

/** Those of the newest answer: what proved unreliable stays so until the server sends others. */
export function validatorsAfter(
  before: Validators | undefined,
  now: Validators | undefined,
): Validators | undefined {
  return areSame(before, now) ? before : now;
}

/** An unbroken run of failures. */
export interface FailureStreak {
  readonly code: string;
  readonly cause: FailureCause;
  /** RFC 3339. */
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Of the configuration it failed with, in four characters: with another one it is tried at once. */
  readonly config?: string;
  /** The last answer asked to leave its whole host alone for longer than the ordinary interval. */
  readonly pause?: { readonly host: string; readonly until: string };
}

/** A change of health: `ok` or the cause of a failure, and since when. */
export interface Transition {
  readonly at: string;
  readonly to: FailureCause | 'ok';
}

/**
 * What is remembered of a feed between runs: `_data/state/feeds/<id>.json`. Nothing in it changes when a feed on its
 * ordinary interval has nothing new, so that a run without news leaves no trace.
 */
export interface FeedState {
  readonly schema: 1;
  /** The configured address, without credentials. The rest is void when that changes. */
  readonly url: string;
  readonly validators?: Validators;
  /** Of the last body whose items were taken. */
  readonly body_hash?: string;
  readonly schedule?: FeedSchedule;
  /** RFC 3339. Only when later than the ordinary interval; absent with `why_due: gone`. */
  readonly next_due?: string;
  readonly why_due?: DueReason;
  /** A permanent redirect that is not believed yet. */
  readonly moving?: {
    readonly to: string;
    readonly first_seen: string;
    readonly sightings: number;
    /** The feed's document says so itself: that holds as long as the document stays. */
    readonly by?: 'feed';
  };
  /** A permanent redirect that is believed: asked in place of `url`. */
  readonly moved_to?: string;
  readonly failing?: FailureStreak;
  /** RFC 3339: when an item of this feed was last seen for the first time. */
  readonly last_new?: string;
  /** How fast its document changes. */
  readonly turnover?: Turnover;
  /** The last document was cut off: what it lacks is asked for soon. */
  readonly cut_off?: true;
  /** WebSub hubs that the feed names. Noted, not used. */
  readonly hubs?: readonly string[];
  /** Oldest first, at most 20. */
  readonly history?: readonly Transition[];
}

/** A state in the making: any optional field may be `undefined`. */
export type StateDraft = { [K in keyof FeedState]: FeedState[K] | undefined };

const maxHistory = 20;
const maxHubs = 5;

/** The state of a feed of which nothing is known yet. */
export function emptyState(url: string): FeedState {
  return { schema: 1, url };
}

/** Puts the fields in their fixed order and leaves out what is absent, so that equal states are equal bytes. */
export function makeState(draft: StateDraft): FeedState {
  return {
    schema: 1,
    url: draft.url ?? '',
    ...(draft.moved_to !== undefined && { moved_to: draft.moved_to }),
    ...(draft.moving && { moving: draft.moving }),
    ...(draft.validators && { validators: draft.validators }),
    ...(draft.body_hash !== undefined && { body_hash: draft.body_hash }),
    ...(draft.schedule && { schedule: draft.schedule }),
    ...defined({ next_due: draft.next_due, why_due: draft.why_due, last_new: draft.last_new }),
    ...(draft.turnover && { turnover: draft.turnover }),
    ...(draft.cut_off && { cut_off: true }),
    ...(draft.failing && { failing: draft.failing }),
    ...(draft.hubs && draft.hubs.length > 0 && { hubs: draft.hubs.slice(0, maxHubs) }),
    ...(draft.history && draft.history.length > 0 && { history: draft.history.slice(-maxHistory) }),
  };
}
