import { facetValues } from './facet-columns.ts';
import { numberReader } from './postings.ts';
import type { OpenSlice, Segment } from './read-segment.ts';
import type { Hit } from './search.ts';
import { type Facet, type FacetColumn, facetItems, type ResultRecord } from './segment.ts';

/**
 * Calls a function with each value of some items in a column.
 *
 * @param items their numbers, counted from the first item of the column
 */
function eachValue(
  { values, counts, codes }: FacetColumn,
  items: ReadonlySet<number>,
  take: (value: string) => void,
): void {
  const [count, code] = [numberReader(counts), numberReader(codes)];
  for (let item = 0; !count.done(); item += 1) {
    for (let left = count.next(); left > 0; left -= 1) {
      const value = values[code.next()];
      if (items.has(item) && value !== undefined) take(value);
    }
  }
}

/** Items whose values of facets stand in one file. */
interface SameFile {
  readonly segment: Segment;
  readonly file: number;
  /** Their numbers, counted from the first item of the file. */
  readonly items: Set<number>;
}

async function byFile(slices: readonly OpenSlice[], hits: Iterable<Hit>): Promise<SameFile[]> {
  const files = new Map<string, SameFile>();
  for (const { slice, doc } of hits) {
    const opened = await slices[slice]?.();
    if (!opened) continue;
    const file = Math.floor(doc / facetItems);
    // No file goes beyond a slice.
    const name = `${slice}/${file}`;
    const same = files.get(name) ?? { segment: opened.segment, file, items: new Set() };
    files.set(name, same);
    same.items.add(doc % facetItems);
  }
  return [...files.values()];
}

/** What was found, where, and the records that were read: what is known of an item is not asked for again. */
export interface Countable {
  readonly slices: readonly OpenSlice[];
  readonly hits: readonly Hit[];
  readonly known: ReadonlyMap<Hit, ResultRecord>;
}

/** How many of the items have each value of a facet. */
export async function countHits(
  { slices, hits, known }: Countable,
  facet: Facet,
): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  const count = (value: string): void => void counts.set(value, (counts.get(value) ?? 0) + 1);
  if (facet === 'month') for (const { day } of hits) count(day.slice(0, 7));
  else {
    for (const hit of hits) {
      const record = known.get(hit);
      if (record) facetValues(record, facet).forEach(count);
    }
    const files = await byFile(
      slices,
      hits.filter((hit) => !known.has(hit)),
    );
    const columns = await Promise.all(files.map(({ segment, file }) => segment.values(facet, file)));
    for (const [at, column] of columns.entries()) eachValue(column, files[at]?.items ?? new Set(), count);
  }
  return Object.fromEntries(counts);
}
