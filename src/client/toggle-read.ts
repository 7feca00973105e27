import { drawEntry, keyOf, titleText } from './entries.ts';
import type { Reader } from './reader-context.ts';
import { isRead, markedRead, markedUnread } from './state.ts';

/** Marks an item as read, or as not read where it is. */
export function toggleRead(entry: HTMLElement, reader: Reader): void {
  const key = keyOf(entry);
  const { read } = reader.store.change((state) =>
    isRead(state, key) ? markedUnread(state, key) : markedRead(state, key, reader.now()),
  );
  drawEntry(entry, reader);
  reader.say(
    reader.text(key in read ? 'markedRead' : 'markedUnread') + reader.text('colon') + titleText(entry),
  );
}
