import { describe, expect, it } from 'vitest';
import { segmentListText } from './segment-list.ts';

const head = (docs: number, more = 0): string => JSON.stringify({ docs, days: Array(more).fill(1) });
const one = (name: string, text: string | undefined) => ({ name, docs: 3, head: text });
const headsOf = (text: string): string[] =>
  JSON.parse(text).segments.flatMap((entry: { name: string; head?: unknown }) =>
    entry.head ? entry.name : [],
  );

describe('the list of segments', () => {
  it('names all, with the heads of the newest as far as there is room', () => {
    const text = segmentListText([
      one('a', head(1)),
      one('b', head(2, 16_000)),
      one('c', head(3, 16_000)),
      one('d', head(4)),
    ]);
    expect(JSON.parse(text).segments.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(headsOf(text)).toEqual(['a', 'b']);
    expect(JSON.parse(text).segments[0]).toEqual({ name: 'a', docs: 1, head: { docs: 1, days: [] } });
  });

  it('counts the items that were written, where it is known', () => {
    const entries = [one('a', head(7)), one('b', undefined), one('c', head(9, 20_000))];
    const list: { readonly segments: readonly { readonly docs: number }[] } = JSON.parse(
      segmentListText(entries),
    );
    expect(list.segments.map(({ docs }) => docs)).toEqual([7, 3, 9]);
  });

  it('leaves out heads that are not there or damaged', () => {
    expect(
      headsOf(
        segmentListText([one('a', undefined), one('b', '{"docs":'), one('n', 'null'), one('c', head(3))]),
      ),
    ).toEqual(['c']);
  });

  it('names what segments share, and leaves what they have of it out of their heads', () => {
    const paged = (docs: number): string => JSON.stringify({ docs, pages: 'abc' });
    const directory = JSON.stringify({ segments: ['b', 'c'], pageBytes: 7, pages: 'def' });
    const segments = [one('a', paged(1)), one('b', paged(2)), one('c', paged(3))];
    const list = JSON.parse(
      segmentListText(segments, [
        { name: 'x', head: directory },
        { name: 'y', head: undefined },
        { name: 'z', head: '{}' },
      ]),
    );
    expect(list.segments.map(({ head }: { head: object }) => head)).toEqual([
      { docs: 1, pages: 'abc' },
      { docs: 2, pages: '' },
      { docs: 3, pages: '' },
    ]);
    expect(list.directories).toEqual([
      { name: 'x', segments: ['b', 'c'], head: { pageBytes: 7, pages: 'def' } },
    ]);
  });
});
