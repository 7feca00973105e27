import { element } from './element.ts';
import type { Counts } from './engine.ts';
import type { Translate } from './messages.ts';
import { type Facet, facets, type Query } from './query.ts';

/** What the search page knows of facets: the language of its texts, and the titles of sources and sections. */
export interface FacetNames {
  readonly language: string;
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly text: Translate;
}

/** Values of a facet that are offered at most; those in use always are. */
const maxValues = 25;

const legends: Readonly<Record<Facet, string>> = {
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

/** Values to offer: months from the newest, others from the most frequent. */
export function offered(
  facet: Facet,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
): string[] {
  const values = Object.keys(counts).sort((a, b) =>
    facet === 'month' ? (a < b ? 1 : -1) : (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1),
  );
  const first = values.slice(0, maxValues);
  return [...first, ...chosen.filter((value) => !first.includes(value))];
}

function fieldset(facet: Facet, query: Query, counts: Counts, page: FacetNames): HTMLFieldSetElement {
  const found = counts[facet] ?? {};
  const chosen = query.filters[facet];
  const number = new Intl.NumberFormat(page.language);
  const labels = offered(facet, found, chosen).map((value) =>
    element(
      'label',
      {},
      element('input', { type: 'checkbox', name: facet, value, checked: chosen.includes(value) }),
      ' ',
      element('bdi', {}, nameOf(facet, value, page)),
      ' ',
      element('span', {}, found[value] === undefined ? '' : number.format(found[value])),
    ),
  );
  return element(
    'fieldset',
    { className: 'facet' },
    element('legend', {}, page.text(legends[facet])),
    ...labels,
  );
}

/** Shows what the results can be narrowed by: facets with a choice, or in use. Keeps the focus where it was. */
export function drawFacets(form: HTMLElement, query: Query, counts: Counts, page: FacetNames): void {
  const focused = document.activeElement;
  const sets = facets.filter(
    (facet) => Object.keys(counts[facet] ?? {}).length > 1 || query.filters[facet].length > 0,
  );
  form.replaceChildren(...sets.map((facet) => fieldset(facet, query, counts, page)));
  if (!(focused instanceof HTMLInputElement) || focused.type !== 'checkbox') return;
  const { name, value } = focused;
  const inputs = [...form.querySelectorAll('input')];
  inputs.find((input) => input.name === name && input.value === value)?.focus();
}
