import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestItem } from '../../digest/digest-item.test-kit.ts';
import type { KeptItem } from './day-entry.ts';
import { formatEntry, keysIn, parseEntry, parseHead, parseKept, placeIn, startOf } from './entry-text.ts';

const someItems = fc.uniqueArray(
  fc.record({
    key: fc.stringMatching(/^[a-km-np-z][2-9a-km-np-z]{11}$/),
    title: fc.string({ unit: 'grapheme' }),
    threads: fc.subarray(['topic/a', 'topic/ab', 'author/é-x']),
  }),
  { selector: ({ key }) => key },
);

interface Told {
  readonly key: string;
  readonly title: string;
  readonly threads: readonly string[];
}

/** As it comes back from JSON. */
function itemOf({ key, title, threads }: Told): KeptItem {
  const kept = { content: 1, shown: 2, in: threads, item: digestItem(key, { title }) };
  return JSON.parse(JSON.stringify(kept));
}

describe('the text of a day', () => {
  it('is read as it was, whole and a line at a time', () => {
    fc.assert(
      fc.property(someItems, (list) => {
        const items = list.map(itemOf);
        const entry = { items, feeds: new Map([['alpha', 2]]), hidden: new Map([['beta', 1]]) };
        const bytes = Buffer.from(formatEntry(entry));
        expect(parseEntry(bytes)).toEqual(entry);
        const start = startOf(bytes);
        if (!start) throw new Error('It has no start.');
        expect(parseHead(start.head)).toEqual({ feeds: entry.feeds, hidden: entry.hidden });
        for (const kept of items) {
          const place = placeIn(start, kept.item.key);
          expect(parseKept(bytes.toString('utf8', ...(place ?? [])))).toEqual(kept);
          expect(placeIn(start, kept.item.key.slice(1))).toBeUndefined();
        }
        for (const thread of ['topic/a', 'topic/ab', 'author/é-x', 'topic/b'])
          expect(keysIn(start, thread)).toEqual(
            items.filter((kept) => kept.in.includes(thread)).map(({ item }) => item.key),
          );
      }),
    );
  });

  it('is read as older programs wrote it', () => {
    const items = ['a', 'b', 'c', 'd'].map((key) => itemOf({ key, title: 'é', threads: [] }));
    const lines = items.map((kept) => JSON.stringify(kept));
    expect(parseEntry(Buffer.from(['[[["alpha",4]],[]]', ...lines].join('\n'))).items).toEqual(items);
  });

  it('has no start where a part of it is read that is too short', () => {
    const bytes = Buffer.from(
      formatEntry({
        items: [itemOf({ key: 'a', title: '', threads: [] })],
        feeds: new Map(),
        hidden: new Map(),
      }),
    );
    const { length } = startOf(bytes) ?? { length: 0 };
    expect(startOf(bytes.subarray(0, length))).toBeDefined();
    expect(startOf(bytes.subarray(0, length - 1))).toBeUndefined();
  });
});
