import { allEntries, entryAround, titleLink, toggleRead, toggleSaved } from './entries.ts';
import type { Reader } from './reader-context.ts';

const find = <T extends HTMLElement>(selector: string, root: ParentNode = document): T | null =>
  root.querySelector<T>(selector);

/** The entry that keys act on: the one with the focus, else the one that had it last. */
let current: HTMLElement | undefined;

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

function goTo(entry: HTMLElement | undefined): void {
  const link = entry && titleLink(entry);
  if (!link) return;
  link.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'nearest' });
}

/** Items that can be reached, and the place of the current one among them: -1 when there is none. */
function reachable(): { readonly entries: readonly HTMLElement[]; readonly at: number } {
  const entries = allEntries().filter(isShown);
  return { entries, at: current ? entries.indexOf(current) : -1 };
}

/** The next story; without a current one, the first that is not above the window. */
function goStory(step: number): void {
  const { entries, at } = reachable();
  const below = entries.findIndex((entry) => entry.getBoundingClientRect().top >= 0);
  goTo(entries[at >= 0 ? at + step : step > 0 ? below : below - 1]);
}

/** The first story of the next section; going back, of this section first. */
function goSection(step: number): void {
  const { entries, at } = reachable();
  const starts = [...entries.keys()].filter(
    (i) => entries[i]?.closest('section') !== entries[i - 1]?.closest('section'),
  );
  goTo(entries[(step > 0 ? starts.find((i) => i > at) : starts.findLast((i) => i < at)) ?? at]);
}

function focusSearch(): void {
  const field = find<HTMLInputElement>('input[type=search]');
  if (field && isShown(field)) field.focus();
  else find('.top .go')?.click();
}

function showHelp(): void {
  find('#view:popover-open')?.hidePopover();
  find<HTMLDialogElement>('dialog#keyboard')?.showModal();
}

/** What each key does. Keys after `g` are in the links of the masthead. */
function actions(reader: Reader, toggleNew: () => void): Readonly<Record<string, () => void>> {
  const within = (selector: string) => () => current && find(selector, current)?.click();
  return {
    j: () => goStory(1),
    k: () => goStory(-1),
    J: () => goSection(1),
    K: () => goSection(-1),
    o: within('summary'),
    v: () => current && titleLink(current)?.click(),
    c: within('.comments'),
    m: () => current && toggleRead(current, reader),
    s: () => current && toggleSaved(current, reader),
    n: toggleNew,
    '/': focusSearch,
    '[': () => find('a[rel=prev]')?.click(),
    ']': () => find('a[rel=next]')?.click(),
    '?': showHelp,
  };
}

/** Modifiers belong to the browser, but the one that types `[` on many keyboards; fields keep their keys. */
function isOurs(event: KeyboardEvent): boolean {
  const modified = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  const { target } = event;
  return !(
    modified ||
    event.isComposing ||
    event.defaultPrevented ||
    (target instanceof Element &&
      target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog'))
  );
}

function watchKeys(reader: Reader, toggleNew: () => void): void {
  const byKey = actions(reader, toggleNew);
  let afterG = false;
  document.addEventListener('keydown', (event) => {
    if (!isOurs(event) || reader.store.read().keys === false) return;
    const { key } = event;
    const going = afterG;
    afterG = key === 'g' && !going;
    const action = going
      ? () => find(`[data-go="${CSS.escape(key)}"]`)?.click()
      : Object.hasOwn(byKey, key)
        ? byKey[key]
        : undefined;
    // A key that is held moves on; it must not flip a mark to and fro.
    if (!action || (event.repeat && !'jkJK'.includes(key))) return;
    event.preventDefault();
    action();
  });
}

/** The keys, their help and their off switch (WCAG 2.1.4). */
export function watchKeyboard(reader: Reader, toggleNew: () => void): void {
  watchKeys(reader, toggleNew);
  document.addEventListener('focusin', ({ target }) => {
    current = entryAround(target)?.closest<HTMLElement>('.h-entry') ?? current;
  });
  find('[data-keyboard-help]')?.addEventListener('click', showHelp);
  const toggle = find<HTMLInputElement>('[data-keyboard-switch]');
  if (!toggle) return;
  toggle.checked = reader.store.read().keys !== false;
  toggle.addEventListener('change', () => {
    reader.store.change((state) => ({ ...state, keys: toggle.checked }));
  });
}
