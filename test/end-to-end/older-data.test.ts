import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesOf } from './site.test-kit.ts';
import {
  askedOf,
  dayFile,
  differing,
  feedsAtFirst,
  firstNow,
  healthApart,
  lostOf,
  siteOf,
  smallSites,
} from './small-site.test-kit.ts';

/** `_data` that was brought back from a copy which is older than the site. */

const { newSite, close } = smallSites();
afterAll(close);

it('takes nothing off the site, and what feeds still have comes back as it was', async () => {
  const site = await newSite();
  const [data, copy] = [join(site.dir, '_data'), join(site.dir, 'backup')];
  await cp(data, copy, { recursive: true });
  const more = { ...feedsAtFirst, gamma: [...feedsAtFirst.gamma, { n: 7, day: '2026-05-18' }] };
  site.serve(more);
  await site.report('2026-05-18T12:00:00Z', 'build');
  const published = await siteOf(site);
  await rm(data, { recursive: true });
  await cp(copy, data, { recursive: true });

  site.serve({ gamma: [] });
  const { problems, render } = await site.report('2026-05-18T14:00:00Z', 'render');
  expect(problems).toContainEqual(lostOf('2026-05-18', '1 published item'));
  expect(render.removed).toBe(0);
  expect(healthApart(differing(published, await siteOf(site)))).toEqual([]);

  site.serve(more);
  askedOf(site);
  const built = await site.report('2026-05-18T16:00:00Z', 'build');
  expect(askedOf(site)).toMatchObject({ gamma: false });
  expect(built.problems).toEqual([]);
  expect(healthApart(differing(published, await siteOf(site)))).toEqual([]);
});

it('says nothing of what the retention rule or a removal request names', async () => {
  const site = await newSite('archive: { keep: 3d }\n');
  const [cache, copy] = [join(site.dir, '.cache'), join(site.dir, 'backup')];
  await cp(cache, copy, { recursive: true });
  await site.report('2026-05-18T12:00:00Z', 'prune');
  await site.report('2026-05-18T12:00:00Z', 'forget', 'item', 'https://alpha.example/3');
  await rm(cache, { recursive: true });
  await cp(copy, cache, { recursive: true });
  const { problems } = await site.report(firstNow, 'render');
  expect(problems).toEqual([]);
  expect([...(await siteOf(site)).values()].filter((text) => text.includes('Alpha report 3'))).toEqual([]);
});

/** Day and key of every item. */
async function placesIn(dir: string): Promise<string[]> {
  const files = await filesOf(join(dir, '_data', 'archive'));
  return [...files]
    .flatMap(([path, text]) => [...text.matchAll(/"key":"(\w+)"/g)].map(([, key]) => `${path} ${key}`))
    .sort();
}

it('has the feeds of a day that is gone asked again where no cache tells of it, and once only', async () => {
  const site = await newSite();
  const before = await placesIn(site.dir);
  await rm(dayFile(site.dir, '2026-05-14'));
  await rm(join(site.dir, '.cache'), { recursive: true });
  askedOf(site);
  await site.report('2026-05-19T12:00:00Z', 'build');
  expect(askedOf(site)).toEqual({ alpha: false, beta: false, gamma: false });
  expect(await placesIn(site.dir)).toEqual(before);
  await rm(join(site.dir, '.cache'), { recursive: true });
  await site.report('2026-05-19T16:00:00Z', 'build');
  expect(askedOf(site)).toEqual({ alpha: true, beta: true, gamma: true });
});

it('has the feeds of lines that are gone asked again once check --repair has found them', async () => {
  const site = await newSite();
  const before = await placesIn(site.dir);
  const file = dayFile(site.dir, '2026-05-14');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, lines.filter((line) => !line.includes('gamma:')).join('\n'));
  await rm(join(site.dir, '.cache'), { recursive: true });
  const { stderr } = await site.run(firstNow, 'check', '--repair');
  expect(stderr).toContain('The next fetch asks their feeds for all that they hold.');
  askedOf(site);
  await site.report('2026-05-19T12:00:00Z', 'build');
  expect(askedOf(site)).toEqual({ alpha: true, beta: true, gamma: false });
  expect(await placesIn(site.dir)).toEqual(before);
});
