import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggest } from '../model/suggest.ts';
import { feedIdOf, hashedFeedId } from './feed-id.ts';
import { keysAt } from './schema-keys.ts';
import { parseByteSize, parseDuration, parseKeep } from './units.ts';

describe('parseDuration', () => {
  it.each([
    ['250ms', 250],
    ['20s', 20_000],
    ['15m', 900_000],
    ['15 min', 900_000],
    ['1.5h', 5_400_000],
    ['10D', 864_000_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
    ['', undefined],
    ['20', undefined],
    ['-1s', undefined],
    ['1y', undefined],
    ['1constructor', undefined],
    ['1h30m', undefined],
  ])('reads %j', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});

describe('parseByteSize', () => {
  it.each([
    ['10MB', 10_000_000],
    ['512 KiB', 524_288],
    ['1gb', 1_000_000_000],
    ['7b', 7],
    ['MB', undefined],
    ['1TB', undefined],
  ])('reads %j', (text, expected) => {
    expect(parseByteSize(text)).toBe(expected);
  });
});

describe('parseKeep', () => {
  it.each([
    ['90d', 7_776_000_000],
    ['forever', Number.POSITIVE_INFINITY],
    ['always', undefined],
    ['90', undefined],
  ])('reads %j', (text, expected) => {
    expect(parseKeep(text)).toBe(expected);
  });
});

describe('suggest', () => {
  it.each([
    ['limt', 'limit'],
    ['tilte', 'title'],
    ['TAGS', 'tags'],
    ['zzzzz', undefined],
    ['', undefined],
  ])('%j means %j', (word, expected) => {
    expect(suggest(word, ['limit', 'title', 'tags', 'url'])).toBe(expected);
  });
});

describe('feedIdOf', () => {
  it.each([
    ['https://www.example.org/news/feed.xml', 'example-org-news'],
    ['https://example.org/feed.xml', 'example-org'],
    ['https://example.org/rss', 'example-org'],
    ['https://user:secret@example.org/a', 'example-org-a'],
    ['examples/feeds/lwn.xml', 'examples-lwn'],
    ['https://café.example/', 'cafe-example'],
  ])('%s gives %s', (address, expected) => {
    expect(feedIdOf(address)).toBe(expected);
  });

  it('does not change with the password', () => {
    const long = `example.org/${'a'.repeat(80)}`;
    expect(feedIdOf(`https://u:one@${long}`)).toBe(feedIdOf(`https://u:two@${long}`));
  });

  it('names a file and an address, whatever the feed’s address', () => {
    const word = fc.string({ unit: 'binary' });
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      word.map((text) => `https://${text}`),
      word,
    );
    fc.assert(
      fc.property(address, (url) => {
        for (const id of [feedIdOf(url), hashedFeedId(url)]) {
          expect(id).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
        }
        expect(feedIdOf(url)).toBe(feedIdOf(url));
      }),
    );
  });
});

describe('keysAt', () => {
  it.each([
    [
      ['feeds', 3],
      'description face filter freeAfter fullText home id interval keep name opml publish scrape section tags title url'.split(
        ' ',
      ),
    ],
    [
      ['sections', 0],
      ['id', 'title'],
    ],
    [['editions'], ['closeAfter', 'every', 'firstDay']],
    [
      ['rules', 0],
      ['if', 'then'],
    ],
  ])('knows the keys at %j', (path, expected) => {
    expect([...keysAt(path)].sort()).toEqual(expected);
  });

  it('goes down into nested conditions', () => {
    expect(keysAt(['rules', 0, 'if', 'all', 2, 'not'])).toContain('attachment');
  });
});
