import { addressKey } from '../../config/index.ts';
import type { FeedConfig } from '../../model/types.ts';
import type { CachedFeed } from './cache.ts';

type Known = Pick<FeedConfig, 'id' | 'url' | 'title' | 'name'>;

/**
 * The configured feed that a cached one is: by its addresses, however they are written; else by what the other program
 * called it, where one feed alone is called so.
 */
export function feedOfCached<T extends Known>(cached: CachedFeed, feeds: readonly T[]): T | undefined {
  for (const url of cached.urls) {
    const found = feeds.find((feed) => addressKey(feed.url) === addressKey(url));
    if (found) return found;
  }
  if (cached.name === undefined) return undefined;
  const called = feeds.filter(({ title, name }) => title === cached.name || name === cached.name);
  return called.length === 1 ? called[0] : undefined;
}
