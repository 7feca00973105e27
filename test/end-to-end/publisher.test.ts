import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/run/version.ts';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  projectDir,
  removeSites,
  sampleNow,
  serveFeeds,
  smallRss,
} from './site.test-kit.ts';

const made: string[] = [];

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-publisher-'));
  made.push(dir);
  return dir;
}

afterAll(async () => {
  await removeSites();
  for (const dir of made) await rm(dir, { recursive: true, force: true });
});

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=T', '-c', 'user.email=t@t.example', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** As if from a registry: most tests need no copy of the program. */
const registry = ['--package', '1.2.3'];

describe('init', () => {
  it('makes a folder that builds without a network, and says every file', async () => {
    const dir = join(await folder(), 'my-news');
    const init = await daybookHere(
      tmpdir(),
      'init',
      dir,
      '--yes',
      '--host',
      'github',
      ...registry,
      '--now',
      sampleNow,
      '--json',
    );
    expect(init.code).toBe(0);
    const paths = JSON.parse(init.stdout).files.map((file: { path: string }) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(['daybook.yaml', '.github/workflows/publish.yml', 'data-branch.sh']),
    );
    expect([...(await filesOf(dir)).keys()].sort()).toEqual([...paths].sort());
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=.*\ntitle: |title: My news\n/,
    );
    const build = await daybookHere(dir, 'build', '--now', sampleNow);
    expect([build.code, build.stderr]).toEqual([0, expect.stringContaining('1 new item')]);
    expect(await readFile(join(dir, '_site', 'index.html'), 'utf8')).toContain('Your digest works');
  });

  it('overwrites nothing, and names what is in the way', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'daybook.yaml'), 'mine');
    await writeFile(join(dir, 'netlify.toml'), 'mine');
    const init = await daybookHere(dir, 'init', '--yes', '--host', 'netlify', ...registry);
    expect(init.code).toBe(2);
    expect(init.stderr).toContain('daybook.yaml, netlify.toml');
    expect((await readdir(dir)).sort()).toEqual(['daybook.yaml', 'netlify.toml']);
  });

  it('lets a package.json and a README be, and adds to .gitignore what it lacks', async () => {
    const dir = await folder();
    for (const [name, text] of [
      ['package.json', '{"private":true}'],
      ['README.md', 'mine'],
      ['.gitignore', 'dist/\n_site/'],
    ] as const)
      await writeFile(join(dir, name), text);
    const init = await daybookHere(dir, 'init', '--yes', ...registry);
    // The program is named by nothing in the folder yet.
    expect([init.code, init.stderr]).toEqual([0, expect.stringContaining('  npm install daybook@1.2.3\n')]);
    expect(await readFile(join(dir, 'package.json'), 'utf8')).toBe('{"private":true}');
    expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe('mine');
    expect(await readFile(join(dir, '.gitignore'), 'utf8')).toBe(
      'dist/\n_site/\nnode_modules/\n_bundle/\n.cache/\n_data/.lock\n_data/state/pending/\n',
    );
  });

  it('says when the archive is to be in git, and git ignores it', async () => {
    const dir = await folder();
    await writeFile(join(dir, '.gitignore'), '_data/\n');
    const init = await daybookHere(dir, 'init', '--yes', ...registry);
    expect([init.code, init.stderr.includes('INIT_DATA_IGNORED')]).toEqual([0, true]);
  });

  it.each([
    ['an address that is none', ['--url', 'example.org'], 'INIT_BAD_ANSWER'],
    ['a zone that is none', ['--timezone', 'Mars/Olympus'], 'INIT_BAD_ANSWER'],
    ['a zone that is nearly one', ['--timezone', 'Pariss'], 'Did you mean "Europe/Paris"?'],
    ['the name of a language', ['--locale', 'english'], 'Did you mean "en"?'],
    ['an archive that the host cannot keep', ['--host', 'netlify', '--data', 'git'], 'Allowed here: site.'],
    ['a host that is none', ['--host', 'githob'], 'Allowed choices'],
    ['a list that is not there', ['--opml', 'none.opml'], 'IMPORT_UNREADABLE'],
  ])('refuses %s before anything is written', async (_case, args, message) => {
    const dir = await folder();
    const init = await daybookHere(dir, 'init', '--yes', ...args);
    expect([init.code === 0, init.stderr.includes(message)]).toEqual([false, true]);
    expect(await readdir(dir)).toEqual([]);
  });

  it('takes title, address and feeds from another program’s list', async () => {
    const dir = await folder();
    const list = join(projectDir, 'src', 'config', 'importers', 'fixtures', 'planet.ini');
    expect((await daybookHere(dir, 'init', '--yes', '--opml', list, ...registry)).code).toBe(0);
    const text = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    for (const part of ['title: Planet Workbench', 'url: https://planet.example/', 'Åsa One'])
      expect(text).toContain(part);
  });
});

