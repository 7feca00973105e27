import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { filesOf, madeAtOnce, put, removeFolders, smallDigest } from './digest.test-kit.ts';

afterAll(removeFolders);

it('templates make files in formats of the publisher’s own, and again when an item comes', async () => {
  const digest = await smallDigest();
  const write = (name: string, text: string) => put(`${digest.dir}/templates/files/${name}.njk`, text);
  await write(
    'news.csv',
    '{% for item in feed.items %}{{ item.title | csv }},{{ item.url | csv }}\n{% endfor %}',
  );
  await write('widget.json', '{{ feed.items[0].title | dump }}');
  await write('titles.xml', '<a>{% for item in feed.items %}{{ item.title }};{% endfor %}</a>');
  await digest.render();
  const shown = (name: string) => readFile(`${digest.dir}/_site/files/${name}`, 'utf8');
  expect((await shown('news.csv')).split('\n')).toHaveLength(6);
  digest.items.set(9, { n: 9, feed: 'alpha', day: '2026-05-18', word: 'salt', text: 'a "<b>", & c' });
  await digest.write();
  const { reasons } = await digest.render();
  expect([...reasons.keys()]).toContain('/files/');
  expect(await shown('news.csv')).toMatch(/^"The salt of a ""<b>"", & c","https:\/\/alpha\.example\/9"\n/);
  expect(JSON.parse(await shown('widget.json'))).toBe('The salt of a "<b>", & c');
  expect(await shown('titles.xml')).toMatch(/^<a>The salt of a &quot;&lt;b&gt;&quot;, &amp; c;/);
  expect((await digest.render()).rendered).toBe(0);
  expect(await filesOf(`${digest.dir}/_site`)).toEqual(await madeAtOnce(digest));
});
