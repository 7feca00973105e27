import { hash } from 'node:crypto';
import type { FeedConfig, FetchSettings } from '../../model/types.ts';
import type { FetchJob } from '../types.ts';

/** The shortest time between two requests for a feed: its own, else that of all. */
export function intervalOf(
  { feed }: Pick<FetchJob, 'feed'>,
  settings: Pick<FetchSettings, 'intervalMs'>,
): number {
  return feed.intervalMs ?? settings.intervalMs;
}

/**
 * Four characters for what the configuration says of asking a feed: enough to notice that somebody changed it after a
 * failure, and too few to guess a password by.
 */
export function configHash(feed: FeedConfig, settings: FetchSettings): string {
  const { where: _where, ...own } = feed;
  const { concurrency: _concurrency, intervalMs: _interval, ...asking } = settings;
  return hash('sha256', JSON.stringify([own, asking]), 'hex').slice(0, 4);
}