describe('add and check, over loopback', () => {
  const body = 'Words that fill a paragraph and say something. '.repeat(20);
  const full = smallRss('Full', 3).replaceAll('Text of number', `${body} Text of number`);
  const page =
    '<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/short.xml"><link rel="alternate" type="application/rss+xml" href="/full.xml"></head></html>';
  const html = (_request: unknown, response: import('node:http').ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  };
  let turn = 0;
  let server: FeedServer;

  beforeAll(async () => {
    server = await serveFeeds({
      '/': html,
      '/full.xml': feedAnswer(full),
      '/short.xml': feedAnswer(smallRss('Full', 3)),
      '/comments/feed': feedAnswer(smallRss('Full', 9)),
      '/moved': (_request, response) => response.writeHead(301, { location: '/full.xml' }).end(),
      '/quiet/': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Nothing</p>'),
      '/quiet/feed.xml': feedAnswer(full),
      '/linked': (_request, response) =>
        response
          .writeHead(200, {
            'content-type': 'text/html',
            link: '</full.xml>; rel="alternate"; type="application/rss+xml"',
          })
          .end('<p>x</p>'),
      '/led.xml': feedAnswer(
        '<html><meta http-equiv="refresh" content="0;url=/full.xml"></html>',
        'text/html',
      ),
      '/restless.xml': (_request, response) => {
        turn++;
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(full.replaceAll('>Full-', `>${turn}-Full-`));
      },
      '/damaged.xml': feedAnswer(full.replace('<title>Full item 1', '<title>Full & item 1')),
    });
  });
  afterAll(() => server.close());

  it.each([
    ['a page: the whole texts, not the comments', '/', '/full.xml'],
    ['a feed', '/short.xml', '/short.xml'],
    ['an address that moved for good', '/moved', '/full.xml'],
    ['a Link header', '/linked', '/full.xml'],
    ['a page that announces nothing', '/quiet/', '/quiet/feed.xml'],
    ['a page that leads on', '/led.xml', '/full.xml'],
  ])('add finds the feed behind %s', async (_case, path, expected) => {
    const dir = await makeSite('# mine\ntitle: T # t\nfetch: { allowPrivateNetworks: true }\n');
    const added = await daybookHere(dir, 'add', server.url + path);
    expect([added.code, added.stderr]).toEqual([0, expect.stringContaining('Added as')]);
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toBe(
      `# mine\ntitle: T # t\nfetch: { allowPrivateNetworks: true }\nfeeds:\n  - ${server.url}${expected}\n`,
    );
    const again = await daybookHere(dir, 'add', server.url + path, '--yes');
    expect([again.code, again.stderr.includes('follows it already')]).toEqual([0, true]);
  });

  it.each([
    ['finds nothing', ['/none'], 1, 'FETCH_NOT_FOUND'],
    ['is told of a section that is none', ['/full.xml', '--section', 'kernle'], 2, 'Did you mean "kernel"'],
    ['is told of an id that is none', ['/full.xml', '--id', 'No Id'], 2, 'CONFIG_BAD_VALUE'],
  ])('add that %s changes nothing', async (_case, [path = '', ...args], code, message) => {
    const text = 'title: T\nsections: [{ id: kernel, title: K }]\nfeeds: [a.xml]\n';
    const dir = await makeSite(text);
    const added = await daybookHere(dir, 'add', server.url + path, '--allow-private-networks', ...args);
    expect([added.code, added.stderr.includes(message)]).toEqual([code, true]);
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toBe(text);
  });

  it.each([
    ['a good feed', ['/full.xml'], 0, ['CHECK_NO_TLS']],
    ['one below the wanted score', ['/full.xml', '--min-score', '99'], 1, ['CHECK_NO_TLS']],
    ['ids that change', ['/restless.xml'], 1, ['CHECK_CHANGING_IDS', 'CHECK_NO_VALIDATORS']],
    ['a page in the place of a feed', ['/led.xml'], 0, ['CHECK_PAGE_REDIRECT', 'CHECK_NO_TLS']],
    ['damage', ['/damaged.xml'], 1, ['CHECK_NOT_WELL_FORMED', 'XML_STRAY_AMPERSAND']],
  ])('check tells %s', async (_case, [path = '', ...args], code, codes) => {
    const checked = await daybookHere(
      tmpdir(),
      'check',
      server.url + path,
      '--allow-private-networks',
      '--json',
      '--now',
      sampleNow,
      ...args,
    );
    expect(checked.code).toBe(code);
    const found = JSON.parse(checked.stdout).findings.map((one: { code: string }) => one.code);
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  it.each([
    ['/led.xml', 'The address leads to', '/full.xml'],
    ['/full.xml', '', ''],
  ])('inspect of %s says where the address leads', async (path, said, to) => {
    const inspected = await daybookHere(tmpdir(), 'inspect', server.url + path, '--allow-private-networks');
    expect(JSON.parse(inspected.stdout)).toMatchObject({ title: 'Full' });
    expect(inspected.stderr).toBe(said && `${said} ${server.url}${to}: this is what lies there.\n`);
  });

  it('check and inspect name the digest that asks, and nobody outside of one', async () => {
    const digest = await makeSite('title: T\nurl: https://t.example/\nfeeds: [a.xml]\n');
    for (const [dir, who] of [
      [digest, ' (+https://t.example/)'],
      [await folder(), ''],
    ] as const) {
      server.asked.length = 0;
      for (const command of ['check', 'inspect'])
        await daybookHere(dir, command, `${server.url}/full.xml`, '--allow-private-networks');
      const names = new Set(server.asked.map(({ headers }) => headers['user-agent']));
      expect([...names]).toEqual([`Daybook/${version}${who}`]);
    }
  });

  it('check reads a stored copy without asking anybody', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'copy.xml'), full);
    server.asked.length = 0;
    const checked = await daybookHere(dir, 'check', `${server.url}/full.xml`, '--offline', 'copy.xml');
    expect([checked.code, server.asked.length]).toEqual([0, 0]);
    expect(checked.stdout).toMatch(/^\d+ of 100 {2}Full\n/);
  });

  it('import adds once, export gives it back, and a dry run writes nothing', async () => {
    const dir = await makeSite('title: T # t\nfeeds: [a.xml]\n');
    const list = join(projectDir, 'src', 'config', 'importers', 'fixtures', 'reader.opml');
    expect((await daybookHere(dir, 'import', list, '--dry-run')).code).toBe(0);
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toBe('title: T # t\nfeeds: [a.xml]\n');
    expect((await daybookHere(dir, 'import', list)).code).toBe(0);
    const once = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    expect((await daybookHere(dir, 'import', list)).stderr).toContain('Nothing was changed');
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toBe(once);
    await daybookHere(dir, 'export', 'out.opml');
    const other = await makeSite('title: T\nfeeds: [a.xml]\n');
    expect((await daybookHere(other, 'import', join(dir, 'out.opml'), '--json')).code).toBe(0);
    const kernel = '{ url: https://kernel.example/feed.xml?a=1&b=2, title: Kernel Courier, section: kernel,';
    for (const text of [once, await readFile(join(other, 'daybook.yaml'), 'utf8')]) {
      expect(text).toContain(kernel);
      expect(text).toContain('category: /tech/kernel');
    }
  });
});

