import { parseJson } from '../model/json.ts';
import { isRecord, textFields } from '../model/record.ts';
import type { OpmlFeed } from './opml.ts';

/** Where the last good list behind an `opml:` address lies, in the site folder. */
export const keptListPath = '_data/state/opml.json';

/** More than any list that a person keeps: past it, the list is refused whole. */
export const maxListFeeds = 10_000;

/** A list of feeds as it was last read from its address. */
export interface KeptList {
  /** The configured address, without credentials. The rest is void when that changes. */
  readonly url: string;
  /** None when the list never came. */
  readonly feeds?: readonly OpmlFeed[];
  /** What fetching remembers of the address, unchecked. */
  readonly fetch?: unknown;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function feedOf(value: unknown): OpmlFeed | undefined {
  if (!isRecord(value)) return undefined;
  const url = text(value.url);
  if (url === undefined) return undefined;
  const title = text(value.title);
  const attributes = textFields(value.attributes);
  return {
    url,
    ...(title !== undefined && { title }),
    groups: texts(value.groups),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  };
}

/**
 * Reads the kept list of an address; `undefined` when the file is of another address or damaged: the list is then
 * asked for anew, unconditionally. Never throws.
 *
 * @param url the configured address, without credentials
 */
export function parseKeptList(json: string | undefined, url: string): KeptList | undefined {
  const value = parseJson(json);
  if (!isRecord(value) || value.schema !== 1 || value.url !== url) return undefined;
  const list = Array.isArray(value.feeds) ? value.feeds.map(feedOf) : undefined;
  const feeds = list?.filter((feed) => feed !== undefined);
  return { url, ...(feeds && { feeds }), ...(value.fetch !== undefined && { fetch: value.fetch }) };
}

/** What is kept of a feed: not the settings that another digest's list may have, which only an import takes over. */
function lineOf({ url, title, groups, attributes }: OpmlFeed): string {
  return JSON.stringify({ url, title, groups, attributes });
}

/** The file's text, one feed a line, so that a change of the list reads well in a history. */
export function keptListText({ url, feeds, fetch }: KeptList): string {
  const lines = feeds?.map(lineOf).join(',\n');
  const list = lines === undefined ? '' : `,\n"feeds": [\n${lines}\n]`;
  return `{\n"schema": 1,\n"url": ${JSON.stringify(url)},\n"fetch": ${JSON.stringify(fetch ?? {})}${list}\n}\n`;
}
