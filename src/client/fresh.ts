import { allEntries } from './entries.ts';
import type { Reader } from './reader-context.ts';
import { isNew } from './state.ts';

/** The filter of what is new. Asking for it where nothing is new says so. */
export interface Fresh {
  readonly toggle: () => void;
  readonly showAll: () => void;
}

/**
 * A moment as a reader says it: `18:40` today, `yesterday 18:40`, else with its date. Moments are seconds since 1970;
 * zone and calendar are the browser's.
 */
export function momentText(moment: number, now: number, language: string): string {
  const [then, today] = [moment, now].map((seconds) => new Date(seconds * 1000).setHours(0, 0, 0, 0));
  const days = Math.round((Number(today) - Number(then)) / 864e5);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeStyle: 'short', hourCycle: 'h23' }).format(
      moment * 1000,
    );
  if (days > 1) return format({ dateStyle: 'medium' });
  const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
  return days === 0 ? format({}) : `${day} ${format({})}`;
}

function markNew(text: string): (entry: HTMLElement) => void {
  return (entry) => {
    entry.classList.add('new');
    const mark = document.createElement('span');
    mark.className = 'vh';
    mark.textContent = ` ${text}`;
    entry.querySelector('h3')?.append(mark);
  };
}

function showOnly(on: boolean): void {
  for (const entry of allEntries()) entry.hidden = on && !entry.matches('.new');
  for (const section of document.querySelectorAll<HTMLElement>('#content section')) {
    section.hidden = on && !section.querySelector('.new');
  }
  const address = new URL(location.href);
  if (on) address.searchParams.set('only', 'new');
  else address.searchParams.delete('only');
  history.replaceState(history.state, '', address);
}

/** Marks what came since the previous visit, counts it, and lets the reader see only that. */
export function showFresh({ store, text, say, now }: Reader): Fresh {
  const state = store.read();
  const fresh = allEntries().filter(({ dataset }) => dataset.seen && isNew(state, Number(dataset.seen)));
  fresh.forEach(markNew(text('newMark')));
  const line = document.querySelector<HTMLElement>('.fresh');
  const button = line?.querySelector<HTMLElement>('[data-only-new]');
  const since =
    state.since === undefined ? '' : momentText(state.since, now(), document.documentElement.lang);
  const count = text(fresh.length > 0 ? 'newCount' : 'noNew', { n: fresh.length, since });
  const place = line?.querySelector('[data-new-count]');
  if (place && button && state.since !== undefined) {
    place.textContent = count;
    button.hidden = fresh.length === 0;
  }
  let only = false;
  const set = (on: boolean): void => {
    only = on;
    button?.setAttribute('aria-pressed', String(on));
    showOnly(on);
  };
  const toggle = (): void => {
    if (fresh.length > 0) set(!only);
    say(text(fresh.length === 0 ? 'noNew' : only ? 'onlyThese' : 'showAll', { since }));
  };
  button?.addEventListener('click', toggle);
  if (fresh.length > 0 && new URLSearchParams(location.search).get('only') === 'new') set(true);
  return { toggle, showAll: () => only && set(false) };
}
