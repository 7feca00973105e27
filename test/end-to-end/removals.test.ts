import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  dayFile,
  differing,
  feedsAtFirst,
  firstNow,
  madeAnew,
  type SmallSite,
  siteOf,
  smallSites,
} from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const later = '2026-05-18T12:00:00Z';

async function keyOf({ dir }: SmallSite, day: string, feed: string): Promise<string> {
  const { items } = JSON.parse(await readFile(dayFile(dir, day), 'utf8'));
  return items.find(({ id }: { id: string }) => id.startsWith(`${feed}:`))._daybook.key;
}

/** Paths whose text names something. */
function naming(files: ReadonlyMap<string, string>, text: string): string[] {
  return [...files].filter(([, bytes]) => bytes.includes(text)).map(([path]) => path);
}

/** How many files are in the one and not in the other. */
function goneFrom(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  return [...before.keys()].filter((path) => !after.has(path)).length;
}

describe('what is removed on purpose', () => {
  it('by forget goes from all pages, and the report counts the files', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const words = join(site.dir, '.cache', 'daybook', 'words');
    expect(await readdir(words)).not.toEqual([]);
    const { render } = await site.report(
      firstNow,
      ...['forget', 'item', await keyOf(site, '2026-05-14', 'gamma')],
    );
    const after = await siteOf(site);
    await expect(readdir(words)).rejects.toThrow('ENOENT');
    // Gamma had nothing else: its page and feed go; so does no page of the day.
    expect(naming(before, 'Gamma report').length).toBeGreaterThan(4);
    expect(naming(after, 'Gamma report')).toEqual([]);
    expect(after.has('source/gamma/feed.xml') || after.has('2026/05/14/index.html')).toBe(true);
    expect(render.removed).toBe(goneFrom(before, after));
    expect(render.removed).toBeGreaterThan(0);
    expect(differing(after, await madeAnew(site, firstNow))).toEqual([]);
  });

  it('by a forget that stopped before it came to the site goes when it is asked for again', async () => {
    const site = await newSite();
    const folders = ['_site', '.cache'];
    for (const folder of folders)
      await cp(join(site.dir, folder), join(site.dir, `${folder}-before`), { recursive: true });
    const forget = ['forget', 'item', await keyOf(site, '2026-05-14', 'gamma')];
    await site.report(firstNow, ...forget);
    const wanted = await siteOf(site);
    for (const folder of folders) {
      await rm(join(site.dir, folder), { recursive: true });
      await rename(join(site.dir, `${folder}-before`), join(site.dir, folder));
    }
    const { code, stderr } = await site.run(firstNow, ...forget);
    expect(code).toBe(1);
    expect(stderr).toContain('ARCHIVE_NOTHING_TO_FORGET');
    expect(differing(await siteOf(site), wanted)).toEqual([]);
  });

  it('goes while another day is lost, which stays', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const page = '2026/05/16/index.html';
    await rm(dayFile(site.dir, '2026-05-16'));
    for (const feed of ['alpha', 'beta'])
      await site.report(firstNow, 'forget', 'item', await keyOf(site, '2026-05-15', feed));
    const after = await siteOf(site);
    expect(naming(after, 'report 1')).toEqual(naming(after, 'Gamma report 1'));
    expect(after.has('2026/05/15/index.html')).toBe(false);
    expect(after.get(page)?.match(/The end of \w+/g)).toEqual(before.get(page)?.match(/The end of \w+/g));
  });

  it('lost or not: an item that is forgotten after its day was lost goes too', async () => {
    const site = await newSite();
    const key = await keyOf(site, '2026-05-15', 'alpha');
    await rm(dayFile(site.dir, '2026-05-15'));
    await site.report(firstNow, 'render');
    await site.report(firstNow, 'forget', 'item', key);
    const after = await siteOf(site);
    expect(naming(after, 'Alpha report 1')).toEqual([]);
    expect(naming(after, 'Beta report 1')).toContain('2026/05/15/index.html');
  });

  it('by an editor goes also where it is lost, and is back without the editor’s file', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const key = await keyOf(site, '2026-05-15', 'alpha');
    await rm(dayFile(site.dir, '2026-05-15'));
    const file = join(site.dir, 'editions', '2026-05-15.md');
    await mkdir(join(site.dir, 'editions'));
    await writeFile(file, `---\ndrop: [${key}]\n---\n`);
    await site.report(firstNow, 'render');
    const pages = (files: ReadonlyMap<string, string>) =>
      naming(files, 'Alpha report 1').filter((path) => !path.startsWith('search-index/'));
    expect(pages(await siteOf(site))).toEqual([]);
    await rm(file);
    await site.report(firstNow, 'render');
    expect(pages(await siteOf(site)).sort()).toEqual(pages(before).sort());
  });

  it('is never a feed of a misspelt name, and still one that is no longer configured', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const refused = await site.run(firstNow, 'forget', 'feed', 'gama');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('Did you mean "gamma"?')]);
    expect(await siteOf(site)).toEqual(before);
    expect(await readdir(join(site.dir, '_data', 'archive'))).not.toContain('forgotten.txt');
    await site.report(firstNow, 'remove', 'gamma');
    await site.report(firstNow, 'forget', 'feed', 'gamma');
    expect(naming(await siteOf(site), 'Gamma report')).toEqual([]);
    expect((await site.run(firstNow, 'forget', 'feed', 'gamma')).code).toBe(2);
  });

  it('of a feed is also what it said of itself, and whoever still follows it is told so', async () => {
    const site = await newSite();
    const { stderr } = await site.run(firstNow, 'forget', 'feed', 'gamma');
    expect(stderr).toContain('To end that: daybook remove gamma');
    expect((await siteOf(site)).get('sources/index.html')).not.toContain('The Gamma');
    expect(differing(await siteOf(site), await madeAnew(site, firstNow))).toEqual([]);
  });

  it('by prune goes by all names that its feed gave it, and when it is lost', async () => {
    const site = await newSite();
    // Another guid, the same link: one item with two names.
    site.serve({ gamma: feedsAtFirst.gamma }, (xml) => xml.replaceAll('Gamma-1', 'Gamma-one'));
    await site.report(later, 'fetch');
    await rm(dayFile(site.dir, '2026-05-15'));
    await site.report(later, 'render');
    const config = join(site.dir, 'daybook.yaml');
    await writeFile(config, `${await readFile(config, 'utf8')}archive: { keep: 2d }\n`);
    const { problems } = await site.report(later, 'prune');
    expect(problems).toEqual([]);
    const after = await siteOf(site);
    expect([...naming(after, 'Gamma report'), ...naming(after, 'report 1<')]).toEqual([]);
    expect(differing(after, await madeAnew(site, later))).toEqual([]);
  });
});