describe('an archive that comes back', () => {
  it('from the published site: whole, without asking feeds for everything, or not at all', async () => {
    const feeds = await serveFeeds({ '/a.xml': feedAnswer(smallRss('Alpha', 5)) });
    const config = `title: T\nfeeds: [{ url: ${feeds.url}/a.xml, id: alpha, face: face.png }]\nfetch: { allowPrivateNetworks: true }\noutputs: { archive: true }\n`;
    const dir = await makeSite(config);
    const face = { width: 32, height: 32, channels: 3, background: '#27a' } as const;
    await sharp({ create: face }).png().toFile(join(dir, 'face.png'));
    expect((await daybookHere(dir, 'build', '--now', sampleNow)).code).toBe(0);
    let damage = false;
    const site = createServer(async (request, response) => {
      const file = join(dir, '_site', request.url ?? '/');
      const bytes = await readFile(file).catch(() => undefined);
      if (!bytes) return void response.writeHead(404).end();
      const day = damage && extname(file) === '.json' && file.includes('2026-05-18');
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(day ? 'x' : bytes);
    });
    await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
    const address = site.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    try {
      const fresh = await makeSite(config);
      const missing = await daybookHere(fresh, 'restore', `${url}elsewhere/`);
      expect([missing.code, missing.stderr.includes('RESTORE_NOTHING')]).toEqual([1, true]);
      expect((await daybookHere(fresh, 'restore', `${url}elsewhere/`, '--first')).code).toBe(0);
      damage = true;
      const damaged = await daybookHere(fresh, 'restore', url);
      expect([damaged.code, damaged.stderr.includes('RESTORE_DAMAGED')]).toEqual([1, true]);
      expect([...(await filesOf(join(fresh, '_data'))).keys()]).toEqual([]);
      damage = false;
      expect((await daybookHere(fresh, 'restore', url)).code).toBe(0);
      const back = await filesOf(join(fresh, '_data'));
      const before = await filesOf(join(dir, '_data'));
      // Made again when they are missing: what the days and the news say.
      const madeAgain = [...before.keys()].filter((path) => !back.has(path));
      expect(madeAgain.every((path) => /^state\/(?:known\/|words\.json$)/.test(path))).toBe(true);
      expect([...back].filter(([path, bytes]) => before.get(path) !== bytes)).toEqual([]);
      expect([...back.keys()].some((path) => path.startsWith('portraits/files/'))).toBe(true);
      feeds.asked.length = 0;
      const build = await daybookHere(fresh, 'build', '--now', '2026-05-18T19:00:00Z', '--json');
      expect(JSON.parse(build.stdout).fetch.counts).toMatchObject({ unchanged: 1, added: 0 });
      expect(feeds.asked.map(({ headers }) => headers['if-none-match'] !== undefined)).toEqual([true]);
      const twice = await daybookHere(fresh, 'restore', url);
      expect([twice.code, twice.stderr.includes('RESTORE_NOT_EMPTY')]).toEqual([1, true]);
    } finally {
      site.closeAllConnections();
      await new Promise((closed) => site.close(closed));
      await feeds.close();
    }
  });

  it('from a branch of its own: begun once, then only added to, in small commits', async () => {
    const root = await folder();
    git(root, 'init', '--quiet', '--bare', 'remote.git');
    git(root, 'clone', '--quiet', 'remote.git', 'first');
    const first = join(root, 'first');
    expect(
      (await daybookHere(first, 'init', '--yes', '--host', 'gitlab', '--now', sampleNow, ...registry)).code,
    ).toBe(0);
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '--message', 'site');
    git(first, 'push', '--quiet', 'origin', 'HEAD:main');
    const script = (cwd: string, verb: string) =>
      spawnSync('sh', ['data-branch.sh', verb], { cwd, encoding: 'utf8' });
    expect(script(first, 'take').status).toBe(0);
    expect((await daybookHere(first, 'fetch', '--now', sampleNow)).code).toBe(0);
    expect(script(first, 'keep').status).toBe(0);
    expect(git(first, 'status', '--porcelain')).toBe('');
    expect(script(first, 'take').status).toBe(1);

    git(root, 'clone', '--quiet', '--branch', 'main', 'remote.git', 'second');
    const second = join(root, 'second');
    expect(script(second, 'keep').status).toBe(1);
    expect(script(second, 'take').status).toBe(0);
    expect(await filesOf(join(second, '_data', 'archive'))).toEqual(
      await filesOf(join(first, '_data', 'archive')),
    );
    expect((await daybookHere(second, 'fetch', '--now', '2026-05-18T19:00:00Z')).stderr).toContain(
      '1 unchanged',
    );
    expect(script(second, 'keep').stdout).toContain('Nothing new');
    const log = git(root, '--git-dir=remote.git', 'log', '--format=%s', 'daybook-data');
    expect(log.trim().split('\n')).toHaveLength(1);
    expect(git(root, '--git-dir=remote.git', 'ls-tree', '-r', '--name-only', 'daybook-data')).not.toContain(
      'daybook.yaml',
    );

    // A server that cannot be reached is no reason to begin again.
    await rm(join(second, '_data'), { recursive: true });
    git(second, 'remote', 'set-url', 'origin', join(root, 'gone.git'));
    const lost = script(second, 'take');
    expect([lost.status === 0, (await readdir(second)).includes('_data')]).toEqual([false, false]);
  });
});

