import type { Day } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import { type DayEntry, emptyDay, formatEntry, type KeptItem } from './day-entry.ts';
import { hasKeyIn, headIn, itemIn, keptIn, parseEntry } from './entry-bytes.ts';
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

/** Entries of days in memory: so many bytes as they are written, so many items as objects. */
const maxBytes = 48 * 1024 * 1024;
const maxItems = 20_000;

interface Opened {
  readonly bytes: Buffer;
  readonly entry?: DayEntry;
  readonly found: Map<string, KeptItem | undefined>;
}

/** With each item found by its key: asked for alone, it is the same object. */
function openedOf(bytes: Buffer, entry: DayEntry): Opened {
  return { bytes, entry, found: new Map(entry.items.map((kept) => [kept.item.key, kept])) };
}

interface Part<Value> {
  readonly values: Map<string, Value>;
  isChanged: boolean;
}

/** Parts of the ledger with records of one sort, each read when it is asked for. */
class Parts<Value> extends Map<string, Part<Value>> {
  readonly #read: (name: string) => Iterable<readonly [string, Value]>;

  constructor(read: (name: string) => Iterable<readonly [string, Value]>) {
    super();
    this.#read = read;
  }

  of(name: string): Part<Value> {
    const part = this.get(name) ?? { values: new Map(this.#read(name)), isChanged: false };
    this.set(name, part);
    return part;
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

/** Which part a name lies in. FNV-1a: fast, and spreads well enough. */
function partOf(name: string, parts: number): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) {
    hash ^= name.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 0) % parts).toString(16).padStart(2, '0');
}

/** The ledger's entries, read when they are asked for and kept while there is room; changes are written by `save`. */
export class LedgerState {
  readonly store: LedgerStore;
  readonly index: LedgerIndex;
  readonly #opened = new Map<Day, Opened>();
  #byteCount = 0;
  #itemCount = 0;
  #isLost = false;
  readonly #threads = new Parts((name) =>
    this.#readPart<StoredRecord>(name).map(([own, record]) => [own, recordOf(record)] as const),
  );
  readonly #stories = new Parts((name) => this.#readPart<StoryRecord>(name));
  readonly #obsolete = new Set<string>();
  readonly #written = new Set<string>();
  /** Days whose entries the disk did not take: they are in memory alone. */
  readonly #unwritten = new Set<Day>();

  constructor(store: LedgerStore, index: LedgerIndex) {
    this.store = store;
    this.index = index;
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

  #open(day: Day): Opened | undefined {
    const known = this.#opened.get(day);
    if (known) {
      this.#opened.delete(day);
      this.#opened.set(day, known);
      return known;
    }
    const head = this.index.days.get(day);
    if (!head) return undefined;
    const bytes = this.store.readNamed(this.#nameOf(day, head.entry));
    if (bytes === undefined) throw this.#lose(day);
    const opened: Opened = { bytes, found: new Map() };
    this.#keep(day, opened);
    return opened;
  }

  #keep(day: Day, opened: Opened): void {
    this.#drop(day);
    this.#opened.set(day, opened);
    this.#byteCount += opened.bytes.length;
    this.#itemCount += opened.entry?.items.length ?? 0;
    for (const [oldest] of this.#opened) {
      if (this.#byteCount <= maxBytes && this.#itemCount <= maxItems) break;
      if (oldest !== day && !this.#unwritten.has(oldest)) this.#drop(oldest);
    }
  }

  #drop(day: Day): void {
    const opened = this.#opened.get(day);
    if (!opened) return;
    this.#opened.delete(day);
    this.#byteCount -= opened.bytes.length;
    this.#itemCount -= opened.entry?.items.length ?? 0;
  }

  entry(day: Day): DayEntry {
    const opened = this.#open(day);
    if (!opened) return emptyDay;
    if (opened.entry) return opened.entry;
    const entry = parseEntry(opened.bytes);
    this.#keep(day, openedOf(opened.bytes, entry));
    return entry;
  }

  /** How many items each feed has on a day, and how many the rules hide. */
  feedsOn(day: Day): Pick<DayEntry, 'feeds' | 'hidden'> {
    const opened = this.#open(day);
    if (!opened) return emptyDay;
    return opened.entry ?? headIn(opened.bytes);
  }

  item(day: Day, key: string): KeptItem | undefined {
    const opened = this.#open(day);
    if (!opened) return undefined;
    if (opened.found.has(key)) return opened.found.get(key);
    const found = itemIn(opened.bytes, key);
    opened.found.set(key, found);
    return found;
  }

  /** The items of a day that are in a thread, newest first. */
  itemsIn(day: Day, thread: string): Iterable<KeptItem> {
    const opened = this.#open(day);
    if (!opened) return [];
    return opened.entry?.items.filter((kept) => kept.in.includes(thread)) ?? keptIn(opened.bytes, thread);
  }

  /** Whether an item of a day has this key, without reading the item. */
  hasKey(day: Day, key: string): boolean {
    const opened = this.#open(day);
    return opened !== undefined && hasKeyIn(opened.bytes, key);
  }

  /** Whether a text stands anywhere in a day's entry. */
  mentions(day: Day, text: string): boolean {
    return this.#open(day)?.bytes.includes(JSON.stringify(text).slice(1, -1)) === true;
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
    if (this.store.write(path, text) === undefined) this.#unwritten.add(day);
    else this.#unwritten.delete(day);
    this.#keep(day, openedOf(Buffer.from(text), entry));
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
    this.#drop(day);
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
      this.index.parts.set(name, this.store.write(name, JSON.stringify(values)) ?? '');
      part.isChanged = false;
    }
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
