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
    expect(JSON.parse(text).segments[0]).toEqual({ name: 'a', docs: 3, head: { docs: 1, days: [] } });
  });

  it('leaves out heads that are not there or damaged', () => {
    expect(headsOf(segmentListText([one('a', undefined), one('b', '{"docs":'), one('c', head(3))]))).toEqual([
      'c',
    ]);
  });
});
