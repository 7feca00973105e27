import { translator } from '../model/messages.ts';
import { momentFormat } from './dates.ts';
import { button, element } from './element.ts';
import { dropped, type KeptSearch, searchesIn } from './kept-searches.ts';
import { openReader, type Reader } from './reader-context.ts';
import { settings } from './settings.ts';
import { type SavedItem, unsaved } from './state.ts';
import { exportText, imported, maxFileBytes, webAddress } from './transfer.ts';

/** `/saved/`: the kept items, newest first, and their way into a file and back. */
const text = translator(settings.messages, settings.language);
const dayText = momentFormat(settings.language, { dateStyle: 'long' });

const place = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector);

function dateText(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? '' : dayText(time);
}

function removeButton(name: string, remove: () => void): HTMLButtonElement {
  const made = button(text('remove'), remove);
  made.setAttribute('aria-label', text('remove') + text('colon') + name);
  return made;
}

function row([key, item]: readonly [string, SavedItem], remove: (key: string) => void): HTMLLIElement {
  const title = item.title || text('untitled');
  const address = webAddress(item.url);
  const name = address ? element('a', { href: address }, title) : element('span', {}, title);
  name.dir = 'auto';
  const time = element('time', { dateTime: item.date }, dateText(item.date));
  const when = element('span', { className: 'meta' }, time, ' ');
  return element(
    'li',
    {},
    name,
    ' ',
    when,
    removeButton(item.title, () => remove(key)),
  );
}

/** A search that is kept, in the list of all: it leads to the search page, which counts what is new. */
function searchRow(
  [address, { name }]: readonly [string, KeptSearch],
  remove: (address: string, name: string) => void,
): HTMLLIElement {
  const link = element('a', { href: `${settings.prefix}search/${address}`, dir: 'auto' }, name);
  return element(
    'li',
    {},
    link,
    ' ',
    removeButton(name, () => remove(address, name)),
  );
}

function drawSearches(reader: Reader): void {
  const [whole, list] = [place('#searches'), place('#searches ul')];
  if (!whole || !list) return;
  const searches = [...searchesIn(reader.store.read().searches)];
  const remove = (address: string, name: string): void => {
    reader.store.change((state) => dropped(state, address));
    reader.say(text('searchDropped', { name }));
    drawSearches(reader);
    (list.querySelector('button') ?? place('#content'))?.focus();
  };
  whole.hidden = searches.length === 0;
  list.replaceChildren(...searches.map((search) => searchRow(search, remove)));
}

function draw(reader: Reader): void {
  const list = place('#saved');
  if (!list) return;
  const items = Object.entries(reader.store.read().saved).sort(([, a], [, b]) => b.time - a.time);
  const remove = (key: string): void => {
    const at = items.findIndex(([one]) => one === key);
    reader.store.change((state) => unsaved(state, key));
    reader.say(text('unsaved') + text('colon') + (items[at]?.[1].title ?? ''));
    draw(reader);
    const buttons = list.querySelectorAll('button');
    (buttons[Math.min(at, buttons.length - 1)] ?? place('#content'))?.focus();
  };
  list.replaceChildren(...items.map((item) => row(item, remove)));
  const count = place('#saved-count');
  if (count) {
    count.textContent = items.length > 0 ? text('savedCount', { n: items.length }) : text('savedNone');
  }
  drawSearches(reader);
  const isEmpty = items.length === 0 && !reader.store.read().searches;
  place('[data-export]')?.toggleAttribute('disabled', isEmpty);
  if (!reader.store.isKept()) note(text('storageBlocked'));
  place('[data-waits]')?.removeAttribute('data-waits');
}

function note(message: string): void {
  const line = place('#note');
  if (line) line.textContent = message;
}

function download(reader: Reader): void {
  const site = new URL(settings.prefix, location.href).href;
  const file = new Blob([exportText(reader.store.read(), site)], { type: 'application/json' });
  const href = URL.createObjectURL(file);
  element('a', { href, download: 'daybook-saved.json' }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

async function takeIn(file: File, reader: Reader): Promise<void> {
  const found = file.size <= maxFileBytes ? imported(await file.text(), reader.store.read()) : undefined;
  if (!found) {
    note(text('importFailed'));
    return;
  }
  reader.store.change(() => found.state);
  const searches = found.searches === undefined ? [] : [text('searchesAdded', { n: found.searches })];
  note([text('importDone', { n: found.added }), ...searches].join(' '));
  draw(reader);
}

const reader = openReader(import.meta.url);
draw(reader);
addEventListener('storage', () => draw(reader));
place('[data-export]')?.addEventListener('click', () => download(reader));
const field = place<HTMLInputElement>('#import');
field?.addEventListener('change', () => {
  const [file] = field.files ?? [];
  if (file) void takeIn(file, reader).finally(() => (field.value = ''));
});
