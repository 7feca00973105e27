import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripTerminal } from '../../clean/index.ts';
import {
  type VenusSource,
  venusDocument,
  venusFeedOf,
  venusFileName,
  venusSourceOf,
} from '../../config/index.ts';
import { defined } from '../../model/defined.ts';
import { errorMessage } from '../../model/error-message.ts';
import type { FeedConfig, Problem } from '../../model/types.ts';
import { decodeDocument } from '../../parse/index.ts';
import { type CachedDocument, type CachedFeed, type OpenedCache, skippedFiles } from './cache.ts';

/** The cache of Planet Venus: a folder with a file for each entry, and `sources/` with one for each feed. */

/** Of one entry. */
const maxFileBytes = 10_000_000;

/** A file's text; `undefined` of anything but an ordinary file of a sensible size. Links are not followed. */
async function readText(path: string): Promise<string | undefined> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > maxFileBytes) return undefined;
    return decodeDocument(await readFile(path), 'application/xml').text;
  } catch {
    return undefined;
  }
}

/** Files that are looked at to tell whether a folder is such a cache. */
const probed = 50;

/** The names of its files; folders in it, and hidden files, are Venus's own affair. Rejects when the disk does. */
async function filesIn(dir: string): Promise<readonly string[]> {
  const found = await readdir(dir, { withFileTypes: true });
  return found
    .filter((one) => !one.isDirectory() && !one.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** Whether a folder looks like the cache of Venus: Planet 2.0 kept another one under the same name. */
export async function isVenusCache(dir: string): Promise<boolean> {
  const names = await filesIn(dir).catch(() => []);
  for (const name of names.slice(0, probed)) {
    const text = await readText(join(dir, name));
    if (text !== undefined && venusSourceOf(text) !== undefined) return true;
  }
  return false;
}

/** Addresses of the configuration by what the files in `sources/` say of those feeds: an id, or another address. */
async function knownSources(
  dir: string,
  feeds: readonly Pick<FeedConfig, 'url'>[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const { url } of feeds) {
    const text = await readText(join(dir, 'sources', venusFileName(url)));
    const source = text === undefined ? undefined : venusFeedOf(text);
    for (const name of [source?.id, ...(source?.urls ?? [])]) if (name !== undefined) known.set(name, url);
  }
  return known;
}

interface Group {
  readonly source: VenusSource;
  readonly urls: Set<string>;
  readonly files: string[];
}

async function* documentsOf(dir: string, files: readonly string[]): AsyncGenerator<CachedDocument> {
  for (const name of files) {
    const text = await readText(join(dir, name));
    if (text === undefined) continue;
    yield { body: new TextEncoder().encode(venusDocument(text)), where: stripTerminal(name), maxItems: 1 };
  }
}

/** Sorts the entries of a cache by the feeds that they came from. */
class Sorting {
  readonly groups = new Map<string, Group>();
  readonly strange: string[] = [];
  readonly homeless: string[] = [];
  readonly #known: ReadonlyMap<string, string>;

  constructor(known: ReadonlyMap<string, string>) {
    this.#known = known;
  }

  add(name: string, text: string | undefined): void {
    const source = text === undefined ? undefined : venusSourceOf(text);
    if (source === undefined) {
      this.strange.push(stripTerminal(name));
      return;
    }
    const names = [source.id, ...source.urls].filter((one) => one !== undefined);
    const configured = names.map((one) => this.#known.get(one)).find((one) => one !== undefined);
    const urls = [...new Set(configured === undefined ? source.urls : [configured, ...source.urls])];
    const [key] = [...urls, ...names, source.name].filter((one) => one !== undefined);
    if (key === undefined) {
      this.homeless.push(stripTerminal(name));
      return;
    }
    const group = this.groups.get(key) ?? { source, urls: new Set(urls), files: [] };
    this.groups.set(key, group);
    for (const url of urls) group.urls.add(url);
    group.files.push(name);
  }
}

/**
 * Opens the cache in a folder. Every file is looked at for where it came from, and read as a feed only later, so that
 * what it costs in memory does not grow with the cache.
 *
 * @param feeds those that are configured: Venus names some of its files by their addresses
 */
export async function openVenusCache(
  dir: string,
  feeds: readonly Pick<FeedConfig, 'url'>[],
): Promise<OpenedCache | { readonly problem: Problem }> {
  let entries: readonly string[];
  try {
    entries = await filesIn(dir);
  } catch (error) {
    return { problem: unreadable(dir, errorMessage(error)) };
  }
  const sorting = new Sorting(await knownSources(dir, feeds));
  for (const name of entries) sorting.add(name, await readText(join(dir, name)));
  const { groups, strange, homeless } = sorting;
  if (groups.size === 0) return { problem: unreadable(dir, 'No file in it is an Atom entry.') };
  const cached = [...groups.values()].map(
    ({ source: { name, title, home }, urls, files }): CachedFeed => ({
      urls: [...urls],
      ...defined({ name, title, home }),
      items: files.length,
      documents: () => documentsOf(dir, files),
    }),
  );
  return {
    format: 'Planet Venus cache',
    feeds: cached,
    notes: [
      ...skippedFiles(dir, strange, 'They are not Atom entries, not whole, or larger than 10 MB.'),
      ...skippedFiles(dir, homeless, 'They do not say which feed they came from.'),
    ],
  };
}

function unreadable(where: string, why: string): Problem {
  return {
    code: 'IMPORT_UNREADABLE',
    what: 'Could not read the cache.',
    where,
    why,
    fix: 'Name the folder that "cache_directory" in the configuration of the Planet names.',
  };
}
