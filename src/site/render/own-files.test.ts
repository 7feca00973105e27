import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { readCacheText, writeCacheText } from '../folder/cache-file.ts';
import { buildRecordPath } from './build-record.ts';
import {
  type Digest,
  filesOf,
  madeAtOnce,
  newFolder,
  put,
  removeFolders,
  smallDigest,
} from './digest.test-kit.ts';

afterAll(removeFolders);

const shown = async ({ dir }: Digest, path: string): Promise<string | undefined> =>
  readFile(`${dir}/_site/${path}`, 'utf8').catch(() => undefined);

/** Codes of what a rendering says. */
const said = async (digest: Digest): Promise<string[]> =>
  (await digest.render()).problems.map(({ code }) => code);

it('a page of Eleventy’s stands in place of a page of the digest, which comes back', async () => {
  const digest = await smallDigest();
  const before = await shown(digest, 'about/index.html');
  await put(`${digest.dir}/pages/me.njk`, '---\npermalink: /about/\n---\n{{ 6 * 7 }}');
  expect(await said(digest)).toEqual([]);
  expect(await shown(digest, 'about/index.html')).toBe('42');
  expect([await said(digest), await digest.render(digest.dir, false, true)]).toMatchObject([
    [],
    { problems: [] },
  ]);
  expect(await filesOf(`${digest.dir}/_site`)).toEqual(await madeAtOnce(digest));
  await rm(`${digest.dir}/pages/me.njk`);
  expect(await said(digest)).toEqual([]);
  expect(await shown(digest, 'about/index.html')).toBe(before);
});

it('a static file goes before a page of Eleventy’s at the same address, and that before one in Markdown', async () => {
  const digest = await smallDigest();
  await put(`${digest.dir}/pages/one.njk`, '---\npermalink: /one.txt\n---\npage');
  await put(`${digest.dir}/static/one.txt`, 'file');
  await put(`${digest.dir}/pages/two.md`, '# In Markdown');
  await put(`${digest.dir}/pages/two.njk`, 'made');
  expect((await digest.render()).problems).toMatchObject([{ code: 'PAGE_NOT_USED', where: 'pages/two.md' }]);
  expect([await shown(digest, 'one.txt'), await shown(digest, 'two/index.html')]).toEqual(['file', 'made']);
});

it('a page without an address of its own is there for others only', async () => {
  const digest = await smallDigest();
  await put(`${digest.dir}/pages/part.njk`, '---\npermalink: false\ntags: part\n---\npart');
  await put(`${digest.dir}/pages/all.njk`, '{{ collections.part | length }}');
  await digest.render();
  expect(await shown(digest, 'all/index.html')).toBe('1');
});

it('what the publisher takes away goes, though of a large site only a part is looked at', async () => {
  const digest = await smallDigest();
  await put(`${digest.dir}/pages/a.njk`, 'a');
  await put(`${digest.dir}/static/b.txt`, 'b');
  await digest.render();
  const path = buildRecordPath(digest.dir);
  const record = (await readCacheText(path)) ?? '';
  await writeCacheText(path, record.replace(/"files":\d+/, '"files":20000'));
  await rm(`${digest.dir}/pages`, { recursive: true });
  await rm(`${digest.dir}/static`, { recursive: true });
  await digest.render();
  expect([await shown(digest, 'a/index.html'), await shown(digest, 'b.txt')]).toEqual([undefined, undefined]);
});

it('links in the publisher’s folders are followed, and not in circles', async () => {
  const digest = await smallDigest();
  const theme = await newFolder();
  await put(`${theme}/files/one.txt`, 'one');
  await put(`${theme}/slots/footer.njk`, 'first');
  await mkdir(`${digest.dir}/static`);
  await symlink(`${theme}/files`, `${digest.dir}/static/theme`);
  await symlink(theme, `${theme}/files/circle`);
  await symlink(`${theme}/nothing`, `${theme}/files/gone`);
  await symlink(theme, `${digest.dir}/templates`);
  await digest.render();
  expect([await shown(digest, 'theme/one.txt'), await shown(digest, 'index.html')]).toEqual([
    'one',
    expect.stringContaining('first'),
  ]);
  await put(`${theme}/slots/footer.njk`, 'second');
  await digest.render();
  expect(await shown(digest, 'index.html')).toContain('second');
});

