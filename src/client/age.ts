import { ageText, staleSeconds } from './age-text.ts';
import { nowMs } from './clock.ts';

/**
 * Says how long ago the digest last found something new. Only the reader's browser can tell: pages of a schedule that
 * stopped are not made any more. Without script the date stands there.
 */
function showAge(line: HTMLElement): void {
  const time = line.querySelector('time');
  if (!time) return;
  const seconds = (nowMs() - Date.parse(time.dateTime)) / 1000;
  const ago = ageText(seconds, document.documentElement.lang);
  time.title = time.textContent ?? '';
  time.textContent = ago;
  if (seconds < staleSeconds) return;
  const warning = document.createElement('p');
  warning.className = 'ui';
  warning.setAttribute('role', 'status');
  warning.textContent = (line.dataset.age ?? '').replace('%', ago);
  // In the row of an edition's counts there is room for it: nothing moves.
  const head = document.querySelector('main .count') ?? document.querySelector('main .date') ?? line;
  head.append(warning);
}

for (const line of document.querySelectorAll<HTMLElement>('[data-age]')) showAge(line);
