import type { Translate } from '../model/messages.ts';
import { element } from './element.ts';
import type { Counts } from './engine.ts';
import { type Facet, facets, type Query } from './query.ts';

/** What the search page knows of facets: the language of its texts, and the titles of sources and sections. */
export interface FacetNames {
  readonly language: string;
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly text: Translate;
}

/** Values of a facet that are offered at most, and those that are seen at once; those in use always are. */
const maxValues = 200;
const firstValues = 8;

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

/** Values to offer: those in use, then months from the newest, others from the most frequent. */
export function offered(
  facet: Facet,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
): { readonly first: readonly string[]; readonly rest: readonly string[] } {
  const values = Object.keys(counts).sort((a, b) =>
    facet === 'month' ? (a < b ? 1 : -1) : (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1),
  );
  const frequent = values.slice(0, firstValues);
  const first = [...frequent, ...chosen.filter((value) => !frequent.includes(value))];
  return { first, rest: values.slice(firstValues, maxValues).filter((value) => !first.includes(value)) };
}

/** What a facet's values are folded under. */
const foldOf = (facet: Facet): string => `more-${facet}`;

function fieldset(facet: Facet, query: Query, counts: Counts, page: FacetNames): HTMLFieldSetElement {
  const found = counts[facet] ?? {};
  const chosen = query.filters[facet];
  const number = new Intl.NumberFormat(page.language);
  const label = (value: string): HTMLLabelElement =>
    element(
      'label',
      {},
      element('input', { type: 'checkbox', name: facet, value, checked: chosen.includes(value) }),
      ' ',
      element('bdi', {}, nameOf(facet, value, page)),
      ' ',
      element('span', {}, found[value] === undefined ? '' : number.format(found[value])),
    );
  const { first, rest } = offered(facet, found, chosen);
  const made = element(
    'fieldset',
    { className: 'facet' },
    element('legend', {}, page.text(legends[facet])),
    ...first.map(label),
  );
  if (rest.length > 0) {
    const summary = element('summary', {}, page.text('facetMore', { n: rest.length }));
    made.append(element('details', { id: foldOf(facet) }, summary, ...rest.map(label)));
  }
  return made;
}

/** Which box or fold has the focus, so that it can have it again when all are drawn anew. */
function focusIn(place: HTMLElement): (() => HTMLElement | null | undefined) | undefined {
  const focused = document.activeElement;
  if (!focused || !place.contains(focused)) return undefined;
  if (focused instanceof HTMLInputElement) {
    const { name, value } = focused;
    return () =>
      [...place.querySelectorAll('input')].find((input) => input.name === name && input.value === value);
  }
  const id = focused.closest('details')?.id ?? '';
  return () => place.querySelector<HTMLElement>(`#${CSS.escape(id)} > summary`);
}

/** Shows what the results can be narrowed by: facets with a choice, or in use. Keeps the focus and what is unfolded. */
export function drawFacets(place: HTMLElement, query: Query, counts: Counts, page: FacetNames): void {
  const focused = focusIn(place);
  const open = new Set([...place.querySelectorAll('details[open]')].map(({ id }) => id));
  const sets = facets.filter(
    (facet) => Object.keys(counts[facet] ?? {}).length > 1 || query.filters[facet].length > 0,
  );
  place.replaceChildren(...sets.map((facet) => fieldset(facet, query, counts, page)));
  for (const fold of place.querySelectorAll('details')) fold.open = open.has(fold.id);
  focused?.()?.focus();
}
