import { describe, expect, it } from 'vitest';
import { cleanFeed } from '../../clean/index.ts';
import type { Problem } from '../../model/types.ts';
import { parseFeed } from '../../parse/index.ts';
import type { AddressAnswer, AddressReader } from './feed-address.ts';
import { findFeeds } from './find-feeds.ts';

const origin = 'https://one.example';
const rss = '<rss version="2.0"><channel><title>F</title><item><title>A</title></item></channel></rss>';
const refused: Problem = { code: 'X', what: '', where: '', why: '', fix: '' };

/** A site of these documents; `asked` lists what was read. */
function site(documents: Readonly<Record<string, string>>): { reader: AddressReader; asked: string[] } {
  const asked: string[] = [];
  const read = (url: string): AddressAnswer => {
    asked.push(url.slice(origin.length));
    const text = documents[url.slice(origin.length)];
    if (text === undefined) return { kind: 'failed', problem: refused };
    const body = new TextEncoder().encode(text);
    const answered = { url, headers: {}, body, steps: [], tookMs: 1 };
    const result = parseFeed(body, { url });
    if ('problem' in result) return { ...answered, kind: 'other', problem: result.problem };
    const feed = cleanFeed(result.feed, { feedUrl: url });
    return { ...answered, kind: 'feed', feed, repairs: result.repairs };
  };
  return { asked, reader: { read: async (url) => read(url), close: async () => undefined } };
}

const refresh = (to: string): string =>
  `<html><head><meta http-equiv="refresh" content="0; url=${to}"></head></html>`;
const page = '<html><head><link rel="alternate" type="text/xml" href="/f"></head></html>';

describe('feeds behind a page that sends its readers elsewhere', () => {
  it('are those of the other page, and no place is guessed on the way', async () => {
    const { reader, asked } = site({ '/': refresh('/home'), '/home': page, '/f': rss });
    const found = await findFeeds(`${origin}/`, reader);
    expect(found.kind === 'found' && found.candidates.map(({ url }) => url)).toEqual([`${origin}/f`]);
    expect(asked).toEqual(['/', '/home', '/f']);
  });

  it('are its own where it announces some', async () => {
    const { reader, asked } = site({ '/': page + refresh('/home'), '/home': page, '/f': rss });
    expect((await findFeeds(`${origin}/`, reader)).kind).toBe('found');
    expect(asked).toEqual(['/', '/f']);
  });

  it('are not looked for in a circle', async () => {
    const { reader, asked } = site({ '/': refresh('/b'), '/b': refresh('/') });
    expect((await findFeeds(`${origin}/`, reader)).kind).toBe('none');
    expect(asked.slice(0, 2)).toEqual(['/', '/b']);
    expect(asked.filter((path) => path === '/')).toHaveLength(1);
  });
});

describe('a page whose address tells where its feed lies', () => {
  const channel = 'UCabcdefghijklmnopqrstuv';
  const feeds = 'https://www.youtube.com/feeds/videos.xml';

  it.each([
    [`https://www.youtube.com/channel/${channel}`, `channel_id=${channel}`],
    [`https://m.youtube.com/channel/${channel}/videos?view=0`, `channel_id=${channel}`],
    ['http://youtube.com/user/Some-One', 'user=Some-One'],
    ['https://www.youtube.com/playlist?si=x&list=PLabcdefghijk', 'playlist_id=PLabcdefghijk'],
  ])('is not asked itself: %s', async (address, query) => {
    const asked: string[] = [];
    const { reader } = site({ '/f': rss });
    const read = (url: string) => {
      asked.push(url);
      return reader.read(url === `${feeds}?${query}` ? `${origin}/f` : url);
    };
    expect((await findFeeds(address, { ...reader, read })).kind).toBe('found');
    expect(asked).toEqual([`${feeds}?${query}`]);
  });

  it('is asked where nothing lies there, as is any other page', async () => {
    const address = `https://www.youtube.com/channel/${channel}`;
    const found = await findFeeds(address, site({}).reader);
    expect(found.kind).toBe('none');
    const { reader, asked } = site({ [`/channel/${channel}`]: page, '/f': rss });
    await findFeeds(`${origin}/channel/${channel}`, reader);
    expect(asked).toEqual([`/channel/${channel}`, '/f']);
  });
});

describe('a feed that says only that it has moved', () => {
  const moved = (to: string): string => `<redirect><newLocation>${origin}${to}</newLocation></redirect>`;

  it('is found at its new address', async () => {
    const found = await findFeeds(`${origin}/old`, site({ '/old': moved('/f'), '/f': rss }).reader);
    expect(found.kind === 'found' && found.candidates.map(({ url }) => url)).toEqual([`${origin}/f`]);
  });

  it('is itself where nothing is there, and is not followed in a circle', async () => {
    for (const documents of [{ '/old': moved('/f') }, { '/old': moved('/f'), '/f': moved('/old') }]) {
      const found = await findFeeds(`${origin}/old`, site(documents).reader);
      expect(found.kind === 'found' && found.candidates.length).toBe(1);
    }
  });
});

it.each([
  [1, 'The page announces one feed, and it could not be read.'],
  [2, 'The page announces 2 feeds, and none of them could be read.'],
])('says so when %i announced feeds are not there', async (count, why) => {
  const links = Array.from({ length: count }, (_one, at) => page.replace('/f', `/f${at}`)).join('');
  const found = await findFeeds(`${origin}/`, site({ '/': links }).reader);
  expect(found.kind === 'none' && found.problem.why).toBe(why);
});

describe('a feed that a page of a service does not announce', () => {
  const [service, feed] = ['https://old.reddit.com/r/birds/', 'https://www.reddit.com/r/birds/.rss'];
  const documents = (page: string | undefined) => async (url: string) => {
    const text = url === feed ? rss : page;
    if (text === undefined || (url !== feed && url !== service))
      return { kind: 'failed' as const, problem: refused };
    const body = new TextEncoder().encode(text);
    const answered = { url, headers: {}, body, steps: [], tookMs: 1 };
    const result = parseFeed(body, { url });
    if ('problem' in result) return { ...answered, kind: 'other' as const, problem: result.problem };
    const clean = cleanFeed(result.feed, { feedUrl: url });
    return { ...answered, kind: 'feed' as const, feed: clean, repairs: result.repairs };
  };

  it.each([
    ['is refused', undefined],
    ['asks for something else', '<html><body>Consent</body></html>'],
  ])('is found where the page %s', async (_case, text) => {
    const found = await findFeeds(service, { read: documents(text), close: async () => undefined });
    expect(found.kind === 'found' && found.candidates.map(({ url }) => url)).toEqual([feed]);
  });
});
