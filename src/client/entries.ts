import type { Reader } from './reader-context.ts';
import { isRead, isSaved, markedRead, markedUnread, type SavedItem, saved, unsaved } from './state.ts';

/** Items in full, in lists of titles, and the other reports of a story. */
const anyEntry = '.h-entry, .rel li';

/** Items that the keys go through. */
export function allEntries(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.h-entry')];
}

export function entryAround(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>(anyEntry) ?? undefined) : undefined;
}

/** The link to the source: an entry's first, and its title. */
export function titleLink(entry: Element): HTMLAnchorElement | null {
  return entry.querySelector<HTMLAnchorElement>('a.u-url') ?? entry.querySelector('a');
}

function permalink(entry: Element): HTMLAnchorElement | null {
  return entry.querySelector<HTMLAnchorElement>('a.u-uid');
}

/** An item's key: its element's id, else the `#` part of its permalink. */
export function keyOf(entry: Element): string {
  return entry.id || permalink(entry)?.hash.slice(1) || '';
}

function titleText(entry: Element): string {
  const link = titleLink(entry);
  return (link?.querySelector('.t') ?? link)?.textContent ?? '';
}

/** Shows on an entry what is remembered of it. */
function drawEntry(entry: HTMLElement, { store, text }: Reader, state = store.read()): void {
  const key = keyOf(entry);
  entry.classList.toggle('read', isRead(state, key));
  const button = entry.querySelector('.keep');
  if (!button) return;
  button.setAttribute('aria-pressed', String(isSaved(state, key)));
  button.setAttribute('aria-label', `${text('save')}: ${titleText(entry)}`);
}

export function drawEntries(reader: Reader): void {
  const state = reader.store.read();
  for (const entry of document.querySelectorAll<HTMLElement>(anyEntry)) drawEntry(entry, reader, state);
}

export function readEntry(entry: HTMLElement, reader: Reader): void {
  const key = keyOf(entry);
  if (!key) return;
  reader.store.change((state) => markedRead(state, key, reader.now()));
  drawEntry(entry, reader);
}

export function toggleRead(entry: HTMLElement, reader: Reader): void {
  const key = keyOf(entry);
  const { read } = reader.store.change((state) =>
    isRead(state, key) ? markedUnread(state, key) : markedRead(state, key, reader.now()),
  );
  drawEntry(entry, reader);
  reader.say(`${reader.text(key in read ? 'markedRead' : 'markedUnread')}: ${titleText(entry)}`);
}

function savedItem(entry: HTMLElement, time: number): SavedItem {
  return {
    time,
    title: titleText(entry),
    url: permalink(entry)?.href ?? '',
    date: entry.querySelector('time')?.dateTime ?? '',
  };
}

export function toggleSaved(entry: HTMLElement, reader: Reader): void {
  const key = keyOf(entry);
  const state = reader.store.change((before) =>
    isSaved(before, key) ? unsaved(before, key) : saved(before, key, savedItem(entry, reader.now())),
  );
  drawEntry(entry, reader);
  reader.say(`${reader.text(isSaved(state, key) ? 'saved' : 'unsaved')}: ${titleText(entry)}`);
}

/** Opening or unfolding an item reads it, its button saves it; the pointer and the keys come by here alike. */
export function watchEntries(reader: Reader): void {
  const onClick = (event: MouseEvent): void => {
    const entry = entryAround(event.target);
    if (!entry || !(event.target instanceof Element)) return;
    if (event.target.closest('.keep')) toggleSaved(entry, reader);
    // The middle button opens a link in a tab of its own; the right one only shows a menu.
    else if (event.button < 2 && event.target.closest('a') === titleLink(entry)) readEntry(entry, reader);
  };
  document.addEventListener('click', onClick);
  document.addEventListener('auxclick', onClick);
  document.addEventListener(
    'toggle',
    ({ target }) => {
      const entry = entryAround(target);
      if (entry && target instanceof HTMLDetailsElement && target.open) readEntry(entry, reader);
    },
    true,
  );
}
