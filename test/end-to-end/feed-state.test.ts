import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { daybookHere, filesOf, makeSite, smallRss } from './site.test-kit.ts';
import {
  askedOf,
  differing,
  feedsAtFirst,
  firstNow,
  healthApart,
  siteOf,
  smallSites,
} from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const later = '2026-05-18T12:00:00Z';

const damaged = {
  code: 'ARCHIVE_STATE_DAMAGED',
  what: 'The state of feed "alpha" could not be read.',
  where: expect.stringMatching(/_data\/state\/feeds\/alpha\.json$/),
  why: expect.stringMatching(/\.$/),
  fix: expect.stringMatching(/\.$/),
  kept: expect.stringMatching(/\.$/),
};

/** Files that say how a feed fares: nothing is known of that for a while. */
const faring = ['badge.svg', 'health.json', 'sources/index.html', 'source/alpha/index.html'];

describe('a feed whose state is', () => {
  it.each([
    ['an empty object', '{}'],
    ['an empty file', ''],
    ['no JSON', '{"schema": 1, "face'],
  ])('%s keeps its name and its items, and is asked in full', async (_case, bytes) => {
    const site = await newSite();
    const before = await siteOf(site);
    const archive = await filesOf(join(site.dir, '_data', 'archive'));
    const state = join(site.dir, '_data', 'state', 'feeds', 'alpha.json');
    const whole: object = JSON.parse(await readFile(state, 'utf8'));
    await writeFile(state, bytes);
    expect((await site.report(firstNow, 'render')).problems).toEqual([damaged]);
    expect((await site.report(firstNow, 'render')).problems).toEqual([damaged]);
    const after = await siteOf(site);
    expect(differing(before, after).filter((path) => !faring.includes(path))).toEqual([]);
    expect(after.get('source/alpha/index.html')).toContain('The Alpha');
    askedOf(site);
    expect((await site.report(later, 'fetch')).problems).toEqual([damaged]);
    expect(askedOf(site)).toEqual({ alpha: false, beta: true, gamma: true });
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ ...whole, fetch: expect.anything() });
    expect(await filesOf(join(site.dir, '_data', 'archive'))).toEqual(archive);
    expect((await site.report(firstNow, 'render')).problems).toEqual([]);
    expect(healthApart(differing(before, await siteOf(site)))).toEqual([]);
  });

  it('gone keeps its name, also when it cannot be asked just then', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    await rm(join(site.dir, '_data', 'state', 'feeds', 'alpha.json'));
    await site.close();
    expect((await site.run(later, 'fetch')).code).toBe(3);
    await site.report(firstNow, 'render');
    const pages = differing(before, await siteOf(site)).filter((path) => !faring.includes(path));
    expect(pages).toEqual([]);
    expect((await siteOf(site)).get('sources/index.html')).toContain('The Alpha');
  });
});

describe('a document that ends in the middle', () => {
  it('takes nothing from items that are known, and brings none a second time', async () => {
    const site = await newSite();
    const archived = () => filesOf(join(site.dir, '_data', 'archive'));
    const before = await archived();
    let hour = 12;
    const fetch = () => site.report(`2026-05-18T${hour++}:00:00Z`, 'fetch', '--force');
    // In a title, before the id, in the text, and after the last whole item.
    for (const end of ['<title>Alpha rep', '<guid isPerma', 'The whole te', '</item><it']) {
      site.serve({ alpha: feedsAtFirst.alpha }, (xml) => xml.slice(0, xml.lastIndexOf(end) + end.length));
      await fetch();
      expect(await archived(), end).toEqual(before);
    }
    // New, and half there at first.
    const grown = [...feedsAtFirst.alpha, { n: 8, day: '2026-05-18' }];
    for (const end of ['<link>https://alpha.example/8</link>', '-8</guid>', '</rss>']) {
      site.serve({ alpha: grown }, (xml) => xml.slice(0, xml.lastIndexOf(end) + end.length));
      await fetch();
    }
    const day = (await archived()).get('2026/05/2026-05-18.json') ?? '';
    expect(day.match(/"title":"Alpha report 8"/g)).toHaveLength(1);
    expect(day).toContain('The end of Alpha 8.');
  });
});

it('a feed at whose address another site stands is told once; one that was given another address is not', async () => {
  const dir = await makeSite(
    'title: T\nurl: https://t.example/\ntimezone: UTC\nfeeds: [{ id: f, url: a.xml }]\n',
  );
  const codes = async (now: string): Promise<string[]> => {
    const { stdout } = await daybookHere(dir, 'fetch', '--json', '--now', now);
    return JSON.parse(stdout).problems.map(({ code }: { code: string }) => code);
  };
  await writeFile(join(dir, 'a.xml'), smallRss('Harbour', 2));
  expect(await codes(firstNow)).toEqual([]);
  await writeFile(join(dir, 'a.xml'), smallRss('Casino', 2));
  expect(await codes(later)).toEqual(['FEED_OTHER_SITE']);
  expect(await codes(later)).toEqual([]);
  await writeFile(join(dir, 'b.xml'), smallRss('Museum', 2));
  const config = await readFile(join(dir, 'daybook.yaml'), 'utf8');
  await writeFile(join(dir, 'daybook.yaml'), config.replace('a.xml', 'b.xml'));
  expect(await codes(later)).toEqual([]);
});
