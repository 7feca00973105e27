import type { Translate } from '../model/messages.ts';
import { button, element } from './element.ts';
import { showHelp } from './help.ts';
import type { Reader } from './reader-context.ts';

function choice(name: string, value: string, label: string, isChecked: boolean): HTMLLabelElement {
  const radio = element('input', { type: 'radio', name, value, checked: isChecked });
  return element('label', {}, radio, ` ${label}`);
}

/** What the menu can do with the page's items; on some pages they come only once the menu is filled. */
function placesForItems(text: Translate): HTMLElement[] {
  const place = (id: string, legend: string): HTMLElement =>
    element('fieldset', { id }, element('legend', {}, legend));
  if (!document.querySelector('.h-entry, #since, .find')) return [];
  const marking = place('marking', text('markActions'));
  // A search has filters of its own.
  return document.querySelector('.find') ? [marking] : [marking, place('only', text('showOnly'))];
}

/** Puts into the view menu what needs script: the size of text, places for filters, the map of keys. Once. */
export function fillViewMenu(reader: Reader, text: Translate): void {
  const menu = document.querySelector('#view');
  if (!menu || menu.querySelector('[name=size]')) return;
  const { size = 'normal' } = document.documentElement.dataset;
  const sizes = [
    ['small', text('sizeSmall')],
    ['normal', text('sizeNormal')],
    ['large', text('sizeLarge')],
  ] as const;
  const help = button(text('keyboard'), () => showHelp(reader, text));
  help.dataset.keyboardHelp = '';
  menu.append(
    element(
      'fieldset',
      {},
      element('legend', {}, text('textSize')),
      ...sizes.map(([value, label]) => choice('size', value, label, value === size)),
    ),
    ...placesForItems(text),
    help,
  );
}
