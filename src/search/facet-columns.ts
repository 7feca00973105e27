import { marksOf, type SearchRecord, type StoredFacet, storedFacets } from './segment.ts';
import { facetTerm, nameTerm, noStem, wordsOf } from './words.ts';

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

/** Terms that are not words of an item's text: words of authors, values of facets, labels. */
export function markedTerms(
  record: Parameters<typeof facetValues>[0] & Pick<SearchRecord, 'authors' | 'labels'>,
): Set<string> {
  const terms = new Set<string>();
  for (const name of record.authors)
    for (const { term } of wordsOf(name, noStem)) terms.add(marksOf.author + term);
  for (const facet of storedFacets)
    for (const value of facetValues(record, facet)) terms.add(marksOf[facet] + facetTerm(facet, value));
  for (const label of record.labels) terms.add(marksOf.label + nameTerm(label));
  return terms;
}
