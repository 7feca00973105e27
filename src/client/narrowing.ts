import { countHits } from '../search/count-hits.ts';
import { element } from './element.ts';
import type { Found } from './engine.ts';
import { asOne, drawFacets } from './facets.ts';
import { type Facet, facets, type Query } from './query.ts';
import type { Page } from './search-page.ts';

/** What results can be narrowed by, counted once somebody sees it: the values of what was found have to be loaded. */

/** Topics are as much to load as all other facets. They stand below these, and wait until they come into view. */
const late: Facet = 'topic';
const soon: readonly Facet[] = facets.filter((facet) => facet !== late);

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

interface Answered {
  readonly page: Page;
  readonly query: Query;
  readonly found: Found;
}

/** Counts some facets, and draws each in its place at once; nothing where the answer is no longer shown. */
async function draw(some: readonly Facet[], { page, query, found }: Answered): Promise<boolean> {
  const counted = some.map(
    async (facet) => [facet, asOne(await countHits(await found.countable(facet), facet))] as const,
  );
  const counts = await Promise.all(counted).catch(() => undefined);
  if (!counts || page.shown !== query) return false;
  for (const [name, own] of [
    ['values', soon],
    ['topics', [late]],
  ] as const) {
    const drawn = counts.filter(([facet]) => own.includes(facet));
    if (drawn.length > 0) drawFacets(placeFor(page.facets, name), query, new Map(drawn), page.facetNames);
  }
  return true;
}

/** What of a window's height a place may be away from it to be near. */
const near = 0.25;

function isNear(place: HTMLElement): boolean {
  const { top, bottom } = place.getBoundingClientRect();
  return top < innerHeight * (1 + near) && bottom > -innerHeight * near;
}

let watching: IntersectionObserver | undefined;

/** Calls a function once a place comes near the window. */
function onceNear(place: HTMLElement, call: () => void): void {
  watching = new IntersectionObserver(
    (entries, observer) => {
      if (!entries.at(-1)?.isIntersecting) return;
      observer.disconnect();
      call();
    },
    { rootMargin: `${near * 100}%` },
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
    watching?.disconnect();
    const topics = placeFor(page.facets, 'topics');
    // Topics that are looked at are drawn with what stands above them, which would move them.
    const together = topics.childElementCount > 0 && isNear(topics);
    if (!(await draw(together ? facets : soon, answer)) || together) return;
    topics.replaceChildren();
    onceNear(topics, () => void draw([late], answer));
  };
  details.ontoggle = ({ target }) => {
    if (target === details) void drawSeen();
  };
  void drawSeen();
}
