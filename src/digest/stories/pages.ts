import { parseUrl } from '../../model/url.ts';

/** Parameters that say how a reader came, not what is read. `clean/` takes more of them out; these are the usual ones. */
const trackingName =
  /^(?:(?:utm|mtm|pk|piwik|matomo|hsa|itm|at)_\w+|\w{0,3}clid|gclsrc|[gw]braid|mc_[ce]id|igshid|mkt_tok|xtor|cmpid|_g[al])$/i;
/** `?ref=rss` and the like: the value says that it only tells the way. */
const trackingPair = /^(?:from|medium|partner|ref|source|src|via)=(?:atom|feed|newsletter|rss|rss_?feed)$/i;

/** What never names an event: what every page's footer links to. */
const footer =
  'abo|about|contact|creativecommons|datenschutz|donat(?:e|ions?)|imprint|impressum|jobs|licen[cs]es?|lizenz(?:en)?|login|newsletter|privacy|sign-?up|spenden?|subscri(?:be|ptions?)';
const footerHost = new RegExp(`(?:^|[.-])(?:${footer})(?=$|[.-])`, 'i');
/** Whole parts of a path, `about-us` too: `jobs-report-for-may` is news. */
const footerPath = new RegExp(`/(?:${footer})(?:[_-](?:form|me|now|page|policy|us))?(?=$|[/.])`, 'i');

/** A broadcast's standing address: what is on there changes by the day. */
const livePath = /\/live\/?$/i;

/** An address that reading it as one would leave as it is. Most are like this, and it is quick to see. */
const plainAddress = /^https?:\/\/((?:[a-z\d-]+\.)+[a-z]+)((?:\/(?!\.)[\w~.-]*)*)(\?[\w~.=&%+-]*)?(?:#.*)?$/;

interface Address {
  readonly host: string;
  readonly pathname: string;
  readonly search: string;
}

function readAddress(address: string): Address | undefined {
  const [, host, pathname = '', search = ''] = plainAddress.exec(address) ?? [];
  if (host !== undefined && !host.includes('xn--')) return { host, pathname, search };
  return /^https?:/i.test(address) ? parseUrl(address) : undefined;
}

/** Parameters of a query, without those that say how a reader came, in order. */
function telling(search: string): string {
  if (search.length < 2) return '';
  return search
    .slice(1)
    .split('&')
    .filter(
      (pair) => pair !== '' && !trackingName.test(pair.replace(/=.*$/s, '')) && !trackingPair.test(pair),
    )
    .sort()
    .join('&');
}

/**
 * What tells a page apart, in the form in which addresses are compared: no scheme, `www.`, default page, closing
 * slash, fragment or tracking parameters; the other parameters in order. `undefined` for addresses that many items
 * share without being about one thing: home pages, licences, donation and subscription pages, live streams. Those that
 * no list can know are found by how often they are linked.
 */
export function pageOf(address: string): string | undefined {
  const url = readAddress(address);
  if (!url) return undefined;
  const host = url.host.replace(/^www\./, '');
  const path = url.pathname.replace(/\/+(?:index\.\w+)?$/i, '');
  const query = telling(url.search);
  if (path === '' && query === '') return undefined;
  if (livePath.test(path) || footerHost.test(host) || footerPath.test(path)) return undefined;
  return query === '' ? host + path : `${host}${path}?${query}`;
}

/** The site an address belongs to: a link within one site is a reference of the house, not a sign. */
export function siteOf(page: string): string {
  return page.replace(/[/?].*$/s, '');
}

/** The host of a web address, as {@link pageOf} writes it; quick, for addresses of which most need not be read. */
export function hostOf(address: string): string {
  return (/^https?:\/\/(?:[^/?#]*@)?(?:www\.)?([^/?#]*)/i.exec(address)?.[1] ?? '').toLowerCase();
}
