import { remembered } from '../../model/remember.ts';
import type { Day } from '../../model/types.ts';
import { type DayEntry, emptyDay, type KeptItem } from './day-entry.ts';
import {
  type EntryStart,
  formatEntry,
  keysIn,
  parseEntry,
  parseHead,
  parseKept,
  placeIn,
  startOf,
} from './entry-text.ts';
import type { LedgerStore } from './store.ts';

/** Entries in memory hold at most so many items, and as many that were read alone are kept. */
const maxItems = 20_000;
/** So many starts of entries are kept. */
const maxStarts = 4000;
/** The start of most entries is no longer, nor is a usual day's whole entry, in bytes. */
const usualLength = 128 * 1024;
/** So many bytes of whole entries are kept while their items are read one by one. */
const maxBytes = 16 * 1024 * 1024;

interface Opened {
  readonly entry: DayEntry;
  readonly byKey: ReadonlyMap<string, KeptItem>;
}

/** Reads the ledger's entries of days, each as a whole or as much of it as is asked for. */
export class DayReader {
  readonly #store: LedgerStore;
  readonly #nameOf: (day: Day) => string | undefined;
  readonly #lose: (name: string) => Error;
  readonly #opened = new Map<Day, Opened>();
  #itemCount = 0;
  /** Entries as they lie there, by name. */
  readonly #bytes = new Map<string, Buffer>();
  #byteCount = 0;
  /** Days whose entries the disk did not take: they are in memory alone. */
  readonly #unwritten = new Set<Day>();

  /**
   * @param nameOf a day's entry; `undefined` for a day without items
   * @param lose answers with what is thrown where an entry is not there, or not as it was left
   */
  constructor(store: LedgerStore, nameOf: (day: Day) => string | undefined, lose: (name: string) => Error) {
    this.#store = store;
    this.#nameOf = nameOf;
    this.#lose = lose;
  }

  /** An entry that is in memory. */
  #inMemory(day: Day): Opened | undefined {
    const opened = this.#opened.get(day);
    if (opened) {
      this.#opened.delete(day);
      this.#opened.set(day, opened);
    }
    return opened;
  }

  /** Takes a day's entry as it is now. One that the disk did not take is in memory alone, and stays there. */
  keep(day: Day, entry: DayEntry, { isWritten }: { readonly isWritten: boolean }): void {
    this.drop(day);
    if (isWritten) this.#unwritten.delete(day);
    else this.#unwritten.add(day);
    this.#opened.set(day, { entry, byKey: new Map(entry.items.map((kept) => [kept.item.key, kept])) });
    this.#itemCount += entry.items.length;
    for (const [oldest] of this.#opened) {
      if (this.#itemCount <= maxItems) break;
      if (oldest !== day && !this.#unwritten.has(oldest)) this.drop(oldest);
    }
  }

  drop(day: Day): void {
    const opened = this.#opened.get(day);
    if (!opened) return;
    this.#opened.delete(day);
    this.#itemCount -= opened.entry.items.length;
  }

  /** The starts of entries, by name: what lies under a name never changes. */
  readonly #startOf = remembered((name: string): EntryStart => {
    const begun = this.#store.useStart(name, usualLength, (bytes) => {
      if (bytes.length < usualLength) this.#keepBytes(name, Buffer.from(bytes));
      return startOf(bytes);
    });
    const start = begun ?? this.#store.useNamed(name, startOf);
    if (!start) throw this.#lose(name);
    return start;
  }, maxStarts);

  #keepBytes(name: string, bytes: Buffer): void {
    if (this.#bytes.has(name)) return;
    this.#bytes.set(name, bytes);
    this.#byteCount += bytes.length;
    for (const [oldest, { length }] of this.#bytes) {
      if (this.#byteCount <= maxBytes) break;
      this.#bytes.delete(oldest);
      this.#byteCount -= length;
    }
  }

  #span(name: string, [from, to]: readonly [number, number]): string | undefined {
    return this.#bytes.get(name)?.toString('utf8', from, to) ?? this.#store.readSpan(name, from, to);
  }

  /** An item of an entry, by name and key, read alone. */
  readonly #itemAlone = remembered((place: string): KeptItem | undefined => {
    const [name = '', key = ''] = place.split(' ');
    const span = placeIn(this.#startOf(name), key);
    if (!span) return undefined;
    const line = this.#span(name, span);
    if (line === undefined) throw this.#lose(name);
    return parseKept(line);
  }, maxItems);

  entry(day: Day): DayEntry {
    const opened = this.#inMemory(day);
    if (opened) return opened.entry;
    const name = this.#nameOf(day);
    if (name === undefined) return emptyDay;
    const entry = this.#store.useNamed(name, parseEntry);
    if (!entry) throw this.#lose(day);
    this.keep(day, entry, { isWritten: true });
    return entry;
  }

  /** How many items each feed has on a day, and how many the rules hide. */
  feedsOn(day: Day): Pick<DayEntry, 'feeds' | 'hidden'> {
    const opened = this.#inMemory(day);
    if (opened) return opened.entry;
    const name = this.#nameOf(day);
    return name === undefined ? emptyDay : parseHead(this.#startOf(name).head);
  }

  item(day: Day, key: string): KeptItem | undefined {
    const opened = this.#inMemory(day);
    if (opened) return opened.byKey.get(key);
    const name = this.#nameOf(day);
    return name === undefined ? undefined : this.#itemAlone(`${name} ${key}`);
  }

  /** The items of a day that are in a thread, newest first. */
  itemsIn(day: Day, thread: string): readonly KeptItem[] {
    const opened = this.#inMemory(day);
    if (opened) return opened.entry.items.filter((kept) => kept.in.includes(thread));
    const name = this.#nameOf(day);
    if (name === undefined) return [];
    return keysIn(this.#startOf(name), thread).flatMap((key) => this.#itemAlone(`${name} ${key}`) ?? []);
  }

  /** Whether an item of a day has this key, without reading the item. */
  hasKey(day: Day, key: string): boolean {
    const opened = this.#inMemory(day);
    if (opened) return opened.byKey.has(key);
    const name = this.#nameOf(day);
    return name !== undefined && placeIn(this.#startOf(name), key) !== undefined;
  }

  /** Whether a text stands anywhere in a day's entry. */
  mentions(day: Day, text: string): boolean {
    const written = JSON.stringify(text).slice(1, -1);
    const opened = this.#inMemory(day);
    if (opened) return formatEntry(opened.entry).includes(written);
    const name = this.#nameOf(day);
    if (name === undefined) return false;
    const isThere = this.#store.useNamed(name, (bytes) => bytes.includes(written));
    if (isThere === undefined) throw this.#lose(day);
    return isThere;
  }
}
