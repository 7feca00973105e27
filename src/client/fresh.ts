import { momentFormat } from './dates.ts';
import { element } from './element.ts';
import type { Reader } from './reader-context.ts';
import { isNew } from './state.ts';

/** What stands between « depuis » and a date. */
const articles: Readonly<Record<string, string>> = { de: 'dem ', es: 'el ', fr: 'le ' };

/**
 * A moment as a reader says it: `18:40` today, `yesterday 18:40`, else with its date. Moments are seconds since 1970;
 * zone and calendar are the browser's.
 */
export function momentText(moment: number, now: number, language: string): string {
  const [then, today] = [moment, now].map((seconds) => new Date(seconds * 1000).setHours(0, 0, 0, 0));
  const days = Math.round((Number(today) - Number(then)) / 864e5);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    momentFormat(language, { ...options, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })(
      moment * 1000,
    );
  if (days > 1) {
    const year = days > 300 ? ({ year: 'numeric' } as const) : {};
    return (articles[language.slice(0, 2)] ?? '') + format({ day: 'numeric', month: 'short', ...year });
  }
  const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
  return days === 0 ? format({}) : `${day} ${format({})}`;
}

/** When the previous visit ended, in words; empty on a first visit. */
function sinceText({ store, now }: Reader): string {
  const { since } = store.read();
  return since === undefined ? '' : momentText(since, now(), document.documentElement.lang);
}

/**
 * Marks what came since the previous visit, and returns how many those are. An item of whose story another report is new is
 * new itself: that is what the filter shows.
 */
export function markNew({ store, text }: Reader, root: ParentNode = document): number {
  const state = store.read();
  let count = 0;
  for (const entry of root.querySelectorAll<HTMLElement>('.h-entry')) {
    const all = [entry, ...entry.querySelectorAll<HTMLElement>('[data-seen]')];
    const fresh = all.filter(({ dataset }) => isNew(state, Number(dataset.seen)));
    if (fresh.length === 0) continue;
    count++;
    if (entry.matches('.new')) continue;
    for (const one of [entry, ...fresh]) one.classList.add('new');
    const mark = element('span', { className: 'vh' }, ` ${text('newMark')}`);
    (entry.querySelector('h3') ?? entry.querySelector('a'))?.append(mark);
  }
  return count;
}

/** Marks what is new, and counts it beside the button that shows only that. */
export function showFresh(reader: Reader): void {
  const count = markNew(reader);
  const since = sinceText(reader);
  const place = document.querySelector('[data-new-count]');
  const button = document.querySelector<HTMLElement>('[data-only-new]');
  if (!place || !button || since === '') return;
  place.textContent = reader.text(count > 0 ? 'newCount' : 'noNew', { n: count, since });
  button.hidden = count === 0;
}
