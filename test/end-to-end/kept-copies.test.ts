import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  removeSites,
  sampleNow,
  serveFeeds,
} from './site.test-kit.ts';
import { dayFile } from './small-site.test-kit.ts';

/** Copies of pictures that their publisher took away: what becomes of them when parts of the archive are lost. */

const answers: Record<string, Parameters<typeof serveFeeds>[0][string]> = {};
let server: FeedServer;
beforeAll(async () => {
  server = await serveFeeds(answers);
});
afterAll(async () => {
  await server.close();
  await removeSites();
});

const item = (n: number): string =>
  `<item><title>Item ${n}</title><link>https://a.example/${n}</link><guid>a-${n}</guid>` +
  `<pubDate>${10 + n} May 2026 09:00:00 GMT</pubDate>` +
  `<description><![CDATA[<p>Text of ${n}.</p><p><img src="${server.url}/${n}.png" alt="Picture ${n}"></p>]]></description></item>`;

const config = (more = ''): string =>
  `title: T\nurl: https://digest.example/\nimages: local\nfetch: { allowPrivateNetworks: true }\n${more}` +
  `feeds: [{ id: a, url: "${server.url}/a.xml" }]\n`;

let dir: string;
/** A site with two days, an item and a picture each. */
beforeEach(async () => {
  for (const n of [1, 2]) {
    const picture = await sharp({ create: { width: 90 + n, height: 60, channels: 3, background: '#27a' } })
      .png()
      .toBuffer();
    answers[`/${n}.png`] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    };
  }
  answers['/a.xml'] = feedAnswer(
    `<rss version="2.0"><channel><title>A</title><link>https://a.example/</link><description>d</description>${item(1)}${item(2)}</channel></rss>`,
  );
  dir = await makeSite(config());
  expect((await daybookHere(dir, 'build', '--now', sampleNow)).code).toBe(0);
  for (const path of Object.keys(answers)) delete answers[path];
});

const copies = async (folder: string): Promise<number> =>
  [...(await filesOf(join(dir, folder))).keys()].filter((path) => path.endsWith('.webp')).length;

it.each([
  ['gone', (path: string) => rm(path)],
  ['damaged', (path: string) => writeFile(path, '{"version": ')],
])('stay while the file of their day is %s, whatever is pruned', async (_case, harm) => {
  await harm(dayFile(dir, '2026-05-11'));
  const { code, stderr } = await daybookHere(dir, 'prune', '--now', sampleNow);
  expect([code, await copies('_data/images'), await copies('_site/images')], stderr).toEqual([0, 2, 2]);
});

it('go with the item that is forgotten, also while another day is lost', async () => {
  await rm(dayFile(dir, '2026-05-11'));
  const { stderr } = await daybookHere(dir, 'forget', 'item', 'https://a.example/2', '--now', sampleNow);
  expect(stderr).toContain('1 unused image removed.');
  expect([await copies('_data/images'), await copies('_site/images')]).toEqual([1, 1]);
});

it('stay on the site where nothing else is left of them', async () => {
  await rm(join(dir, '_data', 'images', 'files'), { recursive: true });
  await daybookHere(dir, 'render', '--all', '--now', sampleNow);
  expect(await copies('_site/images')).toBe(2);
});

it('of a source’s face stay as long as it has items, whatever was lost of its state', async () => {
  const face = join(dir, '_data', 'portraits');
  await writeFile(
    join(dir, 'face.png'),
    await sharp({ create: { width: 64, height: 64, channels: 3, background: '#27a' } })
      .png()
      .toBuffer(),
  );
  await writeFile(join(dir, 'daybook.yaml'), config().replace('id: a,', 'id: a, face: face.png,'));
  await daybookHere(dir, 'render', '--now', sampleNow);
  expect([...(await filesOf(face)).keys()]).toHaveLength(2);
  await writeFile(join(dir, 'daybook.yaml'), config().replace('id: a', 'id: b'));
  await rm(join(dir, '_data', 'state'), { recursive: true });
  await daybookHere(dir, 'prune', '--now', sampleNow);
  expect([...(await filesOf(face)).keys()]).toHaveLength(2);
});
