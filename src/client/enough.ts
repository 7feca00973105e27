import { pageSize, type Query } from './query.ts';

/** Bytes that a search takes before it is content with a full page of the newest, and with less than a page. */
const [enoughBytes, mostBytes] = [8000, 40_000];

/** Whether a search leaves it at what it found, having read so many bytes: the page offers to look through all editions. */
export function isContent(
  { all, page }: Pick<Query, 'all' | 'page'>,
  { found, bytes }: { readonly found: number; readonly bytes: number },
): boolean {
  if (all || found === 0) return false;
  return bytes > (found >= page * pageSize ? enoughBytes : mostBytes);
}
