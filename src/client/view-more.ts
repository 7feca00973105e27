import type { Translate } from '../model/messages.ts';
import { button, element } from './element.ts';
import { showHelp } from './help.ts';
import type { Reader } from './reader-context.ts';

function choice(name: string, value: string, label: string, isChecked: boolean): HTMLLabelElement {
  const radio = element('input', { type: 'radio', name, value, checked: isChecked });
  return element('label', {}, radio, ` ${label}`);
}

/** Puts into the view menu what needs script: the size of text, a place for filters, the map of keys. Once. */
export function fillViewMenu(reader: Reader, text: Translate): void {
  const menu = document.querySelector('#view');
  if (!menu || menu.querySelector('#only')) return;
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
    element('fieldset', { id: 'marking' }, element('legend', {}, text('markActions'))),
    element('fieldset', { id: 'only' }, element('legend', {}, text('showOnly'))),
    help,
  );
}
