import type { Translate } from '../model/messages.ts';
import { placeActions } from './actions.ts';
import { allEntries, entryAround } from './entries.ts';
import { settleAt } from './landing.ts';
import type { Reader } from './reader-context.ts';

/** Where each item stood before the reading view put all into one column. */
let places: (readonly [HTMLElement, Comment])[] = [];

let isFull = false;

/** What the column is, for those who go by headings: those of the sections are behind it. */
const heading = document.createElement('h2');
heading.className = 'vh';

/** When an item was published: RFC 3339 in UTC. */
const dateOf = (entry: HTMLElement): string => entry.querySelector('time')?.dateTime ?? '';

/** Items of an edition, which stand by sections; pages of one thread have their order already. */
const movable = 'main:not(.plain) #content article';

/** Keeps the focus and what the reader looks at where they were, whatever moves. */
function keepingPlace(change: () => void): void {
  const focused = document.activeElement;
  const top =
    entryAround(focused) ??
    (scrollY > 0 ? allEntries().find((entry) => entry.getBoundingClientRect().bottom > 0) : undefined);
  change();
  if (focused instanceof HTMLElement && focused !== document.activeElement)
    focused.focus({ preventScroll: true });
  if (top) settleAt(top);
}

/** The reading view: full texts one after the other, newest first, each with its actions at both ends. */
export function layOutReading(full: boolean, reader: Reader, text: Translate): void {
  const content = document.querySelector('#content');
  if (!content || full === isFull) return;
  isFull = full;
  keepingPlace(() => {
    if (full) {
      const entries = allEntries().filter((entry) => entry.matches(movable));
      places = entries.map((entry) => {
        const place = new Comment();
        entry.before(place);
        return [entry, place] as const;
      });
      content.prepend(...entries.sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1)));
      heading.textContent = text('densityFull');
      if (entries.length > 0) content.prepend(heading);
      for (const entry of allEntries()) placeActions(entry, 'both', reader, text);
    } else {
      for (const [entry, place] of places) place.replaceWith(entry);
      places = [];
      heading.remove();
    }
  });
}
