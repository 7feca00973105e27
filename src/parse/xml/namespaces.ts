import { remembered } from '../../model/remember.ts';
import { usualName } from './usual-names.ts';

/**
 * Names a feed's elements by vocabulary, whatever prefix a publisher chose. RSS's own elements have no prefix;
 * all others get one of ours: `atom:entry`, `dc:creator`, `content:encoded`.
 */

/** Namespace addresses, lower-case, without `https`, `www.`, trailing `/` or `#`, as publishers vary all of these. */
const known: ReadonlyMap<string, string> = new Map([
  ['w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/atom/ns#', 'atom'],
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['backend.userland.com/rss091', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['cyber.law.harvard.edu/rss', ''],
  ['cyber.law.harvard.edu/rss/rss.html', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['purl.org/net/rss1.1', ''],
  ['purl.org/net/rss1.1/payload', 'rss11'],
  ['purl.org/rss/2.0', ''],
  ['purl.org/rss/1.0/modules/rss091', ''],
  ['w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/metadata/dublin_core', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['rssboard.org/media-rss', 'media'],
  ['search.yahoo.com/mrss/', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['tools.search.yahoo.com/mrss', 'media'],
  ['itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['itunes.com/dtds/podcast-1.0', 'itunes'],
  ['example.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['podcastindex.org/namespace/1.0', 'podcast'],
  ['github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md', 'podcast'],
  ['podlove.org/simple-chapters', 'psc'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['wellformedweb.org/commentapi', 'wfw'],
  ['purl.org/syndication/thread/1.0', 'thr'],
  ['georss.org/georss', 'georss'],
  ['georss.org/georss/10', 'georss'],
  ['opengis.net/gml', 'gml'],
  ['opengis.net/gml/3.2', 'gml'],
  ['w3.org/2003/01/geo/wgs84_pos', 'geo'],
  ['postneo.com/icbm', 'geo'],
  ['geourl.org/rss/module', 'geo'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['pheedo.com/namespace/pheedo', 'pheedo'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['w3.org/1999/xhtml', 'xhtml'],
  ['w3.org/2000/svg', 'svg'],
  ['w3.org/1998/math/mathml', 'math'],
  ['w3.org/xml/1998/namespace', 'xml'],
  ['purl.oclc.org/net/rss_2.0/enc', 'enc'],
  ['webfeeds.org/rss/1.0', 'webfeeds'],
  ['source.scripting.com', 'source'],
  ['creativecommons.org/ns', 'cc'],
  ['backend.userland.com/creativecommonsrssmodule', 'creativecommons'],
  ['prismstandard.org/namespaces/basic/2.0', 'prism'],
  ['prismstandard.org/namespaces/1.2/basic', 'prism'],
  ['purl.org/rss/1.0/modules/prism', 'prism'],
  ['news.yandex.ru', 'yandex'],
  ['xmlns.com/foaf/0.1', 'foaf'],
  ['w3.org/2000/01/rdf-schema', 'rdfs'],
  ['yandex.ru', 'yandex'],
  ['turbo.yandex.ru', 'turbo'],
  ['base.google.com/ns/1.0', 'g'],
  ['sitemaps.org/schemas/sitemap/0.9', 'sitemap'],
  ['google.com/schemas/sitemap/0.9', 'sitemap'],
  ['google.com/schemas/sitemap/0.84', 'sitemap'],
  ['google.com/schemas/sitemap-news/0.9', 'news'],
  ['google.com/schemas/sitemap-image/1.1', 'sitemap-image'],
]);

/** What an undeclared prefix most likely means. */
const byPrefix: ReadonlyMap<string, string> = new Map([
  ['atom', 'atom'],
  ['atom10', 'atom'],
  ['atom03', 'atom'],
  ['a10', 'atom'],
  ['rss', ''],
  ['rdf', 'rdf'],
  ['dc', 'dc'],
  ['dcterms', 'dcterms'],
  ['content', 'content'],
  ['media', 'media'],
  ['mrss', 'media'],
  ['itunes', 'itunes'],
  ['googleplay', 'googleplay'],
  ['podcast', 'podcast'],
  ['psc', 'psc'],
  ['slash', 'slash'],
  ['wfw', 'wfw'],
  ['thr', 'thr'],
  ['georss', 'georss'],
  ['gml', 'gml'],
  ['geo', 'geo'],
  ['icbm', 'icbm'],
  ['feedburner', 'feedburner'],
  ['pheedo', 'pheedo'],
  ['sy', 'sy'],
  ['syn', 'sy'],
  ['xhtml', 'xhtml'],
  ['svg', 'svg'],
  ['xml', 'xml'],
  ['enc', 'enc'],
  ['webfeeds', 'webfeeds'],
  ['source', 'source'],
  ['cc', 'cc'],
  ['prism', 'prism'],
  ['foaf', 'foaf'],
  ['yandex', 'yandex'],
  ['turbo', 'turbo'],
  ['g', 'g'],
  ['news', 'news'],
]);

/** The address that a prefix usually stands for; one that nobody knows where it has no usual meaning. */
export function usualAddress(prefix: string): string {
  const vocabulary = byPrefix.get(prefix);
  const address = [...known].find(([, each]) => each === vocabulary)?.[0];
  return address === undefined ? `urn:${prefix}` : `http://${address}`;
}

/** The host of a plain address. */
const hostOf = (plain: string): string => plain.split('/', 1)[0] ?? '';

/** Each vocabulary with the hosts of its addresses. */
const homes: ReadonlySet<string> = new Set(
  [...known].map(([address, vocabulary]) => `${vocabulary} ${hostOf(address)}`),
);

/** Namespaces in scope: declared prefixes (`''` is the default) and the vocabulary each stands for. */
export interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  /** The addresses as declared, by prefix. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Names as written → our names, kept as most names repeat. */
  readonly names: Map<string, string>;
  /** Names as written whose prefix is used without a declaration. */
  readonly undeclared: Set<string>;
}

/** Characters of a namespace's address that count. */
const maxNamespaceLength = 500;

/** Prefixes in force at once: each element that declares one copies them. */
const maxPrefixes = 200;

/** Names kept per scope; a hostile document may invent any number. */
const maxCachedNames = 2000;

export function emptyScope(): Scope {
  return { prefixes: new Map(), addresses: new Map(), names: new Map(), undeclared: new Set() };
}

/** Adds the `xmlns` attributes of one element. Unknown vocabularies keep their address as the name, so never match. */
export function extendScope(scope: Scope, declared: Iterable<readonly [string, string]>): Scope {
  const prefixes = new Map(scope.prefixes);
  const addresses = new Map(scope.addresses);
  for (const [prefix, uri] of declared) {
    if (prefixes.size >= maxPrefixes && !prefixes.has(prefix.toLowerCase())) continue;
    prefixes.set(prefix.toLowerCase(), vocabularyOf(uri, prefix.toLowerCase()));
    addresses.set(prefix.toLowerCase(), uri);
  }
  return { prefixes, addresses, names: new Map(), undeclared: new Set() };
}

/**
 * Our prefix for a namespace address: `''` for RSS and for none, `?address` when unknown. One that is misspelt behind its
 * host is known by its usual prefix.
 */
function vocabularyOf(uri: string, prefix: string): string {
  const plain = uri
    .trim()
    .slice(0, maxNamespaceLength)
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[#/]+$/, '');
  const found = plain === '' ? '' : known.get(plain);
  if (found !== undefined) return found;
  const usual = byPrefix.get(prefix) ?? '';
  const isMisspelt = usual !== '' && homes.has(`${usual} ${hostOf(plain)}`);
  return isMisspelt ? usual : `?${plain}`;
}

/** Whether a namespace's address is of a vocabulary that no feed's fields are in. */
export function isUnknownNamespace(uri: string): boolean {
  return vocabularyOf(uri, '').startsWith('?');
}

/** Our name for an element name as written: `Atom10:Link` → `atom:link`. */
export function elementName(scope: Scope, raw: string): string {
  const cached = scope.names.get(raw);
  if (cached !== undefined) return cached;
  const name = resolveName(scope, raw);
  if (scope.names.size < maxCachedNames) {
    scope.names.set(raw, name);
    if (hasUndeclaredPrefix(scope, raw)) scope.undeclared.add(raw);
  }
  return name;
}

function resolveName(scope: Scope, raw: string): string {
  const colon = raw.indexOf(':');
  const prefix = colon < 0 ? '' : raw.slice(0, colon).toLowerCase();
  const local = raw.slice(colon + 1).toLowerCase();
  const vocabulary = scope.prefixes.get(prefix) ?? byPrefix.get(prefix) ?? prefix;
  if (vocabulary === '') return local === 'entry' ? 'atom:entry' : usualName(local);
  if (vocabulary === 'atom' && rssNames.has(local)) return local;
  if (colon < 0 && frameNames.has(local)) return local;
  // Whatever the address: no vocabulary has another `content:encoded`.
  if (prefix === 'content' && /^encoded?$/.test(local)) return 'content:encoded';
  return usualName(`${vocabulary}:${local}`);
}

/** Names of RSS that Atom does not have: among Atom's elements, too, they can only mean RSS's. */
const rssNames: ReadonlySet<string> = new Set(
  (
    'rss channel item guid pubdate description enclosure comments language ttl image lastbuilddate managingeditor ' +
    'webmaster cloud skiphours skipdays categories tags creator encoded date subject thumbnail keywords'
  ).split(' '),
);

/** What holds a feed of RSS together means that also where the default namespace is another vocabulary's. */
const frameNames: ReadonlySet<string> = new Set(['rss', 'channel', 'item']);

/** Whether names without a prefix belong neither to RSS nor to Atom. */
export function isForeign(scope: Scope): boolean {
  const own = scope.prefixes.get('') ?? '';
  return own !== '' && own !== 'atom';
}

/** Whether a prefix is used without a declaration (and was guessed). */
export function isUndeclared(scope: Scope, raw: string): boolean {
  return scope.names.has(raw) ? scope.undeclared.has(raw) : hasUndeclaredPrefix(scope, raw);
}

function hasUndeclaredPrefix(scope: Scope, raw: string): boolean {
  const colon = raw.indexOf(':');
  if (colon <= 0) return false;
  const prefix = raw.slice(0, colon).toLowerCase();
  return prefix !== 'xml' && !scope.prefixes.has(prefix);
}

/** Each name in small letters, as one string: two of these are told apart without a look at their letters. */
const inSmallLetters = remembered((raw: string) => Object.keys({ [raw.toLowerCase()]: 0 })[0] ?? '', 1000);

/** Our name for an attribute: unprefixed ones belong to their element and stay plain. */
export function attributeName(scope: Scope, raw: string): string {
  return raw.includes(':') ? elementName(scope, raw) : inSmallLetters(raw);
}
