import type { FeedConfig, FetchSettings, Problem } from '../model/types.ts';
import type { DueReason, FeedState } from './schedule/state.ts';

/** One feed to look at, with what is remembered of it. */
export interface FetchJob {
  readonly feed: FeedConfig;
  readonly state?: FeedState;
  /** RFC 3339: when it was last asked, from the caller's disposable map. Absent when that map is lost. */
  readonly asked?: string;
}

/** What the fetch asks of the world around it. Everything but the first five has a default. */
export interface FetchContext {
  readonly settings: FetchSettings;
  /** The whole header value: see `makeUserAgent`. */
  readonly userAgent: string;
  /** The `Accept` header; that of a feed when absent. */
  readonly accept?: string;
  /** Absolute path of the site folder: feeds that are files must lie inside. */
  readonly siteDir: string;
  /** RFC 3339: the moment of the run. Every decision uses it; the machine's clock only measures time-outs. */
  readonly now: string;
  /** Ask even feeds that are not due: but for a server that asked to be left alone, conditionally, within all bounds. */
  readonly force: boolean;
  /** Ends the run: what is not finished stays due. */
  readonly signal?: AbortSignal;
  /** How long the whole run may take; default 10 minutes. What is not finished then stays due. */
  readonly deadlineMs?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Environment with `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`; default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<TransportLimits>;
  /** Extra trusted certificate authorities, PEM. */
  readonly ca?: string;
  /** Name resolution in place of the system's: every address of the host. */
  readonly resolve?: Resolve;
}

/** Every address of a host name; rejects with an error that has Node's DNS `code`. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Bounds of one request. Sizes in bytes, times in milliseconds. */
export interface TransportLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  /** The longest silence inside a body. */
  readonly idleMs: number;
  readonly maxHeaderBytes: number;
  readonly maxHeaderFields: number;
  readonly maxRedirects: number;
  /** Decompressed size over `settings.maxBytes`. */
  readonly inflation: number;
  /** A pause that a server asks for and that the run sits out, once a host. */
  readonly maxPauseMs: number;
}

/** Counts for a person to look at while the run goes on. */
export interface Progress {
  readonly total: number;
  /** Not due, or left for the next run. */
  readonly waiting: number;
  /** Asked so far; some still have to answer. */
  readonly asked: number;
  readonly fresh: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Body bytes on the wire. */
  readonly bytes: number;
}

/** Why a feed is left for a later run. */
export type WaitReason = DueReason | 'interval' | 'quiet' | 'skip' | 'host-paused' | 'deadline' | 'cancelled';

/** What a group of failures has in common: for summaries and the health page. */
export const failureCauses = [
  'address',
  'refused-address',
  'dns',
  'connect',
  'tls',
  'proxy',
  'timeout',
  'redirect',
  'client-error',
  'server-error',
  'rate-limit',
  'gone',
  'too-big',
  'broken-answer',
  'not-a-feed',
  'file',
  'unknown',
] as const;
export type FailureCause = (typeof failureCauses)[number];

/** A body to parse. `acceptBody` or `refuseBody` then makes the state to store. */
export interface FreshResult {
  readonly kind: 'fresh';
  readonly feedId: string;
  /** Decoded from its content encoding, not from its character set. */
  readonly body: Uint8Array;
  /** The address that answered in the end, without credentials; a `file:` address for a file. */
  readonly url: string;
  readonly contentType?: string;
  /** Lower-case names; several fields of one name joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 3339, for the caller's map of `asked`; absent for a file. */
  readonly askedAt?: string;
  readonly settlement: Settlement;
}

/** What `acceptBody` and `refuseBody` need besides the body. Not for callers to read. */
export interface Settlement {
  readonly feed: FeedConfig;
  readonly before: FeedState;
  readonly now: string;
  readonly intervalMs: number;
  /** How long the answer's headers call it fresh. */
  readonly freshForMs?: number;
  /** RFC 3339: when it was asked before. */
  readonly asked?: string;
  /** Of the configuration that it is asked with. */
  readonly config?: string;
  readonly bodyHash: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Where an unbroken chain of permanent redirects led. */
  readonly movedTo?: string;
  /** WebSub hubs of the answer's `Link` header. */
  readonly hubs?: readonly string[];
}

/** A 304, or the same bytes again. */
export interface UnchangedResult {
  readonly kind: 'unchanged';
  readonly feedId: string;
  readonly state: FeedState;
  readonly askedAt?: string;
}

/** Not asked in this run. Its state stays as it is. */
export interface WaitingResult {
  readonly kind: 'waiting';
  readonly feedId: string;
  /** RFC 3339; absent for a feed that is stopped. */
  readonly until?: string;
  readonly why: WaitReason;
}

export interface FailedResult {
  readonly kind: 'failed';
  readonly feedId: string;
  readonly problem: Problem;
  readonly cause: FailureCause;
  readonly state: FeedState;
  readonly askedAt?: string;
}

export type FetchResult = FreshResult | UnchangedResult | WaitingResult | FailedResult;