describe('an archive in git beside the configuration', () => {
  it('is committed alone, after what others pushed, and never begun anew', async () => {
    const root = await folder();
    git(root, 'init', '--quiet', '--bare', 'remote.git');
    git(root, 'clone', '--quiet', 'remote.git', 'first');
    const first = join(root, 'first');
    const at = ['--now', sampleNow, ...registry];
    const init = await daybookHere(first, 'init', '--yes', '--host', 'github', '--data', 'git', ...at);
    expect([init.code, init.stderr.includes('INIT_DATA_IGNORED')]).toEqual([0, false]);
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '--message', 'site');
    git(first, 'push', '--quiet', 'origin', 'HEAD:main');
    // As hosts check out: one commit, on no branch.
    git(
      root,
      'clone',
      '--quiet',
      '--depth=1',
      `file://${join(root, 'remote.git')}`,
      '--branch',
      'main',
      'run',
    );
    const run = join(root, 'run');
    git(run, 'checkout', '--quiet', '--detach');
    const env = { ...process.env, GITHUB_REF_NAME: 'main' };
    const script = (cwd: string, verb: string) =>
      spawnSync('sh', ['data-git.sh', verb], { cwd, env, encoding: 'utf8' });
    const push = (name: string) => {
      git(first, 'pull', '--quiet', 'origin', 'main');
      git(first, 'commit', '--quiet', '--allow-empty', '--message', name);
      git(first, 'push', '--quiet', 'origin', 'HEAD:main');
    };
    push('before the run begins');
    expect(script(run, 'take').status).toBe(0);
    expect((await daybookHere(run, 'fetch', '--now', sampleNow)).code).toBe(0);
    push('while it fetches');
    await writeFile(join(run, 'README.md'), 'changed by an installer');
    const kept = script(run, 'keep');
    expect([kept.status, kept.stderr.trim()]).toEqual([0, 'Applied autostash.']);
    expect(script(run, 'keep').stdout).toContain('Nothing new');
    const log = git(root, '--git-dir=remote.git', 'log', '--format=%s', 'main').trim().split('\n');
    expect(log.map((line) => line.replace(/ of .*/, ''))).toEqual([
      'Archive',
      'while it fetches',
      'before the run begins',
      'site',
    ]);
    const changed = git(root, '--git-dir=remote.git', 'diff', '--name-only', 'main~1', 'main')
      .trim()
      .split('\n');
    expect(changed.filter((name) => !name.startsWith('_data/'))).toEqual([]);
    expect(changed).toContain('_data/archive/2026/05/2026-05-18.json');
    expect(changed.filter((name) => /\.lock|pending/.test(name))).toEqual([]);

    // Two that fetched the same feeds at once: one is kept, and the next run goes on from there.
    git(first, 'pull', '--quiet', 'origin', 'main');
    const day = '_data/archive/2026/05/2026-05-18.json';
    for (const cwd of [first, run]) await writeFile(join(cwd, day), `of ${cwd}`);
    git(first, 'commit', '--quiet', '--all', '--message', 'theirs');
    git(first, 'push', '--quiet', 'origin', 'HEAD:main');
    const late = script(run, 'keep');
    expect([late.status, late.stderr]).toEqual([0, expect.stringContaining('theirs is kept')]);
    expect(await readFile(join(run, day), 'utf8')).toBe(`of ${first}`);
    expect(await readFile(join(run, 'README.md'), 'utf8')).toBe('changed by an installer');
    push('afterwards');
    expect(script(run, 'take').status).toBe(0);

    git(run, 'remote', 'set-url', 'origin', join(root, 'gone.git'));
    await writeFile(join(run, day), 'not to be pushed');
    expect(script(run, 'keep').status).toBe(1);

    await writeFile(join(run, '.gitignore'), '_data/\n');
    const ignored = script(run, 'take');
    expect([ignored.status, ignored.stderr]).toEqual([1, expect.stringContaining('Git ignores _data')]);
  });
});

