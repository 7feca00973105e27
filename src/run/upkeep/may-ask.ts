import { isIP } from 'node:net';
import { isUrl } from '../../model/url.ts';

/** Hosts that nobody outside a network knows, and names that stand for nobody (RFC 2606, RFC 6761, RFC 6762). */
function isPrivate(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  return (
    isIP(name) !== 0 ||
    !name.includes('.') ||
    /\.(?:local|localhost|internal|test|example|invalid|home\.arpa)$/i.test(name)
  );
}

/**
 * Whether an address is asked that a feed, or a page, names as that of its icon: one of a private network sends nobody to
 * other places, and none from elsewhere leads into it. What is asked is written down where all may read it, so that
 * addresses with a password are left alone.
 */
export function mayAsk(from: string, to: string): boolean {
  if (!isUrl(from) || !isUrl(to)) return false;
  const [place, target] = [new URL(from), new URL(to)];
  if (!/^https?:$/.test(target.protocol) || target.username !== '' || target.password !== '') return false;
  return place.host === target.host || !(isPrivate(place.hostname) || isPrivate(target.hostname));
}
