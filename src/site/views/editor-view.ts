import { markdownHtml, plainText } from '../../clean/index.ts';
import { excerpt, type PlacedItem } from '../../digest/index.ts';
import type { SafeHtml } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';

/** What an editor wrote above an edition. */
export interface Introduction {
  readonly title: string | undefined;
  /** `undefined` where there is only a title. */
  readonly html: SafeHtml | undefined;
  /** Who signs it: `Ada and Ben`; `undefined` where nobody does. */
  readonly by: string | undefined;
}

type EditedSite = Pick<Site, 'absolute' | 'ledger' | 'list'> & {
  readonly config: Pick<Site['config'], 'images'>;
};

/** The editor's Markdown: addresses in it are read against the edition's page. */
function htmlOf(text: string, id: string, { config, absolute }: EditedSite): SafeHtml {
  return markdownHtml(text, {
    baseUrl: absolute(editionPath(id)),
    images: config.images === 'none' ? 'none' : 'remote',
    headingLevel: 3,
    rel: 'noopener',
  });
}

/** The editor's introduction of an edition; `undefined` where there is none. */
export function introductionOf(id: string, site: EditedSite): Introduction | undefined {
  const edited = site.ledger.edits.editions.get(id);
  if (!edited || (edited.text === '' && edited.title === undefined)) return undefined;
  const { authors, title, text } = edited;
  return {
    title,
    html: text === '' ? undefined : htmlOf(text, id, site),
    by: authors.length === 0 ? undefined : site.list(authors),
  };
}

/** One or two sentences of an introduction, for places that take plain text. */
export function introductionExcerpt({ title, html }: Introduction, { language }: Site): string {
  return [title, html === undefined ? undefined : excerpt(plainText(html), language)]
    .filter((part) => part !== undefined && part !== '')
    .join(' — ');
}

/** The editor's notes on the items of a place, its first item's first. */
export function notesOn(place: PlacedItem, id: string, site: EditedSite): SafeHtml[] {
  const notes = site.ledger.edits.editions.get(id)?.notes;
  if (!notes || notes.size === 0) return [];
  return [place.item, ...place.also.map(({ item }) => item)]
    .map(({ key }) => notes.get(key))
    .filter((note) => note !== undefined)
    .map((note) => htmlOf(note, id, site));
}
