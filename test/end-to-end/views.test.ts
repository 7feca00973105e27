import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeSites } from './site.test-kit.ts';
import {
  differing,
  feedsAtFirst,
  firstNow,
  madeAnew,
  type SmallSite,
  siteOf,
  smallSite,
} from './small-site.test-kit.ts';

/** Searches with pages of their own: `views:`. */

const sites: SmallSite[] = [];
afterAll(async () => {
  for (const { close } of sites) await close();
  await removeSites();
});

async function siteWith(query: string): Promise<SmallSite> {
  const site = await smallSite(`views: [{ id: crops, title: "Crops & co", query: '${query}' }]\n`);
  sites.push(site);
  return site;
}

const reports = (html: string | undefined): string[] =>
  [...new Set([...(html ?? '').matchAll(/(?:Alpha|Beta|Gamma) report \d/g)].map(([title]) => title))].sort();

describe('a view', () => {
  it('has a page and a feed with what its query finds, and follows news, the query and removals', async () => {
    const site = await siteWith('#harvest -intitle:"report 0"');
    const page = async () => (await siteOf(site)).get('view/crops/index.html');
    const first = await page();
    expect(reports(first)).toEqual(['Beta report 1', 'Beta report 2', 'Beta report 3', 'Gamma report 1']);
    expect(first).toContain('Crops &amp; co');
    const files = await siteOf(site);
    expect(reports(files.get('view/crops/feed.xml'))).toEqual(reports(first));
    expect(files.get('sitemap.xml')).toContain('https://small.example/view/crops/');
    site.serve({
      gamma: [...feedsAtFirst.gamma, { n: 7, day: '2026-05-18', tag: 'harvest' }],
      alpha: [...feedsAtFirst.alpha, { n: 8, day: '2026-05-18' }],
    });
    await site.report('2026-05-18T12:00:00Z', 'build');
    expect(reports(await page())).toEqual([...reports(first), 'Gamma report 7']);
    expect(differing(await siteOf(site), await madeAnew(site, '2026-05-18T12:00:00Z'))).toEqual([]);
    const path = join(site.dir, 'daybook.yaml');
    const config = await readFile(path, 'utf8');
    await writeFile(path, config.replace('#harvest -intitle', 'source:gamma OR intitle'));
    await site.report('2026-05-18T12:00:00Z', 'render');
    expect(reports(await page())).toEqual([
      'Alpha report 0',
      'Beta report 0',
      'Gamma report 1',
      'Gamma report 7',
    ]);
    await site.report('2026-05-18T12:00:00Z', 'forget', 'feed', 'gamma');
    expect(reports(await page())).toEqual(['Alpha report 0', 'Beta report 0']);
  });

  it.each([
    ['(kernel', 'A search for it says: A parenthesis is not closed'],
    ['kernel is:saved', '“is:saved” means something else tomorrow'],
    ['kernel date:P7D', '“P7D” means something else tomorrow'],
    ['colour:red', 'There is no field “colour”'],
    ['source:nobody', 'No name fits “source:nobody”'],
    ['("")', 'A search for it says: “("")” has nothing to look for'],
  ])('whose query is %s stops before anything is written', async (query, why) => {
    const site = sites[0];
    if (!site) throw new Error('The first test makes a site.');
    const path = join(site.dir, 'daybook.yaml');
    const config = await readFile(path, 'utf8');
    await writeFile(path, config.replace(/query: '[^']*'/, `query: '${query}'`));
    const before = await siteOf(site);
    const { code, stderr } = await site.run(firstNow, 'build');
    expect([code, stderr]).toEqual([2, expect.stringContaining('CONFIG_BAD_VIEW')]);
    expect(stderr).toContain(why);
    expect(stderr).toContain('views[0].query');
    expect(differing(before, await siteOf(site))).toEqual([]);
  });
});
