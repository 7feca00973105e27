import { keyName } from './key-name.ts';
import type { More, Reader } from './reader-context.ts';

/** Keys that do something, alone or after `g`. */
const ours = 'jkJKovcmsn/[]?gtwah123CS';

/** Modifiers belong to the browser, but the one that types `[` on many keyboards; fields keep their keys. */
function isOurs(event: KeyboardEvent, key: string): boolean {
  const modified = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  const { target } = event;
  return !(
    key.length > 1 ||
    !ours.includes(key) ||
    modified ||
    event.isComposing ||
    event.defaultPrevented ||
    (target instanceof Element &&
      target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog'))
  );
}

/** Not loaded first: what is typed after it must find the field. Where the field is not shown, its page is opened. */
function focusSearch(): void {
  const field = document.querySelector<HTMLElement>('input[type=search]');
  if (field?.offsetParent) field.focus();
  else document.querySelector<HTMLElement>('.top .go')?.click();
}

/** Hands the keys on, unless the reader switched them off (WCAG 2.1.4). What they do is loaded with the first. */
export function watchKeys(reader: Reader, more: () => Promise<More>): void {
  document.addEventListener('keydown', (event) => {
    const key = keyName(event);
    if (!isOurs(event, key) || reader.store.read().keys === false) return;
    // At once, as a browser would type the key into the field that it leads to.
    event.preventDefault();
    if (key === '/') focusSearch();
    else void more().then(({ press }) => press(key, event.repeat, reader));
  });
}
