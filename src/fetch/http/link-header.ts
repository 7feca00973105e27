import { isUrl } from '../../model/url.ts';

/** At most so many links of one answer are looked at. */
const maxLinks = 50;

/** One `<address>; rel="…"` and what follows, up to the next `<`. */
const linkPattern = /<([^<>]{1,2000})>([^<]{0,2000})/g;

/** The addresses of the links that a test of their parameters lets through, absolute. */
function linksIn(
  link: string | undefined,
  base: string,
  fits: (rels: readonly string[], rest: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  for (const [, target = '', rest = ''] of [...(link ?? '').matchAll(linkPattern)].slice(0, maxLinks)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(rest);
    const rels = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (fits(rels, rest) && isUrl(target, base)) found.push(new URL(target, base).href);
  }
  return found;
}

/**
 * The WebSub hubs that a `Link` header names, as absolute addresses.
 *
 * @see https://www.w3.org/TR/websub/#discovery and RFC 8288, section 3
 */
export function hubsInLinkHeader(link: string | undefined, base: string): readonly string[] {
  return linksIn(link, base, (rels) => rels.includes('hub'));
}

const feedType = /;\s*type\s*=\s*"?application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;

/** The feeds that a page's `Link` header announces: `rel=alternate` with the type of a feed. RFC 8288, section 3. */
export function feedsInLinkHeader(link: string | undefined, base: string): readonly string[] {
  return linksIn(link, base, (rels, rest) => rels.includes('alternate') && feedType.test(rest));
}
