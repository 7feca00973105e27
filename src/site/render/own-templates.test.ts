import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { newFolder, put, removeFolders, smallDigest } from './digest.test-kit.ts';
import { checkOwnTemplates } from './own-templates.ts';

afterAll(removeFolders);

async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = await newFolder();
  for (const [name, text] of Object.entries(files)) await put(`${dir}/templates/${name}`, text);
  return checkOwnTemplates(dir).map(({ where, why }) => `${where}: ${why}`);
}

it.each<[string, Readonly<Record<string, string>>, readonly (string | RegExp)[]]>([
  [
    'a name that is misspelt',
    { 'pages/topik.njk': 'x' },
    [/^templates\/pages\/topik\.njk: There is no such/],
  ],
  ['a folder that is misspelt', { 'partial/item.njk': 'x' }, [/partial\/item\.njk/]],
  [
    'a block that its parent lacks',
    { 'pages/day.njk': '{% extends "layouts/base.njk" %}{% block content %}x{% endblock %}' },
    [/^templates\/pages\/day\.njk: .*"content"/],
  ],
  ['a file that a program would run', { 'files/a.js.njk': 'x' }, [/files\/a\.js\.njk: It is not the name/]],
  ['a picture among the assets', { 'assets/photo.jpg': 'x' }, [/photo\.jpg: Only styles/]],
])('a notice names %s', async (_case, files, expected) => {
  expect(await said(files)).toEqual(expected.map((one) => expect.stringMatching(one)));
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['makes a file', { 'files/today.csv.njk': 'x', 'files/a/b.xml.njk': 'x' }],
  ['replaces a built-in one', { 'pages/day.njk': 'x', 'partials/item.njk': 'x' }],
  [
    'is included by another',
    { 'partials/mine.njk': 'x', 'slots/footer.njk': '{% include "partials/mine.njk" %}' },
  ],
  ['may be, by a name that is worked out', { 'a.njk': 'x', 'pages/day.njk': '{% include kind + ".njk" %}' }],
  [
    'fills blocks, also of its parents’ parents, or has blocks inside them',
    {
      'pages/topic.njk':
        '{% extends "pages/thread.njk" %}{% block intro %}{% block mine %}{% endblock %}{% endblock %}{% block head %}{% endblock %}',
    },
  ],
  [
    'extends one of the publisher’s',
    {
      'layouts/mine.njk': '{% block hero %}{% endblock %}',
      'pages/day.njk': '{% extends "layouts/mine.njk" %}{% block hero %}{% endblock %}',
    },
  ],
  ['has a block in a comment', { 'pages/day.njk': '{% extends "layouts/base.njk" %}{# {% block no %} #}' }],
  [
    'is a style or an icon',
    { 'assets/css/90-mine.css': 'x', 'assets/icon.svg': 'x', 'assets/icon-192.png': 'x', 'README.md': 'x' },
  ],
])('nothing is said of a file that %s', async (_case, files) => {
  expect(await said(files)).toEqual([]);
});

it('a template extends the built-in one of its name, and says how where it extends itself', async () => {
  const digest = await smallDigest();
  const layout = (parent: string): string =>
    `{% extends "${parent}" %}{% block foot %}<p>Mine</p>{% endblock %}`;
  await put(`${digest.dir}/templates/layouts/base.njk`, layout('built-in/layouts/base.njk'));
  expect((await digest.render()).problems).toEqual([]);
  const page = await readFile(`${digest.dir}/_site/about/index.html`, 'utf8');
  for (const part of ['<!doctype html>', '<p>Mine</p>', '</html>']) expect(page).toContain(part);
  await put(`${digest.dir}/templates/slots/footer.njk`, "{{ t('nokey') }}");
  await expect(digest.render()).rejects.toMatchObject({
    originalError: { message: expect.stringContaining('There is no text "nokey"') },
  });
  await put(`${digest.dir}/templates/layouts/base.njk`, layout('layouts/base.njk'));
  await expect(digest.render()).rejects.toThrow(/extends itself.*built-in\/layouts\/base\.njk/);
});
