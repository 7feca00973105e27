import type { Translate } from '../model/messages.ts';
import type { Facet } from './query.ts';

/** What the search page knows of facets: the language of its texts, and the titles of sources and sections. */
export interface FacetNames {
  readonly language: string;
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly text: Translate;
}

/** The keys of the names of facets. */
export const legends: Readonly<Record<Facet, string>> = {
  source: 'filterSource',
  section: 'filterSection',
  topic: 'filterTopic',
  language: 'filterLanguage',
  month: 'filterMonth',
  access: 'filterAccess',
};

/** The name of a facet's value, as people read it. */
export function nameOf(facet: Facet, value: string, { language, names, text }: FacetNames): string {
  try {
    if (facet === 'month') {
      const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
      return format.format(new Date(`${value}-01T00:00:00Z`));
    }
    if (facet === 'language') {
      return new Intl.DisplayNames(language, { type: 'language' }).of(value) ?? value;
    }
  } catch {
    // The address may name a month or a language that there is not.
    return value;
  }
  if (facet === 'access') return text(value === 'subscriber' ? 'subscribers' : 'accessOpen');
  return names[facet]?.[value] ?? value;
}
