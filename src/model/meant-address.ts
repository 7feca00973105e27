/** Addresses as people and programs miswrite them. */

/** `htp://`, `ttps://`, `http;//`, `http: //`, and `URL:http://` (RFC 3986 appendix C). */
const misspeltScheme = /^(?!https?:\/\/\S)(?:url:\s*)?h{0,2}t{1,3}p{1,2}(s?)\s*[:;]\s*\/\/\s*(?=[^\s/])/i;

/** `https//host`, `https:/host.example`. */
const cutScheme = /^(https?)(?:\/\/|:\/)(?=[^\s/?#]+\.[a-z])/i;

/**
 * `http://https://host`, as forms that ask for an address make it, also without the second colon; the address of a site
 * before a whole address, as templates put it.
 */
const beforeWhole =
  /^https?:\/\/(?:[^\s/?#@:]*?(?=https?:\/\/)|(?=https?\/\/)|([^\s/?#]+)\/(?=https?:\/\/\1\/))/i;

/** What is copied along around a whole address: quotation marks, also escaped ones, and the brackets of RFC 3986. */
const framed = /^(?:%22|["'‘’“”<[]){1,2}\s*(https?:\/\/[^\s"'‘’“”<>]+?)\s*(?:%22|["'‘’“”>\]]){0,2}$/i;

/** A mailbox without its scheme. */
const mailbox = /^[a-z0-9][\w.+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,24}$/i;

/** The host of a site in the place of a path: no folder ends so. */
const bareHost = /^(?:www\.[^\s/.]+\.[^\s/]+|(?:[a-z0-9-]+\.)+(?:com|org|net)(?:[/?#]|$))/i;

/**
 * An address with the scheme and without the frame, the escapes and the second beginning that it was miswritten with. What
 * is well written comes back as it is, and so does what cannot be told from a path.
 *
 * @example
 * meantAddress('https://one.examplehttps://one.example/a'); // → "https://one.example/a"
 */
export function meantAddress(text: string): string {
  if (/^https?:\/\/[^/\s]/i.test(text)) return withoutSecondStart(text);
  if (/^[/?#.]/.test(text)) return text;
  const scheme = misspeltScheme.exec(text);
  if (scheme !== null) return meantAddress(`http${scheme[1] ?? ''}://${text.slice(scheme[0].length)}`);
  if (cutScheme.test(text)) return meantAddress(text.replace(cutScheme, '$1://'));
  if (bareHost.test(text)) return `http://${text}`;
  if (mailbox.test(text)) return `mailto:${text}`;
  if (/^https?%3a%2f%2f[^/?#]+$/i.test(text)) return decodePercent(text);
  return framed.exec(text)?.[1] ?? text;
}

function withoutSecondStart(text: string): string {
  // Escaped more often than HTML asks: no address holds such a reference itself.
  const plain = text.includes('&amp;') ? text.replace(/&(?:amp;)+/g, '&') : text;
  if (plain.indexOf('http', 7) < 0) return plain;
  const whole = plain.replace(beforeWhole, '');
  return whole === plain ? plain : meantAddress(whole.replace(/^(https?)\/\//i, '$1://'));
}

/** Without the escapes of RFC 3986 §2.1; as it is where they are none. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where Jekyll and Hugo show a site to its author. */
const drafts = /^https?:\/\/(?:localhost|0\.0\.0\.0):(?:4000|1313)(?=[/?#]|$)/i;
const onTheNet = /^https?:\/\/(?:[\w-]+\.)+[a-z]{2,63}(?=[:/?#]|$)/i;

/**
 * The address by which others reach what a site was built with on its author's machine (`http://localhost:4000/a`): where
 * the feed, `base`, is on the net, its host is meant.
 */
export function publicAddress(address: string, base: string | undefined): string {
  const local = drafts.exec(address)?.[0];
  const site = local === undefined ? undefined : onTheNet.exec(base ?? '')?.[0];
  return site === undefined || local === undefined ? address : site + address.slice(local.length);
}
