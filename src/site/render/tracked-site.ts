import type { Ledger } from '../content/ledger.ts';
import type { Site, Source } from '../site.ts';

/** Takes the name of an input that was asked for, as `versions.ts` and the ledger's changes know it. */
export type Note = (input: string) => void;

/** What asking a map for something is called; `undefined` where the versions of items tell it already. */
interface Names {
  readonly get: ((key: string) => string) | undefined;
  readonly all: string;
}

/** A map that notes what of it was asked for. */
class TrackedMap<Value> implements ReadonlyMap<string, Value> {
  readonly #map: ReadonlyMap<string, Value>;
  readonly #note: Note;
  readonly #names: Names;
  readonly #wrap: ((value: Value) => Value) | undefined;
  readonly #wrapped = new Map<string, Value>();

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
    if (value === undefined || !this.#wrap) return value;
    const wrapped = this.#wrapped.get(key) ?? this.#wrap(value);
    this.#wrapped.set(key, wrapped);
    return wrapped;
  }

  has(key: string): boolean {
    if (this.#names.get) this.#note(this.#names.get(key));
    return this.#map.has(key);
  }

  keys(): MapIterator<string> {
    this.#note(this.#names.all);
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

/** Notes what a function is asked for, by all that it is told, before it answers: `day:2026-05-18`, `thread:topic/linux`. */
function noting<Args extends readonly string[], Answer>(
  note: Note,
  kind: string,
  ask: (...args: Args) => Answer,
): (...args: Args) => Answer {
  return (...args) => {
    note(args.length === 0 ? kind : `${kind}:${args.join('/')}`);
    return ask(...args);
  };
}

/** Notes one name, whatever a function is told. */
function noticed<Args extends readonly unknown[], Answer>(
  note: Note,
  name: string,
  ask: (...args: Args) => Answer,
): (...args: Args) => Answer {
  return (...args) => {
    note(name);
    return ask(...args);
  };
}

/** What is asked of days. */
function trackedDays(ledger: Ledger, note: Note) {
  return {
    day: noting(note, 'day', ledger.day),
    hasDay: noting(note, 'has', ledger.hasDay),
    daysOf: noting(note, 'calendar', ledger.daysOf),
    countOn: noting(note, 'count', ledger.countOn),
    dayHeads: noting(note, 'heads:day', ledger.dayHeads),
    feedsOn: noticed(note, 'heads:day', ledger.feedsOn),
    sourcesIn: noticed(note, 'heads:day', ledger.sourcesIn),
    neighbours: noting(note, 'neighbours', ledger.neighbours),
    newest: noting(note, 'newest', ledger.newest),
    freed: noting(note, 'freed', ledger.freed),
    imagesOn: noting(note, 'day', ledger.imagesOn),
  };
}

function trackedLedger(ledger: Ledger, note: Note): Ledger {
  const editions = { get: (id: string) => `edited:${id}`, all: 'edited' };
  return {
    ...trackedDays(ledger, note),
    thread: noting(note, 'thread', ledger.thread),
    threads: noting(note, 'heads', ledger.threads),
    nameOf: noting(note, 'name', ledger.nameOf),
    years: noting(note, 'years', ledger.years),
    yearOf: noting(note, 'year', ledger.yearOf),
    partBefore: noting(note, 'before', ledger.partBefore),
    monthsOf: noting(note, 'thread', ledger.monthsOf),
    monthCounts: noting(note, 'thread', ledger.monthCounts),
    part: noting(note, 'part', ledger.part),
    get days() {
      note('days');
      return ledger.days;
    },
    get hasSubscribers() {
      note('subscribers');
      return ledger.hasSubscribers;
    },
    get newestArrival() {
      note('arrival');
      return ledger.newestArrival;
    },
    // Which names of an item have pages, and its story, are part of the item's own state.
    hasPage: ledger.hasPage,
    storyOf: ledger.storyOf,
    hasStoryPage: ledger.hasStoryPage,
    versionOf: ledger.versionOf,
    story: noting(note, 'story', ledger.story),
    stories: noting(note, 'heads:story', ledger.stories),
    aliasOf: noting(note, 'alias', ledger.aliasOf),
    storyAliases: noting(note, 'heads:story', ledger.storyAliases),
    edits: { ...ledger.edits, editions: new TrackedMap(ledger.edits.editions, note, editions) },
    feeds: noting(note, 'heads:day', ledger.feeds),
    // Only search asks for these, and names its own versions.
    feedsArrivedIn: ledger.feedsArrivedIn,
    languages: ledger.languages,
  };
}

/** A source whose state and face are noted apart from its name: they change more often, and few pages show them. */
function trackedSource(source: Source, note: Note): Source {
  return {
    ...source,
    get record() {
      note(`record:${source.id}`);
      return source.record;
    },
    get portrait() {
      note(`portrait:${source.id}`);
      return source.portrait;
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
  const sources = { get: (id: string) => `source:${id}`, all: 'sources' };
  return {
    ...site,
    get now() {
      note('clock');
      return site.now;
    },
    isPast: noting(note, 'past', site.isPast),
    firstDayOf: noting(note, 'begun', site.firstDayOf),
    isQuiet: noting(note, 'quiet', site.isQuiet),
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
    ledger: trackedLedger(site.ledger, note),
    sources: new TrackedMap(site.sources, note, sources, (source) => trackedSource(source, note)),
    newSources: new TrackedMap(site.newSources, note, {
      get: (day) => `new-sources:${day}`,
      all: 'new-sources',
    }),
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
