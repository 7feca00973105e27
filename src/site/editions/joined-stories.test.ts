import { expect, it } from 'vitest';
import type { StoryPlace } from '../../model/types.ts';
import { listNames, listOf } from '../outputs/lists.ts';
import { type TestItem, testSite } from '../outputs/site.test-kit.ts';
import { storyPage } from '../views/list-view.ts';

const item = (key: string, feed: string, story: StoryPlace): TestItem => ({
  key,
  feed,
  day: '2026-05-18',
  title: `Title ${key}`,
  extras: { story },
});

it('a story that was joined with an older one keeps its page and its feed, which show that one', async () => {
  const was = ['k2'];
  const site = await testSite({
    items: [
      item('k1', 'alpha', { key: 'k1', reason: { kind: 'first' } }),
      item('k2', 'alpha', { key: 'k1', reason: { kind: 'same-title' }, was }),
      item('k3', 'beta', { key: 'k1', reason: { kind: 'names', words: ['Oslo'] }, was }),
      item('k4', 'beta', { key: 'k1', reason: { kind: 'same-title' }, was: ['k4'] }),
    ],
  });
  const { ledger } = site;
  expect([...ledger.storyAliases()]).toEqual([['k2', 'k1']]);
  const members = (key: string) => storyPage(key, site).reports.map(({ item: { title } }) => title);
  expect(members('k2')).toEqual(members('k1'));
  expect(members('k1')).toHaveLength(4);
  expect(storyPage('k2', site).page.canonical).toMatch(/\/story\/k1\/$/);
  const stories = [...listNames(site)].filter(({ kind }) => kind === 'story');
  expect(stories.map(({ id }) => id)).toEqual(['k1', 'k2']);
  const [one, other] = stories.map((name) => listOf(name, site).items.map(({ key }) => key));
  expect(other).toEqual(one);
  expect(one).toHaveLength(4);
});
