import type { Attachment, RelatedLink } from '../../model/types.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { type Fields, namesAnything } from './fields.ts';
import { alternateOf, selfOf, textLink } from './links.ts';
import { mimeType } from './media.ts';
import { playerOf } from './media-texts.ts';
import { plainType } from './text-rules.ts';
import { isWebAddress, readUrl, resolveUrl } from './urls.ts';

export interface Identity {
  readonly id: string | undefined;
  readonly url: string | undefined;
  /** Whether the item's id is its address. */
  readonly isLink: boolean;
}

/** What an item goes by and where it is read. `home` is the feed's page, as far as it is known: no item's own. */
export function readIdentity(
  fields: Fields,
  links: readonly RelatedLink[],
  { home, repairs }: { readonly home: string | undefined; readonly repairs: Repairs },
): Identity {
  const { attributes, base } = fields.element;
  const guid = fields.firstFilled('guid');
  // RDF let `about` go without its prefix at first.
  const about =
    (attributes.get('rdf:about') ?? attributes.get('about') ?? attributes.get('rdf:resource'))?.trim() ||
    undefined;
  const id =
    namesAnything(fields.text('atom:id')) ??
    namesAnything(guid?.text.trim()) ??
    about ??
    namesAnything(fields.text('id', 'dc:identifier', 'dcterms:identifier'));
  // What a counting service took for the original is a whole address, or it is none.
  const original = readUrl(fields.text('feedburner:origlink', 'pheedo:origlink'), undefined, repairs);
  const cdf = readUrl(attributes.get('href') ?? fields.first('a')?.attributes.get('href'), base, repairs);
  const stated = textLink(fields, repairs) ?? alternateOf(links, fields.element.language)?.url ?? cdf;
  const fallback = permalinkOf(guid) ?? (isWebAddress(about) ? about : undefined);
  const link = fallback !== undefined && isNoPage(stated, [home, base]) ? undefined : stated;
  const atomId = fields.text('atom:id');
  const named = fallback ?? [atomId, fields.text('dc:identifier', 'dcterms:identifier')].find(isWebAddress);
  const own =
    link ??
    (named?.includes('&') ? readUrl(named, base, repairs) : named) ??
    playerOf(fields, repairs) ??
    readUrl(fields.text('url', 'permalink', 'href', 'prism:url'), base, repairs) ??
    selfOf(links, base) ??
    pageElsewhere(fields, repairs);
  // Some name the site's home page as the original of every item.
  const isHome = original !== undefined && home !== undefined && isSamePage(original, home);
  const url = isHome ? (own ?? original) : (original ?? own);
  return { id: id ?? undefined, url: withSlash(url, home), isLink: id !== undefined && id === url };
}

/** What a host is followed by where its `/` is missing: words of addresses, and what no top-level domain holds. */
const joinedPath =
  /^(?:articles?|blog|feed|news|notes?|pages?|posts?|rss|stories|[a-z]{0,20}[\d_-][\w-]{0,200})(?:[/?#]|$)/i;

/** `https://one.exampleblog/a`, as templates write it that take the slash to be there, is a page of `https://one.example`. */
function withSlash(url: string | undefined, home: string | undefined): string | undefined {
  if (url === undefined || home === undefined || (home.endsWith('/') && url.startsWith(home))) return url;
  const site = /^https?:\/\/[^/?#]+\.[a-z]{2,}(?=[/?#]|$)/i.exec(home)?.[0];
  if (site === undefined || !url.startsWith(site)) return url;
  const rest = url.slice(site.length);
  return joinedPath.test(rest) ? `${site}/${rest}` : url;
}

/** Atom `content/@src`: the text is a page elsewhere. */
function pageElsewhere(fields: Fields, repairs: Repairs): string | undefined {
  const content = fields.all('atom:content').find(({ attributes }) => attributes.has('src'));
  const type = plainType(content?.attributes.get('type'));
  const isPage = type === '' || type.endsWith('html') || type.endsWith('html+xml');
  return isPage ? readUrl(content?.attributes.get('src'), content?.base, repairs) : undefined;
}

/** Atom `content/@src`: the text is elsewhere, and a file there is an attachment. */
export function filesElsewhere(fields: Fields, repairs: Repairs): Attachment[] {
  return fields.all('atom:content').flatMap((element) => {
    const url = readUrl(element.attributes.get('src'), element.base, repairs);
    return url === undefined ? [] : [{ url, mime_type: mimeType(element.attributes.get('type'), url) }];
  });
}

/** A path: from the root, or with a folder or the ending of a page, where nothing looks like a host or a scheme. */
const path =
  /^(?:\.{0,2}\/|\?)[^\s<>"]+$|^[^\s<>":/.]+\/[^\s<>":]*$|^[^\s<>":/]+\.(?:html?|php|aspx?|jsp|cgi)(?:[?#]\S*)?$/i;

/** The address that a guid is: a whole one, or a relative one that says so or begins at the root. */
function permalinkOf(guid: XmlElement | undefined): string | undefined {
  const text = guid?.text.trim() ?? '';
  const stated = guid?.attributes.get('ispermalink')?.trim().toLowerCase();
  if (stated === 'false' || stated === 'no' || stated === '0') return undefined;
  const isRelative = path.test(text) && (stated === 'true' || text.startsWith('/'));
  const url = isRelative ? resolveUrl(text, guid?.base) : text;
  return isWebAddress(url) ? url : undefined;
}

/** Whether a link is no item's: no web address, or one of the feed's own, its home page and the document itself. */
function isNoPage(link: string | undefined, own: readonly (string | undefined)[]): boolean {
  if (link === undefined || !isWebAddress(link)) return true;
  return own.some((url) => url !== undefined && isSamePage(url, link.replace(/#$/, '')));
}

/** Characters that do not count: `https://www.` and a `/` at the end. */
const mostBeside = 13;

function isSamePage(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > mostBeside) return false;
  const plain = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?|\/$/gi, '').toLowerCase();
  return plain(a) === plain(b);
}
