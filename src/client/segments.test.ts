import { expect, it } from 'vitest';
import { BrokenSegment, mayHold, segmentLister } from './segments.ts';

it.each([
  ['2026-05-18T14.3f9c', true],
  ['2026-05-18T02_2026-05-18T14.3f9c', true],
  ['2026-05-17T23.3f9c', true],
  ['2026-05-16T23.3f9c', false],
  ['2026-05.3f9c', true],
  ['2026-01_2026-04.3f9c', false],
  ['2026-04_2026-05.3f9c', true],
  ['2026.3f9c', true],
  ['2017_2025.3f9c', false],
])('%s may hold items of editions from 2026-05-18 on: %s', (name, expected) => {
  expect(mayHold(name, '2026-05-18')).toBe(expected);
});

it('takes the first of a year or month for what began the evening before', () => {
  expect(mayHold('2025-12.3f9c', '2026-01-01')).toBe(true);
  expect(mayHold('2025.3f9c', '2026-01-01')).toBe(true);
  expect(mayHold('2025-11.3f9c', '2026-01-01')).toBe(false);
});

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const head = {
  docs: 1,
  days: [20_000, 1],
  terms: 9,
  records: 9,
  slot: 3,
  keyWidth: 4,
  pageBytes: 0,
  pages: '',
  page: '0\n',
};

it('names the segment whose file is missing, and asks for it again the next time', async () => {
  let isThere = false;
  const asked: string[] = [];
  const list = segmentLister(async (path) => {
    asked.push(path);
    if (path === 'segments.json') return bytes({ segments: [{ name: '2026.abc', docs: 1 }] });
    if (isThere && path.endsWith('/head.json')) return bytes(head);
    throw new Error(`There is no ${path}.`);
  });
  const [segment] = await list();
  const nameOf = (error: unknown): unknown => error instanceof BrokenSegment && error.message;
  const [slice] = segment?.slices ?? [];
  expect(await slice?.().catch(nameOf)).toBe('2026.abc');
  isThere = true;
  const opened = await slice?.();
  expect(await opened?.segment.keys(0, 1).catch(nameOf)).toBe('2026.abc');
  const [again] = await list();
  expect(await again?.slices[0]?.()).toBe(opened);
  expect(asked.filter((path) => path.endsWith('/head.json'))).toHaveLength(2);
});

it('asks for the pages of a segment where they stand now', async () => {
  let shared = 'one';
  const asked: string[] = [];
  const list = segmentLister(async (path) => {
    asked.push(path);
    if (path === 'segments.json')
      return bytes({
        segments: [{ name: '2026.abc', docs: 1, head }],
        directories: [{ name: shared, segments: ['2026.abc'] }],
      });
    if (path === `d/${shared}/head.json`) return bytes({ segments: ['2026.abc'], pageBytes: 0, pages: '' });
    throw new Error(`There is no ${path}.`);
  });
  const opened = async () => (await list())[0]?.slices[0]?.();
  const first = await opened();
  expect(await opened()).toBe(first);
  shared = 'two';
  expect(await opened()).not.toBe(first);
  expect(asked.filter((path) => path.startsWith('d/'))).toEqual(['d/one/head.json', 'd/two/head.json']);
});
