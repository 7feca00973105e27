import { describe, expect, it } from 'vitest';
import type { Item } from '../../model/types.ts';
import { testSite } from '../outputs/site.test-kit.ts';
import { itemView } from './item-view.ts';

type Extras = Partial<Item['_daybook']>;

/** An item of the feed "alpha" with the title "Alpha", read at alpha.example. */
async function viewOf(extras: Extras) {
  const site = await testSite({ items: [{ key: 'one', extras }] });
  const [item] = site.ledger.day('2026-05-18');
  if (!item) throw new Error('There is no item.');
  const { origin, via, transcript, comments } = itemView(item, site);
  return { origin, via, transcript, comments, source: site.sources.get('alpha') };
}

describe('where an item comes from', () => {
  it('is told by the name that the feed gives, or by its host', async () => {
    expect((await viewOf({ source: { title: 'The Wire' } })).origin).toEqual({
      label: 'first published by The Wire',
    });
    expect((await viewOf({ source: { feed_url: 'https://www.wire.example/feed' } })).origin).toEqual({
      label: 'first published by wire.example',
      href: 'https://www.wire.example/feed',
    });
    expect((await viewOf({ source: { title: 'Wire', url: 'javascript:alert(1)' } })).origin).toEqual({
      label: 'first published by Wire',
    });
  });

  it('is not told where that is the feed itself, or nobody', async () => {
    const { source } = await viewOf({});
    const title = source?.title.toUpperCase() ?? '';
    expect((await viewOf({ source: { title, url: 'https://elsewhere.example/' } })).origin).toBeUndefined();
    const url = `https://www.${source?.host}/about`;
    expect((await viewOf({ source: { title: 'Another name', url } })).origin).toBeUndefined();
    expect((await viewOf({ source: { url: 'javascript:alert(1)' } })).origin).toBeUndefined();
    expect((await viewOf({})).origin).toBeUndefined();
  });

  it('keeps a name that runs the other way from turning its sentence around', async () => {
    expect((await viewOf({ source: { title: 'الخبر' } })).origin?.label).toBe(
      'first published by \u2068الخبر\u2069',
    );
  });

  it('names whom its author has it from, but for who is named already', async () => {
    const links = [{ rel: 'via', url: 'https://finds.example/9' }];
    expect((await viewOf({ links })).via).toEqual({
      label: 'via finds.example',
      href: 'https://finds.example/9',
    });
    const source = { title: 'Finds', url: 'https://www.finds.example/' };
    expect((await viewOf({ links, source })).via).toBeUndefined();
    expect(
      (await viewOf({ links: [{ rel: 'related', url: 'https://finds.example/9' }] })).via,
    ).toBeUndefined();
  });
});

it('leads to the transcript that is read most easily', async () => {
  const of = (...types: (string | undefined)[]) =>
    viewOf({
      transcripts: types.map((type, at) => ({
        url: `https://a.example/${at}`,
        ...(type !== undefined && { type }),
      })),
    });
  expect((await of('application/json', 'text/plain', 'text/html')).transcript).toBe('https://a.example/2');
  expect((await of('application/json', 'TEXT/PLAIN', 'text/vtt')).transcript).toBe('https://a.example/1');
  expect((await of('text/vtt', undefined)).transcript).toBe('https://a.example/0');
});

it('counts comments where there are some', async () => {
  const of = async (count: Extras) =>
    (await viewOf({ comments_url: 'https://a.example/c', ...count })).comments?.label;
  expect(await of({ comments_count: 2 })).toBe('2 comments');
  expect(await of({ comments_count: 0 })).toBe('Comments');
  expect(await of({})).toBe('Comments');
});
