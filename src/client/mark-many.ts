import { isRead, pruned, type State } from './state.ts';

/** Which of a page's items are marked as read at once. */
export type Span = 'all' | 'today' | 'week';

export const spans: readonly Span[] = ['all', 'today', 'week'];

/** An item of the page: its key, and when it was published, in milliseconds since 1970. */
export interface Dated {
  readonly key: string;
  readonly time: number;
}

/**
 * The moment before which items are meant: midnight of today, or of this week's Monday, as the browser's zone has them.
 * Weeks are those of the digest, which begin on Mondays.
 */
export function endOf(span: Span, nowMs: number): number {
  if (span === 'all') return Number.POSITIVE_INFINITY;
  const day = new Date(nowMs);
  const back = span === 'week' ? (day.getDay() + 6) % 7 : 0;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).getTime();
}

/** The keys of the items of a span that are not read yet. An item without a date belongs to no time before today. */
export function unreadOf(items: readonly Dated[], end: number, state: State): string[] {
  const keys = items
    .filter(
      ({ key, time }) =>
        key !== '' && !isRead(state, key) && (end === Number.POSITIVE_INFINITY || time < end),
    )
    .map(({ key }) => key);
  return [...new Set(keys)];
}

/** Marks all of these in one change. `now`: seconds since 1970. */
export function markedMany(state: State, keys: readonly string[], now: number): State {
  const marks = Object.fromEntries(keys.map((key) => [key, now]));
  return keys.length === 0 ? state : pruned({ ...state, read: { ...marks, ...state.read } });
}

export function unmarkedMany(state: State, keys: readonly string[]): State {
  const gone = new Set(keys);
  return { ...state, read: Object.fromEntries(Object.entries(state.read).filter(([key]) => !gone.has(key))) };
}
