import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
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

const { newSite, close } = smallSites();
afterAll(close);

const day = '2026-05-15';
const later = '2026-05-18T12:00:00Z';
const muchLater = '2026-05-18T16:00:00Z';

describe('a day whose file is damaged', () => {
  it.each([
    [
      'cut in the middle',
      (text: string) => text.slice(0, text.indexOf('"id":"alpha') + 10),
      '1 published item',
    ],
    ['not text at all', () => '\u0000\u0001garbage', '2 published items'],
    ['empty', () => '', '2 published items'],
  ])('stays published where it is %s, and comes back', async (_case, damage, count) => {
    const site = await newSite();
    const before = await siteOf(site);
    const archive = await filesOf(join(site.dir, '_data', 'archive'));
    const text = await readFile(dayFile(site.dir, day), 'utf8');
    await writeFile(dayFile(site.dir, day), damage(text));
    const { problems } = await site.report(firstNow, 'render');
    expect(problems).toEqual([expect.objectContaining({ code: 'ARCHIVE_DAY_DAMAGED' }), lostOf(day, count)]);
    expect(differing(before, await siteOf(site))).toEqual([]);
    await site.report(later, 'fetch');
    for (const [path, bytes] of archive)
      expect(await readFile(join(site.dir, '_data', 'archive', path), 'latin1')).toBe(bytes);
    expect((await site.report(firstNow, 'render')).problems).toEqual([]);
    expect(healthApart(differing(before, await siteOf(site)))).toEqual([]);
  });

  it('is told of as long as an older copy stands in its place', async () => {
    const site = await newSite();
    const added = (...ns: number[]) => ({
      alpha: [...feedsAtFirst.alpha, ...ns.map((n) => ({ n, day: '2026-05-18' }))],
    });
    site.serve(added(7));
    await site.report(later, 'build');
    const file = dayFile(site.dir, '2026-05-18');
    const old = await readFile(file, 'utf8');
    site.serve(added(7, 8));
    await site.report(muchLater, 'build');
    const before = await siteOf(site);
    await writeFile(file, old);
    for (const command of [['render'], ['render', '--check']]) {
      const { problems } = await site.report(muchLater, ...command);
      expect(problems.map(({ code }) => code)).toEqual(['LEDGER_ITEMS_LOST']);
    }
    expect(differing(before, await siteOf(site))).toEqual([]);
    askedOf(site);
    await site.report('2026-05-18T20:00:00Z', 'fetch');
    expect(askedOf(site)).toEqual({ alpha: false, beta: true, gamma: true });
    expect((await site.report(muchLater, 'render')).problems).toEqual([]);
    expect(healthApart(differing(before, await siteOf(site)))).toEqual([]);
  });
});
