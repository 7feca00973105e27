import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/slowest-first.ts';
import { SummaryReporter } from './test/summary-reporter.ts';

// For this process and all that it starts: browsers, and what draws share images.
process.env.FONTCONFIG_FILE = resolve(import.meta.dirname, 'test', 'fonts.conf');

const browserTests = 'test/browser/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One test waits on a server or a browser while another works.
    maxWorkers: 2,
    maxConcurrency: 2,
    // Files share their process: loading the same modules again for each cost half of all time.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    setupFiles: ['test/seed.setup.ts'],
    globalSetup: ['test/sample-sites.ts'],
    // The compiled program runs as Node runs it, also inside a test's process.
    server: { deps: { external: [/\/dist\/cli\/run\.js$/] } },
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: { name: 'rooms', include: ['src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'program', include: ['test/**/*.test.ts'], exclude: [browserTests] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browserTests],
          globalSetup: ['test/browser/browser.setup.ts'],
        },
      },
    ],
  },
});
