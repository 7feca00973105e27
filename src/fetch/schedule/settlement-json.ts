import { defined } from '../../model/defined.ts';
import { isRecord } from '../../model/record.ts';
import type { FeedConfig } from '../../model/types.ts';
import type { Settlement } from '../types.ts';
import { headerText, instant, parseFeedState, parseHubs, text, webAddress } from './parse-state.ts';
import { everyRun } from './settle.ts';

/** A settlement as JSON: for a run whose items another machine takes into the archive. Its feed is left out. */
export function settlementJson({ feed: _feed, intervalMs, ...rest }: Settlement): object {
  return { ...rest, ...(intervalMs !== everyRun && { intervalMs }) };
}

/**
 * Checks a settlement that came as JSON. `undefined` when what must be there is not; an optional field that makes no
 * sense is left out, and so at worst the feed is asked once too early. Never throws.
 *
 * @param feed the feed as it is configured here: credentials never travel
 */
export function parseSettlement(value: unknown, feed: FeedConfig): Settlement | undefined {
  if (!isRecord(value)) return undefined;
  const before = parseFeedState(value.before);
  const now = instant(value.now);
  const bodyHash = text(value.bodyHash);
  const intervalMs = value.intervalMs === undefined ? everyRun : duration(value.intervalMs);
  if (!before || now === undefined || bodyHash === undefined || intervalMs === undefined) return undefined;
  const freshForMs = duration(value.freshForMs);
  const etag = headerText(value.etag);
  const lastModified = headerText(value.lastModified);
  const movedTo = webAddress(value.movedTo);
  const hubs = parseHubs(value.hubs);
  const asked = instant(value.asked);
  const config = text(value.config);
  return {
    feed,
    before,
    now,
    intervalMs,
    bodyHash,
    ...defined({ asked, config, freshForMs, etag, lastModified, movedTo }),
    ...(hubs && { hubs }),
  };
}

/** Ten years at most, so that no sum with it leaves what a date can say. */
const longestMs = 315_360_000_000;

function duration(value: unknown): number | undefined {
  const isOne = typeof value === 'number' && value >= 0 && value <= longestMs;
  return isOne ? value : undefined;
}
