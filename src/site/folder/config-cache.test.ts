import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../model/types.ts';
import { readCachedConfig } from './config-cache.ts';
import { readSiteFolder } from './site-folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-config-'));
});
afterEach(() => rm(dir, { recursive: true }));

const yaml = `title: Small
feeds:
  - url: https://example.org/feed
    keep: forever
opml: list.opml
archive: { keep: 30d }
rules:
  - if: { title: "(?i)advert" }
    then: drop
`;
const opml = (name: string): string =>
  `<opml version="2.0"><body><outline type="rss" text="${name}" xmlUrl="https://example.net/${name}"/></body></opml>`;
const cache = (): string => join(dir, '.cache', 'daybook', 'config.json');

async function write(text: string, list = opml('one')): Promise<void> {
  await writeFile(join(dir, 'daybook.yaml'), text);
  await writeFile(join(dir, 'list.opml'), list);
}

async function configNow(): Promise<Config> {
  const folder = await readSiteFolder(dir);
  if ('problems' in folder) throw new Error(JSON.stringify(folder.problems));
  return folder.config;
}

/** What the cache says of the folder as it is. */
async function cached(): Promise<unknown> {
  const text = await readFile(join(dir, 'daybook.yaml'), 'utf8');
  return readCachedConfig(dir, text, (path) => readFile(join(dir, path), 'utf8').catch(() => undefined));
}

describe('the kept configuration', () => {
  it('is the one that was read, with what JSON cannot say', async () => {
    await write(yaml);
    const folder = await readSiteFolder(dir);
    if ('problems' in folder) throw new Error('It has no problems.');
    expect(folder.config.feeds[0]?.keepMs).toBe(Number.POSITIVE_INFINITY);
    expect(await cached()).toEqual({ config: folder.config, notices: folder.notices });
    expect(await readSiteFolder(dir)).toEqual(folder);
  });

  it('gives way when the file or a list that it names changes, comes or goes', async () => {
    await write(yaml);
    await configNow();
    await write(yaml.replace('Small', 'Large'));
    expect(await cached()).toBeUndefined();
    expect((await configNow()).title).toBe('Large');
    await write(yaml.replace('Small', 'Large'), opml('two'));
    expect(await cached()).toBeUndefined();
    expect((await configNow()).feeds.at(-1)?.url).toBe('https://example.net/two');
    await rm(join(dir, 'list.opml'));
    expect(await cached()).toBeUndefined();
    expect(await readSiteFolder(dir)).toHaveProperty('problems');
  });

  it('never holds a configuration with problems', async () => {
    await write(`${yaml}limt: 3\n`);
    expect(await readSiteFolder(dir)).toHaveProperty('problems');
    await expect(readFile(cache())).rejects.toThrow('ENOENT');
    await write(yaml);
    await configNow();
    await write(`${yaml}limt: 3\n`);
    expect(await readSiteFolder(dir)).toHaveProperty('problems');
  });

  it.each([
    ['was cut off', (text: string) => text.slice(0, -20)],
    ['was edited', (text: string) => text.replace('Small', 'Smell')],
    ['is empty', () => ''],
    ['is of another code', (text: string) => text.replace(/"key":"./, '"key":"!')],
  ])('is made again when its file %s', async (_case, damage) => {
    await write(yaml);
    const config = await configNow();
    await writeFile(cache(), damage(await readFile(cache(), 'utf8')));
    expect(await cached()).toBeUndefined();
    expect(await configNow()).toEqual(config);
    expect(await cached()).toHaveProperty('config', config);
  });
});
