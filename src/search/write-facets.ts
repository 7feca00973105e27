import { facetValues } from './facet-columns.ts';
import { encoded, type WriteFile } from './file-writer.ts';
import { writeNumber } from './postings.ts';
import {
  type FacetColumn,
  type FacetColumns,
  facetFile,
  facetItems,
  type SearchRecord,
  type StoredFacet,
  storedFacets,
} from './segment.ts';

/** The values of a facet, collected item by item. */
class Column {
  readonly #values = new Map<string, number>();
  readonly #counts: string[] = [];
  readonly #codes: string[] = [];

  add(values: readonly string[]): void {
    this.#counts.push(writeNumber(values.length));
    for (const value of values) {
      const number = this.#values.get(value) ?? this.#values.size;
      this.#values.set(value, number);
      this.#codes.push(writeNumber(number));
    }
  }

  column(): FacetColumn {
    return {
      values: [...this.#values.keys()],
      counts: this.#counts.join(''),
      codes: this.#codes.join(''),
    };
  }
}

/** Writes the values of facets, in files of so many items. */
export class FacetWriter {
  readonly #write: WriteFile;
  #columns = newColumns();
  #items = 0;

  constructor(write: WriteFile) {
    this.#write = write;
  }

  async add(record: SearchRecord): Promise<void> {
    for (const [facet, column] of this.#columns) column.add(facetValues(record, facet));
    this.#items += 1;
    if (this.#items % facetItems === 0) await this.#flush();
  }

  /** No item follows. */
  async end(): Promise<void> {
    if (this.#items % facetItems > 0) await this.#flush();
  }

  async #flush(): Promise<void> {
    const number = Math.ceil(this.#items / facetItems) - 1;
    const files = new Map<string, FacetColumns>();
    for (const [facet, column] of this.#columns) {
      const name = facetFile(facet, number);
      files.set(name, { ...files.get(name), [facet]: column.column() });
    }
    for (const [name, columns] of files) await this.#write(name, encoded(JSON.stringify(columns)));
    this.#columns = newColumns();
  }
}

function newColumns(): Map<StoredFacet, Column> {
  return new Map(storedFacets.map((facet) => [facet, new Column()]));
}
