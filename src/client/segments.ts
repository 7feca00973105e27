import { DAY } from '../model/instant.ts';
import type { ReadBytes } from '../search/file-reader.ts';
import {
  type ListedEntry,
  type OpenSlice,
  openSegment,
  readSegmentList,
  type Segment,
  slicesFor,
} from '../search/read-segment.ts';

/** Says by its message which segment has a file that cannot be had or read. */
export class BrokenSegment extends Error {}

/** A segment that the site's list names. */
export interface ListedSegment {
  readonly name: string;
  /** They, and all of their files, reject with a {@link BrokenSegment} where they cannot be had. */
  readonly slices: readonly OpenSlice[];
}

export type ListSegments = () => Promise<readonly ListedSegment[]>;

/** Makes whatever fails name the segment. */
function watched(name: string, segment: Segment): Segment {
  const named =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>): ((...args: Args) => Promise<T>) =>
    (...args) =>
      call(...args).catch((cause: unknown) => {
        throw new BrokenSegment(name, { cause });
      });
  return {
    ...segment,
    find: named(segment.find),
    longLists: named(segment.longLists),
    findPrefix: named(segment.findPrefix),
    publishedOf: named(segment.publishedOf),
    records: named(segment.records),
    keys: named(segment.keys),
    values: named(segment.values),
    spelling: named(segment.spelling),
  };
}

/** Reads the list of segments, each time anew; one that is open stays so, and one that failed is tried again. */
export function segmentLister(read: ReadBytes): ListSegments {
  const known = new Map<string, ListedSegment>();
  const listed = (entry: ListedEntry): ListedSegment => {
    const { name, docs, directory } = entry;
    const open = (): Promise<Segment> =>
      openSegment(entry, read).then(
        (segment) => watched(name, segment),
        (cause: unknown) => {
          throw new BrokenSegment(name, { cause });
        },
      );
    // Files of a directory go when one of its segments is made anew.
    const key = `${name} ${directory?.name}`;
    const made = known.get(key) ?? { name, slices: slicesFor(docs, open) };
    known.set(key, made);
    return made;
  };
  return async () => (await readSegmentList(read)).map(listed);
}

/**
 * Whether a segment can hold items of editions from a day on, by when its last items arrived: `2026-05-18T14.3f9c…`,
 * `2026-01_2026-03.…`. Where it is evening an edition of the next day may have begun.
 */
export function mayHold(name: string, day: string): boolean {
  const [arrivals = ''] = name.split('.');
  const last = arrivals.split('_').at(-1) ?? '';
  const eve = new Date(Date.parse(day) - DAY).toISOString();
  return last >= eve.slice(0, last.length);
}
