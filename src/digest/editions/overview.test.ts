import { describe, expect, it } from 'vitest';
import { digestItem, planOf } from '../digest-item.test-kit.ts';
import type { DigestItem } from '../digest-item.ts';
import { layOut } from './edition.ts';
import { type Overview, overviewOf } from './overview.ts';

function of(items: readonly DigestItem[], isTelling = (_tag: string, _feed: string) => true): Overview {
  return overviewOf(layOut(planOf(items)), items, isTelling);
}

function tagged(key: string, feed: string, ...tags: string[]): DigestItem {
  return digestItem(key, { feed, tags });
}

describe('the busiest topics', () => {
  it('are those that several sources have, most sources first', () => {
    const items = [
      tagged('1', 'a', 'Linux', 'Rust', 'only-a'),
      tagged('2', 'a', 'only-a'),
      tagged('3', 'b', 'linux', 'Rust'),
      tagged('4', 'c', 'Linux'),
    ];
    expect(of(items).topics).toEqual(['Linux', 'Rust']);
  });

  it('leave out what a feed gives to all of its items', () => {
    const items = [tagged('1', 'a', 'tech'), tagged('2', 'b', 'tech'), tagged('3', 'c', 'tech')];
    expect(of(items).topics).toEqual(['tech']);
    expect(of(items, (_tag, feed) => feed === 'a').topics).toEqual([]);
  });

  it('are three at most, equals by name', () => {
    const items = ['a', 'b'].map((feed) => tagged(feed, feed, 'd', 'c', 'b', 'a'));
    expect(of(items).topics).toEqual(['a', 'b', 'c']);
  });
});

describe('the sources', () => {
  it('are told where several have something and one stands out', () => {
    const items = ['a', 'a', 'a', 'b', 'b', 'c'].map((feed, at) => digestItem(String(at), { feed }));
    expect(of(items).sources).toEqual([
      { feed: 'a', count: 3 },
      { feed: 'b', count: 2 },
    ]);
  });

  it('are not told on a quiet day, of one source, or where each has one', () => {
    const from = (...feeds: string[]): DigestItem[] =>
      feeds.map((feed, at) => digestItem(String(at), { feed }));
    expect(of(from('a', 'a', 'b')).sources).toEqual([]);
    expect(of(from('a', 'a', 'a', 'a', 'a', 'a', 'a')).sources).toEqual([]);
    expect(of(from('a', 'b', 'c', 'd', 'e', 'f', 'g')).sources).toEqual([]);
  });
});

it('leads with the front page, else with the first titles, and never with a stand-in for one', () => {
  const items = ['1', '2', '3', '4'].map((key) => digestItem(key, { untitled: key === '4' }));
  expect(of(items).top.map(({ key }) => key)).toEqual(['1', '2', '3']);
  const busy = Array.from({ length: 8 }, (_, at) => digestItem(`b${at}`, { weight: at }));
  expect(of(busy).top.map(({ key }) => key)).toEqual(['b7', 'b6', 'b5']);
});
