import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../archive/store.ts';
import { cleanHtml } from '../clean/index.ts';
import { version } from '../run/version.ts';
import { commands } from './commands/index.ts';
import { type TestConsole, testConsole } from './console.test-kit.ts';
import { exitCodes } from './exit-codes.ts';
import { run } from './run.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-run-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly console: TestConsole;
}

async function daybook(...args: readonly string[]): Promise<Ran> {
  const console = testConsole();
  return { code: await run(args, console), console };
}

describe('the command line', () => {
  it('prints help and version on stdout', async () => {
    const help = await daybook('--help');
    expect([help.code, help.console.stderr()]).toEqual([exitCodes.done, '']);
    for (const name of [...Object.keys(commands), '--site', '--now', '--quiet'])
      expect(help.console.stdout()).toContain(name);
    const shown = await daybook('--version');
    expect([shown.code, shown.console.stdout()]).toEqual([exitCodes.done, `${version}\n`]);
  });

  it.each(Object.keys(commands))('%s has help of its own', async (name) => {
    const { code, console } = await daybook(name, '--help');
    expect([code, console.stdout().includes(`daybook ${name}`)]).toEqual([exitCodes.done, true]);
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /Usage: daybook/],
    ['an unknown command', ['biuld'], /Did you mean build/],
    ['an unknown command with the name of another', ['biuld', 'fetch'], /Did you mean build/],
    ['help for an unknown command', ['help', 'biuld'], /Did you mean build/],
    ['an unknown option', ['build', '--forse'], /Did you mean --force/],
    ['a missing argument', ['inspect'], /missing required argument/],
    ['an argument too many', ['inspect', 'a', 'b'], /too many arguments/],
    ['a time without an offset', ['--now', '2026-05-18T18:00:00', 'schema'], /Write a time as/],
    ['a day', ['--now', '2026-05-18', 'schema'], /Write a time as/],
    ['a time that is none', ['--now', '2026-02-30T18:00:00Z', 'schema'], /Write a time as/],
    ['an unknown host', ['init', '--host', 'githob'], /Allowed choices are github/],
    ['a score that is none', ['check', 'a.example', '--min-score', '101'], /from 0 to 100/],
    ['a repair of a feed', ['check', 'a.example', '--repair'], /for the archive/],
    ['a site to restore from that is none', ['restore', 'nowhere'], /not a web address/],
    ['an import of nothing', ['import'], /missing required argument/],
    ['an address too many', ['add', 'a.example', 'b.example'], /too many arguments/],
    ['a port that is none', ['serve', '--port', 'web'], /from 0 to 65535/],
    ['a port too high', ['serve', '--port', '65536'], /from 0 to 65535/],
  ])('%s is a fault of usage', async (_case, args, message) => {
    const { code, console } = await daybook(...args);
    expect(code).toBe(exitCodes.usage);
    expect(console.stderr()).toMatch(message);
    expect(console.stdout()).toBe('');
  });

  it.each(['2026-05-18T18:00:00Z', '2026-05-18t20:00+02:00', '2026-05-18 18:00:00.5Z'])(
    'takes %s as the clock',
    async (now) => {
      expect((await daybook('--now', now, 'schema')).code).toBe(exitCodes.done);
    },
  );

  it('prints the schema as JSON', async () => {
    const schema: unknown = JSON.parse((await daybook('schema')).console.stdout());
    expect(schema).toMatchObject({ type: 'object', required: ['title'], properties: { feeds: {} } });
  });
});

