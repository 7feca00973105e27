import type { Messages } from '../model/messages.ts';
import type { Engine } from './engine.ts';
import type { FacetNames } from './facet-names.ts';
import type { Query } from './query.ts';
import type { Stemmers } from './stems.ts';

/** What the site says to its search page, in `data-settings`. */
export interface Settings {
  /** The script that adds filters and keeps searches. */
  readonly later: string;
  /** Where the index lies: `/kernel/search-index/`. */
  readonly base: string;
  /** `/kernel/` */
  readonly root: string;
  readonly language: string;
  /** Scripts with the rules of the languages that items are in. */
  readonly stemmers: Stemmers;
  /** Languages whose rules are tried first. */
  readonly first: readonly string[];
  readonly names: FacetNames['names'];
  /** What the host gives, as its publisher says: it need not be found out. */
  readonly ranges?: 'several';
  readonly messages: Messages;
}

/** The places of the search page that are filled, and what they are filled with. */
export interface Page {
  readonly settings: Settings;
  readonly facetNames: FacetNames;
  readonly field: HTMLInputElement;
  readonly found: HTMLElement;
  readonly facets: HTMLElement;
  /** Makes a search that a link or button asks for. */
  readonly go: (query: Query) => void;
  readonly openEngine: () => Promise<Engine>;
  /** The search whose results stand there. */
  shown?: Query | undefined;
}

/** The list of results, and the line with its pages, as they stand now. */
export const resultsOf = (): HTMLElement | null => document.querySelector<HTMLElement>('#content');
export const pagesOf = (): HTMLElement | null => document.querySelector<HTMLElement>('#pages');

/**
 * Puts another element with other children in an element's place. Nothing that the reader sees is moved by what is added
 * above it, because it is all new; who had the focus in it keeps it.
 */
export function renew(place: HTMLElement | null, children: readonly (Node | string)[]): void {
  const made = place?.cloneNode(false);
  if (!place || !(made instanceof HTMLElement)) return;
  const hadFocus = place.contains(document.activeElement);
  made.append(...children);
  place.replaceWith(made);
  if (hadFocus) made.focus({ preventScroll: true });
}

/** Shows a message in place of results. */
export function clear(page: Page, message: string): void {
  page.shown = undefined;
  page.found.replaceChildren(message);
  for (const place of [resultsOf(), pagesOf()]) renew(place, []);
  for (const place of document.querySelectorAll('.asked, .notes')) place.remove();
}
