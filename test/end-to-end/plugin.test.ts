import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daybookHere, filesOf, projectDir, sampleNow } from './site.test-kit.ts';

let dir: string;

/** Runs Eleventy as a project does. */
function eleventy(): { status: number | null; said: string } {
  const program = join(dir, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs');
  const { status, stdout, stderr } = spawnSync('node', [program], { cwd: dir, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-plugin-'));
  await cp(join(projectDir, 'examples', 'plugin'), dir, { recursive: true });
  await mkdir(join(dir, 'node_modules', '@11ty'), { recursive: true });
  await symlink(
    join(projectDir, 'node_modules', '@11ty', 'eleventy'),
    join(dir, 'node_modules', '@11ty', 'eleventy'),
  );
  await symlink(projectDir, join(dir, 'node_modules', 'daybook'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('examples/plugin', () => {
  it('is a site of its own with the digest under its prefix, and no link leads nowhere', async () => {
    expect((await daybookHere(dir, 'fetch', '--site', 'news', '--now', sampleNow)).code).toBe(0);
    await mkdir(join(dir, 'news', 'templates', 'pages'), { recursive: true });
    await writeFile(join(dir, 'news', 'templates', 'pages', 'tpoic.njk'), 'x');
    // Twice, as the second time everything is there already.
    for (const built of [eleventy(), eleventy()]) {
      expect([built.status, built.status === 0 ? '' : built.said]).toEqual([0, '']);
      // What ends no build is said.
      expect(built.said).toContain('[daybook] TEMPLATE_NOT_USED  A part of your templates is not used.');
    }
    const files = await filesOf(join(dir, '_site'));
    const text = (path: string): string => String(files.get(path) ?? '');
    expect(text('index.html')).toContain('We mend lamps.');
    expect(text('news/index.html')).toContain('New glass for the pier lamp');
    expect(text('news/2026/05/17/index.html')).toContain('How to trim a wick');
    expect(text('news/feed.xml')).toContain('https://lantern-club.example/news/2026/05/18/');
    // Nothing of the digest is outside of its folder.
    const outside = [...files.keys()].filter((path) => !path.startsWith('news/'));
    expect(outside.sort()).toEqual(['index.html', 'meetings/index.html']);
    const dead = new Set<string>();
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue;
      for (const [, href = ''] of String(html).matchAll(/\s(?:href|src|action)="(\/[^"#?]*)/g)) {
        const target = href.slice(1) + (href.endsWith('/') ? 'index.html' : '');
        if (!files.has(target)) dead.add(`${path} → ${href}`);
      }
    }
    expect([...dead]).toEqual([]);
  });

  it('stops when the digest would be built for another address', async () => {
    await writeFile(
      join(dir, 'news', 'daybook.yaml'),
      'title: T\nurl: https://lantern-club.example/\nfeeds: [feeds/harbour.atom]\n',
    );
    const built = eleventy();
    expect(built.status).not.toBe(0);
    expect(built.said).toContain('The digest goes to /news/, but the path of "url" in daybook.yaml is /');
  });
});