it('a link inside a theme is followed where it leads into the theme or the site folder, else named', async () => {
  const digest = await smallDigest();
  const [theme, elsewhere] = [await newFolder(), await newFolder()];
  await put(`${theme}/files/shared/own.txt`, 'own');
  await put(`${elsewhere}/secret.txt`, 'secret');
  await put(`${digest.dir}/mine.txt`, 'mine');
  await mkdir(`${digest.dir}/static`);
  await symlink(`${theme}/files`, `${digest.dir}/static/theme`);
  await symlink(`${theme}/files/shared/own.txt`, `${theme}/files/own.txt`);
  await symlink(`${digest.dir}/mine.txt`, `${theme}/files/mine.txt`);
  await symlink(elsewhere, `${theme}/files/shared/out`);
  expect((await digest.render()).problems).toMatchObject([
    { code: 'FILE_NOT_USED', where: 'static/theme/shared/out' },
  ]);
  const paths = ['own.txt', 'mine.txt', 'shared/out/secret.txt'];
  expect(await Promise.all(paths.map((path) => shown(digest, `theme/${path}`)))).toEqual([
    'own',
    'mine',
    undefined,
  ]);
});

it('a file in the place of a folder of the site, or a folder in that of a file, is left out, and named', async () => {
  const digest = await smallDigest();
  const before = await filesOf(`${digest.dir}/_site`);
  for (const path of ['source', 'assets', 'feed.json/a.txt', 'about/index.html/b/c.txt'])
    await put(`${digest.dir}/static/${path}`, 'x');
  for (const check of [false, true])
    expect((await digest.render(digest.dir, false, check)).problems).toMatchObject([
      {
        code: 'FILE_NOT_USED',
        where: 'static/about/index.html/b/c.txt',
        why: 'The site has a file /about/index.html',
      },
      { code: 'FILE_NOT_USED', where: 'static/assets', why: 'The site has files below /assets/' },
      { code: 'FILE_NOT_USED', where: 'static/feed.json/a.txt', why: 'The site has a file /feed.json' },
      { code: 'FILE_NOT_USED', where: 'static/source', why: 'The site has files below /source/' },
    ]);
  expect(await filesOf(`${digest.dir}/_site`)).toEqual(before);
});

it('a page that fails leaves all of them as they were published, and the digest is made', async () => {
  const digest = await smallDigest();
  await put(`${digest.dir}/pages/a.njk`, 'a');
  await put(`${digest.dir}/pages/me.njk`, '---\npermalink: /about/\n---\nmine');
  await digest.render();
  await put(`${digest.dir}/pages/bad.njk`, '{% oops %}');
  await put(`${digest.dir}/static/b.txt`, 'b');
  digest.items.set(3, { n: 3, feed: 'beta', day: '2026-05-17', word: 'salt', text: 'autumn' });
  await digest.write();
  expect(String((await digest.render()).pagesFault)).toContain('bad.njk');
  const paths = ['a/index.html', 'about/index.html', 'b.txt', '2026/05/17/index.html'];
  expect(await Promise.all(paths.map((path) => shown(digest, path)))).toEqual([
    'a',
    'mine',
    'b',
    expect.stringContaining('The salt of autumn'),
  ]);
  await rm(`${digest.dir}/pages/bad.njk`);
  expect(await digest.render()).not.toHaveProperty('pagesFault');
  expect(await filesOf(`${digest.dir}/_site`)).toEqual(await madeAtOnce(digest));
});
