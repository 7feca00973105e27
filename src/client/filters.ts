import type { Translate } from '../model/messages.ts';
import { tell } from './actions.ts';
import { button, element } from './element.ts';
import { allEntries, keyOf } from './entries.ts';
import type { Filters, Reader } from './reader-context.ts';
import { isRead, isSaved, type State } from './state.ts';

/** The names of filters in an address. */
const names = ['only', 'hide', 'source', 'language'] as const;
type Name = (typeof names)[number];

/** What is asked for: values by name. Several of `only` and `hide` must all hold, of the others one. */
type Selection = Readonly<Record<Name, readonly string[]>>;

export function parseSelection(search: string): Selection {
  const params = new URLSearchParams(search);
  const values = (name: Name): string[] => [...new Set(params.getAll(name).filter(Boolean))];
  return {
    only: values('only'),
    hide: values('hide'),
    source: values('source'),
    language: values('language'),
  };
}

/** Writes the filters into an address, and leaves alone what else it says. */
export function withSelection(address: URL, selection: Selection): URL {
  const made = new URL(address);
  for (const name of names) {
    made.searchParams.delete(name);
    for (const value of selection[name]) made.searchParams.append(name, value);
  }
  return made;
}

export function withToggled(selection: Selection, name: Name, value: string): Selection {
  const values = selection[name];
  return {
    ...selection,
    [name]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value],
  };
}

const nothing: Selection = { only: [], hide: [], source: [], language: [] };
const isOn = (selection: Selection): boolean => names.some((name) => selection[name].length > 0);

/** What filters know of an item. */
export interface Facts {
  readonly isNew: boolean;
  readonly isRead: boolean;
  readonly isSaved: boolean;
  readonly subscribers: boolean;
  readonly source: string;
  readonly language: string;
}

/** Whether an item is shown. A value that no filter has, as an address may name one, asks for nothing. */
export function fits(facts: Facts, { only, hide, source, language }: Selection): boolean {
  return (
    !(only.includes('new') && !facts.isNew) &&
    !(only.includes('unread') && facts.isRead) &&
    !(only.includes('saved') && !facts.isSaved) &&
    !(hide.includes('subscribers') && facts.subscribers) &&
    (source.length === 0 || source.includes(facts.source)) &&
    (language.length === 0 || language.includes(facts.language))
  );
}

const primary = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

function factsOf(entry: HTMLElement, state: State): Facts {
  const key = keyOf(entry);
  const marked = entry.querySelector(':is(h3, :scope) > [lang], .t[lang]');
  return {
    isNew: entry.matches('.new'),
    isRead: isRead(state, key),
    isSaved: isSaved(state, key),
    subscribers: entry.dataset.access === 'subscriber',
    source: entry.dataset.source ?? '',
    language: primary(marked?.getAttribute('lang') ?? document.documentElement.lang),
  };
}

/** An item stays with the other reports of its story when one of them is asked for. */
function isWanted(entry: HTMLElement, selection: Selection, state: State): boolean {
  const members = [entry, ...entry.querySelectorAll<HTMLElement>('.rel li')];
  return members.some((member) => fits(factsOf(member, state), selection));
}

/** Hides what is not asked for, and sections that this leaves empty; returns how many items are left. */
function apply(selection: Selection, state: State): number {
  let shown = 0;
  for (const entry of allEntries()) {
    entry.hidden = !isWanted(entry, selection, state);
    if (!entry.hidden) shown++;
  }
  for (const section of document.querySelectorAll<HTMLElement>('#content section')) {
    section.hidden = isOn(selection) && !section.querySelector('.h-entry:not([hidden])');
  }
  return shown;
}

interface Choice {
  readonly name: Name;
  readonly value: string;
  readonly label: string;
}

/** Sources and languages of the page's items, as they are named there. */
function choicesOf(text: Translate): Choice[] {
  const found = new Map<string, Choice>();
  const languageNames = new Intl.DisplayNames(document.documentElement.lang, { type: 'language' });
  const add = (choice: Choice): void => void found.set(`${choice.name} ${choice.value}`, choice);
  const state: State = { read: {}, saved: {}, prefs: {} };
  for (const entry of document.querySelectorAll<HTMLElement>('#content [data-source]')) {
    const { source, language, subscribers } = factsOf(entry, state);
    const label = entry.querySelector(':scope > .by .s, :scope > a > .m, .p-author')?.textContent ?? source;
    add({ name: 'source', value: source, label });
    if (language) add({ name: 'language', value: language, label: languageNames.of(language) ?? language });
    if (subscribers) add({ name: 'hide', value: 'subscribers', label: text('hideSubscribers') });
  }
  const collator = new Intl.Collator(document.documentElement.lang);
  return [...found.values()].sort((a, b) => collator.compare(a.label, b.label));
}