describe('a site folder', () => {
  const commands = ['fetch', 'render', 'build', 'serve'];

  it('may have the name of a command', async () => {
    const { code, console } = await daybook('--site', join(dir, 'fetch'), 'render');
    expect([code, console.stderr().includes('CONFIG_NOT_FOUND')]).toEqual([exitCodes.usage, true]);
    const named = await daybook('--site', 'fetch', 'render');
    expect([named.code, named.console.stderr().includes('CONFIG_NOT_FOUND')]).toEqual([
      exitCodes.usage,
      true,
    ]);
  });

  it.each(['daybook.yml', 'Daybook.yaml.txt', '.daybook.yaml'])(
    'whose configuration is called %s is told so',
    async (name) => {
      await writeFile(join(dir, name), 'title: T\n');
      const { code, console } = await daybook('--site', dir, 'render');
      expect(code).toBe(exitCodes.usage);
      expect(console.stderr()).toContain(`Call "${name}" daybook.yaml.`);
    },
  );

  it.each(commands)('without a configuration stops %s', async (name) => {
    const { code, console } = await daybook('--site', dir, name);
    expect([code, console.stderr().includes('CONFIG_NOT_FOUND')]).toEqual([exitCodes.usage, true]);
    expect(await readdir(dir)).toEqual([]);
  });

  it.each(commands)('with a faulty configuration stops %s before anything is written', async (name) => {
    await writeFile(join(dir, 'daybook.yaml'), 'titel: T\nfeeds: [ftp://x]\n');
    const { code, console } = await daybook(name, '--site', dir);
    expect(code).toBe(exitCodes.usage);
    for (const text of ['CONFIG_MISSING_KEY', 'CONFIG_UNKNOWN_KEY', 'CONFIG_BAD_ADDRESS', 'line 2']) {
      expect(console.stderr()).toContain(text);
    }
    expect(await readdir(dir)).toEqual(['daybook.yaml']);
  });

  it('that is none yet is told how to begin', async () => {
    expect((await daybook('build', '--site', dir)).console.stderr()).toContain('daybook init');
  });

  it('whose port is taken is not built', async () => {
    await writeFile(join(dir, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve(Object(taken.address()).port));
    });
    const { code, console } = await daybook('serve', '--port', String(port), '--site', dir);
    taken.close();
    expect([code, console.stderr().includes('SERVE_NO_PORT')]).toEqual([exitCodes.failed, true]);
    expect(existsSync(join(dir, '_data'))).toBe(false);
  });

  it('gives its faults as JSON too', async () => {
    await writeFile(join(dir, 'daybook.yaml'), 'title: T\n');
    const { code, console } = await daybook('fetch', '--json', '--site', dir);
    expect(JSON.parse(console.stdout())).toMatchObject({
      exitCode: code,
      problems: [{ code: 'CONFIG_NO_FEEDS' }],
    });
  });

  it('names feeds that are not configured', async () => {
    await writeFile(join(dir, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
    const { code, console } = await daybook('fetch', 'b', '--site', dir);
    expect([code, console.stderr().includes('There is no feed "b"')]).toEqual([exitCodes.usage, true]);
    expect(existsSync(join(dir, '_data'))).toBe(false);
  });

  it('with somebody else’s output folder is not rendered', async () => {
    await writeFile(join(dir, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
    await mkdir(join(dir, '_site'));
    await writeFile(join(dir, '_site', 'thesis.txt'), 'x');
    const { code, console } = await daybook('render', '--quiet', '--site', dir);
    expect([code, console.stderr().includes('RENDER_FOREIGN_FOLDER')]).toEqual([exitCodes.failed, true]);
    expect(await readdir(join(dir, '_site'))).toEqual(['thesis.txt']);
  });
});

describe('check', () => {
  it('names feeds whose document held no known item, and when, and feeds that moved', async () => {
    await writeFile(
      join(dir, 'daybook.yaml'),
      'title: T\nurl: https://d.example/\nfeeds: [https://a.example/]\n',
    );
    const states = join(dir, '_data', 'state', 'feeds');
    await mkdir(states, { recursive: true });
    const turnover = {
      items: 6,
      learned: 60,
      at: '2026-05-18T18:00:00Z',
      overflowed: '2026-05-18T18:00:00Z',
    };
    const fetch = { schema: 1, url: 'https://a.example/', turnover, moved_to: 'https://b.example/' };
    await writeFile(join(states, 'a-example.json'), JSON.stringify({ schema: 1, face: {}, fetch }));
    const { console } = await daybook('check', '--site', dir);
    expect(console.stderr()).toMatch(/overflow a-example {2}at 2026-05-18 18:00 UTC/);
    expect(console.stderr()).toMatch(/moved {4}a-example {2}permanently, to https:\/\/b\.example\//);
    const json = await daybook('check', '--json', '--quiet', '--site', dir);
    const told = { overflowed: '2026-05-18T18:00:00Z', movedTo: 'https://b.example/' };
    expect(JSON.parse(json.console.stdout()).feeds).toMatchObject([told]);
  });
});

describe('removing a feed', () => {
  const text =
    'title: T\nfeeds:\n  - https://a.example/feed.xml # first\n  - url: https://b.example/\n    id: b\n';
  const removed = (...names: string[]) => daybook('remove', ...names, '--site', dir);
  const now = () => readFile(join(dir, 'daybook.yaml'), 'utf8');

  beforeEach(() => writeFile(join(dir, 'daybook.yaml'), text));

  it.each([
    ['its id', 'a-example'],
    ['its address', 'https://a.example/feed.xml'],
    ['its address as people write it', 'a.example/feed.xml'],
  ])('by %s leaves the rest as it was', async (_case, name) => {
    expect((await removed(name)).code).toBe(exitCodes.done);
    expect(await now()).toBe('title: T\nfeeds:\n  - url: https://b.example/\n    id: b\n');
  });

  it('that is not there changes nothing, and says what may be meant', async () => {
    const { code, console } = await removed('a-exampel');
    expect([code, console.stderr().includes('Did you mean "a-example"?')]).toEqual([exitCodes.usage, true]);
    expect(await now()).toBe(text);
  });

  it('of another list says where it stands', async () => {
    await writeFile(
      join(dir, 'feeds.opml'),
      '<opml version="2.0"><body><outline xmlUrl="https://c.example/"/></body></opml>',
    );
    await writeFile(join(dir, 'daybook.yaml'), 'title: T\nopml: feeds.opml\n');
    const { code, console } = await removed('c-example');
    expect([code, console.stderr().includes('REMOVE_IN_LIST')]).toEqual([exitCodes.usage, true]);
  });

  it('that is the last one says so', async () => {
    await removed('b');
    const { code, console } = await removed('a-example');
    expect([code, console.stderr().includes('It was the last feed')]).toEqual([exitCodes.done, true]);
    expect(await now()).toBe('title: T\nfeeds:\n');
  });
});

/** As the first fetch does: the reader's thread runs only compiled. */
async function archiveWelcome(data: string): Promise<void> {
  const now = '2026-05-18T18:00:00Z';
  const archive = openArchive({ dir: data, now, timezone: 'UTC', closeAfterMs: 0 });
  await archive.lock();
  const content_html = cleanHtml('<p>Your digest works</p>');
  const item = { id: 'urn:daybook:welcome:1', title: 'Your digest works', content_html, date_published: now };
  await archive.commit({
    feeds: [{ feed: 'welcome', items: [{ item, access: 'open' }] }],
    states: new Map(),
  });
  await archive.unlock();
}

describe('the welcome feed', () => {
  it('goes with the first other feed, and its item with it, or later if another run is working', async () => {
    const site = join(dir, 'site');
    const at = ['--site', site, '--now', '2026-05-18T18:00:00Z', '--quiet'];
    await daybook('init', site, '--yes', '--title', 'T', '--host', 'none', '--package', '1.2.3', ...at);
    await archiveWelcome(join(site, '_data'));
    const day = join(site, '_data', 'archive', '2026', '05', '2026-05-18.json');
    expect(await readFile(day, 'utf8')).toContain('Your digest works');
    await writeFile(join(site, 'list.txt'), 'https://a.example/feed.xml\n');
    const archive = openArchive({
      dir: join(site, '_data'),
      now: '2026-05-18T18:00:00Z',
      timezone: 'UTC',
      closeAfterMs: 0,
    });
    await archive.lock();
    expect((await daybook('import', join(site, 'list.txt'), ...at)).code).toBe(exitCodes.done);
    // Another run holds the archive: without its feed, nothing would lead back to the item.
    expect(await readFile(join(site, 'daybook.yaml'), 'utf8')).toContain('welcome');
    await archive.unlock();
    expect((await daybook('import', join(site, 'list.txt'), ...at)).code).toBe(exitCodes.done);
    expect(await readFile(join(site, 'daybook.yaml'), 'utf8')).not.toContain('welcome');
    expect(existsSync(day)).toBe(false);
  });
});

describe('inspect', () => {
  it('says that a file is not there', async () => {
    const { code, console } = await daybook('inspect', '--json', join(dir, 'none.xml'));
    expect(code).toBe(exitCodes.failed);
    expect(JSON.parse(console.stdout())).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'INSPECT_NOTHING' }],
    });
  });

  it('follows what the site folder allows', async () => {
    await writeFile(
      join(dir, 'daybook.yaml'),
      'title: T\nfeeds: [a.xml]\nfetch: { allowPrivateNetworks: true }\n',
    );
    for (const command of ['inspect', 'check']) {
      const { console } = await daybook(command, 'http://127.0.0.1:9/feed.xml', '--site', dir);
      expect(console.stderr()).toContain('FETCH_CONNECT_FAILED');
    }
  });

  it('refuses an address on this machine', async () => {
    const { code, console } = await daybook('inspect', 'http://127.0.0.1:9/feed.xml');
    expect([code, console.stderr().includes('FETCH_ADDRESS_REFUSED')]).toEqual([exitCodes.failed, true]);
  });
});

it('exit codes are those of the contract', () => {
  expect(exitCodes).toEqual({ done: 0, failed: 1, usage: 2, feedsFailed: 3, locked: 4 });
});
