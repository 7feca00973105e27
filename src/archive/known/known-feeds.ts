import { join } from 'node:path';
import { FEED_PATTERN } from '../day/item-patterns.ts';
import type { ArchiveFs } from '../disk/files.ts';

/** The feeds that have an index: tells a new feed from one whose index was lost. Relative to the data folder. */
export const FEED_LIST = 'state/known/feeds.txt';

const HEAD = 'daybook known feeds, schema 1';
const TAIL = 'end';

export function formatFeedList(feeds: Iterable<string>): string {
  return `${[HEAD, ...[...feeds].sort(), TAIL].join('\n')}\n`;
}

/** The feeds, or `undefined` when the file is not whole. */
function parseFeedList(text: string): Set<string> | undefined {
  const lines = text.split('\n');
  if (lines[0] !== HEAD || lines.at(-2) !== TAIL || lines.at(-1) !== '') return undefined;
  const feeds = lines.slice(1, -2);
  return feeds.every((feed) => FEED_PATTERN.test(feed)) ? new Set(feeds) : undefined;
}

/** Reads the list; `undefined` when there is none, or it is not whole. */
export async function readFeedList(fs: ArchiveFs, dir: string): Promise<Set<string> | undefined> {
  const bytes = await fs.read(join(dir, FEED_LIST));
  return bytes === undefined ? undefined : parseFeedList(new TextDecoder().decode(bytes));
}
