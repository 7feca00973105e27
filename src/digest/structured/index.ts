import type { Extract, NamedLists, StructuredSubject } from './named-lists.ts';
import { securityUpdates } from './security-updates.ts';

export type { NamedList, NamedLists, StructuredKind, StructuredSubject } from './named-lists.ts';

/** The registry. A new form is one file with its {@link Extract}, a line here, and its words in the catalogues. */
const extractors: readonly Extract[] = [securityUpdates];

/** The lists that an item's text is made of, by the first extractor that knows the form; `undefined` for all others. */
export function structureOf(subject: StructuredSubject): NamedLists | undefined {
  for (const extract of extractors) {
    const found = extract(subject);
    if (found) return found;
  }
  return undefined;
}
