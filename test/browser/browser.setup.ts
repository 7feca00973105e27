import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's one Chromium is reached. */
    browserAddress: string;
  }
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
];

/** One Chromium for the run, with the fonts, the language and the zone of the tests: see `vitest.config.ts`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args,
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US', TZ: 'UTC' },
  });
  project.provide('browserAddress', server.wsEndpoint());
  return () => server.close();
}
