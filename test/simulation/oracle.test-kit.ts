import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tokenPattern } from './feed.test-kit.ts';
import { dayFiles } from './publisher.test-kit.ts';

/** Where an item of the archive is: its day, and its key, which a file of an older version does not say. */
export interface Place {
  readonly day: string;
  readonly key: string | undefined;
}

interface ArchivedItem {
  readonly title?: string;
  readonly content_html: string;
  readonly _daybook: { readonly key?: string };
}

/** Where each post is archived, by its token; `''` for items that are not posts. */
export async function readPlaces(dir: string): Promise<ReadonlyMap<string, readonly Place[]>> {
  const places = new Map<string, Place[]>();
  for (const path of await dayFiles(dir)) {
    const text = await readFile(join(dir, '_data', 'archive', path), 'utf8');
    const { items }: { items: readonly ArchivedItem[] } = JSON.parse(text);
    for (const { title = '', _daybook } of items) {
      const [token = ''] = title.match(tokenPattern) ?? [];
      const place = { day: path.slice(-15, -5), key: _daybook.key };
      const known = places.get(token);
      if (known) known.push(place);
      else places.set(token, [place]);
    }
  }
  return places;
}

/** What a reader or a program may have kept the address of: pages, feeds, texts. */
function isAddress(path: string): boolean {
  return (
    /(?:\.html|\.xml|\.txt|\.json|\.webmanifest)$/.test(path) && !/^(?:search-index|assets)\//.test(path)
  );
}

export async function addressesOf(dir: string): Promise<readonly string[]> {
  const site = join(dir, '_site');
  const entries = await readdir(site, { recursive: true });
  return entries.filter(isAddress).sort();
}

interface NumberedEdition {
  readonly id: string;
  readonly number?: number;
}

async function editionsOf(dir: string): Promise<readonly NumberedEdition[]> {
  const text = await readFile(join(dir, '_site', 'editions', 'index.json'), 'utf8');
  const { editions }: { editions: readonly NumberedEdition[] } = JSON.parse(text);
  return editions;
}

/** Sizes and times of all files: a file that was written again has another time, or is another file. */
export async function stampsOf(dir: string): Promise<ReadonlyMap<string, string>> {
  const stamps = new Map<string, string>();
  for (const folder of ['_data', '_site']) {
    const entries = await readdir(join(dir, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, ino, size } = await stat(path);
      stamps.set(path, `${mtimeMs} ${ino} ${size}`);
    }
  }
  return stamps;
}

/** What the oracle knows: where things were, what was published, and what must be there. */
export class Oracle {
  readonly #dir: string;
  /** Posts that a run took and ended well with. */
  readonly #kept = new Set<string>();
  #places = new Map<string, Place>();
  readonly #published = new Set<string>();
  readonly #forgotten = new Set<string>();
  /** Numbers of editions, by their ids. */
  readonly #numbers = new Map<string, number>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Posts that came in whole documents, in a run that ended well. */
  keep(tokens: Iterable<string>): void {
    for (const token of tokens) this.#kept.add(token);
  }

  /** The nth post that can be removed without a day of its own becoming empty. */
  nth(n: number): { readonly token: string; readonly key: string } {
    const onDay = new Map<string, number>();
    for (const { day } of this.#places.values()) onDay.set(day, (onDay.get(day) ?? 0) + 1);
    const shared = [...this.#places].filter(([, { day }]) => (onDay.get(day) ?? 0) > 1);
    const [token = '', { key = '' } = {}] = shared[n] ?? [];
    return { token, key };
  }

  /** Somebody asked for its removal. */
  forget(token: string): void {
    this.#forgotten.add(token);
    this.#kept.delete(token);
    this.#places.delete(token);
  }

  /** The machine was lost: what was never published is unknown again, until feeds bring it. */
  async loseUnpublished(): Promise<void> {
    const places = await readPlaces(this.#dir);
    for (const token of this.#kept) if (!places.has(token)) this.#kept.delete(token);
    for (const token of this.#places.keys()) if (!places.has(token)) this.#places.delete(token);
  }

  /**
   * What is wrong with the archive, in sentences.
   *
   * @param due posts that ought to be there by now, whatever was delivered
   */
  async checkArchive(due: Iterable<string>): Promise<string[]> {
    const faults: string[] = [];
    const places = await readPlaces(this.#dir);
    for (const { day, key } of places.get('') ?? []) faults.push(`${key} of ${day} is nobody's post`);
    for (const token of new Set([...this.#kept, ...due]))
      if (!places.has(token) && !this.#forgotten.has(token)) faults.push(`${token} is lost`);
    for (const [token, found] of places) {
      if (token === '') continue;
      const [place] = found;
      const before = this.#places.get(token);
      if (this.#forgotten.has(token)) faults.push(`${token} was forgotten, and is there`);
      if (found.length > 1) faults.push(`${token} is there ${found.length} times: ${JSON.stringify(found)}`);
      else if (
        before &&
        (before.day !== place?.day || (place.key ?? before.key) !== (before.key ?? place.key))
      )
        faults.push(`${token} went from ${JSON.stringify(before)} to ${JSON.stringify(place)}`);
      if (place) this.#places.set(token, before?.key === undefined ? place : before);
    }
    return faults;
  }

  /** What is wrong with the site: an address that is gone, an item that is not on its day's page. */
  async checkSite(): Promise<string[]> {
    const now = new Set(await addressesOf(this.#dir));
    const faults = [...this.#published].filter((path) => !now.has(path)).map((path) => `${path} is dead`);
    for (const path of now) this.#published.add(path);
    for (const { id, number } of await editionsOf(this.#dir)) {
      const before = this.#numbers.get(id);
      if (before !== undefined && before !== number) faults.push(`${id} was number ${before}, is ${number}`);
      if (number !== undefined) this.#numbers.set(id, number);
    }
    const pages = new Map<string, string>();
    for (const [token, { day, key }] of this.#places) {
      const html = pages.get(day) ?? (await this.#pageOf(day));
      pages.set(day, html);
      const isThere = html.includes(key === undefined ? token : `id="${key}"`);
      if (!isThere) faults.push(`${token} is not on the page of ${day}, #${key}`);
    }
    return faults;
  }

  #pageOf(day: string): Promise<string> {
    return readFile(join(this.#dir, '_site', ...day.split('-'), 'index.html'), 'utf8').catch(() => '');
  }

  /** Stories that have, or had, a page. */
  get stories(): number {
    return [...this.#published].filter((path) => /^story\/.*\.html$/.test(path)).length;
  }
}
