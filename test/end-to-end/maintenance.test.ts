import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfSampleSite } from './sample-site.test-kit.ts';
import {
  daybookHere,
  filesOf,
  makeSite,
  removeSites,
  sampleConfig,
  sampleNow,
  smallRss,
} from './site.test-kit.ts';

afterAll(removeSites);

/** All text below a folder, that of the compressed search index too. */
async function textsOf(dir: string): Promise<string> {
  const files = [...(await filesOf(dir))];
  return files
    .map(([path, text]) =>
      path.endsWith('.pf_fragment') ? gunzipSync(Buffer.from(text, 'latin1')).toString('latin1') : text,
    )
    .join('\n');
}

describe('looking after the archive', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await copyOfSampleSite();
  });

  it('check says in numbers that it is whole', async () => {
    const run = await daybookHere(dir, 'check', '--now', sampleNow, '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).archive).toMatchObject({ items: 136, feeds: 11, days: 29 });
  });

  it('check --rules tells what each rule matches, and which never do', async () => {
    const own = await makeSite(
      (await sampleConfig())
        .replace(
          /^rules:$/m,
          'rules:\n  - { if: { feed: packet-diary }, then: { label: network } }\n  - { if: { title: nobody-writes-this }, then: drop }',
        )
        .replace('id: workbench,', 'id: workbench, filter: { keep: { feed: workbench } },')
        .replace('id: kobeya,', 'id: kobeya, filter: { keep: { title: nobody-writes-this } },'),
      'examples',
    );
    expect((await daybookHere(own, 'fetch', '--now', sampleNow, '--quiet')).code).toBe(0);
    const told = await daybookHere(own, 'check', '--rules', '--now', sampleNow);
    expect(told.code).toBe(0);
    expect(told.stderr).toMatch(/rules\[0\]: \d+ items, 2026-\d\d-\d\d to 2026-05-18/);
    expect(told.stderr).toMatch(/rules\[1\]: never matches\./);
    expect(told.stderr).toMatch(/feeds\[6\]\.filter\.keep: hides nothing\./);
    expect(told.stderr).toMatch(/feeds\[10\]\.filter\.keep: hides \d+ items,/);
    const json = await daybookHere(own, 'check', '--rules', '--now', sampleNow, '--json');
    expect(JSON.parse(json.stdout).rules).toEqual(
      expect.arrayContaining([expect.objectContaining({ state: 'never', matches: 0 })]),
    );
    expect((await daybookHere(own, 'check', 'https://example.org/', '--rules')).code).toBe(2);
  });

  it('forget removes an author from data, pages, feeds and search, and a later fetch does not bring them back', async () => {
    const name = 'Mabel Okafor';
    expect(await textsOf(join(dir, '_site'))).toContain(name);
    expect(await textsOf(join(dir, '_site', 'search-index'))).toContain(name);
    const before = await filesOf(dir);
    const dry = await daybookHere(dir, 'forget', 'author', name, '--now', sampleNow, '--dry-run', '--json');
    expect(dry.stderr).toMatch(/^\d+ items would be forgotten\.$/m);
    expect(await filesOf(dir)).toEqual(before);
    const run = await daybookHere(dir, 'forget', 'author', name, '--now', sampleNow, '--json');
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout).forgotten).toEqual(JSON.parse(dry.stdout).forgotten);
    expect(JSON.parse(run.stdout).forgotten.length).toBeGreaterThan(3);
    expect(await textsOf(join(dir, '_data'))).not.toContain(name);
    expect(await textsOf(join(dir, '_site'))).not.toContain(name);
    await rm(join(dir, '_data', 'state', 'feeds', 'distribution-notes.json'));
    const again = await daybookHere(dir, 'build', '--force', '--now', '2026-05-18T19:00:00Z');
    expect(again.code).toBe(0);
    expect(await textsOf(join(dir, '_site'))).not.toContain(name);
    expect((await daybookHere(dir, 'check', '--now', sampleNow)).code).toBe(0);
  });

  it('forget says so when nothing is named so', async () => {
    const run = await daybookHere(dir, 'forget', 'item', 'nosuchitem', '--now', sampleNow);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('ARCHIVE_NOTHING_TO_FORGET');
  });

  it('prune drops what the retention rule names, after a preview that changes nothing', async () => {
    const config = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    await writeFile(join(dir, 'daybook.yaml'), `${config}\narchive: { keep: 10d }\n`);
    const before = await filesOf(join(dir, '_data'));
    const preview = await daybookHere(dir, 'prune', '--dry-run', '--now', sampleNow, '--json');
    expect(await filesOf(join(dir, '_data'))).toEqual(before);
    const run = await daybookHere(dir, 'prune', '--now', sampleNow, '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).pruned).toEqual(JSON.parse(preview.stdout).pruned);
    expect(
      [...(await filesOf(join(dir, '_data', 'archive'))).keys()].every(
        (path) => path >= '2026/05/2026-05-08',
      ),
    ).toBe(true);
    expect([...(await filesOf(join(dir, '_site'))).keys()].some((path) => path.startsWith('2026/04'))).toBe(
      false,
    );
  });
});

describe('two branches that both fetched', () => {
  it('merge in git, or are mended by check --repair, with nothing lost', async () => {
    const git = (cwd: string, ...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@t.example', ...args], {
        cwd,
        encoding: 'utf8',
      });
    const dir = await makeSite('title: T\nurl: https://t.example/\nfeeds: [a.xml, b.xml]\n');
    await writeFile(join(dir, '.gitignore'), '_site/\n.cache/\n_data/.lock/\n_data/state/pending/\n');
    await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 8));
    await writeFile(join(dir, 'b.xml'), smallRss('Beta', 8));
    expect((await daybookHere(dir, 'fetch', '--now', '2026-05-18T10:00:00Z', '--quiet')).code).toBe(0);
    git(dir, 'init', '-q', '-b', 'main');
    git(dir, 'add', '-A');
    git(dir, 'commit', '-qm', 'base');
    const other = `${dir}-other`;
    await cp(dir, other, { recursive: true });
    await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 20));
    await daybookHere(dir, 'fetch', '--now', '2026-05-18T12:00:00Z', '--quiet');
    git(dir, 'commit', '-qam', 'one');
    await writeFile(join(other, 'a.xml'), smallRss('Alpha', 14));
    await writeFile(join(other, 'b.xml'), smallRss('Beta', 16));
    await daybookHere(other, 'fetch', '--now', '2026-05-18T13:00:00Z', '--quiet');
    git(other, 'commit', '-qam', 'two');
    try {
      git(dir, 'pull', '-q', '--no-rebase', other, 'main');
    } catch {
      // Conflicts stay in the files: that is what repair is for.
    }
    await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 20));
    await writeFile(join(dir, 'b.xml'), smallRss('Beta', 16));
    const repaired = await daybookHere(dir, 'check', '--repair', '--now', '2026-05-18T14:00:00Z', '--json');
    expect(repaired.code, repaired.stderr).toBe(0);
    const merged = JSON.parse(repaired.stdout).archive;
    const fetched = await daybookHere(dir, 'fetch', '--force', '--now', '2026-05-18T14:00:00Z', '--json');
    // All 36 stories, each once, whichever branch saw them; a fetch finds nothing that is missing.
    expect(merged.items).toBe(36);
    expect(JSON.parse(fetched.stdout).counts).toMatchObject({ added: 0, failed: 0 });
    await rm(other, { recursive: true });
  });
});
