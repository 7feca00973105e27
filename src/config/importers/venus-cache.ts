import { defined } from '../../model/defined.ts';
/** What Planet Venus keeps in `cache_directory`: a file for each entry, Atom with the feed it came from as `source`. */

/** Where an entry came from. */
export interface VenusSource {
  /** Addresses of its feed, as the feed says and as it was fetched. */
  readonly urls: readonly string[];
  /** The feed's Atom id. */
  readonly id?: string;
  /** What the planet called it. */
  readonly name?: string;
  readonly title?: string;
  readonly home?: string;
}

const entryStart = /<entry[\s>]/;
const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => references[name] ?? '').trim();
}

/** The text of the first such element. */
function elementText(xml: string, name: string): string | undefined {
  const start = xml.search(new RegExp(`<${name}[\\s>]`));
  const open = start < 0 ? -1 : xml.indexOf('>', start);
  const end = open < 0 ? -1 : xml.indexOf(`</${name}>`, open);
  const text = end < 0 ? '' : unescaped(xml.slice(open + 1, end).replace(/<[^<>]*>/g, ''));
  return text === '' ? undefined : text;
}

function linksIn(xml: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [tag] of xml.matchAll(/<link\s[^<>]*>/g)) {
    const rel = /\srel="([^"]*)"/.exec(tag)?.[1] ?? 'alternate';
    const href = unescaped(/\shref="([^"]*)"/.exec(tag)?.[1] ?? '');
    if (/^https?:\/\//i.test(href) && !links.has(rel)) links.set(rel, href);
  }
  return links;
}

/** What a document of Venus says of the feed: the `source` of an entry, or a file in `sources/`. */
function sourceIn(xml: string): VenusSource {
  const links = linksIn(xml);
  const location = elementText(xml, 'planet:http_location');
  // Of an entry that its feed had from elsewhere, the rest speaks of that other feed.
  const feedId = elementText(xml, 'planet:id');
  const self = feedId === undefined ? links.get('self') : undefined;
  const urls = [self, location].filter((url) => url !== undefined && /^https?:\/\//i.test(url));
  const id = feedId ?? elementText(xml, 'id');
  const name = elementText(xml, 'planet:name');
  const title = elementText(xml, 'title');
  const home = links.get('alternate');
  return {
    urls: [...new Set(urls)].filter((url) => url !== undefined),
    ...defined({ id, name, title, home }),
  };
}

/** Where the entry of a cache file came from; `undefined` when the file holds no entry, or not the whole of one. */
export function venusSourceOf(text: string): VenusSource | undefined {
  if (!entryStart.test(text.slice(0, 2000)) || !/<\/entry>\s*$/.test(text.slice(-100))) return undefined;
  const start = text.lastIndexOf('<source');
  const end = text.lastIndexOf('</source>');
  return start < 0 || end < start ? { urls: [] } : sourceIn(text.slice(start, end));
}

/** What a file in `sources/` says of its feed; `undefined` when it is none of those. */
export function venusFeedOf(text: string): VenusSource | undefined {
  return /<feed[\s>]/.test(text.slice(0, 2000)) ? sourceIn(text) : undefined;
}

/** A cache file as a feed with one item: what reads feeds reads it. */
export function venusDocument(text: string): string {
  const start = text.search(entryStart);
  return `<feed xmlns="http://www.w3.org/2005/Atom">${text.slice(Math.max(0, start))}</feed>`;
}

/** The name of the file in `sources/` that Venus keeps for a feed of this address, when it is not very long. */
export function venusFileName(url: string): string {
  return url
    .replace(/^\w+:\/*(?:\w+:|www\.)?/, '')
    .replace(/[?/:|]+/g, ',')
    .replace(/^[,.]*/, '')
    .replace(/[,.]*$/, '');
}
