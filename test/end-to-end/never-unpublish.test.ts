import { readFile, rm, writeFile } from 'node:fs/promises';
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
  madeAnew,
  siteOf,
  smallSites,
  stampsOf,
} from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const day = '2026-05-15';
const later = '2026-05-18T12:00:00Z';
const muchLater = '2026-05-18T16:00:00Z';

describe('a day that a newer version wrote', () => {
  it('stops render and build, and nothing of the site or the ledger is touched', async () => {
    const site = await newSite();
    const text = await readFile(dayFile(site.dir, day), 'utf8');
    // An earlier day that changed: nothing of it is published either.
    const earlier = dayFile(site.dir, '2026-05-14');
    await writeFile(earlier, (await readFile(earlier, 'utf8')).replaceAll('Alpha report', 'Alpha story'));
    await writeFile(dayFile(site.dir, day), text.replace('"schema": 1', '"schema": 99'));
    const before = await stampsOf(join(site.dir, '_site'));
    const cache = await stampsOf(join(site.dir, '.cache', 'daybook', 'ledger'));
    const data = await filesOf(join(site.dir, '_data', 'archive'));
    for (const command of [
      ['render', '--all'],
      ['build', '--force'],
    ]) {
      const { code, stdout } = await site.run(later, ...command, '--json');
      expect(code, command.join(' ')).toBe(1);
      const problems: { code: string }[] = JSON.parse(stdout).problems;
      expect(problems.map((problem) => problem.code)).toEqual(['ARCHIVE_TOO_NEW']);
      expect(differing(before, await stampsOf(join(site.dir, '_site')))).toEqual([]);
      expect(differing(cache, await stampsOf(join(site.dir, '.cache', 'daybook', 'ledger')))).toEqual([]);
    }
    // What is not understood is not lost: no feed was asked for it, and it is as it was.
    expect(askedOf(site)).toEqual({ alpha: true, beta: true, gamma: true });
    expect(await filesOf(join(site.dir, '_data', 'archive'))).toEqual(data);
  });
});

describe('a day whose file is gone', () => {
  it('stays published byte for byte, and its items come back from their feeds as they were', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const archive = await filesOf(join(site.dir, '_data', 'archive'));
    await rm(dayFile(site.dir, day));

    const { problems, render } = await site.report(firstNow, 'render');
    expect(problems).toEqual([lostOf(day, '2 published items')]);
    expect(render).toMatchObject({ removed: 0, written: 0 });
    expect(differing(before, await siteOf(site))).toEqual([]);
    // As long as they are gone, each run says so.
    expect((await site.report(firstNow, 'render')).problems).toEqual([lostOf(day, '2 published items')]);

    askedOf(site);
    await site.report(later, 'fetch');
    expect(askedOf(site)).toEqual({ alpha: false, beta: false, gamma: true });
    expect(await filesOf(join(site.dir, '_data', 'archive'))).toEqual(archive);
    expect((await site.report(firstNow, 'render')).problems).toEqual([]);
    expect(healthApart(differing(before, await siteOf(site)))).toEqual([]);

    await site.report(muchLater, 'fetch');
    expect(askedOf(site)).toEqual({ alpha: true, beta: true, gamma: true });
  });

  it('is noticed by a fetch before any render, too', async () => {
    const site = await newSite();
    const archive = await filesOf(join(site.dir, '_data', 'archive'));
    await rm(dayFile(site.dir, '2026-05-14'));
    askedOf(site);
    await site.report(later, 'fetch');
    expect(askedOf(site)).toEqual({ alpha: false, beta: false, gamma: false });
    expect(await filesOf(join(site.dir, '_data', 'archive'))).toEqual(archive);
  });

  it('keeps its page whole when the days around it change and everything is made again', async () => {
    const site = await newSite();
    const page = join('2026', '05', '17', 'index.html');
    const before = await siteOf(site);
    await rm(dayFile(site.dir, '2026-05-17'));
    // The feeds no longer have the lost items; a later day gives the lost one a neighbour.
    const without = (feed: 'alpha' | 'beta') => feedsAtFirst[feed].filter((one) => one.day !== '2026-05-17');
    site.serve({ alpha: [...without('alpha'), { n: 7, day: '2026-05-18' }], beta: without('beta') });
    const { problems } = await site.report(later, 'build');
    expect(problems.map(({ code }) => code)).toContain('LEDGER_ITEMS_LOST');
    const bodyOf = (files: Map<string, string>) => files.get(page)?.match(/The end of \w+/g);
    expect(bodyOf(before)).toHaveLength(2);
    expect(bodyOf(await siteOf(site))).toEqual(bodyOf(before));
    await site.report(later, 'render', '--all');
    expect(bodyOf(await siteOf(site))).toEqual(bodyOf(before));
    // What could not be made meanwhile is made when they are back.
    site.serve({ alpha: [...feedsAtFirst.alpha, { n: 7, day: '2026-05-18' }], beta: feedsAtFirst.beta });
    expect((await site.report(later, 'build', '--force')).problems).toEqual([]);
    expect(differing(await siteOf(site), await madeAnew(site, later))).toEqual([]);
  });
  it('stays published by another ledger, too: of a newer program, or in another time zone', async () => {
    const site = await newSite('timezone: Europe/Paris\n');
    const config = join(site.dir, 'daybook.yaml');
    const told = (files: Map<string, string>) =>
      [...files].filter(
        ([path, text]) => !path.includes('search') && /(?:Alpha|Beta) report [12]\b/.test(text),
      );
    const before = told(await siteOf(site)).map(([path]) => path);
    await rm(dayFile(site.dir, day));
    await site.report(firstNow, 'render');
    // One was lost before, another meanwhile.
    await rm(dayFile(site.dir, '2026-05-16'));
    await writeFile(config, (await readFile(config, 'utf8')).replace('Europe/Paris', 'Europe/Berlin'));
    const { problems } = await site.report(firstNow, 'render');
    const both = [lostOf(day, '2 published items'), lostOf('2026-05-16', '2 published items')];
    expect(problems).toEqual(both);
    expect(told(await siteOf(site)).map(([path]) => path)).toEqual(before);
    await site.report(later, 'build', '--force');
    expect((await site.report(later, 'render')).problems).toEqual([]);
    expect(differing(await siteOf(site), await madeAnew(site, later))).toEqual([]);
  });
});
