import type { Console } from './console.ts';

export interface TestConsole extends Console {
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** A console that remembers what was said. */
export function testConsole(
  over: { readonly isTerminal?: boolean; readonly columns?: number } = {},
): TestConsole {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out: (text) => {
      out.push(text);
    },
    err: (text) => {
      err.push(text);
    },
    isTerminal: over.isTerminal ?? false,
    columns: over.columns ?? 80,
    stdout: () => out.join(''),
    stderr: () => err.join(''),
  };
}
