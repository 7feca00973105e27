import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  daybook,
  type FeedServer,
  feedAnswer,
  makeSite,
  projectDir,
  removeSites,
  sampleNow,
  serveFeeds,
  smallRss,
} from './site.test-kit.ts';

afterAll(removeSites);

const compiled = join(projectDir, 'dist');

/** What a run loaded. */
interface Loaded {
  /** Paths below `dist/`, sorted. */
  readonly own: readonly string[];
  /** Names of the packages, sorted. */
  readonly packages: readonly string[];
  readonly rooms: readonly string[];
}

function packageOf(path: string): string | undefined {
  const inside = path.split(`${sep}node_modules${sep}`).at(-1)?.split(sep) ?? [];
  return path.includes(`${sep}node_modules${sep}`)
    ? inside.slice(0, inside[0]?.startsWith('@') ? 2 : 1).join('/')
    : undefined;
}

/** Runs the compiled program, and asks the engine which files its scripts came from. */
async function loadedBy(cwd: string, ...args: string[]): Promise<Loaded> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-loaded-'));
  try {
    const child = spawn(process.execPath, [join(compiled, 'cli', 'main.js'), ...args], {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, NODE_V8_COVERAGE: dir },
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    const paths = new Set<string>();
    for (const name of await readdir(dir)) {
      const report: { result: { url: string }[] } = JSON.parse(await readFile(join(dir, name), 'utf8'));
      for (const { url } of report.result) if (url.startsWith('file:')) paths.add(fileURLToPath(url));
    }
    const own = [...paths]
      .filter((path) => path.startsWith(compiled + sep))
      .map((path) => path.slice(compiled.length + 1).replaceAll(sep, '/'));
    return {
      own: own.sort(),
      packages: [...new Set([...paths].flatMap((path) => packageOf(path) ?? []))].sort(),
      rooms: [...new Set(own.map((path) => path.split('/')[0] ?? ''))].sort(),
    };
  } finally {
    await rm(dir, { recursive: true });
  }
}

describe('a run without news', () => {
  let server: FeedServer;
  let dir: string;
  const run = ['--now', sampleNow];

  beforeAll(async () => {
    const names = ['one', 'two'];
    server = await serveFeeds(
      Object.fromEntries(names.map((name) => [`/${name}`, feedAnswer(smallRss(name, 3))])),
    );
    const feeds = names.map((name) => `  - ${server.url}/${name}`).join('\n');
    dir = await makeSite(`title: Small\nfeeds:\n${feeds}\nfetch: { allowPrivateNetworks: true }\n`);
    expect((await daybook(dir, 'build', ...run)).code).toBe(0);
  });
  afterAll(() => server.close());

  it('tells its version with two modules', async () => {
    const { own, packages } = await loadedBy(dir, '--version');
    expect(packages).toEqual([]);
    expect(own).toEqual(['cli/main.js', 'run/version.js']);
  });

  it('prints its help with the library for arguments alone', async () => {
    const { own, packages } = await loadedBy(dir, '--help');
    expect(packages).toEqual(['commander']);
    expect(own.filter((path) => !/^(?:cli|run)\//.test(path))).toEqual([
      'clean/text.js',
      'model/days.js',
      'model/defined.js',
      'model/graphemes.js',
      'model/instant.js',
      'model/url.js',
      'publisher/data-home.js',
      'publisher/hosts.js',
    ]);
  });

  it('asks feeds that answer 304 without parser, cleaner, rules, schema, YAML or dates', async () => {
    const { own, packages, rooms } = await loadedBy(dir, 'fetch', '--force', ...run);
    expect(packages).toEqual(['commander', 'undici']);
    expect(rooms).toEqual(['archive', 'clean', 'cli', 'disk', 'fetch', 'images', 'model', 'run', 'site']);
    // Whether the faces of sources are due.
    expect(own.filter((path) => path.startsWith('images/'))).toEqual([
      'images/list-file.js',
      'images/portraits/due.js',
      'images/portraits/store.js',
    ]);
    expect(own.filter((path) => path.startsWith('clean/'))).toEqual(['clean/text.js']);
    expect(
      own.filter((path) => /day-file|calendar|identity\/identity|commit-plan|rebuild/.test(path)),
    ).toEqual([]);
  });

  it('asks nobody without the network’s library when nothing is due', async () => {
    const { packages } = await loadedBy(dir, 'fetch', ...run);
    expect(packages).toEqual(['commander']);
  });

  it('renders nothing without Eleventy, templates, pictures, schema, YAML or dates', async () => {
    const { own, packages } = await loadedBy(dir, 'render', ...run);
    expect(packages).toEqual(['commander']);
    const making = /^site\/(?:render\/(?:render|prepare|plugin|pages|units|nunjucks)\.|views|outputs)/;
    expect(own.filter((path) => making.test(path))).toEqual([]);
  });

  it('reads a configuration that changed with all that checks it', async () => {
    const text = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    await writeFile(join(dir, 'daybook.yaml'), `${text}\n# a comment\n`);
    expect((await loadedBy(dir, 'fetch', ...run)).packages).toEqual(expect.arrayContaining(['yaml', 'zod']));
    expect((await loadedBy(dir, 'fetch', ...run)).packages).toEqual(['commander']);
  });
});
