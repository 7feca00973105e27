import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { makeSite, sampleConfig, sampleUrl } from './site.test-kit.ts';

/** What most tests read: one site for all of them. */
const inFolder = { url: sampleUrl };

async function ask(name: string, config: string): Promise<string> {
  const response = await fetch(`${inject('sampleSites')}/${name}`, { method: 'POST', body: config });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}

/** The folder of an edition that is shared likewise: of 58 items, of 50 of an ordinary day, or of the parser's fixtures. */
export function sharedSite(name: 'busy' | 'fifty' | 'varied'): Promise<string> {
  return ask(name, '');
}

/**
 * The folder of the sample digest, built at `sampleNow` and shared with every other test that asks for the same
 * configuration: read it, never write to it.
 *
 * @param changes lines of the configuration that are replaced; else only the address, by one with a folder
 */
export async function sampleSite(changes: Readonly<Record<string, string>> = inFolder): Promise<string> {
  return ask('sample', await sampleConfig(changes));
}

/** A copy of the built sample digest to do anything with; removed by `removeSites`. */
export async function copyOfSampleSite(
  changes: Readonly<Record<string, string>> = inFolder,
): Promise<string> {
  const dir = await makeSite(await sampleConfig(changes));
  const built = await sampleSite(changes);
  // Some caches know a file by its time.
  for (const name of ['examples', '_data', '_site', '.cache'])
    await cp(join(built, name), join(dir, name), { recursive: true, preserveTimestamps: true });
  return dir;
}
