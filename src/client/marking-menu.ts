import type { Translate } from '../model/messages.ts';
import { button, element } from './element.ts';
import { allEntries, drawEntries, keyOf } from './entries.ts';
import { type Dated, endOf, markedMany, type Span, spans, unmarkedMany, unreadOf } from './mark-many.ts';
import type { Reader } from './reader-context.ts';

const labels: Readonly<Record<Span, string>> = {
  all: 'markAll',
  today: 'markBeforeToday',
  week: 'markBeforeWeek',
};

/** The page's items that are shown, with the other reports of their stories. */
function itemsOfPage(): Dated[] {
  const shown = allEntries().filter((entry) => !entry.hidden);
  const all = shown.flatMap((entry) => [entry, ...entry.querySelectorAll<HTMLElement>('.rel li')]);
  return all.map((entry) => ({
    key: keyOf(entry),
    time: Date.parse(entry.querySelector('time')?.dateTime ?? ''),
  }));
}

/** The part of the view menu that marks what the page shows as read: all of it, or what is older. Each can be taken back. */
export function watchMarking(reader: Reader, text: Translate): void {
  const place = document.querySelector('#marking');
  if (!place) return;
  const buttons = element('p', {});
  const done = element('p', { className: 'meta' });
  place.append(buttons, done);

  const draw = (): void => {
    const state = reader.store.read();
    const items = itemsOfPage();
    const all = unreadOf(items, endOf('all', 0), state).length;
    const made = spans.flatMap((span) => {
      const keys = unreadOf(items, endOf(span, reader.now() * 1000), state);
      // What would mark all, or nothing, is not offered beside the button that marks all.
      if (span !== 'all' && (keys.length === 0 || keys.length === all)) return [];
      const made = button(text(labels[span]), () => mark(keys));
      made.disabled = keys.length === 0;
      return [made, ' '];
    });
    buttons.replaceChildren(...made);
  };
  const tell = (message: string, ...more: readonly HTMLElement[]): void => {
    done.replaceChildren(message, ' ', ...more);
    reader.say(message);
  };
  const change = (change: Parameters<Reader['store']['change']>[0]): void => {
    reader.store.change(change);
    drawEntries(reader);
    draw();
  };
  const mark = (keys: readonly string[]): void => {
    change((state) => markedMany(state, keys, reader.now()));
    const undo = button(text('undo'), () => {
      change((state) => unmarkedMany(state, keys));
      tell('');
      buttons.querySelector('button')?.focus();
    });
    tell(text('markedMany', { n: keys.length }), undo);
    undo.focus();
  };
  draw();
  // Not while it closes: the button that has the focus would be gone, and with it the way back to where one was.
  document.querySelector('#view')?.addEventListener('beforetoggle', (event) => {
    if (event instanceof ToggleEvent && event.newState === 'open') draw();
  });
}
