import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { daybookHere, type Finished, makeSite, projectDir } from '../end-to-end/site.test-kit.ts';
import { dyingPreload } from './names.test-kit.ts';
import { publishedHost, type WorldServer } from './server.test-kit.ts';
import type { World } from './world.test-kit.ts';

/** The folder of a site, from the hands of somebody who runs it for years. */
export interface Publisher {
  readonly dir: string;
  /** Where the site is as published, when the machine that made it is lost. */
  readonly publishedDir: string;
  readonly run: (nowMs: number, ...args: string[]) => Promise<Finished>;
  /** A run that is killed at its nth change of a file; false where it ended before. */
  readonly runAndDie: (nowMs: number, dieAt: number, gone: readonly string[]) => Promise<boolean>;
  readonly configure: (change: Configuration) => Promise<void>;
  /** The build machine's cache is gone. */
  readonly loseCache: () => Promise<void>;
  /** The machine is gone: what is left is the configuration, and what was published. */
  readonly loseMachine: () => Promise<void>;
  readonly restore: (nowMs: number) => Promise<Finished>;
}

export interface Configuration {
  readonly url: string;
  /** Ids of feeds that are not in the list at the moment. */
  readonly without: ReadonlySet<string>;
}

function configOf({ feeds }: World, port: number, { url, without }: Configuration): string {
  const list = feeds
    .filter(({ id }) => !without.has(id))
    .map(({ id, host }) => `  - { url: "http://${host}:${port}/feed", id: "${id}" }\n`);
  return `title: Two years
url: ${url}
fetch: { allowPrivateNetworks: true, timeout: 2s }
sources: { icons: false }
outputs: { archive: true, shareImages: false }
feeds:
${list.join('')}`;
}

const timeOf = (nowMs: number): string => new Date(nowMs).toISOString().replace('.000', '');

export async function makePublisher(
  world: World,
  server: WorldServer,
  dirs: { readonly dir: string; readonly publishedDir: string },
): Promise<Publisher> {
  const { dir, publishedDir } = dirs;
  const run: Publisher['run'] = (nowMs, ...args) => daybookHere(dir, ...args, '--now', timeOf(nowMs));
  return {
    ...dirs,
    run,
    configure: (change) => writeFile(join(dir, 'daybook.yaml'), configOf(world, server.port, change)),
    runAndDie: async (nowMs, dieAt, gone) => {
      const main = join(projectDir, 'dist', 'cli', 'main.js');
      const args = ['--import', dyingPreload(gone, dieAt), main, 'build', '--quiet', '--now', timeOf(nowMs)];
      const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
      const [code] = await once(child, 'exit');
      return code === null;
    },
    loseCache: () => rm(join(dir, '.cache'), { recursive: true, force: true }),
    loseMachine: async () => {
      await rm(publishedDir, { recursive: true, force: true });
      await rename(join(dir, '_site'), publishedDir);
      for (const name of ['_data', '.cache']) await rm(join(dir, name), { recursive: true, force: true });
    },
    restore: (nowMs) => run(nowMs, 'restore', `http://${publishedHost}:${server.port}/`),
  };
}

/** Two empty folders: of the site, and of what is published. */
export async function emptyFolders(): Promise<{ readonly dir: string; readonly publishedDir: string }> {
  const dir = await makeSite('');
  return { dir, publishedDir: join(await makeSite(''), 'published') };
}

/** The archive's files, by their path below `_data`. */
export async function dayFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(join(dir, '_data', 'archive'), { recursive: true }).catch(() => []);
  return entries.filter((path) => /\d{4}-\d\d-\d\d\.json$/.test(path)).sort();
}

interface OldItem {
  _daybook: Record<string, unknown>;
}

/**
 * Writes the archive as drafts of before schema 1 did, with the indexes of before schema 2: what the program meets where
 * somebody upgrades after a long time.
 */
export async function ageArchive(dir: string): Promise<void> {
  for (const path of await dayFiles(dir)) {
    const file = join(dir, '_data', 'archive', path);
    const document: { items: OldItem[]; _daybook?: unknown } = JSON.parse(await readFile(file, 'utf8'));
    delete document._daybook;
    for (const item of document.items) {
      const { feed, key: _key, access: _access, dated_by: _datedBy, ...extras } = item._daybook;
      item._daybook = { feed_id: feed, ...extras };
    }
    await writeFile(file, `${JSON.stringify(document)}\n`);
  }
  const known = join(dir, '_data', 'state', 'known');
  for (const path of await readdir(known, { recursive: true })) {
    if (!/\/\w+\.txt$/.test(path)) continue;
    const text = await readFile(join(known, path), 'utf8');
    await writeFile(join(known, path), text.replace('known items, schema 2', 'known items, schema 1'));
  }
}
