import { element } from './element.ts';
import { type FacetNames, legends, nameOf } from './facet-names.ts';
import type { Facet, Query } from './query.ts';

/** How many items have each value of a facet. */
export type Counts = Readonly<Record<string, number>>;

/** Values of a facet that are offered at most, and those that are seen at once; those in use always are. */
const maxValues = 200;
const firstValues = 8;

/** Topics that differ only in case are one page and one search: they count as one, by the name that most items give. */
export function asOne(counts: Counts): Counts {
  const names = new Map<string, string>();
  const sums = new Map<string, number>();
  for (const [value, n] of Object.entries(counts).sort(
    ([a, one], [b, more]) => more - one || (a < b ? -1 : 1),
  )) {
    const lower = value.toLowerCase();
    const name = names.get(lower) ?? value;
    names.set(lower, name);
    sums.set(name, (sums.get(name) ?? 0) + n);
  }
  return Object.fromEntries(sums);
}

/** Values to offer: those in use, then months from the newest, others from the most frequent. */
export function offered(
  facet: Facet,
  counts: Counts,
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

function fieldset(facet: Facet, query: Query, found: Counts, page: FacetNames): HTMLFieldSetElement {
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
function focusIn(place: HTMLElement): ((made: HTMLElement) => HTMLElement | null | undefined) | undefined {
  const focused = document.activeElement;
  if (!focused || !place.contains(focused)) return undefined;
  if (focused instanceof HTMLInputElement) {
    const { name, value } = focused;
    return (made) =>
      [...made.querySelectorAll('input')].find((input) => input.name === name && input.value === value);
  }
  const id = focused.closest('details')?.id ?? '';
  return (made) => made.querySelector<HTMLElement>(`#${CSS.escape(id)} > summary`);
}

/**
 * Shows what the results can be narrowed by: facets with a choice, or in use. Keeps the focus and what is unfolded.
 * Puts a new element in the place, so that nothing is moved.
 */
export function drawFacets(
  place: HTMLElement,
  query: Query,
  counts: ReadonlyMap<Facet, Counts>,
  page: FacetNames,
): void {
  const focused = focusIn(place);
  const open = new Set([...place.querySelectorAll('details[open]')].map(({ id }) => id));
  const sets = [...counts].filter(
    ([facet, found]) => Object.keys(found).length > 1 || query.filters[facet].length > 0,
  );
  const { className } = place;
  const made = element(
    'div',
    { className },
    ...sets.map(([facet, found]) => fieldset(facet, query, found, page)),
  );
  for (const fold of made.querySelectorAll('details')) fold.open = open.has(fold.id);
  place.replaceWith(made);
  focused?.(made)?.focus();
}
