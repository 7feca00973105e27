import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** The run's Chromium. What is opened through it is closed with it; other files' contexts are not touched. */
export function startBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserAddress'));
}
