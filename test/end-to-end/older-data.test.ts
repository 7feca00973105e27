import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  askedOf,
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
