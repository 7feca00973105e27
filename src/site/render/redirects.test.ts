import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesOf, madeAtOnce, put, removeFolders, smallDigest } from './digest.test-kit.ts';

afterAll(removeFolders);

const redirect = (from: string, to: string) => ({ from, to, where: `daybook.yaml, redirects["${from}"]` });

it('a site has its old addresses, whatever was made again, and loses them with the configuration', async () => {
  const digest = await smallDigest();
  const site = () => filesOf(join(digest.dir, '_site'));
  digest.redirects = [
    redirect('/atom.xml', '/feed.xml'),
    redirect('/old/', '/sources/'),
    redirect('/join/', '/about/'),
  ];
  expect((await digest.render()).problems).toEqual([]);
  const after = await site();
  expect(after.get('atom.xml')).toBe(after.get('feed.xml'));
  expect(after.get('old/index.html')).toContain('url=https://daybook.example/kernel/sources/');

  // News: the copy of the feed follows it.
  digest.items.set(8, { n: 8, feed: 'alpha', day: '2026-05-18', word: 'salt', text: 'autumn' });
  digest.now += 3_600_000;
  await digest.write();
  await digest.render();
  const later = await site();
  expect(later.get('atom.xml')).not.toBe(after.get('atom.xml'));
  expect(later.get('atom.xml')).toBe(later.get('feed.xml'));
  expect(later).toEqual(await madeAtOnce(digest));

  // A page that is written there goes before, and its redirect is told and left out everywhere.
  await put(join(digest.dir, 'pages', 'join.md'), '# Join\n');
  expect((await digest.render()).problems).toMatchObject([
    { code: 'REDIRECT_OVER_PAGE', what: '"/join/" is not redirected.' },
  ]);
  const joined = await site();
  expect(joined.get('join/index.html')).toContain('Join</h1>');
  expect(joined.get('_redirects')).not.toContain('join');
  await rm(join(digest.dir, 'pages'), { recursive: true });

  // So does a file of the publisher's own.
  await put(join(digest.dir, 'static', '_redirects'), '/mine /yours 302\n');
  await digest.render();
  expect((await site()).get('_redirects')).toBe('/mine /yours 302\n');
  await rm(join(digest.dir, 'static'), { recursive: true });

  digest.redirects = [];
  await digest.render();
  const without = await site();
  expect([...without.keys()].filter((path) => /atom\.xml|^old|^join|_redirects/.test(path))).toEqual([]);
  expect(without).toEqual(await madeAtOnce(digest));
});
