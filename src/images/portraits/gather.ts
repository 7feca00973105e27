import { defined } from '../../model/defined.ts';
import { grouped } from '../../model/group.ts';
import type { Downloaded } from '../gather.ts';
import type { EncodePortrait } from '../types.ts';
import { nobodyToAsk } from './due.ts';
import type { PortraitStore } from './store.ts';

/** A source whose portrait is wanted. */
export interface PortraitSubject {
  readonly feed: string;
  /** What the configuration names: an address. Nothing else is asked for then. */
  readonly wanted?: string;
  /** Addresses that the feed gives, most wanted first. */
  readonly icons: readonly string[];
  /** The home page, whose icon stands in for the feed's. */
  readonly home?: string;
}

interface PortraitInput {
  readonly store: PortraitStore;
  /** In the order in which they are asked for. */
  readonly subjects: readonly PortraitSubject[];
  /** Results in any order. */
  readonly download: (urls: readonly string[]) => AsyncIterable<Downloaded>;
  /** The addresses of icons that a page names, best first. Never throws. */
  readonly iconsOf: (page: Uint8Array, url: string) => readonly string[];
  readonly encode: EncodePortrait;
  /** RFC 3339: the moment of the run. */
  readonly now: string;
  /** Ends the run: what is not done then is left for another one. */
  readonly signal?: AbortSignal;
}

export interface PortraitReport {
  /** Portraits that came, whether they are new or not. */
  readonly copied: number;
  readonly failed: number;
}

/** Addresses that are tried for one source; a page may name any number. */
const maxTries = 5;

type Step = { readonly kind: 'icon' | 'page'; readonly url: string };

/** One source on its way through its addresses. */
interface Search {
  readonly subject: PortraitSubject;
  steps: Step[];
  tried: Set<string>;
  failed: string;
}

function firstSteps({ wanted, icons, home }: PortraitSubject): Step[] {
  if (wanted !== undefined) return [{ kind: 'icon', url: wanted }];
  return [
    ...icons.map((url): Step => ({ kind: 'icon', url })),
    ...(home === undefined ? [] : [{ kind: 'page', url: home } as const]),
  ];
}

/** What stands in place of a page that names no icon: the address where browsers look. */
function usualIcon(page: string): string {
  return new URL('/favicon.ico', page).href;
}

class Gathering {
  readonly #input: PortraitInput;
  copied = 0;
  failed = 0;

  constructor(input: PortraitInput) {
    this.#input = input;
  }

  /** Asks for the next address of every source, until each has its portrait or no address is left. */
  async run(): Promise<void> {
    let open = this.#input.subjects.map(
      (subject): Search => ({
        subject,
        steps: firstSteps(subject),
        tried: new Set(),
        failed: nobodyToAsk,
      }),
    );
    while (open.length > 0) {
      const ended = open.filter((search) => next(search) === undefined);
      for (const search of ended) await this.#fail(search);
      open = await this.#round(open.filter((search) => next(search) !== undefined));
    }
    await this.#input.store.flush();
  }

  /** Returns the sources that are not done. What was not asked to its end is left for another run, without a note. */
  async #round(searches: readonly Search[]): Promise<Search[]> {
    const byUrl = grouped(searches, (search) => next(search)?.url ?? '');
    const open: Search[] = [];
    if (byUrl.size === 0) return open;
    for await (const download of this.#input.download([...byUrl.keys()])) {
      // What came already would still have to be decoded, one after the other.
      if (this.#input.signal?.aborted) return [];
      if (download.kind === 'left') continue;
      for (const search of byUrl.get(download.url) ?? [])
        if (!(await this.#take(search, download))) open.push(search);
    }
    return open;
  }

  /** Whether the source has its portrait now. */
  async #take(search: Search, download: Exclude<Downloaded, { kind: 'left' }>): Promise<boolean> {
    const step = next(search);
    search.tried.add(download.url);
    search.steps = search.steps.filter(({ url }) => !search.tried.has(url));
    if (download.kind === 'failed') {
      search.failed = download.code;
      if (step?.kind === 'page') search.steps.push({ kind: 'icon', url: usualIcon(download.url) });
      return false;
    }
    if (step?.kind === 'page') {
      const icons = this.#input.iconsOf(download.body, download.url);
      for (const url of [...icons.slice(0, 2), usualIcon(download.url)])
        search.steps.push({ kind: 'icon', url });
      return false;
    }
    const { wanted, feed } = search.subject;
    const encoded = await this.#input.encode(download.body, wanted !== undefined);
    if (encoded.kind === 'refused') {
      search.failed = encoded.code;
      return false;
    }
    this.copied += 1;
    const { name } = encoded;
    const record = { name, from: download.url, ...defined({ wanted }), checked: this.#input.now };
    await this.#input.store.keep(feed, record, encoded.bytes);
    return true;
  }

  /** What came before stays, unless the configuration names another one now. */
  async #fail({ subject: { feed, wanted }, failed }: Search): Promise<void> {
    const before = this.#input.store.find(feed);
    const kept = before?.source === undefined && before?.wanted === wanted ? before : undefined;
    this.failed += 1;
    await this.#input.store.keep(feed, {
      ...defined({ name: kept?.name, from: kept?.from, wanted }),
      checked: this.#input.now,
      failed,
    });
  }
}

function next({ steps, tried }: Search): Step | undefined {
  return tried.size >= maxTries ? undefined : steps.find(({ url }) => !tried.has(url));
}

/** Asks for the portraits of these sources. One that fails is a record, never an exception. Rejects only when the disk does. */
export async function gatherPortraits(input: PortraitInput): Promise<PortraitReport> {
  const gathering = new Gathering(input);
  await gathering.run();
  return { copied: gathering.copied, failed: gathering.failed };
}
