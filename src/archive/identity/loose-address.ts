import { isUrl } from '../../model/url.ts';
import { canonicalLink } from './canonical-link.ts';

/** Files that a server shows for a folder. */
const indexFile = /\/(?:index|default|home)\.(?:[xs]?html?|php\d?|aspx?|jsp|cfm|cgi)$/i;

/** Parameters that carry a token, a version or a clock's reading, whatever their value. */
const tokenName =
  /^(?:(?:access_?|auth_?|api_?|csrf_?|session_?)?(?:token|tok|key|sig|signature|hash|hmac|nonce)|auth|expires?|exp|sid|s|t|ts|time|timestamp|v|ver|version|rev|r|rnd|rand|cb|cache|_|_t)$/i;
/** A value that nobody wrote: a long mixture of letters and digits. */
const tokenValue = /^(?=[^=]*\d)(?=[^=]*[a-z])[\w.~=+-]{16,}$/i;

/** Letters that need no encoding are decoded; what stays encoded is in capitals, its letters composed. */
function evenly(text: string): string {
  try {
    const decoded = decodeURIComponent(
      text.replace(/%(?:2f|3f|23|25|26|2b|3d)/gi, (code) => `%25${code.slice(1)}`),
    );
    return encodeURI(decoded.normalize('NFC')).replace(
      /%25([0-9a-f]{2})/gi,
      (_all, code: string) => `%${code.toUpperCase()}`,
    );
  } catch {
    return text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  }
}

interface Parts {
  readonly host: string;
  readonly path: string;
  readonly pairs: readonly string[];
}

function partsOf(link: string): Parts | undefined {
  const canonical = canonicalLink(link);
  if (!canonical.startsWith('https://') || !isUrl(canonical)) return undefined;
  const { hostname, port, pathname, search } = new URL(canonical);
  const host = hostname.replace(/^(?:www\d{0,2}|m|mobile)\.(?=.*\.)/, '').replace(/\.$/, '');
  const path = evenly(pathname)
    .replace(/\/{2,}/g, '/')
    .replace(indexFile, '')
    .replace(/\/+$/, '');
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map(evenly)
    .sort();
  return { host: port === '' ? host : `${host}:${port}`, path, pairs };
}

function addressOf({ host, path, pairs }: Parts): string | undefined {
  if (path === '' && pairs.length === 0) return undefined;
  return `https://${host}${path === '' ? '/' : path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/**
 * The form that all ways of writing one web address share: `http` and `https`, with and without `www`, the host for
 * phones, percent-encoded or not and in either case, `%7E`, `index.html`, doubled slashes. `undefined` of a front page,
 * and of any other name.
 */
export function looseAddress(link: string | undefined): string | undefined {
  const parts = link === undefined ? undefined : partsOf(link);
  return parts && addressOf(parts);
}

function isToken(pair: string): boolean {
  const cut = pair.indexOf('=');
  if (cut < 0) return tokenValue.test(pair);
  return tokenName.test(pair.slice(0, cut)) || tokenValue.test(pair.slice(cut + 1));
}

/** The same without parameters that look like tokens, where there are any and the path tells items apart. */
export function withoutTokens(link: string | undefined): string | undefined {
  const parts = link === undefined ? undefined : partsOf(link);
  if (parts === undefined || parts.path === '' || !parts.pairs.some(isToken)) return undefined;
  return addressOf({ ...parts, pairs: parts.pairs.filter((pair) => !isToken(pair)) });
}
