import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config/index.ts';
import type { Config } from '../../model/types.ts';
import { readRecords } from '../../site/index.ts';
import { renamedFeeds } from './renamed-feeds.ts';

/** States of feeds by their ids, as they lie in the archive. */
type States = Readonly<Record<string, object>>;

async function configOf(feeds: readonly string[]): Promise<Config> {
  const result = await readConfig(`title: T\nfeeds: ${JSON.stringify(feeds)}\n`, async () => undefined);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

async function noticed(feeds: readonly string[], states: States) {
  const config = await configOf(feeds);
  const archive = {
    recordedFeeds: async () => Object.keys(states),
    readFeedState: async (feed: string) => (feed in states ? { state: { fetch: states[feed] } } : {}),
  };
  const { records } = await readRecords(
    config.feeds.map(({ id }) => id),
    archive,
  );
  return renamedFeeds(config, records, archive);
}

const old = { schema: 1, url: 'https://old.example/feed' };

describe('a feed that begins in the place of one that is configured no longer', () => {
  it.each([
    ['its server moved there', 'https://new.example/', { ...old, moved_to: 'https://new.example/' }],
    [
      'it was about to move there',
      'https://new.example/',
      { ...old, moving: { to: 'https://new.example/', first_seen: '2026-05-18T00:00:00Z', sightings: 1 } },
    ],
    ['another address of its host is asked', 'https://www.old.example/blog/rss.xml', old],
    ['only its password is new', 'https://me:secret@old.example/feed/other', old],
  ])('is named where %s', async (_case, url, state) => {
    const [problem, ...others] = await noticed(['https://other.example/', url], {
      'other-example': { schema: 1, url: 'https://other.example/' },
      'old-example': state,
    });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'FEED_RENAMED', what: expect.stringContaining('"old-example"') });
    expect(problem?.fix).toContain('"id: old-example"');
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it.each<readonly [string, readonly string[], States]>([
    ['it is a new one elsewhere', ['https://new.example/'], { 'old-example': old }],
    [
      'the other one is still configured',
      ['https://old.example/feed', 'https://old.example/blog'],
      { 'old-example': old },
    ],
    [
      'it was read before',
      ['https://new.example/'],
      {
        'new-example': { schema: 1, url: 'https://new.example/' },
        'old-example': { ...old, moved_to: 'https://new.example/' },
      },
    ],
    [
      'its host has many',
      ['https://old.example/a', 'https://old.example/b'],
      { 'old-example-c': { ...old, url: 'https://old.example/c' } },
    ],
    ['nothing is known of the other', ['https://old.example/a'], { 'old-example-c': {} }],
  ])('is not named where %s', async (_case, feeds, states) => {
    expect(await noticed(feeds, states)).toEqual([]);
  });
});
