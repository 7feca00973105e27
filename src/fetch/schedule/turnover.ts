import { defined } from '../../model/defined.ts';
import { DAY, formatInstant, MINUTE, parseInstant } from '../../model/instant.ts';

/**
 * How fast a feed's document turns over. A document is a window on the newest items: those that leave it between two
 * requests are lost. So a feed is asked again while at least half of its window is still known.
 */

/** What one document of a feed holds. */
export interface FeedWindow {
  /** Items in it. */
  readonly items: number;
  /** Milliseconds in which half of it was replaced at its liveliest, by the items' dates; absent where few are dated. */
  readonly halfMs?: number;
  /** Milliseconds from its first date to its last. */
  readonly spanMs?: number;
  /** The first date, in milliseconds since 1970. */
  readonly oldestMs?: number;
}

/** What is remembered of a feed's windows. Times in minutes. */
export interface Turnover {
  /** Items in the last document. */
  readonly items: number;
  /** By the dates of the last document: in how long half of it may be replaced. */
  readonly dated?: number;
  /** By what requests brought: short after a lively time, and doubled in every three days since `at`. */
  readonly learned: number;
  /** RFC 3339 */
  readonly at: string;
  /** RFC 3339: when a document came that held no known item, so that some may have passed unseen. */
  readonly overflowed?: string;
}

/** What a good document brought. */
interface WindowNews {
  readonly before: Turnover | undefined;
  readonly window: FeedWindow;
  readonly now: string;
  /** RFC 3339: the request before. */
  readonly asked: string | undefined;
  readonly intervalMs: number;
  readonly newItems: number;
  /** Items that were known before. */
  readonly knownItems: number;
}

/** A document that tells of a shorter time does not show how a week goes. */
const WEEK = 7 * DAY;
const doublesIn = 3 * DAY;
/** Long enough for every rule; keeps numbers whole. */
const longestMinutes = 60 * 24 * 366;

/** The window that items with these dates (RFC 3339) make. Dates ahead of `now` or unreadable count as none. */
export function windowOf(dates: readonly (string | undefined)[], now: string): FeedWindow {
  const nowMs = parseInstant(now) ?? 0;
  const known = dates
    .map((date) => parseInstant(date))
    .filter((ms): ms is number => ms !== undefined && ms <= nowMs)
    .sort((a, b) => a - b);
  const half = Math.floor(dates.length / 2);
  const [oldestMs] = known;
  const last = known.at(-1);
  if (oldestMs === undefined || last === undefined) return { items: dates.length };
  const bounds = { items: dates.length, oldestMs, spanMs: last - oldestMs };
  if (known.length <= half) return bounds;
  let halfMs = Number.POSITIVE_INFINITY;
  for (let at = half; at < known.length; at += 1) {
    halfMs = Math.min(halfMs, (known[at] ?? 0) - (known[at - half] ?? 0));
  }
  return { ...bounds, halfMs };
}

const minutes = (ms: number): number => Math.min(Math.max(Math.floor(ms / MINUTE), 1), longestMinutes);

function learnedMs(turnover: Turnover, nowMs: number): number {
  const since = Math.max(nowMs - (parseInstant(turnover.at) ?? nowMs), 0);
  return turnover.learned * MINUTE * 2 ** Math.min(since / doublesIn, 40);
}

/** Whether items may have passed unseen: none of the document is known, and none is older than the last request. */
function isOverflow({ before, window, asked, newItems, knownItems }: WindowNews): boolean {
  if (before === undefined || before.items < 2 || newItems < 2 || knownItems > 0) return false;
  const last = parseInstant(asked ?? before.at);
  return window.oldestMs === undefined || last === undefined || window.oldestMs > last;
}

/** In how long half of the window is replaced, as the last requests show: only where the dates do not tell. */
function observedMs({ before, window, now, asked, intervalMs, newItems }: WindowNews): number | undefined {
  const half = Math.floor(window.items / 2);
  if (before === undefined || newItems === 0 || (window.halfMs !== undefined && newItems <= half))
    return undefined;
  const since = (parseInstant(now) ?? 0) - (parseInstant(asked ?? before.at) ?? 0);
  return (Math.max(since, intervalMs) * half) / newItems;
}

/** What is remembered after a good document. Without news, nothing but what the document itself says changes. */
export function noteWindow(news: WindowNews): Turnover {
  const { before, window, now, intervalMs, newItems } = news;
  const nowMs = parseInstant(now) ?? 0;
  const dated = window.halfMs === undefined ? undefined : minutes(window.halfMs);
  const own = { items: window.items, ...defined({ dated }) };
  if (before === undefined) {
    const isShown = window.halfMs !== undefined && (window.spanMs ?? 0) >= WEEK;
    return { ...own, learned: minutes(isShown ? (window.halfMs ?? 0) : intervalMs), at: now };
  }
  const overflowed = isOverflow(news) ? now : before.overflowed;
  const noted = defined({ overflowed });
  if (newItems === 0) return { ...own, learned: before.learned, at: before.at, ...noted };
  const learned =
    overflowed === now ? intervalMs : Math.min(learnedMs(before, nowMs), observedMs(news) ?? Infinity);
  return { ...own, learned: minutes(learned), at: now, ...noted };
}

/**
 * How long a feed may stay unasked, whatever it and its server wish, in milliseconds: until half of its window may have
 * been replaced, between the interval and a day.
 */
export function longestRestMs(turnover: Turnover | undefined, nowMs: number, intervalMs: number): number {
  const half = turnover === undefined ? DAY : Math.min(halfMs(turnover), learnedMs(turnover, nowMs));
  return Math.max(Math.min(half, DAY), intervalMs);
}

/** By the dates of the last document alone, in milliseconds. */
export function halfMs(turnover: Turnover | undefined): number {
  return turnover?.dated === undefined ? Number.POSITIVE_INFINITY : turnover.dated * MINUTE;
}

/** Checks what was stored. */
export function parseTurnover(value: Readonly<Record<string, unknown>>): Turnover | undefined {
  const count = (one: unknown): number | undefined =>
    Number.isSafeInteger(one) && Number(one) >= 0 && Number(one) <= 1e9 ? Number(one) : undefined;
  const [items, learned, dated] = [count(value.items), count(value.learned), count(value.dated)];
  const moment = (text: unknown): string | undefined => {
    const ms = parseInstant(text);
    return ms === undefined ? undefined : formatInstant(ms);
  };
  const at = moment(value.at);
  if (items === undefined || learned === undefined || at === undefined) return undefined;
  return { items, ...defined({ dated }), learned, at, ...defined({ overflowed: moment(value.overflowed) }) };
}
