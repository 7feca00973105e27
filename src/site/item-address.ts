import type { DigestItem } from '../digest/index.ts';
import type { Site } from './site.ts';
import { permalinkPath } from './views/item-view.ts';

/** An address that other programs may follow; `undefined` for any scheme but http and https. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}

/** Where an item leads: to its source, else to its place in the edition. Only addresses of the web. */
export function addressOf(item: DigestItem, site: Site): string {
  return webAddress(item.url) ?? webAddress(item.externalUrl) ?? site.absolute(permalinkPath(item));
}
