import type { Translate } from '../model/messages.ts';
import { element } from './element.ts';
import type { Reader } from './reader-context.ts';
import { settings } from './settings.ts';

function keyTable(): HTMLTableElement {
  const rows = (settings.keys ?? []).map(([keys, does]) => {
    const head = element('th', { scope: 'row' }, ...keys.flatMap((key) => [element('kbd', {}, key), ' ']));
    return element('tr', {}, head, element('td', {}, does));
  });
  return element('table', { className: 'keys' }, element('tbody', {}, ...rows));
}

function makeDialog({ store }: Reader, text: Translate): HTMLDialogElement {
  const toggle = element('input', { type: 'checkbox' });
  toggle.dataset.keyboardSwitch = '';
  toggle.addEventListener('change', () => store.change((state) => ({ ...state, keys: toggle.checked })));
  const close = element('form', { method: 'dialog' }, element('button', { className: 'btn' }, text('close')));
  const dialog = element(
    'dialog',
    { id: 'keyboard' },
    // Else the switch had the focus, and what stands above it was out of sight on a low window.
    element('h2', { id: 'keyboard-title', tabIndex: -1, autofocus: true }, text('keyboard')),
    keyTable(),
    element('p', { className: 'ui' }, element('label', {}, toggle, ` ${text('keyboardOn')}`)),
    close,
  );
  dialog.setAttribute('aria-labelledby', 'keyboard-title');
  document.body.append(dialog);
  return dialog;
}

/** Shows the map of keys, with the switch that turns them off. */
export function showHelp(reader: Reader, text: Translate): void {
  document.querySelector<HTMLElement>('#view:popover-open')?.hidePopover();
  const dialog = document.querySelector<HTMLDialogElement>('dialog#keyboard') ?? makeDialog(reader, text);
  const toggle = dialog.querySelector<HTMLInputElement>('[data-keyboard-switch]');
  if (toggle) toggle.checked = reader.store.read().keys !== false;
  dialog.showModal();
}
