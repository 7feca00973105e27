import { styleText } from 'node:util';
import { stripTerminal } from '../clean/text.ts';
import type { Problem } from '../model/types.ts';

/** Where a command speaks: progress and problems on stderr, reports on stdout. Tests pass their own. */
export interface Console {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stderr is a terminal that can redraw a line. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
}

export const processConsole: Console = {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  isTerminal: process.stderr.isTTY === true,
  get columns() {
    return process.stderr.columns || 80;
  },
};

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

export function styled(console: Console, style: Style, text: string): string {
  return console.isTerminal && process.env.NO_COLOR === undefined ? styleText(style, text) : text;
}

/** A problem as people read it: the code and what happened, then where, why, fix and what was kept. */
export function formatProblem(problem: Problem, console: Console): string {
  const lines = [`${styled(console, 'bold', problem.code)}  ${stripTerminal(problem.what)}`];
  for (const key of ['where', 'why', 'fix', 'kept'] as const) {
    const text = problem[key];
    if (text !== undefined) lines.push(`  ${styled(console, 'dim', key.padEnd(6))} ${stripTerminal(text)}`);
  }
  return `${lines.join('\n')}\n`;
}

const steering = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A value as indented JSON. What could steer a terminal is written as an escape: the value stays what it is. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(steering, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

export function printProblems(problems: readonly Problem[], console: Console): void {
  for (const problem of problems) console.err(`\n${formatProblem(problem, console)}`);
  if (problems.length > 0) console.err('\n');
}

/** As many lines of a list are printed; of the others, how many there are. */
const shownAtMost = 20;

/** A heading and what it is about; nothing where there is nothing. */
export function printList(heading: string, lines: readonly string[], console: Console): void {
  if (lines.length === 0) return;
  console.err(`${heading}\n`);
  for (const line of lines.slice(0, shownAtMost)) console.err(`  ${line}\n`);
  if (lines.length > shownAtMost) console.err(`  … and ${lines.length - shownAtMost} more\n`);
}
