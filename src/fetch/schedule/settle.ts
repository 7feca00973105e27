import { defined } from '../../model/defined.ts';
import { DAY, formatInstant, HOUR, MINUTE, parseInstant } from '../../model/instant.ts';
import type { FeedSchedule, Problem } from '../../model/types.ts';
import type { Pause } from '../fault.ts';
import type { FailureCause, FreshResult, Settlement } from '../types.ts';
import { backOffMs } from './due.ts';
import { parseHubs, parseSchedule, webAddress } from './parse-state.ts';
import {
  areSame,
  type DueReason,
  type FeedState,
  makeState,
  type StateDraft,
  type Transition,
  type Validators,
  validatorsAfter,
  validatorsOf,
} from './state.ts';
import { type FeedWindow, longestRestMs, noteWindow } from './turnover.ts';
import { isLookedInto } from './whole-answer.ts';

/** What `parse/` and `archive/` found in a body. */
export interface Acceptance {
  /** What the feed asks of those who fetch it. */
  readonly schedule?: FeedSchedule;
  /** Items that the archive did not have. */
  readonly newItems: number;
  /** Items whose text was replaced. */
  readonly revisedItems?: number;
  /** Items that were known before, revised or not. */
  readonly knownItems?: number;
  /** What the document holds; absent where nothing ever leaves it, as in a list of feeds. */
  readonly window?: FeedWindow;
  /** The document ends in the middle: what is in it was taken, and it is not believed to be the whole. */
  readonly isCutOff?: boolean;
  /** Where the feed says it has moved (`itunes:new-feed-url`, `redirect`). */
  readonly newAddress?: string;
  /** WebSub hubs that the feed names: noted beside those of the `Link` header, not used. */
  readonly hubs?: readonly string[];
}

/** What every good answer brings, whether a body came with it or not. */
interface GoodAnswer
  extends Pick<Settlement, 'feed' | 'before' | 'now' | 'intervalMs' | 'freshForMs' | 'movedTo'> {
  /** Where a new document says the feed has moved; false where it says nothing; absent while the document is the old one. */
  readonly newAddress?: string | false;
}

/** A failure as far as the state is concerned. */
interface Failure extends Pick<Settlement, 'feed' | 'before' | 'now' | 'intervalMs' | 'config'> {
  readonly code: string;
  readonly cause: FailureCause;
  readonly pause?: Pause | undefined;
}

/** The interval of a feed that is a file: looked at in every run, because nobody is bothered. */
export const everyRun = Number.POSITIVE_INFINITY;

const sightingsNeeded = 3;

/** Faults that mostly lie with this machine's own network: putting every feed off for days would punish the wrong. */
const ownNetwork: readonly string[] = ['FETCH_NAME_UNAVAILABLE', 'FETCH_PROXY_FAILED'];

/** The state to store once a body's items are in the archive. */
export function acceptBody(
  result: Pick<FreshResult, 'url' | 'settlement'>,
  acceptance: Acceptance,
): FeedState {
  const { settlement } = result;
  const { before, now } = settlement;
  const answer = { ...settlement, newAddress: newAddressOf(result.url, acceptance.newAddress) };
  const changed = acceptance.newItems > 0 || (acceptance.revisedItems ?? 0) > 0;
  const draft = {
    ...before,
    validators: validatorsWith(result, acceptance),
    cut_off: undefined,
    turnover: turnoverAfter(settlement, acceptance),
    body_hash: changed ? settlement.bodyHash : (before.body_hash ?? settlement.bodyHash),
    schedule: parseSchedule(acceptance.schedule),
    last_new: acceptance.newItems > 0 ? now : before.last_new,
    hubs: parseHubs([...(settlement.hubs ?? []), ...(acceptance.hubs ?? [])]),
  };
  if (!acceptance.isCutOff) return settleGood(draft, answer);
  // Nothing that lets a server, or these bytes, say that there is no more.
  const cut = { validators: undefined, body_hash: undefined, cut_off: true } as const;
  const state = settleGood({ ...draft, ...cut }, answer);
  return makeState({ ...state, next_due: undefined, why_due: undefined });
}

/** Where a silence that was looked into turns out to be the server's, its validators are not sent any more. */
function validatorsWith(
  { url, settlement }: Pick<FreshResult, 'url' | 'settlement'>,
  { newItems }: Acceptance,
): Validators | undefined {
  const { before, asked, now, intervalMs } = settlement;
  const validators = validatorsOf(url, settlement.etag, settlement.lastModified);
  const isHidden = newItems > 0 && isLookedInto({ state: before, asked, now, intervalMs });
  if (validators && isHidden && areSame(before.validators, validators))
    return { ...validators, unreliable: true };
  return validatorsAfter(before.validators, validators);
}

/** Many feeds name the address that they came from; a file does not move. */
function newAddressOf(url: string, told: string | undefined): string | false {
  const address = webAddress(told);
  return address !== undefined && address !== url && webAddress(url) !== undefined ? address : false;
}

function turnoverAfter(
  { before, now, asked, intervalMs }: FreshResult['settlement'],
  { window, newItems, knownItems = 0 }: Acceptance,
): FeedState['turnover'] {
  if (window === undefined || intervalMs === everyRun) return before.turnover;
  return noteWindow({ before: before.turnover, window, now, asked, intervalMs, newItems, knownItems });
}

