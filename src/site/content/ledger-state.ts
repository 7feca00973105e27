import { textHash } from '../../model/text-hash.ts';
import type { Day } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import type { DayEntry, KeptItem } from './day-entry.ts';
import { DayReader } from './day-reader.ts';
import { formatEntry } from './entry-text.ts';
import { formatIndex, type LedgerIndex } from './ledger-index.ts';
import type { LedgerStore } from './store.ts';
import type { StoryRecord } from './stories.ts';
import {
  newRecord,
  recordOf,
  type StoredRecord,
  storedRecord,
  type ThreadKind,
  type ThreadRecord,
  threadKinds,
} from './threads.ts';

interface Part<Value> {
  readonly values: Map<string, Value>;
  isChanged: boolean;
}

/** So many parts that did not change are kept: all of one kind, as pages are made a kind at a time. */
const maxParts = 300;

/** Parts of the ledger with records of one sort, each read when it is asked for. */
class Parts<Value> extends Map<string, Part<Value>> {
  readonly #read: (name: string) => Iterable<readonly [string, Value]>;

  constructor(read: (name: string) => Iterable<readonly [string, Value]>) {
    super();
    this.#read = read;
  }

  of(name: string): Part<Value> {
    const known = this.get(name);
    if (known) return known;
    if (this.size >= maxParts) this.dropTo(maxParts - 1);
    const part = { values: new Map(this.#read(name)), isChanged: false };
    this.set(name, part);
    return part;
  }

  /** Keeps so many, the latest, and what is not on the disk. */
  dropTo(most: number): void {
    for (const [name, { isChanged }] of this) {
      if (this.size <= most) break;
      if (!isChanged) this.delete(name);
    }
  }
}

/** What the site does not show yet of the ledger with the version `of`; since it was made from the one with `since`. */
export interface PendingChanges {
  readonly of: string;
  readonly since?: string | undefined;
  readonly names: readonly string[] | 'all';
}

/** Thrown where something that the index names is not there, or not as it was left: then the ledger is made anew. */
export class LedgerLost extends Error {}

/** What a ledger answers; something else where it turned out to be lost. */
export function unlessLost<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof LedgerLost) return otherwise;
    throw error;
  }
}

/** Which part a name lies in. */
function partOf(name: string, parts: number): string {
  return ((textHash(name) >>> 0) % parts).toString(16).padStart(2, '0');
}

