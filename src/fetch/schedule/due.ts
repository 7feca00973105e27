import { DAY, formatInstant, HOUR, MINUTE, parseInstant } from '../../model/instant.ts';
import type { WaitReason } from '../types.ts';
import { reproducibleShare } from './share.ts';
import type { DueReason, FeedState } from './state.ts';
import { halfMs, longestRestMs } from './turnover.ts';

/** No decision of ours or wish of a server's puts a question off for longer. */
export const longestWaitMs = 9 * DAY;

/** A feed that has been silent for a while is asked after a 24th of its silence, at most a day apart. */
const quietPart = 24;
const quietMostMs = DAY;

/**
 * Schedules start a little early now and then. A distance of ours counts as over this much before its end, so that an
 * hourly schedule which starts five seconds early does not ask every two hours. Servers' wishes know no such grace.
 */
const earlyPart = 0.1;
const earlyMostMs = 5 * MINUTE;

/** Whether a feed is due, and if not, until when and why. */
type Due =
  | { readonly kind: 'due' }
  | { readonly kind: 'later'; readonly until?: string; readonly why: WaitReason };

interface DueQuestion {
  readonly state: FeedState | undefined;
  readonly asked: string | undefined;
  readonly now: string;
  readonly intervalMs: number;
  /** The interval is the feed's own: but for a failure, nothing else puts a question off. */
  readonly isFixed?: boolean;
  /** The hash of the feed's configuration as it is now. */
  readonly config?: string;
}

/** What a failure or a refusal says: it holds whatever is configured. */
const refusals: readonly DueReason[] = ['retry-after', 'back-off', 'gone'];

/**
 * Whether a feed may be asked now. A clock that jumped is survived both ways: a moment further ahead than any rule of
 * ours puts it is not believed.
 */
export function whenDue(question: DueQuestion): Due {
  const { state, asked, now, intervalMs, isFixed = false } = question;
  if (state?.why_due === 'gone') return { kind: 'later', why: 'gone' };
  if (wasMended(question)) return { kind: 'due' };
  const nowMs = parseInstant(now) ?? 0;
  const askedMs = parseInstant(asked);
  const nextDue = nextDueMs(question, askedMs);
  if (nextDue !== undefined && nextDue > nowMs && nextDue <= nowMs + longestWaitMs) {
    return later(nextDue, state?.why_due ?? 'back-off');
  }
  if (askedMs === undefined || askedMs > nowMs + intervalMs) return { kind: 'due' };
  const ordinary = askedMs + withGrace(intervalMs);
  if (ordinary > nowMs) return later(ordinary, 'interval');
  if (isFixed || state?.cut_off) return { kind: 'due' };
  const quiet = askedMs + withGrace(quietMs(state, askedMs, intervalMs));
  if (quiet > nowMs) return later(quiet, 'quiet');
  const open = skippedUntil(state, nowMs, Math.max(ordinary, quiet));
  // A feed that turns over in its closed time does not keep to it.
  const skipped = Math.min(open ?? 0, askedMs + withGrace(Math.max(halfMs(state?.turnover), intervalMs)));
  return skipped <= nowMs ? { kind: 'due' } : later(skipped, 'skip');
}

/** A feed that failed, and whose configuration was changed since: somebody waits to see whether that helped. */
function wasMended({ state, config }: DueQuestion): boolean {
  const failedWith = state?.failing?.config;
  return (
    state?.why_due === 'back-off' && failedWith !== undefined && config !== undefined && failedWith !== config
  );
}

/** The moment that was put down for the next question: a wish only as far as the document's turnover lets it. */
function nextDueMs(
  { state, intervalMs, isFixed }: DueQuestion,
  askedMs: number | undefined,
): number | undefined {
  const nextDue = parseInstant(state?.next_due);
  if (state?.why_due === undefined || refusals.includes(state.why_due)) return nextDue;
  if (isFixed) return undefined;
  if (nextDue === undefined || askedMs === undefined) return nextDue;
  return Math.min(nextDue, askedMs + longestRestMs(state?.turnover, askedMs, intervalMs));
}

function later(ms: number, why: WaitReason): Due {
  return { kind: 'later', until: formatInstant(ms), why };
}

function withGrace(distanceMs: number): number {
  return distanceMs - Math.min(distanceMs * earlyPart, earlyMostMs);
}

/**
 * The longer a feed has brought nothing new, the rarer it is asked; not past its document's turnover, if that is known.
 * A failing feed has its own back-off.
 */
function quietMs(state: FeedState | undefined, askedMs: number, intervalMs: number): number {
  const lastNew = parseInstant(state?.last_new);
  if (lastNew === undefined || state?.failing || lastNew >= askedMs) return 0;
  const most = longestRestMs(state?.turnover, askedMs, intervalMs);
  return Math.min((askedMs - lastNew) / quietPart, quietMostMs, most);
}

/**
 * RSS `skipHours` and `skipDays`: the end of the closed time that `nowMs` lies in. Hours put a question off for a day
 * at most, closed days not counted, and days for a week, so that a program which only ever runs in a closed hour still
 * comes by.
 */
function skippedUntil(state: FeedState | undefined, nowMs: number, dueMs: number): number | undefined {
  const hours = state?.schedule?.skip_hours ?? [];
  const days = state?.schedule?.skip_days ?? [];
  const isClosed = (ms: number) => {
    const date = new Date(ms);
    const hour = hours.includes(date.getUTCHours()) && nowMs < dueMs + (1 + days.length) * DAY;
    return hour || (days.includes(date.getUTCDay() || 7) && nowMs < dueMs + 7 * DAY);
  };
  if (!isClosed(nowMs)) return undefined;
  let open = Math.floor(nowMs / HOUR) * HOUR;
  while (isClosed(open) && open < nowMs + 7 * DAY) open += HOUR;
  return open;
}

/** Growing distances after failures: an hour, two, four … at most 7½ days; then up to an eighth more, by the feed's id. */
export function backOffMs(feedId: string, count: number, intervalMs: number): number {
  const base = Math.max(intervalMs, 5 * MINUTE) * 2 ** Math.min(count - 1, 20);
  return Math.min(base, 7.5 * DAY) * (1 + reproducibleShare(feedId) / 8);
}
