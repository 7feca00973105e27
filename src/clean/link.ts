import { parseUrl } from '../model/url.ts';
import { safeUrl } from './safe-url.ts';
import { redirectParam, withoutTracking } from './tracking.ts';

/** Each redirect is shorter than the one around it; this only ends what is built to be endless. */
const maxUnwraps = 20;

/** Redirects that carry their target as a parameter: host and path, and the parameter's name. */
const redirectPages: readonly (readonly [pattern: RegExp, param: string])[] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}\/url$/, 'q'],
  [/^(?:www\.)?google\.[a-z.]{2,6}\/url$/, 'url'],
  [/^news\.google\.com\/news\/url$/, 'url'],
  [/^lm?\.(?:facebook|instagram|messenger)\.com\/(?:l\.php)?$/, 'u'],
  [/^www\.facebook\.com\/l\.php$/, 'u'],
  [/^out\.reddit\.com\//, 'url'],
  [/^t\.umblr\.com\/redirect$/, 'z'],
  [/^slack-redir\.net\/link$/, 'url'],
  [/^(?:www\.)?youtube\.com\/redirect$/, 'q'],
  [/^medium\.com\/r\/$/, 'url'],
  [/^(?:www\.)?duckduckgo\.com\/l\/$/, 'uddg'],
  [/^(?:vk\.com|away\.vk\.com)\/away\.php$/, 'to'],
  [/^disq\.us\/url$/, 'url'],
  [/^exit\.sc\/$/, 'url'],
  [/^steamcommunity\.com\/linkfilter\/$/, 'u'],
  [/^(?:www\.)?linkedin\.com\/(?:redir\/redirect|authwall)$/, 'url'],
  [/^link\.(?:csdn\.net|juejin\.cn|zhihu\.com)\/$/, 'target'],
  [/^weibo\.cn\/sinaurl$/, 'u'],
  [/^click\.(?:linksynergy|icptrack)\.com\//, 'murl'],
];

/**
 * Download counters of podcasts, and a page that hides where its reader comes from: the real address stands behind the
 * prefix, with or without its scheme.
 */
const pathPrefixes: readonly RegExp[] = [
  /^https?:\/\/href\.li\/\?/,
  /^https?:\/\/(?:www|dts|play)\.podtrac\.com\/(?:pts\/)?redirect\.[a-z0-9]{2,4}\//,
  /^https?:\/\/(?:chtbl\.com|chrt\.fm)\/track\/[^/]+\//,
  /^https?:\/\/op3\.dev\/e(?:,[^/]*)?\//,
  /^https?:\/\/pdst\.fm\/e\//,
  /^https?:\/\/mgln\.ai\/e\/[^/]+\//,
  /^https?:\/\/(?:pscrb\.fm|verifi\.podscribe\.com)\/rss\/p\//,
  /^https?:\/\/(?:prfx|pfx)\.byspotify\.com\/e\//,
  /^https?:\/\/(?:arttrk\.com|claritaspod\.com)\/(?:p|measure)\/(?:[A-Z0-9]{5}\/)?/,
  /^https?:\/\/(?:pfx\.)?vpixl\.com\/[^/]+\//,
  /^https?:\/\/tracking\.swap\.fm\/track\/[^/]+\//,
  /^https?:\/\/[a-z]\.gum\.fm\/s-[^/]+\//,
  /^https?:\/\/(?:blbry\.com|media\.blubrry\.com)\/[^/]+\//,
];

/** All of them as one pattern: hardly any address has such a prefix. */
const anyPrefix = new RegExp(pathPrefixes.map(({ source }) => source).join('|'));

/** A host with a dot and a path: what stands behind a counting prefix that dropped the scheme. */
const bareAddress = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\/./i;

/**
 * An address as a reader should follow it: safe (see `safeUrl`), out of redirects that carry their target inside, and
 * without tracking parameters. Never asks the network.
 *
 * @example
 * cleanLink('/a?utm_source=feed&id=1', 'https://one.example/'); // → "https://one.example/a?id=1"
 */
export function cleanLink(text: string, base?: string): string | undefined {
  const known = base === undefined ? absolute.get(text) : undefined;
  if (known !== undefined) return known;
  const cleaned = clean(safeUrl(text, base, 'link'));
  if (cleaned !== undefined && base === undefined) remember(text, cleaned);
  return cleaned;
}

function remember(text: string, cleaned: string): void {
  if (text.length >= 300) return;
  if (absolute.size >= 4_000) absolute.clear();
  absolute.set(text, cleaned);
}

/** Absolute addresses that were cleaned lately: those of a text are looked at again whenever it is read. */
const absolute = new Map<string, string>();

/**
 * The same for what programs load: attachments, comments, chapters. `http` and `https` only.
 *
 * @example
 * cleanResource('a.mp3', 'https://one.example/'); // → "https://one.example/a.mp3"
 */
export function cleanResource(text: string, base?: string): string | undefined {
  return clean(safeUrl(text, base, 'resource'));
}

function clean(href: string | undefined): string | undefined {
  if (href === undefined || !href.startsWith('http')) return href;
  let url = parseUrl(href);
  for (let count = 0; url !== undefined && count < maxUnwraps; count += 1) {
    const next: URL = redirectTarget(url) ?? withoutTracking(url);
    if (next === url) {
      // Without redirect and tracking: it comes out as it is when it is read again.
      remember(url.href, url.href);
      return url.href;
    }
    url = next;
  }
  return url?.href ?? href;
}

function redirectTarget(url: URL): URL | undefined {
  return targetInQuery(url) ?? targetInPath(url);
}

function targetInQuery(url: URL): URL | undefined {
  // Hardly any query holds an address.
  if (url.search === '' || !/https?(?::|%3a)/i.test(url.search)) return undefined;
  const page = url.host + url.pathname;
  const params = redirectPages.filter(([pattern]) => pattern.test(page)).map(([, param]) => param);
  for (const param of [...params, redirectParam(url)]) {
    const value = param === undefined ? null : url.searchParams.get(param);
    const target = value === null ? undefined : webAddress(value);
    if (target !== undefined) return target;
  }
  return undefined;
}

function targetInPath(url: URL): URL | undefined {
  if (!anyPrefix.test(url.href)) return undefined;
  const prefix = pathPrefixes.find((pattern) => pattern.test(url.href));
  if (prefix === undefined) return undefined;
  const rest = url.href.replace(prefix, '');
  return webAddress(bareAddress.test(rest) ? `https://${rest}` : rest);
}

function webAddress(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  const safe = safeUrl(text, undefined, 'resource');
  return safe === undefined ? undefined : parseUrl(safe);
}
