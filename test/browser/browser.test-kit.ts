import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { type PreviewServer, startPreview } from '../../src/cli/preview-server.ts';
import { samplePrefix } from '../end-to-end/site.test-kit.ts';

/** The run's Chromium. What is opened through it is closed with it; other files' contexts are not touched. */
export function startBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserAddress'));
}

/** A preview of what was rendered in a site folder, below the prefix of its address. */
export async function previewOf(siteDir: string, prefix = samplePrefix): Promise<PreviewServer> {
  const started = await startPreview({ dir: join(siteDir, '_site'), port: 0, prefix });
  if ('problem' in started) throw new Error(started.problem.why);
  return started;
}
