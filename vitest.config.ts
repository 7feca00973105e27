import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './test/summary-reporter.ts';

const quality = 'test/browser/quality/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: ['test/sample-sites.ts'],
    // The compiled program runs as Node runs it, also inside a test's process.
    server: { deps: { external: [/\/dist\/cli\/run\.js$/] } },
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: [quality] },
      },
      {
        // What a page costs is measured when nothing else runs; the sites are built once for all of these files.
        extends: true,
        test: {
          name: 'quality',
          include: [quality],
          globalSetup: ['test/browser/quality/sites.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
