import type { Progress } from '../fetch/index.ts';
import { type Console, styled } from './console.ts';

/** Shows how far a fetch is: a bar that is redrawn on a terminal, a plain line now and then elsewhere. */
interface ProgressView {
  readonly show: (progress: Progress) => void;
  /** Clears the bar, so that what follows starts on a line of its own. */
  readonly end: () => void;
}

const barWidth = 24;
/** Elsewhere than on a terminal, one line for each of these shares of the work. */
const plainSteps = 4;

function doneOf({ waiting, fresh, unchanged, failed }: Progress): number {
  return waiting + fresh + unchanged + failed;
}

/** How many feeds were read, and what became of the others. */
export function countsText({
  fresh,
  unchanged,
  waiting,
  failed,
}: Pick<Progress, 'fresh' | 'unchanged' | 'waiting' | 'failed'>): string {
  const parts = [`${fresh} read`, `${unchanged} unchanged`];
  if (waiting > 0) parts.push(`${waiting} not due`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

function barView(console: Console): ProgressView {
  let drawn = false;
  return {
    show: (progress) => {
      const done = doneOf(progress);
      const filled = progress.total === 0 ? barWidth : Math.round((done / progress.total) * barWidth);
      const bar = `${'━'.repeat(filled)}${styled(console, 'dim', '━'.repeat(barWidth - filled))}`;
      const text = ` ${done}/${progress.total}  ${countsText(progress)}`;
      console.err(`\r\u001b[2K${bar}${text.slice(0, Math.max(0, console.columns - barWidth - 1))}`);
      drawn = true;
    },
    end: () => {
      if (drawn) console.err('\r\u001b[2K');
    },
  };
}

function plainView(console: Console): ProgressView {
  let said = 0;
  return {
    show: (progress) => {
      const step = Math.floor((doneOf(progress) / Math.max(1, progress.total)) * plainSteps);
      if (step <= said || progress.total < plainSteps) return;
      said = step;
      console.err(`fetch: ${doneOf(progress)} of ${progress.total} feeds: ${countsText(progress)}\n`);
    },
    end: () => undefined,
  };
}

export function progressView(console: Console): ProgressView {
  return console.isTerminal ? barView(console) : plainView(console);
}
