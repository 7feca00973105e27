import { defined } from '../../model/defined.ts';
import { parseInstant } from '../../model/instant.ts';
import { isRecord } from '../../model/record.ts';
import type { FeedSchedule } from '../../model/types.ts';
import { isUrl } from '../../model/url.ts';
import { failureCauses } from '../types.ts';
import {
  dueReasons,
  type FailureStreak,
  type FeedState,
  makeState,
  type Transition,
  type Validators,
  validatorsOf,
} from './state.ts';
import { parseTurnover } from './turnover.ts';

const maxText = 8192;

/**
 * Checks a stored state. `undefined` when it is not a state at all or was written by a newer Daybook; a field that makes
 * no sense is left out, and so at worst the feed is asked once too early. Never throws.
 */
export function parseFeedState(value: unknown): FeedState | undefined {
  if (!isRecord(value) || value.schema !== 1) return undefined;
  const url = text(value.url);
  if (url === undefined) return undefined;
  return makeState({
    schema: 1,
    url,
    moved_to: webAddress(value.moved_to),
    moving: parseMoving(value.moving),
    validators: parseValidators(value.validators),
    body_hash: text(value.body_hash),
    schedule: parseSchedule(value.schedule),
    next_due: instant(value.next_due),
    why_due: dueReasons.find((reason) => reason === value.why_due),
    last_new: instant(value.last_new),
    turnover: isRecord(value.turnover) ? parseTurnover(value.turnover) : undefined,
    cut_off: value.cut_off === true ? true : undefined,
    failing: parseStreak(value.failing),
    hubs: parseHubs(value.hubs),
    history: list(value.history, parseTransition),
  });
}

/** Hubs that are web addresses, each once. */
export function parseHubs(value: unknown): readonly string[] | undefined {
  const hubs = list(value, webAddress);
  return hubs && [...new Set(hubs)];
}

function parseValidators(value: unknown): Validators | undefined {
  if (!isRecord(value)) return undefined;
  const url = webAddress(value.url);
  if (url === undefined) return undefined;
  const validators = validatorsOf(url, headerText(value.etag), headerText(value.last_modified));
  return validators && value.unreliable === true ? { ...validators, unreliable: true } : validators;
}

function parseMoving(value: unknown): FeedState['moving'] {
  if (!isRecord(value)) return undefined;
  const to = webAddress(value.to);
  const firstSeen = instant(value.first_seen);
  const sightings = count(value.sightings);
  if (to === undefined || firstSeen === undefined || sightings === undefined) return undefined;
  return { to, first_seen: firstSeen, sightings, ...(value.by === 'feed' && { by: 'feed' as const }) };
}

function parseStreak(value: unknown): FailureStreak | undefined {
  if (!isRecord(value)) return undefined;
  const code = text(value.code);
  const cause = failureCauses.find((one) => one === value.cause);
  const first = instant(value.first);
  const last = instant(value.last);
  const times = count(value.count);
  if (code === undefined || cause === undefined) return undefined;
  if (first === undefined || last === undefined || times === undefined) return undefined;
  const rest = defined({ config: text(value.config), pause: parsePause(value.pause) });
  return { code, cause, first, last, count: times, ...rest };
}

function parsePause(value: unknown): FailureStreak['pause'] {
  if (!isRecord(value)) return undefined;
  const host = text(value.host);
  const until = instant(value.until);
  return host === undefined || until === undefined ? undefined : { host, until };
}

function parseTransition(value: unknown): Transition | undefined {
  if (!isRecord(value)) return undefined;
  const at = instant(value.at);
  const to = (['ok', ...failureCauses] as const).find((one) => one === value.to);
  return at === undefined || to === undefined ? undefined : { at, to };
}

/** Reads what a feed asks of its readers; also the check on what `parse/` hands over. */
export function parseSchedule(value: unknown): FeedSchedule | undefined {
  if (!isRecord(value)) return undefined;
  const ttl = minutes(value.ttl_minutes);
  const update = minutes(value.update_minutes);
  const hours = numbers(value.skip_hours, 0, 23);
  const days = numbers(value.skip_days, 1, 7);
  const schedule: FeedSchedule = {
    ...defined({ ttl_minutes: ttl, update_minutes: update }),
    ...(hours && hours.length < 24 && { skip_hours: hours }),
    ...(days && days.length < 7 && { skip_days: days }),
  };
  return Object.keys(schedule).length > 0 ? schedule : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= maxText ? value : undefined;
}

/** A value that can go into a request header as it stands. RFC 9110, section 5.5. */
export function headerText(value: unknown): string | undefined {
  const found = text(value);
  return found !== undefined && /^[\t\x20-\x7e\x80-\xff]+$/.test(found) ? found : undefined;
}

export function webAddress(value: unknown): string | undefined {
  const found = text(value);
  return found !== undefined && /^https?:\/\//.test(found) && isUrl(found) ? found : undefined;
}

export function instant(value: unknown): string | undefined {
  return typeof value === 'string' && parseInstant(value) !== undefined ? value : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

function minutes(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

function numbers(value: unknown, lowest: number, highest: number): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const fit = value.filter((one) => Number.isInteger(one) && one >= lowest && one <= highest);
  const sorted = [...new Set(fit)].sort((a, b) => a - b);
  return sorted.length > 0 ? sorted : undefined;
}

function list<T>(value: unknown, parse: (one: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.map(parse).filter((one) => one !== undefined);
  return found.length > 0 ? found : undefined;
}
