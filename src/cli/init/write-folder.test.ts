import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { starterFiles, starterValues, welcomeFile } from '../../publisher/index.ts';
import { planFolder, writeFolder } from './write-folder.ts';

async function contentsOf(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = paths.sort().map(async (path) => [path.slice(dir.length), await readFile(path, 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

/** Makes a site folder beside what is there, as `init` at a given time does. */
async function make(dir: string, now: string): Promise<void> {
  const files = [...starterFiles('github', 'git'), welcomeFile];
  const values = starterValues({
    title: 'News',
    locale: 'en',
    timezone: 'UTC',
    host: 'github',
    data: 'git',
    slug: 'news',
    program: { spec: '1.0.0' },
    now,
    yaml: JSON.stringify,
  });
  const planned = await planFolder(dir, files, values);
  if ('code' in planned) throw new Error(planned.what);
  await writeFolder(dir, planned);
}

it('a folder that could not be made whole is completed by the next run, and by none after it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'daybook-init-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const [whole, broken] = [join(root, 'whole'), join(root, 'broken')];
  for (const dir of [whole, broken]) {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, '.gitignore'), 'mine/');
  }
  const now = '2026-05-18T08:00:00Z';
  await make(whole, now);
  await mkdir(join(broken, '.github'));
  await writeFile(join(broken, '.github', 'workflows'), 'a file in the way of the folder');
  await expect(make(broken, now)).rejects.toThrow();
  await rm(join(broken, '.github', 'workflows'));
  await make(broken, '2026-05-18T09:00:00Z');
  const made = await contentsOf(broken);
  delete made['/feeds/welcome.atom'];
  expect(await contentsOf(whole)).toMatchObject(made);
  expect(made['/.gitignore']).toMatch(/^mine\/\n/);
  await expect(make(broken, now)).rejects.toThrow('daybook.yaml');
});
