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

/** Places with the facets that are drawn there. */
type Parts = readonly (readonly [place: HTMLElement, some: readonly Facet[]])[];

/** Draws all parts at once, so that none moves what another shows. */
async function draw(
  parts: Parts,
  { page, query, found }: { readonly page: Page; readonly query: Query; readonly found: Found },
): Promise<void> {
  const counted = parts.map(([, some]) =>
    Promise.all(
      some.map(async (facet) => [facet, await countHits(await found.countable(facet), facet)] as const),
    ),
  );
  const counts = await Promise.all(counted).catch(() => undefined);
  if (!counts || page.shown !== query) return;
  for (const [at, [place]] of parts.entries()) drawFacets(place, query, new Map(counts[at]), page.facetNames);
}

let watching: IntersectionObserver | undefined;

/** How far below the window a place is still near, as a share of its height. */
const nearShare = 0.25;

function isNear(place: HTMLElement): boolean {
  return place.getBoundingClientRect().top < innerHeight * (1 + nearShare);
}

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
    { rootMargin: `${nearShare * 100}%` },
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
    const [values, topics] = [placeFor(page.facets, 'values'), placeFor(page.facets, 'topics')];
    const topicsPart = [topics, [late]] as const;
    const isShown = topics.childElementCount > 0 && isNear(topics);
    await draw([[values, soon], ...(isShown ? [topicsPart] : [])], answer);
    if (!isShown && page.shown === query) onceNear(topics, () => void draw([topicsPart], answer));
  };
  details.ontoggle = ({ target }) => {
    if (target === details) void drawSeen();
  };
  void drawSeen();
}
