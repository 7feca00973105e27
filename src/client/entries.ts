import { element } from './element.ts';
import type { More, Reader } from './reader-context.ts';
import { isRead, isSaved, markedRead, type SavedItem, saved, unsaved } from './state.ts';

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

export function permalink(entry: Element): HTMLAnchorElement | null {
  return entry.querySelector<HTMLAnchorElement>('a.u-uid');
}

/** An item's key: its element's id, else the `#` part of its permalink. */
export function keyOf(entry: Element): string {
  return entry.id || permalink(entry)?.hash.slice(1) || '';
}

export function titleText(entry: Element): string {
  const link = titleLink(entry);
  return (link?.querySelector('.t') ?? link)?.textContent ?? '';
}

/** Shows on an entry what is remembered of it. */
export function drawEntry(entry: HTMLElement, { store, text }: Reader, state = store.read()): void {
  const key = keyOf(entry);
  // They lie over the item, and so move nothing.
  if (entry.matches('article') && !entry.querySelector('.keep'))
    for (const className of ['share', 'keep']) entry.append(element('button', { className, type: 'button' }));
  entry.classList.toggle('read', isRead(state, key));
  for (const [selector, name, pressed] of [
    ['.keep', 'save', isSaved(state, key)],
    ['.mark', isRead(state, key) ? 'markUnread' : 'markRead', undefined],
    ['.share', 'share', undefined],
    // All of a page read the same where somebody hears them one after the other.
    ['summary', undefined, undefined],
  ] as const)
    for (const button of entry.querySelectorAll(selector)) {
      if (pressed !== undefined) button.setAttribute('aria-pressed', String(pressed));
      if (selector === '.mark') button.textContent = text(name);
      button.setAttribute(
        'aria-label',
        (name ? text(name) : button.textContent) + text('colon') + titleText(entry),
      );
    }
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

function savedItem(entry: HTMLElement, time: number): SavedItem {
  return {
    time,
    title: titleText(entry),
    url: permalink(entry)?.href ?? '',
    date: entry.querySelector('time')?.dateTime ?? '',
  };
}

/** Saves an item, or no longer. What there is to say of it comes with what is loaded later: `tellSaved`. */
export function toggleSaved(entry: HTMLElement, reader: Reader): void {
  const key = keyOf(entry);
  reader.store.change((before) =>
    isSaved(before, key) ? unsaved(before, key) : saved(before, key, savedItem(entry, reader.now())),
  );
  drawEntry(entry, reader);
}

/** A click that the browser answers in the page itself: no other button, and no key that asks for a tab or a file. */
const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }: MouseEvent): boolean =>
  button === 0 && !defaultPrevented && !(ctrlKey || metaKey || shiftKey || altKey);

/** Opening or unfolding an item reads it, its buttons mark it; the pointer and the keys come by here alike. */
export function watchEntries(reader: Reader, more: () => Promise<More>): void {
  const onClick = (event: MouseEvent): void => {
    const entry = entryAround(event.target);
    if (!entry || !(event.target instanceof Element)) return;
    const button = event.target.closest('.keep, .mark, .share');
    const link = event.target.closest('a');
    if (button?.matches('.keep')) {
      toggleSaved(entry, reader);
      void more().then(({ tellSaved }) => tellSaved(entry, reader));
    } else if (button)
      void more().then((module) => module[button.matches('.mark') ? 'mark' : 'share'](entry, reader));
    else if (link?.matches('[rel~=enclosure]:is([type^=audio], [type^=video])') && isPlain(event)) {
      event.preventDefault();
      void more().then(({ play }) => play(link));
      readEntry(entry, reader);
    }
    // The middle button opens a link in a tab of its own; the right one only shows a menu.
    else if (link && event.button < 2 && (link === titleLink(entry) || link.matches('.out')))
      readEntry(entry, reader);
  };
  document.addEventListener('click', onClick);
  document.addEventListener('auxclick', onClick);
  document.addEventListener(
    'toggle',
    ({ target }) => {
      const entry = entryAround(target);
      if (!entry || !(target instanceof HTMLDetailsElement) || !target.open) return;
      readEntry(entry, reader);
      void more().then(({ addActions }) => addActions(entry, reader));
    },
    true,
  );
}
