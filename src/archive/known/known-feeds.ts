import { join } from 'node:path';
import { feedPattern } from '../day/item-patterns.ts';
import { type ArchiveFs, textOf } from '../disk/files.ts';

/** The feeds that have an index: tells a new feed from one whose index was lost. Relative to the data folder. */
export const feedListPath = 'state/known/feeds.txt';

const head = 'daybook known feeds, schema 1';
const tail = 'end';

export function formatFeedList(feeds: Iterable<string>): string {
  return `${[head, ...[...feeds].sort(), tail].join('\n')}\n`;
}

/** The feeds, or `undefined` when the file is not whole. */
function parseFeedList(text: string): Set<string> | undefined {
  const lines = text.split('\n');
  if (lines[0] !== head || lines.at(-2) !== tail || lines.at(-1) !== '') return undefined;
  const feeds = lines.slice(1, -2);
  return feeds.every((feed) => feedPattern.test(feed)) ? new Set(feeds) : undefined;
}

/** Reads the list; `undefined` when there is none, or it is not whole. */
export async function readFeedList(fs: ArchiveFs, dir: string): Promise<Set<string> | undefined> {
  const bytes = await fs.read(join(dir, feedListPath));
  return bytes === undefined ? undefined : parseFeedList(textOf(bytes));
}
