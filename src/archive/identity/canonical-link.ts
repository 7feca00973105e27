import { isUrl } from '../../model/url.ts';

/** Parameters that say how a reader came, never what is read: campaign and click names. */
const trackingName = new RegExp(
  `^(?:${[
    '(?:utm|mtm|pk|piwik|matomo|hsa|ns|vero|trk)_\\w+',
    'at_(?:campaign|medium|link|creation|format|ptr)\\w*',
    '(?:fb|g|dc|ms|y|tt|tw|l|ys|rtd_)cl(?:id|src)|[gw]braid|srsltid|li_fat_id|oly_(?:enc|anon)_id|s_cid',
    'mc_[ce]id|igshid|igsh|_?_?hs(?:enc|mi|tc|sc|fp)|mkt_tok|xtor|wt_z?mc|cmpid|_g[al]|_openstat',
    'ref_(?:src|url)|rss_id|__twitter_impression|spm|scid|ocid|ncid|sr_share|_branch_match_id',
  ].join('|')})$`,
  'i',
);

/** Parameters that name the way only when their value says so: `?source=rss`. */
const originName = /^(?:ref|source|src|from|via|partner|output|feed|cmp|campaign|medium|origin|s|rss)$/i;
const originValue = /^(?:rss2?|atom|xml|feeds?|rssfeed|(?:rss|feed)-\w{1,12})$/i;

/** Parameters that name a visit: new at each request. */
const sessionName =
  /^(?:phpsessid|jsessionid|aspsessionid\w*|session_?id|session|sess|cfid|cftoken|nonce|cachebuster|rand|random)$/i;

/** Names that some sites use for a story: noise only when the value is a long token or a clock's reading. */
const tokenName = /^(?:sid|s|token|key|hash|ts|timestamp|time|t|_|_t|cb|cache)$/i;
const tokenValue = /^(?:[0-9a-f]{20,}|1[0-9]{9}(?:[0-9]{3})?)$/i;

const feedTail = /\/(?:rss|rss2|rss\.xml|atom|atom\.xml|feed|feed\.xml|rdf|rdf\.xml)\/?$/i;
const sessionInPath = /;(?:jsessionid|phpsessid|sid)=[^/?#]*/gi;

function isNoise(pair: string): boolean {
  const cut = pair.indexOf('=');
  const name = cut < 0 ? pair : pair.slice(0, cut);
  const value = cut < 0 ? '' : pair.slice(cut + 1);
  if (name === '' || trackingName.test(name) || sessionName.test(name)) return true;
  if (originName.test(name) && originValue.test(value)) return true;
  return tokenName.test(name) && tokenValue.test(value);
}

function cleanQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => !isNoise(pair));
  return pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`;
}

export function parseWebAddress(text: string): URL | undefined {
  if (!isUrl(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/**
 * The form of a link that stays the same however a reader was sent there: `https`, no default port, no fragment,
 * no tracking or session parameters (the others sorted), no trailing `/rss`, `/feed`, `/atom` and no trailing slash.
 * It names an item; it is not meant to be asked for. Anything but a web address comes back as it is.
 */
export function canonicalLink(link: string): string {
  const url = parseWebAddress(link.trim());
  if (url === undefined) return link.trim();
  const path = url.pathname.replace(sessionInPath, '');
  const bare = path.replace(feedTail, '');
  const trimmed = (bare === '' ? path : bare).replace(/\/+$/, '');
  const kept = trimmed === '' ? '/' : trimmed;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  return `https://${url.hostname}${port}${kept}${cleanQuery(url.search)}`;
}

/** The canonical link when it can tell items apart: a site's front page never can. */
export function identifyingLink(link: string | undefined): string | undefined {
  if (link === undefined || link === '') return undefined;
  const url = parseWebAddress(canonicalLink(link));
  if (url === undefined) return link.trim();
  return url.pathname === '/' && url.search === '' ? undefined : canonicalLink(link);
}

/** The fragment with its `#`, or nothing. Some lists of changes tell their entries apart by it alone. */
export function fragmentOf(link: string | undefined): string {
  return link === undefined ? '' : (parseWebAddress(link.trim())?.hash ?? '');
}

/** An address without query and fragment: signed media addresses get new tokens at each request. */
export function withoutQuery(link: string): string {
  return link.replace(/[?#].*$/s, '');
}

/** An id that is a web address loses what changes with each visit; any other id stays as it is. */
export function withoutSession(id: string): string {
  const url = parseWebAddress(id);
  if (url === undefined) return id;
  const pairs = url.search.slice(1).split('&');
  const kept = pairs.filter((pair) => !isNoise(pair));
  const query = kept.length === 0 ? '' : `?${kept.join('&')}`;
  const path = url.pathname.replace(sessionInPath, '');
  if (kept.length === pairs.length && path === url.pathname) return id;
  return `${url.protocol}//${url.host}${path}${query}${url.hash}`;
}
