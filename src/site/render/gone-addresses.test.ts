import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testConfig } from '../outputs/site.test-kit.ts';
import { filesOf, removeFolders, smallDigest } from './digest.test-kit.ts';
import { goneAddresses } from './gone-addresses.ts';

afterAll(removeFolders);

const { editions } = testConfig();
const dayOnly = { editions: { ...editions, every: ['day' as const] } };

describe('goneAddresses', () => {
  it.each([
    [
      'a section',
      ['/section/kernel/index.html', '/section/kernel/feed.xml'],
      '/section/kernel/, /section/kernel/feed.xml',
    ],
    ['a view', ['/view/bees/index.html'], '/view/bees/'],
    ['a form of a feed', ['/rss.xml', '/source/lwn/feed.json'], '/rss.xml, /source/lwn/feed.json'],
  ])('names %s that left with the configuration', (_case, removed, where) => {
    expect(goneAddresses({ removed, config: { editions } })).toMatchObject([
      { code: 'ADDRESSES_GONE', where },
    ]);
  });

  it('names weeks only where there are none any more', () => {
    const removed = ['/2026/w21/index.html', '/2026/w21/index.txt'];
    expect(goneAddresses({ removed, config: { editions } })).toEqual([]);
    expect(goneAddresses({ removed, config: dayOnly })).toMatchObject([
      { what: 'Addresses left the site: 2.' },
    ]);
  });

  it('says nothing of what left with its items, or is made anew under another name', () => {
    const removed = [
      '/topic/x/index.html',
      '/topic/x/feed.xml',
      '/assets/a-12345678.css',
      '/2026/05/18/index.html',
    ];
    expect(goneAddresses({ removed, config: dayOnly })).toEqual([]);
  });
});

it('a section that has another id leaves its addresses, which is told once, unless they lead on', async () => {
  const digest = await smallDigest();
  const codes = async () => (await digest.render()).problems.map(({ code }) => code);
  const [first] = testConfig().sections;
  digest.settings = { sections: [{ ...first, id: 'heart', title: 'Heart' }] };
  expect(await codes()).toEqual(['ADDRESSES_GONE']);
  expect(await codes()).toEqual([]);
  const to = (path: string) => ({
    from: `/section/heart/${path}`,
    to: `/section/soul/${path}`,
    where: 'daybook.yaml',
  });
  digest.settings = { sections: [{ ...first, id: 'soul', title: 'Soul' }] };
  digest.redirects = [to(''), to('feed.xml'), to('feed.json')];
  expect(await codes()).toEqual([]);
  const site = await filesOf(join(digest.dir, '_site'));
  expect(site.get('section/heart/feed.xml')).toBe(site.get('section/soul/feed.xml'));
});
