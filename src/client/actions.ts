import type { Translate } from '../model/messages.ts';
import { element } from './element.ts';
import { drawEntry, keyOf, permalink, titleLink, titleText } from './entries.ts';
import type { Reader } from './reader-context.ts';
import { isSaved } from './state.ts';

function button(className: string, label: string): HTMLButtonElement {
  return element('button', { className: `btn ${className}`, type: 'button' }, label);
}

function sourceLink(entry: HTMLElement, text: Translate): HTMLElement[] {
  const link = titleLink(entry);
  if (!link || link.href === permalink(entry)?.href) return [];
  return [element('a', { href: link.href, rel: 'noreferrer', className: 'out' }, text('original'))];
}

/** What can be done with an item, in words: read, save, share, and the way to its source. */
function actionsOf(entry: HTMLElement, text: Translate): HTMLElement {
  return element(
    'p',
    { className: 'acts ui' },
    button('mark', text('markRead')),
    button('keep', text('save')),
    button('share', text('share')),
    ...sourceLink(entry, text),
  );
}

/** Below a text that was read: when it was written, and what one may still want. */
function endOf(entry: HTMLElement, text: Translate): HTMLElement {
  const place = permalink(entry);
  const time = place?.querySelector('time');
  return element(
    'p',
    { className: 'acts meta' },
    ...(place && time ? [element('a', { href: place.href }, time.cloneNode(true))] : []),
    button('keep', text('save')),
    ...sourceLink(entry, text),
  );
}

/**
 * Puts the actions at an unfolded item's end, once. `both`, in the reading view: at its beginning, and a lighter line at
 * its end.
 */
export function placeActions(
  entry: HTMLElement,
  where: 'end' | 'both',
  reader: Reader,
  text: Translate,
): void {
  if (!entry.matches('article')) return;
  const end = entry.querySelector(':scope > details') ?? entry;
  if (where === 'end' && !entry.querySelector('.acts')) end.append(actionsOf(entry, text));
  if (where === 'both' && !entry.querySelector(':scope > .acts.first')) {
    entry.querySelector('.acts')?.remove();
    const first = actionsOf(entry, text);
    first.classList.add('first');
    entry.prepend(first);
    end.append(endOf(entry, text));
  }
  drawEntry(entry, reader);
}

let hiding: ReturnType<typeof setTimeout> | undefined;

/** Shows a message at the foot of the window for a moment, and tells it to assistive technology. */
export function tell(reader: Reader, message: string): void {
  const live = document.querySelector('#live');
  live?.classList.replace('vh', 'toast');
  reader.say(message);
  clearTimeout(hiding);
  hiding = setTimeout(() => live?.classList.replace('toast', 'vh'), 4000);
}

/**
 * Says that an item was saved, or no longer. Where no mark on it shows that, as in lists of titles, or where it is not
 * kept, all see what is said.
 */
export function tellSaved(entry: HTMLElement, reader: Reader): void {
  const isKept = reader.store.isKept();
  const done = isKept ? (isSaved(reader.store.read(), keyOf(entry)) ? 'saved' : 'unsaved') : 'notKept';
  const message = reader.text(done) + reader.text('colon') + titleText(entry);
  if (isKept && entry.querySelector('.keep')) reader.say(message);
  else tell(reader, message);
}

/** Copies where the browser has no clipboard for pages, as on plain `http:`. */
function copyBySelection(address: string): boolean {
  const field = element('input', { value: address, readOnly: true, className: 'vh' });
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

/** Shares an item's place in the digest: by the system where it can, else by a copy of its address. */
export async function shareEntry(entry: HTMLElement, reader: Reader, text: Translate): Promise<void> {
  const url = permalink(entry)?.href ?? titleLink(entry)?.href ?? location.href;
  const title = titleText(entry);
  try {
    if ('share' in navigator) {
      await navigator.share({ title, url });
      return;
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
  }
  const copied =
    (await navigator.clipboard?.writeText(url).then(
      () => true,
      () => copyBySelection(url),
    )) ?? copyBySelection(url);
  tell(reader, copied ? text('copied', { title }) : text('copyFailed', { url }));
}

/** Plays a recording under the line that links to it; a second click on the link takes the player away. */
export function playRecording(link: HTMLAnchorElement): void {
  const line = link.closest('.by');
  const open = line?.nextElementSibling;
  if (open instanceof HTMLMediaElement && open.src === link.href) {
    open.remove();
    return;
  }
  if (open instanceof HTMLMediaElement) open.remove();
  const player = element(link.type.startsWith('video') ? 'video' : 'audio', {
    className: 'player',
    controls: true,
    autoplay: true,
    src: link.href,
  });
  player.setAttribute('aria-label', link.textContent ?? '');
  line?.after(player);
}
