/** Endings of files that nobody uses as a domain: `feed.xml` is a path, `example.org` is a host. */
const fileEnding = /\.(?:xml|rss|atom|json|rdf|opml|txt|html?|php|md|ya?ml)$/i;
const host = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,58})(?::\d{1,5})?$/i;

/** What browsers and podcast programs once made of links to feeds. */
const feedScheme = /^(?:feeds?|rss|itpc|pcast|podcast):(?:\/\/)?/i;

/** A scheme with one slash or none, without its colon, or written once more before it. */
const crookedScheme = /^(?:https?:\/*(?=https?:\/))?(https?)(?::\/*(?=[^/])|\/\/(?=[^/.]+\.))/i;

/** RFC 3986, appendix C. */
const brackets = /^<([^<>\s]+)>$/;

/** An address that was escaped whole, as if it were a value in another one. */
function unescaped(text: string): string {
  if (!/^https?%3A%2F%2F/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a text begins with the name of a host on the web, as people write addresses without a scheme. */
function beginsWithHost(text: string): boolean {
  const [first = '', ...rest] = text.split(/[/?#]/);
  return host.test(first) && (rest.length > 0 || !fileEnding.test(first));
}

/**
 * The web address that a list of feeds means: `feed://…`, `feed:https:…`, `//example.org/…` and `example.org/feed` are
 * ways to write one. Anything else, such as a path, comes back as it is.
 */
export function webAddress(text: string): string {
  const trimmed = unescaped(text.trim().replace(brackets, '$1')).replace(crookedScheme, '$1://');
  const bare = trimmed.replace(feedScheme, '');
  if (bare !== trimmed)
    return /^https?:/i.test(bare) ? bare.replace(crookedScheme, '$1://') : `http://${bare}`;
  if (/^\/\/[^/]/.test(trimmed)) return `https:${trimmed}`;
  return beginsWithHost(trimmed) ? `https://${trimmed}` : trimmed;
}