/** The ledger's entries, read when they are asked for and kept while there is room; changes are written by `save`. */
export class LedgerState {
  readonly store: LedgerStore;
  readonly index: LedgerIndex;
  #isLost = false;
  readonly #threads = new Parts((name) =>
    this.#readPart<StoredRecord>(name).map(([own, record]) => [own, recordOf(record)] as const),
  );
  readonly #stories = new Parts((name) => this.#readPart<StoryRecord>(name));
  readonly #obsolete = new Set<string>();
  readonly #written = new Set<string>();
  readonly #days: DayReader;

  constructor(store: LedgerStore, index: LedgerIndex) {
    this.store = store;
    this.index = index;
    this.#days = new DayReader(
      store,
      (day) => this.#pathOf(day),
      (name) => this.#lose(name),
    );
  }

  /** Whether it turned out that something is not there, whoever caught the error. */
  get isLost(): boolean {
    return this.#isLost;
  }

  #lose(name: string): LedgerLost {
    this.#isLost = true;
    return new LedgerLost(name);
  }

  #nameOf(day: Day, entry: string): string {
    return `day/${day.slice(0, 4)}/${day}.${entry}`;
  }

  #pathOf(day: Day): string | undefined {
    const head = this.index.days.get(day);
    return head && this.#nameOf(day, head.entry);
  }

  entry(day: Day): DayEntry {
    return this.#days.entry(day);
  }

  /** How many items each feed has on a day, and how many the rules hide. */
  feedsOn(day: Day): Pick<DayEntry, 'feeds' | 'hidden'> {
    return this.#days.feedsOn(day);
  }

  item(day: Day, key: string): KeptItem | undefined {
    return this.#days.item(day, key);
  }

  /** The items of a day that are in a thread, newest first. */
  itemsIn(day: Day, thread: string): readonly KeptItem[] {
    return this.#days.itemsIn(day, thread);
  }

  /** Whether an item of a day has this key, without reading the item. */
  hasKey(day: Day, key: string): boolean {
    return this.#days.hasKey(day, key);
  }

  /** Whether a text stands anywhere in a day's entry. */
  mentions(day: Day, text: string): boolean {
    return this.#days.mentions(day, text);
  }

  /** Writes a day's entry under a name of its own, and answers with that: the old one goes when no index names it. */
  putEntry(day: Day, entry: DayEntry): string {
    const text = formatEntry(entry);
    const name = shortHash(text);
    const old = this.index.days.get(day)?.entry;
    if (old === name) return name;
    if (old !== undefined) this.#obsolete.add(this.#nameOf(day, old));
    const path = this.#nameOf(day, name);
    // What was obsolete is there already, and an index may name it.
    if (!this.#obsolete.delete(path)) this.#written.add(path);
    this.#days.keep(day, entry, { isWritten: this.store.write(path, text) !== undefined });
    return name;
  }

  /** What another index named goes once this one is written, but for what both name. */
  supersede({ days, parts }: LedgerIndex): void {
    for (const [day, { entry }] of days) this.#obsolete.add(this.#nameOf(day, entry));
    for (const name of parts.keys()) this.#obsolete.add(name);
  }

  removeEntry(day: Day): void {
    const head = this.index.days.get(day);
    if (head) this.#obsolete.add(this.#nameOf(day, head.entry));
    this.index.days.delete(day);
    this.#days.drop(day);
  }

  #readPart<Stored>(name: string): [string, Stored][] {
    const hash = this.index.parts.get(name);
    if (hash === undefined) return [];
    const text = this.store.read(name, hash);
    if (text === undefined) throw this.#lose(name);
    return JSON.parse(text);
  }

  #writeParts<Value>(parts: Parts<Value>, stored: (value: Value) => unknown): void {
    for (const [name, part] of parts) {
      if (!part.isChanged) continue;
      const values = [...part.values].map(([own, value]) => [own, stored(value)]);
      const hash = this.store.write(name, JSON.stringify(values));
      this.index.parts.set(name, hash ?? '');
      part.isChanged = hash === undefined;
    }
    parts.dropTo(maxParts);
  }

  #threadPart(kind: ThreadKind, slug: string): Part<ThreadRecord> {
    return this.#threads.of(`thread/${kind}/${partOf(slug, this.index.shards)}`);
  }

  thread(kind: ThreadKind, slug: string): ThreadRecord | undefined {
    return this.#threadPart(kind, slug).values.get(slug);
  }

  /** The record of a thread, to be changed. */
  threadToChange(kind: ThreadKind, slug: string): ThreadRecord {
    const part = this.#threadPart(kind, slug);
    part.isChanged = true;
    const record = part.values.get(slug) ?? newRecord();
    part.values.set(slug, record);
    return record;
  }

  removeThread(kind: ThreadKind, slug: string): void {
    const part = this.#threadPart(kind, slug);
    part.isChanged = part.values.delete(slug) || part.isChanged;
  }

  #storyPart(key: string): Part<StoryRecord> {
    return this.#stories.of(`story/${partOf(key, this.index.shards)}`);
  }

  /** A story as it was decided. */
  decidedStory(key: string): StoryRecord | undefined {
    return this.#storyPart(key).values.get(key);
  }

  /** A story as editors left it. */
  story(key: string): StoryRecord | undefined {
    const { stories, aliases } = this.index.edited;
    return stories.get(key) ?? (aliases.has(key) ? undefined : this.decidedStory(key));
  }

  putStory(key: string, story: StoryRecord | undefined): void {
    const part = this.#storyPart(key);
    part.isChanged = true;
    if (story) part.values.set(key, story);
    else part.values.delete(key);
  }

  /** The key of the story that an item is in. */
  storyKeyOf({ item }: Pick<KeptItem, 'item'>): string | undefined {
    const { storyOf } = this.index.edited;
    return storyOf.has(item.key) ? storyOf.get(item.key) : item.story?.key;
  }

  /** Moves all records into another number of parts. */
  reshard(shards: number): void {
    const threads: [ThreadKind, string, ThreadRecord][] = [];
    const stories: [string, StoryRecord][] = [];
    for (const name of new Set([
      ...this.index.parts.keys(),
      ...this.#threads.keys(),
      ...this.#stories.keys(),
    ])) {
      const kind = threadKinds.find((one) => name.startsWith(`thread/${one}/`));
      if (kind)
        for (const [slug, record] of this.#threads.of(name).values) threads.push([kind, slug, record]);
      else stories.push(...this.#stories.of(name).values);
      this.#obsolete.add(name);
    }
    this.index.parts.clear();
    this.#threads.clear();
    this.#stories.clear();
    this.index.shards = shards;
    for (const [kind, slug, record] of threads) {
      this.threadToChange(kind, slug);
      this.#threadPart(kind, slug).values.set(slug, record);
    }
    for (const [key, story] of stories) this.putStory(key, story);
  }

  /**
   * Writes what changed, and answers with the ledger's version. Until the index is written, another run finds the mark
   * and makes the ledger anew; so it does where the disk did not take all.
   */
  save(pending: Omit<PendingChanges, 'of'>): string {
    this.store.write('open', '');
    this.#writeParts(this.#threads, storedRecord);
    this.#writeParts(this.#stories, (story) => story);
    const index = formatIndex(this.index);
    const version = shortHash(index);
    this.store.write('changed', JSON.stringify({ of: version, ...pending }));
    this.store.write('index', index);
    this.store.remove('open');
    const named = new Set([...this.index.days].map(([day, { entry }]) => this.#nameOf(day, entry)));
    for (const name of this.#obsolete)
      if (!this.index.parts.has(name) && !named.has(name)) this.store.remove(name);
    this.#obsolete.clear();
    this.#written.clear();
    return version;
  }

  /** Takes back what was written since: no index will name it. */
  abandon(): void {
    for (const name of this.#written) this.store.remove(name);
  }
}
