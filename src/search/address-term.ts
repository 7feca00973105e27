import { textHash } from '../model/text-hash.ts';
import { marksOf } from './segment.ts';

/**
 * What an item is found by whose address somebody pastes: a hash of 32 bits, whatever its scheme, its `www.`, the place in
 * the page and what tells where a reader comes from.
 */
export function addressTerm(address: string): string {
  const bare = address
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/#.*|[?&](?:utm_\w+|fbclid|gclid)=[^&#]*/g, '')
    .replace(/\/$/, '');
  return marksOf.address + (textHash(bare) >>> 0).toString(36);
}
