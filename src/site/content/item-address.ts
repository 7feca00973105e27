import type { DigestItem } from '../../digest/index.ts';
import { remembered } from '../../model/remember.ts';
import { isUrl } from '../../model/url.ts';
import type { Site } from '../site.ts';
import { permalinkPath } from '../views/item-view.ts';

/** What RFC 3986 allows after the host, section 3.3 to 3.5; `#` once, which is looked at apart. */
const strange = /%(?![0-9a-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/giu;

/**
 * Browsers leave signs in addresses that RFC 3986 forbids, such as a second `#`, `|` or `[`. Readers of Atom and JSON may
 * refuse a whole document for one, so they are written as percents, which lead to the same place.
 */
function strictly(address: string): string {
  const { href, origin } = new URL(address);
  const [path = '', ...fragment] = href.slice(origin.length).split('#');
  const encoded = [path, ...(fragment.length > 0 ? [fragment.join('%23')] : [])];
  return origin + encoded.map((part) => part.replace(strange, encodeURIComponent)).join('#');
}

/** Items stand in several outputs of a run. */
const strictAddress = remembered(strictly, 20_000);

/**
 * An address that other programs may follow, in the form that every one of them takes; `undefined` for any scheme but
 * http and https, and for what is not an address. A user's name and password in it are left out.
 */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && isUrl(url) ? strictAddress(url) : undefined;
}

/** Where an item leads: to its source, else to its place in the edition. Only addresses of the web. */
export function addressOf(item: DigestItem, site: Site): string {
  return webAddress(item.url) ?? webAddress(item.external_url) ?? site.absolute(permalinkPath(item));
}
