import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../config/rules.ts';
import { type TestItem, testFeed, testSite } from '../outputs/site.test-kit.ts';
import { pagesIn } from './pages.test-kit.ts';

const wheel: TestItem = {
  key: 'wheel',
  title: '[ad] The wheel turns',
  html: '<p>Body with a secret word.</p>',
  url: 'https://alpha.example/jobs/wheel',
  language: 'fr-CA',
  authors: [{ name: 'Ada Lovelace' }],
  tags: ['Sponsored'],
  attachments: [{ url: 'https://alpha.example/a.mp3', mime_type: 'audio/mpeg' }],
};
const mill: TestItem = { key: 'mill', feed: 'beta', day: '2026-06-01', title: 'The mill', language: 'en' };

/** What a rule says of all three of them makes a topic with a page. */
const gate: TestItem = { key: 'gate', feed: 'beta', day: '2026-06-01', title: 'The gate' };

type Written = Parameters<typeof rulesOf>[0][number];

async function pagesWith(...rules: readonly Written[]): Promise<Map<string, string>> {
  const config = {
    rules: rulesOf(rules, 'daybook.yaml'),
    feeds: [testFeed('alpha', { section: 'core' }), testFeed('beta')],
  };
  return pagesIn(await testSite({ config, items: [wheel, mill, gate], now: '2026-06-10T00:00:00Z' }));
}

function rule(condition: Written['if'], then: Written['then']): Written {
  return { if: condition, then };
}

/** Keys of the items that any edition of a day shows. */
async function shownWith(...rules: readonly Written[]): Promise<string[]> {
  const pages = await pagesWith(...rules);
  return ['wheel', 'mill'].filter((key) => [...pages.values()].some((html) => html.includes(` id="${key}"`)));
}

describe('what a rule looks at, as the pages show it', () => {
  it.each<[string, Written['if']]>([
    ['feed', { feed: 'alpha' }],
    ['feed as a pattern', { feed: '/^al/' }],
    ['title', { title: 'the WHEEL' }],
    ['title as a pattern', { title: '/^\\[ad\\]/' }],
    ['author', { author: 'lovelace' }],
    ['tag', { tag: 'sponsored' }],
    ['a list of tags', { tag: ['advert', 'sponsored'] }],
    ['url', { url: '/jobs/' }],
    ['content', { content: 'secret' }],
    ['section', { section: 'core' }],
    ['language', { language: 'fr' }],
    ['day', { date: '2026-05-18' }],
    ['month', { date: '2026-05' }],
    ['span of days', { date: '2026-05-01..2026-05-18' }],
    ['span of months', { date: '2026-04..2026-05' }],
    ['open beginning', { date: '..2026-05' }],
    ['date as a pattern', { date: '/-05-18$/' }],
    ['any attachment', { attachment: true }],
    ['kind of attachment', { attachment: 'audio/' }],
    ['all', { all: [{ feed: 'alpha' }, { tag: 'sponsored' }] }],
    ['any', { any: [{ feed: 'gamma' }, { tag: 'sponsored' }] }],
    ['not', { not: { feed: 'beta' } }],
    ['several keys', { feed: 'alpha', title: 'wheel' }],
  ])('%s', async (_case, condition) => {
    expect(await shownWith(rule(condition, 'drop'))).toEqual(['mill']);
  });

  it.each<[string, Written['if']]>([
    ['no attachment', { attachment: false }],
    ['open end', { date: '2026-05-19..' }],
    ['year and not the month', { date: '2026', not: { date: '2026-05' } }],
  ])('%s', async (_case, condition) => {
    expect(await shownWith(rule(condition, 'drop'))).toEqual(['wheel']);
  });

  it('nothing, when a part does not hold', async () => {
    expect(await shownWith(rule({ feed: 'alpha', title: 'mill' }, 'drop'))).toEqual(['wheel', 'mill']);
  });
});

describe('what a rule does, as the pages show it', () => {
  const day = '/2026/05/18/index.html';
  const match = { feed: 'alpha' };

  it.each<[string, Written['then'], string, string]>([
    ['label', { label: 'Partner' }, day, '<span class="tag"><bdi>Partner</bdi></span>'],
    ['labels', { label: ['One', 'Two'] }, day, '<bdi>Two</bdi>'],
    ['access', { access: 'subscriber' }, day, 'data-access="subscriber"'],
  ])('%s', async (_case, then, path, expected) => {
    expect((await pagesWith()).get(path)).not.toContain(expected);
    expect((await pagesWith(rule(match, then))).get(path)).toContain(expected);
  });

  it('section', async () => {
    const pages = await pagesWith(rule({ feed: 'beta' }, { section: 'core' }));
    expect(pages.get('/section/core/index.html')).toContain('id="mill"');
    expect((await pagesWith()).get('/section/core/index.html')).not.toContain('id="mill"');
  });

  it('tags', async () => {
    const pages = await pagesWith(rule({ not: { feed: 'gamma' } }, { tags: ['river'] }));
    expect(pages.get('/topic/river/index.html')).toContain('id="wheel"');
    expect((await pagesWith()).has('/topic/river/index.html')).toBe(false);
  });

  it('publish', async () => {
    const html = (await pagesWith(rule(match, { publish: 'title' }))).get(day);
    expect(html).toContain('The wheel turns');
    expect(html).not.toContain('secret');
  });

  it('strip', async () => {
    const html = (await pagesWith(rule({ title: '[ad] ' }, { strip: true }))).get(day);
    expect(html).toContain('>The wheel turns</a>');
  });

  it('muteUntil, as long as that lasts', async () => {
    expect(await shownWith(rule(match, { muteUntil: '2026-06-11' }))).toEqual(['mill']);
    expect(await shownWith(rule(match, { muteUntil: '2026-06-10' }))).toEqual(['wheel', 'mill']);
  });

  it.each<[string, Written['then']]>([
    ['pin', { pin: true }],
    ['weight', { weight: 50 }],
  ])('%s puts an item on the front page', async (_case, then) => {
    const items = 'abcdefg'.split('').map((key): TestItem => ({ key }));
    const rules = rulesOf([rule({ title: 'Title of d' }, then)], 'daybook.yaml');
    const pages = await pagesIn(await testSite({ config: { rules }, items }));
    expect(pages.get(day)).toMatch(/class="h-entry item article lead" id="d"/);
    expect((await pagesIn(await testSite({ items }))).get(day)).not.toMatch(/item lead" id="d"/);
  });
});
