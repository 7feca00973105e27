import type { Corpus } from './corpus.ts';
import type { Site, Source } from './site.ts';

/** Takes the name of an input that was asked for, as `versions.ts` knows it. */
export type Note = (input: string) => void;

interface Names {
  /** What asking for one is called; `undefined` where the versions of items tell it already. */
  readonly get: ((key: string) => string) | undefined;
  readonly has: ((key: string) => string) | undefined;
  readonly keys: string;
  readonly all: string;
}

/** A map that notes what of it was asked for. */
class TrackedMap<Value> implements ReadonlyMap<string, Value> {
  readonly #map: ReadonlyMap<string, Value>;
  readonly #note: Note;
  readonly #names: Names;
  readonly #wrap: ((value: Value) => Value) | undefined;

  constructor(map: ReadonlyMap<string, Value>, note: Note, names: Names, wrap?: (value: Value) => Value) {
    this.#map = map;
    this.#note = note;
    this.#names = names;
    this.#wrap = wrap;
  }

  #whole(): ReadonlyMap<string, Value> {
    this.#note(this.#names.all);
    const wrap = this.#wrap;
    return wrap ? new Map([...this.#map].map(([key, value]) => [key, wrap(value)])) : this.#map;
  }

  get(key: string): Value | undefined {
    if (this.#names.get) this.#note(this.#names.get(key));
    const value = this.#map.get(key);
    return value !== undefined && this.#wrap ? this.#wrap(value) : value;
  }

  has(key: string): boolean {
    if (this.#names.has) this.#note(this.#names.has(key));
    return this.#map.has(key);
  }

  keys(): MapIterator<string> {
    this.#note(this.#names.keys);
    return this.#map.keys();
  }

  get size(): number {
    return this.#whole().size;
  }

  values(): MapIterator<Value> {
    return this.#whole().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.#whole()[Symbol.iterator]();
  }

  forEach(call: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this.#whole()) call(value, key, this);
  }
}

function names(kind: string, over: Partial<Names> = {}): Names {
  return {
    get: (key) => `${kind}:${key}`,
    has: (key) => `has:${kind}:${key}`,
    keys: `keys:${kind}`,
    all: 'all',
    ...over,
  };
}

function trackedCorpus(corpus: Corpus, note: Note): Corpus {
  const whole = (kind: string): Names => names(kind, { has: (key) => `${kind}:${key}`, keys: 'all' });
  return {
    get days() {
      note('days');
      return corpus.days;
    },
    byDay: new TrackedMap(corpus.byDay, note, names('day')),
    byFeed: new TrackedMap(corpus.byFeed, note, names('feed')),
    bySection: new TrackedMap(corpus.bySection, note, names('section')),
    // Whether a name of an item has a page is part of the item's own version.
    topics: new TrackedMap(corpus.topics, note, names('topic', { has: undefined })),
    authors: new TrackedMap(corpus.authors, note, names('author', { has: undefined })),
    stories: new TrackedMap(corpus.stories, note, names('story')),
    // So is the story that it belongs to.
    storyOf: corpus.storyOf,
    storyAliases: new TrackedMap(corpus.storyAliases, note, whole('alias')),
    edits: {
      ...corpus.edits,
      editions: new TrackedMap(corpus.edits.editions, note, whole('edited')),
    },
    packages: new TrackedMap(corpus.packages, note, names('packages')),
    freed: new TrackedMap(corpus.freed, note, whole('freed')),
    get hasSubscribers() {
      note('subscribers');
      return corpus.hasSubscribers;
    },
    hidden: new TrackedMap(corpus.hidden, note, whole('hidden')),
    neighbours: (kind, id) => {
      note(`neighbours:${kind}/${id}`);
      return corpus.neighbours(kind, id);
    },
    threadMonth: (id) => {
      note(`thread-month:${id}`);
      return corpus.threadMonth(id);
    },
    versionOf: corpus.versionOf,
    imagesOf: corpus.imagesOf,
  };
}

/** A source whose state is noted apart from its name: it changes more often, and few pages show it. */
function trackedSource(source: Source, note: Note): Source {
  return {
    ...source,
    get record() {
      note(`record:${source.id}`);
      return source.record;
    },
  };
}

/**
 * The same site, noting which of its inputs are asked for: what a page is made from is what was noted while it was made,
 * so that no list of dependencies has to be kept beside the views. Texts of days are not noted: they belong to items,
 * and a page shows items of noted lists only.
 */
export function trackedSite(site: Site, note: Note): Site {
  const { images } = site;
  const sources = names('source', { has: (id) => `source:${id}`, keys: 'sources', all: 'sources' });
  return {
    ...site,
    get now() {
      note('clock');
      return site.now;
    },
    get firstDay() {
      note('first-day');
      return site.firstDay;
    },
    config: {
      ...site.config,
      get feeds() {
        note('feeds');
        return site.config.feeds;
      },
    },
    corpus: trackedCorpus(site.corpus, note),
    sources: new TrackedMap(site.sources, note, sources, (source) => trackedSource(source, note)),
    newSources: new TrackedMap(site.newSources, note, names('new-sources', { has: undefined })),
    ...(images && {
      images: {
        ...images,
        copyOf: (address, absolute) => {
          note(`image:${address}`);
          return images.copyOf(address, absolute);
        },
      },
    }),
  };
}
