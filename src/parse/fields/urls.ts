import { meantAddress, publicAddress } from '../../model/meant-address.ts';
import { parseUrl } from '../../model/url.ts';
import { maxUrlLength } from '../limits.ts';
import { quote, type Repairs } from '../repairs.ts';
import { namesAnything } from './fields.ts';

const absolute = /^[a-z][a-z0-9+.-]*:/i;
const hierarchical = /^https?:\/\/[^\s<>"\\]+$/i;
/** Addresses on a usual host, of which the address parser refuses none: no port, no address of numbers, no `xn--`. */
const usual = /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,63}(?:[/?#]|$)/i;
/** The same as a whole, not escaped and without signs that were copied along: what nearly all addresses are. */
const plain =
  /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,63}(?:[/?#](?:[^\s<>"\\&]|&(?!amp;|#0{0,4}38;))*(?<![\u200b-\u200f\u2060\ufeff\u201c\u201d]))?$/i;
/** Schemes that name no place on the network or that run code. */
const refused = /^(?:javascript|vbscript|data|file|about|blob|view-source|filesystem):/i;

/** `http:` and `https:` addresses only: what relative references can be resolved against. */
export function isWebAddress(text: string | undefined): text is string {
  return text !== undefined && hierarchical.test(text) && canParse(text);
}

function canParse(text: string): boolean {
  return usual.test(text) || parseUrl(text) !== undefined;
}

/** Where a document came from. */
export interface DocumentAddress {
  /** By RFC 3986 §5.1, when it is a web address. */
  readonly documentUrl: string | undefined;
  /** Whether the server named it as the base (`Content-Location`). */
  readonly isStated: boolean;
}

/**
 * Whether another site serves the feed than the one whose home page it names, as FeedBurner does: relative addresses of its
 * items are the home page's then. Sites that share an ending of two labels (`co.uk`) count as one.
 */
export function isServedElsewhere(home: string, { documentUrl, isStated }: DocumentAddress): boolean {
  return documentUrl !== undefined && !isStated && siteOf(home) !== siteOf(documentUrl);
}

function siteOf(url: string): string | undefined {
  return parseUrl(url)?.hostname.split('.').slice(-2).join('.');
}

/**
 * Resolves a reference against a base (RFC 3986 §5); an absolute one stays as written. `undefined` when it is no
 * address. White space around and line breaks inside are dropped, as publishers wrap lines.
 */
export function resolveUrl(reference: string, base: string | undefined): string | undefined {
  const text = withOwnHost(meantAddress(joinLines(reference.trim())), base);
  if (text === '' || text.length > maxUrlLength) return undefined;
  if (hierarchical.test(text)) return canParse(text) ? text : undefined;
  if (/^feed:/i.test(text))
    return resolveUrl(
      text.replace(/^feed:(?:\/\/)?(https?:)?(?:\/\/)?/i, '$1//').replace(/^\/\//, 'http://'),
      base,
    );
  if (text.startsWith('//') && base === undefined) return resolveUrl(`https:${text}`, base);
  if (absolute.test(text)) return parseUrl(text)?.href;
  return base === undefined ? undefined : parseUrl(text, base)?.href;
}

/**
 * `one.example/a` and `/one.example/a` below `https://one.example/`: the site's own name is no folder of it. `//folder/a` of
 * a template without the site's name: no host that others reach is without a dot.
 */
function withOwnHost(text: string, base: string | undefined): string {
  const host =
    base === undefined || absolute.test(text) ? undefined : /^https?:\/\/([^/?#]+)/i.exec(base)?.[1];
  if (host === undefined) return text;
  const path = text.replace(/^\/{1,2}/, '');
  if (path.startsWith(host) && /^(?:\/|$)/.test(path.slice(host.length))) return `//${path}`;
  return host.includes('.') && /^\/\/[\w-]+(?:[/?#]|$)/.test(text) ? text.slice(1) : text;
}

/** Without line breaks and the blanks around them. In one pass: an address may be a megabyte of blanks. */
function joinLines(text: string): string {
  if (!/[\t\n\r]/.test(text)) return text;
  return text
    .split(/[\t\n\r]+/)
    .map((line) => line.trim())
    .join('');
}

/** What some leave around an address: a CDATA section's marks in an attribute, the brackets of RFC 3986 appendix C. */
const wrapped = /^(?:<(?:!\[CDATA\[)?([^\s<>]*?)(?:\]\])?>?|"([^\s"]*)"|'([^\s']*)')$/;

/** Characters without width and quotation marks, which came along when an address was copied. */
const copied =
  /^[\u200b-\u200f\u2060\ufeff"\u201c\u201d\s]{1,20}|[\u200b-\u200f\u2060\ufeff"\u201c\u201d\s]{1,20}$/g;
/** The address of a link or picture that somebody wrote where its address belongs. */
const holder = /^<(?:a\s[^>]*?\bhref|img\s[^>]*?\bsrc)\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/** Quotation marks or brackets around an address, and what introduces it: `URL: …`. */
const framed = /^(?:(?:url|link|href)\s*[:=]\s*)?["'“”([]?\s*(https?:\/\/[^\s"'“”]+?)\s*["'“”)\]]?$/i;
/** Of two addresses the first counts, and what stands before a title. */
const followed = /^(https?:\/\/[^\s"]+?)[,;]?\s+(?:https?:\/\/|\().*$/is;

/** An address without what people and programs write around and into it. */
function written(text: string): string {
  if (text.length > maxUrlLength) return text;
  const unescaped = text.includes('\\/') ? text.replaceAll('\\/', '/') : text;
  const bare = /^[^a-z/.#?<]|[^\x21-\x7e]$|"$/i.test(unescaped) ? unescaped.replace(copied, '') : unescaped;
  const isWhole = /^https?:/i.test(bare);
  return (isWhole ? followed : framed).exec(bare)?.[1] ?? bare;
}

/** An identifier in an address' place (RFC 9562) names no page. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A feed's own address field, absolute, or `undefined` with a repair noted when it is broken, too long or unsafe. */
export function readUrl(
  given: string | undefined,
  base: string | undefined,
  repairs: Repairs,
): string | undefined {
  if (given === undefined) return undefined;
  if (given.length <= maxUrlLength && plain.test(given)) return given;
  // Escaped once more than XML asks: no address holds such a reference itself.
  const text = written(given.trim().replace(/&(?:amp|#0{0,4}38);/g, '&'));
  if (text === '') return undefined;
  if (text.length > maxUrlLength) {
    repairs.note('LIMIT_URL', `An address is longer than ${maxUrlLength} characters; it was left out.`);
    return undefined;
  }
  const [, double, single] = (text.startsWith('<') && holder.exec(text)) || [];
  const reference = double ?? single ?? (/^[<"']/.test(text) ? text.replace(wrapped, '$1$2$3') : text);
  // No address begins with `<`: this is markup.
  const isMissing = reference !== '#' && namesAnything(reference) === undefined;
  const isOther = reference.startsWith('<') || uuid.test(reference) || isMissing;
  const resolved = isOther ? undefined : resolveUrl(reference, base);
  const url = resolved === undefined ? undefined : publicAddress(resolved, base);
  if (url !== undefined && !refused.test(url)) return url;
  repairs.note('URL_INVALID', `${quote(text)} is not an address that can be followed; it was left out.`);
  return undefined;
}
