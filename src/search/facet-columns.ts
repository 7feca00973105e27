import { writeNumber } from './postings.ts';
import {
  type FacetColumn,
  type SearchRecord,
  type SegmentFacets,
  type StoredFacet,
  storedFacets,
} from './segment.ts';

/** An item's values of a facet. */
export function facetValues(
  record: Pick<SearchRecord, 'topics' | 'source' | 'access' | 'section' | 'language'>,
  facet: StoredFacet,
): readonly string[] {
  switch (facet) {
    case 'topic':
      return record.topics;
    case 'source':
      return [record.source];
    case 'access':
      return [record.access];
    case 'section':
      return record.section === undefined ? [] : [record.section];
    case 'language':
      return record.language === undefined ? [] : [record.language.split('-')[0] ?? record.language];
  }
}

export interface FacetColumns {
  readonly add: (record: SearchRecord) => void;
  readonly columns: () => SegmentFacets;
}

/** Collects the values of facets, item by item. */
export function facetColumns(): FacetColumns {
  const made = storedFacets.map((facet) => ({
    facet,
    values: new Map<string, number>(),
    codes: [] as string[],
  }));
  const column = (facet: StoredFacet): FacetColumn => {
    const one = made.find((candidate) => candidate.facet === facet);
    return { values: [...(one?.values.keys() ?? [])], codes: one?.codes.join('') ?? '' };
  };
  return {
    add: (record) => {
      for (const { facet, values, codes } of made) {
        const numbers = facetValues(record, facet).map((value) => {
          const number = values.get(value) ?? values.size;
          values.set(value, number);
          return writeNumber(number);
        });
        codes.push(writeNumber(numbers.length) + numbers.join(''));
      }
    },
    columns: () => ({
      source: column('source'),
      section: column('section'),
      topic: column('topic'),
      language: column('language'),
      access: column('access'),
    }),
  };
}