const toggles = (text: Translate): Choice[] => [
  { name: 'only', value: 'new', label: text('onlyNew') },
  { name: 'only', value: 'unread', label: text('onlyUnread') },
  { name: 'only', value: 'saved', label: text('onlySaved') },
];

/** Of a value that no item of the page has, its own letters are shown. An address may hold any number of them. */
const maxLabel = 40;

/** What is asked for, by the names of what the page offers. What no filter knows asks for nothing, and is not named. */
function activeOf(selection: Selection, known: readonly Choice[]): Choice[] {
  return names.flatMap((name) =>
    selection[name].flatMap((value) => {
      const choice = known.find((one) => one.name === name && one.value === value);
      if (choice) return choice;
      return name === 'source' || name === 'language' ? { name, value, label: value.slice(0, maxLabel) } : [];
    }),
  );
}

/** The line over the items that says what is left out, and takes each filter back. Keeps the focus in it. */
function drawActive(
  line: HTMLElement,
  active: readonly Choice[],
  { text, shown, drop }: { text: Translate; shown: number; drop: (choice: Choice | undefined) => void },
): void {
  const buttons = active.map((choice) => {
    const made = button(`${choice.label} ×`, () => drop(choice));
    made.setAttribute('aria-label', text('dropFilter', { filter: choice.label }));
    return made;
  });
  const all = [...buttons, button(text('showAll'), () => drop(undefined))];
  const at = [...line.querySelectorAll('button')].findIndex((one) => one.matches(':focus'));
  line.replaceChildren(element('span', {}, text('itemsCount', { n: shown })), ...all);
  line.hidden = active.length === 0;
  if (at < 0) return;
  const next = line.hidden
    ? document.querySelector<HTMLElement>('#content')
    : all[Math.min(at, all.length - 1)];
  next?.focus({ preventScroll: true });
}

/** The boxes of the view menu: what all pages have, then what this page has more than one of. */
function drawBoxes(place: Element, choices: readonly Choice[], toggle: (choice: Choice) => void): void {
  // Subscribers' items have a choice of their own in the menu, which is remembered.
  for (const choice of choices.filter(({ name }) => name !== 'hide')) {
    const box = element('input', { type: 'checkbox', name: choice.name, value: choice.value });
    box.addEventListener('change', () => toggle(choice));
    place.append(element('label', {}, box, ' ', element('bdi', {}, choice.label)));
  }
}

/**
 * Shows only what the reader asks for: by the boxes of the view menu, by the line of what is active, by the address,
 * which all say the same.
 */
export function makeFilters(reader: Reader, text: Translate): Filters {
  const line = element('p', { className: 'ui active', hidden: true });
  document.querySelector('#content')?.before(line);
  const offered = choicesOf(text);
  const several = (name: Name): Choice[] => {
    const list = offered.filter((choice) => choice.name === name);
    return list.length > 1 || name === 'hide' ? list : [];
  };
  const choices = [...toggles(text), ...several('hide'), ...several('source'), ...several('language')];
  const known = [...toggles(text), ...offered];
  // A search has filters of its own, under the same names.
  let selection = document.querySelector('.find') ? nothing : parseSelection(location.search);
  const show = (next: Selection): void => {
    selection = next;
    const shown = apply(selection, reader.store.read());
    drawActive(line, activeOf(selection, known), {
      text,
      shown,
      drop: (choice) => set(choice ? withToggled(selection, choice.name, choice.value) : nothing),
    });
    for (const box of document.querySelectorAll<HTMLInputElement>('#only input')) {
      box.checked = choices.some(
        ({ name, value }) => name === box.name && value === box.value && selection[name].includes(value),
      );
    }
    document
      .querySelector('[data-only-new]')
      ?.setAttribute('aria-pressed', String(selection.only.includes('new')));
  };
  const set = (next: Selection): void => {
    show(next);
    history.replaceState(history.state, '', withSelection(new URL(location.href), selection));
    reader.say(isOn(selection) ? (line.firstElementChild?.textContent ?? '') : reader.text('showAll'));
  };
  const place = document.querySelector('#only');
  if (place) drawBoxes(place, choices, ({ name, value }) => set(withToggled(selection, name, value)));
  if (isOn(selection)) show(selection);
  return {
    toggleNew: () => {
      const turnsOn = !selection.only.includes('new');
      if (turnsOn && !document.querySelector('#content .new')) tell(reader, text('nothingNew'));
      else set(withToggled(selection, 'only', 'new'));
    },
    showAll: () => {
      if (isOn(selection)) set(nothing);
    },
  };
}
