import type { CleanItem } from '../../model/types.ts';

/** An item without the authors that it has only of its feed: what a feed says of itself is not a version of its items. */
export function ownContent(item: CleanItem): CleanItem {
  if (item._daybook?.inherits_authors !== true) return item;
  const { authors: _authors, ...own } = item;
  return own;
}
