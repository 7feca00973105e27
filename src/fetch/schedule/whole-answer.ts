import { DAY, parseInstant } from '../../model/instant.ts';
import type { FeedState } from './state.ts';
import { halfMs } from './turnover.ts';

/**
 * Some servers say "not modified" whatever is new: they send one ETag for ever, or a date in the year 2041. A feed that
 * has been silent for long is therefore asked for its whole document now and then, at distances that double.
 */
const soonestMs = DAY;
const latestMs = 14 * DAY;

/** By then three quarters of a lively document may have been replaced; later, items are lost. */
const halves = 1.5;

interface Silence {
  readonly state: FeedState;
  /** RFC 3339: the request before; the interval ago where that is unknown. */
  readonly asked: string | undefined;
  readonly now: string;
  readonly intervalMs: number;
}

/** Whether a feed is asked without its validators, so that its server cannot call a new document the old one. */
export function asksForWhole(silence: Silence): boolean {
  return silence.state.validators?.unreliable === true || isLookedInto(silence);
}

/** Whether the silence passed one of the lengths at which it is looked into since the feed was asked last. */
export function isLookedInto({ state, asked, now, intervalMs }: Silence): boolean {
  const quietSince = parseInstant(state.last_new);
  if (quietSince === undefined) return false;
  const firstMs = Math.min(Math.max(halves * halfMs(state.turnover), soonestMs), latestMs);
  const looksUntil = (ms: number): number => Math.floor(Math.log2(Math.max(ms - quietSince, 1) / firstMs));
  const nowMs = parseInstant(now) ?? 0;
  const looks = looksUntil(nowMs);
  return looks >= 0 && looks > looksUntil(parseInstant(asked) ?? nowMs - intervalMs);
}
