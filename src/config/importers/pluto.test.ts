import { describe, expect, it } from 'vitest';
import { readFeedList } from './read-list.ts';

function feedsOf(text: string, where: string) {
  const read = readFeedList(text, where);
  if ('problem' in read) throw new Error(read.problem.why);
  return read;
}

describe('Pluto’s planet.ini', () => {
  const text =
    'title = Planet River\nlink  = https://river.example/\n\n[boats]\n  title = Boats & Co\n  link  = https://boats.example/\n  feed  = https://boats.example/feed.xml\n\n[rain]\n  feed = rain.example/atom\n  author = Ann\n';

  it('gives a feed for each section, and what stands before them speaks of the site', () => {
    const { feeds, site, notes } = feedsOf(text, 'planet.ini');
    expect(site).toEqual({ title: 'Planet River', url: 'https://river.example/' });
    expect(feeds).toEqual([
      { url: 'https://boats.example/feed.xml', title: 'Boats & Co' },
      { url: 'https://rain.example/atom' },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['IMPORT_SETTING_UNUSED']);
  });

  it('is not a Planet’s, whose indented lines go on with the last value', () => {
    const planet = '[https://a.example/feed]\nname = One\n  two = three\n';
    expect(feedsOf(planet, 'planet.ini').feeds).toEqual([
      { url: 'https://a.example/feed', title: 'One\ntwo = three' },
    ]);
  });
});

describe('a list of addresses that somebody wrote', () => {
  it.each([
    ['a list of Markdown', '- https://a.example/1', { url: 'https://a.example/1' }],
    ['one with numbers and prose', '2. https://a.example/1 — about boats', { url: 'https://a.example/1' }],
    [
      'a link of Markdown',
      '* [On boats](https://a.example/1)',
      { url: 'https://a.example/1', title: 'On boats' },
    ],
    ['angle brackets', '<https://a.example/1>', { url: 'https://a.example/1' }],
    ['a table', '"On boats",https://a.example/1,x', { url: 'https://a.example/1', title: 'On boats' }],
    [
      'a list of Newsboat',
      'https://a.example/1 tech "~On boats"',
      { url: 'https://a.example/1', title: 'On boats', tags: ['tech'] },
    ],
  ])('is read from %s', (_case, line, feed) => {
    expect(feedsOf(`${line}\n`, 'list.txt')).toMatchObject({ feeds: [feed], notes: [] });
  });

  it('does not take what a program makes for a feed', () => {
    const { feeds, notes } = feedsOf('filter:~/f.sh:https://a.example/2\nexec:~/x.sh\n', 'urls');
    expect([feeds.length, notes.length]).toEqual([0, 2]);
  });
});
