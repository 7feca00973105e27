import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { daybookHere, makeSite, removeSites, sampleNow } from './site.test-kit.ts';

afterAll(removeSites);

it('editors’ files shape the site; their faults are told, and stop nothing', async () => {
  const dir = await makeSite(
    'title: T\nurl: https://t.example/\nfeeds: [{ url: examples/feeds/workbench.atom, id: workbench }]\n',
    'examples',
  );
  await mkdir(join(dir, 'editions'));
  const write = (name: string, text: string): Promise<void> => writeFile(join(dir, 'editions', name), text);
  await write(
    '2026-05-18.md',
    '---\nauthor: Ada\nlead: https://workbench.example/2026/lto-on-one-laptop/\npin: nowhere\n---\nRead *this* <b>first</b>.\n',
  );
  await write('2026-05-17.md', `---\npin: ${'['.repeat(60_000)}\n---\n`);
  await write('2026-05.md', '---\nteaser: x\n---\nNot shown.\n');
  const run = await daybookHere(dir, 'build', '--now', sampleNow);
  expect(run.code, run.stderr).toBe(0);
  for (const code of ['EDITION_ITEM_UNKNOWN', 'EDITION_FRONT_MATTER', 'CONFIG_UNKNOWN_KEY'])
    expect(run.stderr).toContain(code);
  expect(run.stderr).toContain('editions/2026-05-18.md, line 4, column 1, pin');
  const day = await readFile(join(dir, '_site/2026/05/18/index.html'), 'utf8');
  expect(day).toContain('Read <em>this</em> &lt;b&gt;first&lt;/b&gt;.');
  expect(day.match(/class="h-entry item article lead"[\s\S]*?<h3[^>]*><a[^>]*>([^<]*)/)?.[1]).toBe(
    'Link-time optimisation, measured on one laptop',
  );
  expect(await readFile(join(dir, '_site/2026/05/index.html'), 'utf8')).not.toContain('Not shown.');
  const again = await daybookHere(dir, 'render', '--now', sampleNow);
  expect(again.stderr).toContain('Files: 0 written');
});
