import { countHits } from '../search/count-hits.ts';
import { element } from './element.ts';
import type { Found } from './engine.ts';
import { drawFacets } from './facets.ts';
import { type Facet, facets, type Query } from './query.ts';
import type { Page } from './search-page.ts';

/** What results can be narrowed by, counted once somebody sees it: the values of what was found have to be loaded. */

/** Topics are as much to load as all other facets. They stand below these, and wait until they come into view. */
const late: Facet = 'topic';
const soon = facets.filter((facet) => facet !== late);

/** Where facets are drawn: behind the days, which keep what is being typed in them. */
function placeFor(form: HTMLElement, name: 'values' | 'topics'): HTMLElement {
  const known = form.querySelector<HTMLElement>(`.${name}`);
  if (known) return known;
  const made = element('div', { className: name });
  form.append(made);
  return made;
}

/** Whether somebody sees the values: on wide windows they stand beside the results, without a summary to open. */
function isSeen(details: HTMLDetailsElement): boolean {
  const summary = details.querySelector('summary');
  return details.open || (summary !== null && getComputedStyle(summary).display === 'none');
}

async function draw(
  place: HTMLElement,
  some: readonly Facet[],
  { page, query, found }: { readonly page: Page; readonly query: Query; readonly found: Found },
): Promise<void> {
  const counted = some.map(
    async (facet) => [facet, await countHits(await found.countable(facet), facet)] as const,
  );
  const counts = await Promise.all(counted).catch(() => undefined);
  if (counts && page.shown === query) drawFacets(place, query, new Map(counts), page.facetNames);
}

let watching: IntersectionObserver | undefined;

/** Calls a function once a place comes near the window; what stands in it before is of another search. */
function onceNear(place: HTMLElement, call: () => void): void {
  watching?.disconnect();
  watching = new IntersectionObserver(
    (entries, observer) => {
      if (!entries.at(-1)?.isIntersecting) {
        place.replaceChildren();
        return;
      }
      observer.disconnect();
      call();
    },
    { rootMargin: '25%' },
  );
  watching.observe(place);
}

/** Shows what the results can be narrowed by, once somebody wants to know. */
export function drawNarrowing(page: Page, query: Query, found: Found): void {
  const details = page.facets.closest('details');
  if (!details) return;
  const answer = { page, query, found };
  const drawSeen = async (): Promise<void> => {
    if (!isSeen(details)) return;
    await draw(placeFor(page.facets, 'values'), soon, answer);
    const topics = placeFor(page.facets, 'topics');
    if (page.shown === query) onceNear(topics, () => void draw(topics, [late], answer));
  };
  details.ontoggle = ({ target }) => {
    if (target === details) void drawSeen();
  };
  void drawSeen();
}
