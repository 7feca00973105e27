import { join } from 'node:path';
import type { ArchiveFs } from './files.ts';

/** Where a feed's state lies, relative to the data folder. */
export const statePath = (feed: string): string => `state/feeds/${feed}.json`;

/** Ids of the feeds that have a state, sorted. */
export async function recordedFeeds(fs: ArchiveFs, dir: string): Promise<string[]> {
  const names = (await fs.list(join(dir, 'state/feeds'))).filter((name) => name.endsWith('.json'));
  return names.map((name) => name.slice(0, -5)).sort();
}