/** The state to store when `parse/` refused a body: the validators stay those of the last good one. */
export function refuseBody(result: Pick<FreshResult, 'settlement'>, problem: Problem): FeedState {
  return settleFailure({ ...result.settlement, code: problem.code, cause: 'not-a-feed' });
}

/** A 304 or the same bytes again; `draft` carries the validators. */
export function settleGood(draft: StateDraft, answer: GoodAnswer): FeedState {
  const { before, now } = answer;
  return makeState({
    ...draft,
    ...settleMove(answer),
    ...pace(draft, answer),
    failing: undefined,
    history: noteChange(before.history, 'ok', now),
  });
}

/** Lengthens the streak, puts the next question off, and stops at a second 410. */
export function settleFailure(failure: Failure): FeedState {
  const { before, now, intervalMs, code, cause } = failure;
  const isFile = intervalMs === everyRun;
  if (isFile && before.failing?.code === code) return before;
  const count = (before.failing?.count ?? 0) + 1;
  const forgetsMove = cause === 'gone' || count >= 2;
  const wish = failure.pause?.ms ?? 0;
  const until = formatInstant((parseInstant(now) ?? 0) + wish);
  const pause = wish > intervalMs && failure.pause ? { host: failure.pause.host, until } : undefined;
  return makeState({
    ...before,
    moving: undefined,
    moved_to: forgetsMove ? undefined : before.moved_to,
    ...(isFile ? { next_due: undefined, why_due: undefined } : dueAfter(failure, count)),
    failing: {
      code,
      cause,
      first: before.failing?.first ?? now,
      last: now,
      count,
      ...defined({ config: failure.config, pause }),
    },
    history: noteChange(before.history, cause, now),
  });
}

/** When a feed that failed so many times in a row is asked again, and why then: after a second 410 never. */
function dueAfter(failure: Failure, count: number): Pick<StateDraft, 'next_due' | 'why_due'> {
  const { before, feed, now, intervalMs, code, cause } = failure;
  const isGoneAgain = cause === 'gone' && before.failing?.cause === 'gone' && before.failing.last !== now;
  if (isGoneAgain && before.moved_to === undefined) return { next_due: undefined, why_due: 'gone' };
  const backOff = backOffMs(feed.id, count, intervalMs);
  const own = ownNetwork.includes(code) ? Math.min(backOff, Math.max(intervalMs, 4 * HOUR)) : backOff;
  const wish = failure.pause?.ms ?? 0;
  return {
    next_due: formatInstant((parseInstant(now) ?? 0) + Math.max(own, wish)),
    why_due: wish > own ? 'retry-after' : 'back-off',
  };
}

/** Only a change of health is noted, so that the list grows with events and not with runs. */
function noteChange(
  history: readonly Transition[] | undefined,
  to: Transition['to'],
  at: string,
): readonly Transition[] {
  const before = history ?? [];
  return before.at(-1)?.to === to ? before : [...before, { at, to }];
}

/**
 * A permanent redirect is believed when it led to a good feed three times over at least a day, and so is what a feed
 * says of itself as often. A redirect counts before that.
 */
function settleMove(answer: GoodAnswer): Pick<StateDraft, 'moving' | 'moved_to'> {
  const { before, now } = answer;
  const saidBefore = before.moving?.by === 'feed' ? before.moving.to : undefined;
  const said = answer.newAddress === undefined ? saidBefore : answer.newAddress || undefined;
  const to = answer.movedTo ?? said;
  if (to === undefined) return { moving: undefined, moved_to: before.moved_to };
  const earlier = before.moving?.to === to ? before.moving : undefined;
  const firstSeen = earlier?.first_seen ?? now;
  const sightings = Math.min((earlier?.sightings ?? 0) + 1, sightingsNeeded);
  const aged = (parseInstant(now) ?? 0) - (parseInstant(firstSeen) ?? 0) >= DAY;
  if (sightings >= sightingsNeeded && aged) return { moving: undefined, moved_to: to };
  const by = answer.movedTo === undefined && { by: 'feed' as const };
  return { moving: { to, first_seen: firstSeen, sightings, ...by }, moved_to: before.moved_to };
}

/**
 * The longest of the server's and the feed's wishes, when it is longer than the ordinary interval; not past the time in
 * which half of the document is replaced.
 */
function pace(draft: StateDraft, answer: GoodAnswer): Pick<StateDraft, 'next_due' | 'why_due'> {
  const wishes: readonly (readonly [DueReason, number])[] = [
    ['max-age', answer.freshForMs ?? 0],
    ['ttl', (draft.schedule?.ttl_minutes ?? 0) * MINUTE],
    ['update-period', (draft.schedule?.update_minutes ?? 0) * MINUTE],
    ['no-validators', draft.validators && !draft.validators.unreliable ? 0 : DAY],
  ];
  const [why, wish] = wishes.reduce((longest, one) => (one[1] > longest[1] ? one : longest));
  const nowMs = parseInstant(answer.now) ?? 0;
  const wait = Math.min(wish, longestRestMs(draft.turnover, nowMs, answer.intervalMs));
  if (answer.feed.intervalMs !== undefined || wait <= answer.intervalMs)
    return { next_due: undefined, why_due: undefined };
  return { next_due: formatInstant(nowMs + wait), why_due: why };
}
