import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../fetch/index.ts';
import type { Problem } from '../model/types.ts';
import { testConsole } from './console.test-kit.ts';
import { formatProblem, printProblems } from './console.ts';
import { progressView } from './progress.ts';

const problem: Problem = {
  code: 'FEED_IS_HTML',
  what: 'Could not read "Example Daily".',
  where: 'daybook.yaml, feeds[3]',
  why: 'The server sent a web page.',
  fix: 'Find its RSS link.',
  kept: '14 earlier items stay.',
};

describe('a problem', () => {
  it('is shown in full, a line for each part', () => {
    expect(formatProblem(problem, testConsole())).toBe(
      [
        'FEED_IS_HTML  Could not read "Example Daily".',
        '  where  daybook.yaml, feeds[3]',
        '  why    The server sent a web page.',
        '  fix    Find its RSS link.',
        '  kept   14 earlier items stay.',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of what was kept where nothing was', () => {
    const { kept: _kept, ...bare } = problem;
    expect(formatProblem(bare, testConsole())).not.toContain('kept');
  });

  it('cannot command the terminal, whatever a feed wrote', () => {
    const hostile = { ...problem, what: '\u001b[2J\u001b]0;owned\u0007Hi\r', why: '\u009b31m\u0000red' };
    const text = formatProblem(hostile, testConsole());
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).toContain('Hi');
  });

  it('is coloured on a terminal only', () => {
    const before = process.env.NO_COLOR;
    delete process.env.NO_COLOR;
    try {
      const coloured = formatProblem(problem, testConsole({ isTerminal: true }));
      expect(stripVTControlCharacters(coloured)).toBe(formatProblem(problem, testConsole()));
    } finally {
      if (before !== undefined) process.env.NO_COLOR = before;
    }
  });

  it('stands apart from the next; none says nothing', () => {
    const console = testConsole();
    printProblems([], console);
    expect(console.stderr()).toBe('');
    printProblems([problem, problem], console);
    expect(console.stderr().split('\n\n').length).toBeGreaterThan(2);
    expect(console.stdout()).toBe('');
  });
});

describe('progress', () => {
  const at = (done: number, total: number, failed = 0): Progress => ({
    total,
    asked: done,
    bytes: 0,
    waiting: 0,
    fresh: done - failed,
    unchanged: 0,
    failed,
  });

  it('is a few plain lines where there is no terminal', () => {
    const console = testConsole();
    const view = progressView(console);
    for (let done = 0; done <= 100; done++) view.show(at(done, 100, Math.min(done, 2)));
    view.end();
    expect(console.stderr()).toBe(
      [25, 50, 75, 100]
        .map((done) => `fetch: ${done} of 100 feeds: ${done - 2} read, 0 unchanged, 2 failed\n`)
        .join(''),
    );
  });

  it('says nothing of a few feeds where there is no terminal', () => {
    const console = testConsole();
    const view = progressView(console);
    for (let done = 0; done <= 3; done++) view.show(at(done, 3));
    expect(console.stderr()).toBe('');
  });

  it('is one line on a terminal, redrawn in place and cleared at the end', () => {
    const console = testConsole({ isTerminal: true, columns: 60 });
    const view = progressView(console);
    for (let done = 0; done <= 10; done++) view.show(at(done, 10));
    view.end();
    const text = console.stderr();
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
    for (const frame of text.split('\r\u001b[2K')) {
      expect(stripVTControlCharacters(frame).length).toBeLessThan(60);
    }
    expect(stripVTControlCharacters(text)).toContain('5/10');
  });

  it('fits a narrow terminal, and a run without feeds', () => {
    const console = testConsole({ isTerminal: true, columns: 10 });
    const view = progressView(console);
    view.show(at(0, 0));
    view.show(at(1, 1));
    view.end();
    expect(console.stderr()).not.toContain('\n');
  });

  it('leaves nothing to clear where nothing was drawn', () => {
    const console = testConsole({ isTerminal: true });
    progressView(console).end();
    expect(console.stderr()).toBe('');
  });
});
