import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const slowestShown = 10;

/** The files that a run spent most time on, so that what makes it slow is seen before it is a nuisance. */
function slowest(modules: readonly TestModule[]): string {
  const lines = modules
    .map((module) => ({ path: relative('.', module.moduleId), ms: module.diagnostic().duration }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, slowestShown)
    .map(({ path, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${path}`);
  return `Slowest files:\n${lines.join('\n')}\n`;
}

/** Closes a run with its slowest files and one plain line for any program: `812 passed, 0 failed, 3 skipped`. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state]++;
      }
    }
    // After the default reporter's own closing lines.
    setImmediate(() => {
      process.stdout.write(
        `\n${slowest(modules)}\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
      );
    });
  }
}