/** Puts what the package says it needs, and nothing else, where npm finds it: installing takes no network. */
async function linkDependencies(dir: string): Promise<void> {
  const manifest: { dependencies: object } = JSON.parse(
    await readFile(join(projectDir, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys(manifest.dependencies)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await symlink(join(projectDir, 'node_modules', name), join(dir, name));
  }
}

describe('the package', () => {
  it('installed from its tarball, makes a digest that installs and builds wherever its folder is taken', async () => {
    const root = await folder();
    const pack = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', root], {
      cwd: projectDir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const packed: { filename: string; files: { path: string }[] }[] = JSON.parse(pack);
    const paths = packed[0]?.files.map((file) => file.path) ?? [];
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'examples',
      'package.json',
      'schema',
      'starter',
      'templates',
    ]);
    expect(paths.filter((path) => /\.test\.|test-kit|fixtures|docs\/images/.test(path))).toEqual([]);
    expect(paths).toContain('dist/daybook.schema.json');

    const npm = (cwd: string, command: string, ...args: string[]) => {
      const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
      const done = spawnSync('npm', [command, ...quiet, ...args], { cwd, encoding: 'utf8' });
      expect([done.status, done.status === 0 ? '' : done.stderr]).toEqual([0, '']);
    };
    // What "npx daybook" and the scripts of a folder start.
    const installed = (cwd: string, ...args: string[]) =>
      spawnSync(join('node_modules', '.bin', 'daybook'), args, { cwd, encoding: 'utf8' });
    const tool = join(root, 'tool');
    await mkdir(tool);
    await writeFile(join(tool, 'package.json'), '{"private":true}');
    await linkDependencies(join(tool, 'node_modules'));
    const tarball = join(root, packed[0]?.filename ?? '');
    npm(tool, 'install', tarball);
    // It is in the folder already, and stays the one that is installed.
    expect(installed(tool, 'init', '--yes', '--now', sampleNow).status).toBe(0);
    expect((await readdir(tool)).filter((name) => name.endsWith('.tgz'))).toEqual([]);
    const made = installed(tool, 'init', '../made', '--yes', '--title', 'From a tarball', '--now', sampleNow);
    expect([made.status, made.status === 0 ? '' : made.stderr]).toEqual([0, '']);

    // On another machine there is only what the folder carries.
    const site = join(root, 'elsewhere', 'site');
    await mkdir(dirname(site));
    await rename(join(root, 'made'), site);
    await rm(tool, { recursive: true });
    await rm(tarball);
    await linkDependencies(join(site, 'node_modules'));
    npm(site, 'install');
    const build = installed(site, 'build', '--now', sampleNow);
    expect([build.status, build.stderr.includes('1 new item')]).toEqual([0, true]);
    expect(await readFile(join(site, '_site', 'index.html'), 'utf8')).toContain('From a tarball');
    const schema: unknown = JSON.parse(
      await readFile(join(site, 'node_modules', 'daybook', 'dist', 'daybook.schema.json'), 'utf8'),
    );
    expect(schema).toMatchObject({ required: ['title'] });
    expect((await stat(join(site, 'daybook.yaml'))).isFile()).toBe(true);
    // Its lock names the copy, so that "npm ci" of a host installs the same.
    expect(await readFile(join(site, 'package-lock.json'), 'utf8')).toContain(
      `"resolved": "file:${packed[0]?.filename}"`,
    );
  });
});
