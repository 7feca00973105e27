/** At most so many links of one answer are looked at. */
const MAX_LINKS = 50;

/** One `<address>; rel="…"` and what follows, up to the next `<`. */
const LINK = /<([^<>]{1,2000})>([^<]{0,2000})/g;

/**
 * The WebSub hubs that a `Link` header names, as absolute addresses.
 *
 * @see https://www.w3.org/TR/websub/#discovery and RFC 8288, section 3
 */
export function hubsInLinkHeader(link: string | undefined, base: string): readonly string[] {
  const hubs: string[] = [];
  for (const [, target = '', rest = ''] of [...(link ?? '').matchAll(LINK)].slice(0, MAX_LINKS)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(rest);
    const rels = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (rels.includes('hub') && URL.canParse(target, base)) hubs.push(new URL(target, base).href);
  }
  return hubs;
}
