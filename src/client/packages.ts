import { translator } from '../model/messages.ts';

/** Narrows a month's packages while a name is typed; without script, the browser's own search in the page does. */
function watchFilter(input: HTMLInputElement): void {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('.packages tbody tr')];
  const live = document.querySelector('#live');
  const text = translator(JSON.parse(input.dataset.messages ?? '{}'), document.documentElement.lang);
  const show = (): void => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !(row.cells[0]?.textContent ?? '').toLowerCase().includes(wanted);
      if (!row.hidden) count += 1;
    }
    if (live) live.textContent = wanted === '' ? '' : text('packagesCount', { n: count });
  };
  input.addEventListener('input', show);
  // A browser may give back what was typed before.
  if (input.value !== '') show();
}

const input = document.querySelector<HTMLInputElement>('#package');
if (input) watchFilter(input);
