import type { DigestItem } from '../../digest/index.ts';
import { addressOf } from '../content/item-address.ts';
import type { Site } from '../site.ts';

/** A page of a long list names so many of its items; the whole list is in its feeds. */
const maxListed = 8;

interface StructuredInput {
  readonly title: string;
  /** Absolute address of the page. */
  readonly url: string;
  /** In the order in which the page shows them. */
  readonly items: readonly DigestItem[];
  /** How many there are in all, where `items` are only some. */
  readonly count?: number;
}

/**
 * What a page is, for programs that read pages: a collection, and where its items are. Addresses stand alone and not as
 * `ListItem`s, which schema.org allows and which is half the size. The page itself says its language.
 *
 * The text is made for a `script` element: nothing in it can end the element or begin a comment, whatever an address
 * holds. A data block is never run, and no policy of the page has to name it.
 *
 * @see https://schema.org/CollectionPage and
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function structuredData(
  { title, url, items, count = items.length }: StructuredInput,
  site: Site,
): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    url,
    name: title,
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: count,
      itemListElement: items.slice(0, maxListed).map((item) => addressOf(item, site)),
    },
  };
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
