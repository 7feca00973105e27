import { expect, it } from 'vitest';
import type { FeedFace } from '../../site/index.ts';
import { otherSite } from './other-site.ts';

const feed = { id: 'harbour', url: 'https://old.example/feed', where: 'daybook.yaml, feeds[0]' };
const before: FeedFace = { title: 'Harbour News', home_page_url: 'https://www.old.example/' };
const casino: FeedFace = { title: 'Casino 777', home_page_url: 'https://casino.example/' };
const all = { known: 0, added: 2 };

it('tells that another site stands at the address of a feed', () => {
  const why =
    'It was "Harbour News" of old.example, and is "Casino 777" of casino.example; none of its items was known.';
  expect(otherSite(feed, { before, now: casino, ...all })).toMatchObject({ code: 'FEED_OTHER_SITE', why });
});

it.each<[string, FeedFace, { known: number; added: number }]>([
  ['the same', before, all],
  ['a site that moved with its items', casino, { known: 1, added: 1 }],
  ['a site that moved with its name', { ...casino, title: 'The harbour' }, all],
  ['a site with a new name', { ...before, title: 'Ships' }, all],
  ['a part of the site', { title: 'Ships', home_page_url: 'https://blog.old.example/' }, all],
  ['a feed without a title', { home_page_url: 'https://casino.example/' }, all],
  ['an empty feed', casino, { known: 0, added: 0 }],
])('says nothing of %s', (_case, now, counts) => {
  expect(otherSite(feed, { before, now, ...counts })).toBeUndefined();
});
