import { meantAddress } from '../model/meant-address.ts';
import { parseUrl } from '../model/url.ts';
import { textLimits } from './limits.ts';
import { disarm, linkSchemes, webSchemes } from './link-schemes.ts';

/** Where an address will be used: to be followed by a person, or loaded by a program. */
export type UrlUse = 'link' | 'resource';

/**
 * Reads an address and gives it back absolute and normalised, or `undefined` when it is not an address, has no base to
 * stand on, is longer than 8 KB, or has another scheme than `https`, `http` and, for links, those of `linkSchemes`.
 * User names and passwords inside are dropped (see `disarm`). Never throws.
 *
 * @see https://url.spec.whatwg.org/
 *
 * @example
 * safeUrl('/a', 'https://one.example/'); // → "https://one.example/a"
 * safeUrl('javascript:x'); // → undefined
 */
export function safeUrl(text: string, base?: string, use: UrlUse = 'link'): string | undefined {
  if (base === undefined && written.has(text)) return text;
  const href = readSafe(text, base, use);
  if (href?.startsWith('http') && href.length < 300) {
    if (written.size >= 4_000) written.clear();
    written.add(href);
  }
  return href;
}

/**
 * Web addresses that came out lately. Reading one again gives the same: whoever reads a text that was just written need
 * not parse them.
 */
const written = new Set<string>();

function readSafe(text: string, base: string | undefined, use: UrlUse): string | undefined {
  if (text.length > textLimits.urlLength || text === '') return undefined;
  const url = parseUrl(withScheme(meantAddress(text.trim()), base), base);
  if (url === undefined) return undefined;
  const schemes = use === 'link' ? linkSchemes : webSchemes;
  if (!schemes.has(url.protocol) || !disarm(url)) return undefined;
  const { href } = url;
  return href.length > textLimits.urlLength ? undefined : escapeOpaque(href);
}

/** `//host/path` needs no more than a scheme; `feed:` is how browsers once marked links to feeds. */
function withScheme(text: string, base: string | undefined): string {
  if (base === undefined && /^\s*\/\//.test(text)) return `https:${text.trim()}`;
  return text.replace(/^\s*feed:(?:(?:\/\/)?(https?:\/\/)|\/\/)/i, (_whole, scheme = 'http://') => scheme);
}

/** Quotes and angle brackets survive in fragments and in addresses such as `mailto:`; percent-encoded they harm nobody. */
function escapeOpaque(href: string): string {
  return href.replace(/["<>` ]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
