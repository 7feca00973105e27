import { domainToUnicode } from 'node:url';
import { isUrl } from '../model/url.ts';

/** Letters beyond ASCII; those of another character set than UTF-8 stay escaped. */
function readable(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

/** An address as people write it: `https://bücher.example/ü` of `https://xn--bcher-kva.example/%C3%BC`. */
export function readableAddress(address: string): string {
  if (!/xn--|%[89a-f]/i.test(address) || !isUrl(address)) return address;
  const { hostname } = new URL(address);
  return address
    .replace(hostname, () => domainToUnicode(hostname))
    .replace(/(?:%[89a-f][\da-f])+/gi, readable);
}
