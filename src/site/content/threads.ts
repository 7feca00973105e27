import { type DigestItem, localDay, monthOf } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import { hashNumber, minus, plus } from './set-hash.ts';
import { slugOf } from './slug.ts';

/**
 * What lists items over all days: sources, sections, views, topics and authors have pages; `packages` are the security
 * updates of a month, `freed` what stopped being for subscribers on a day, `arrival` what came on a day.
 */
export const threadKinds = [
  'source',
  'section',
  'view',
  'topic',
  'author',
  'packages',
  'freed',
  'arrival',
] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** Kinds whose items are all named in their record: they are few. */
const wholeKinds: ReadonlySet<ThreadKind> = new Set(['packages', 'freed', 'arrival']);

/** A thread's page shows so many of its newest items; the rest is on its pages by year. */
export const newestShown = 30;
/** More are kept, so that one that goes seldom sends us to look for the next. */
const newestKept = 40;

/** From this many items on, a topic or an author has a page: fewer would only repeat the editions. */
const minThreadItems = 3;

/** An item in a thread, with what tells its place and its state: see `KeptItem`. */
export type Ref = readonly [day: Day, date: string, key: string, shown: number, changed: string];

type MonthCount = readonly [n: number, sum: number, days: number];

/** What the ledger keeps of a thread. */
export interface ThreadRecord {
  /** How often each spelling of its name was written; of topics and authors. */
  readonly names: Map<string, number>;
  n: number;
  /** Items by month: how many, the sum of their states, and a bit for every day that holds, or held, some. */
  readonly months: Map<string, MonthCount>;
  /** The newest, newest first; all of them for some kinds. */
  refs: Ref[];
}

export interface ThreadName {
  readonly kind: ThreadKind;
  readonly slug: string;
  /** The spelling, for kinds that are named by their items. */
  readonly name?: string;
}

export function newRecord(): ThreadRecord {
  return { names: new Map(), n: 0, months: new Map(), refs: [] };
}

/** A record as JSON, by the ledger's own hand. */
export interface StoredRecord {
  readonly n: number;
  readonly names: readonly (readonly [string, number])[];
  readonly months: readonly (readonly [string, MonthCount])[];
  readonly refs: readonly Ref[];
}

export function storedRecord({ n, names, months, refs }: ThreadRecord): StoredRecord {
  return { n, names: [...names], months: [...months], refs };
}

export function recordOf({ n, names, months, refs }: StoredRecord): ThreadRecord {
  return { n, names: new Map(names), months: new Map(months), refs: [...refs] };
}

function namedThreads(kind: 'topic' | 'author', names: readonly string[]): ThreadName[] {
  const slugs = new Set<string>();
  return names.flatMap((name) => {
    const slug = slugOf(name);
    if (slugs.has(slug)) return [];
    slugs.add(slug);
    return [{ kind, slug, name }];
  });
}

/** The name of a thread among all of them: `topic/linux`. */
export function threadId({ kind, slug }: Pick<ThreadName, 'kind' | 'slug'>): string {
  return `${kind}/${slug}`;
}

/** The kind, one of some, the slug and the rest of `source/lwn/2026`. */
export function threadNamed<Kind extends ThreadKind>(id: string, kinds: readonly [Kind, ...Kind[]]) {
  const [name, slug = '', rest = ''] = id.split('/');
  return { kind: kinds.find((kind) => kind === name) ?? kinds[0], slug, rest };
}

/** The threads that an item is in. */
export function threadsOf(item: DigestItem, timezone: string): ThreadName[] {
  const { feed, section, freed, first_seen, structured, day } = item;
  const threads: ThreadName[] = [{ kind: 'source', slug: feed }];
  if (section !== undefined) threads.push({ kind: 'section', slug: section });
  for (const view of item.views ?? []) threads.push({ kind: 'view', slug: view });
  threads.push(...namedThreads('topic', item.tags), ...namedThreads('author', item.authors));
  if (structured?.kind === 'security-updates') threads.push({ kind: 'packages', slug: monthOf(day) });
  // What was free before it was first seen is not news.
  if (freed !== undefined && Date.parse(freed) > Date.parse(first_seen))
    threads.push({ kind: 'freed', slug: localDay(freed, timezone) });
  threads.push({ kind: 'arrival', slug: first_seen.slice(0, 10) });
  return threads;
}

export function refOf(item: DigestItem, shown: number): Ref {
  return [item.day, item.date, item.key, shown, item.revised ?? item.first_seen];
}

/** Newest day first, within a day the newest, then by key: the order of every list. */
export function newestRefFirst([dayA, dateA, keyA]: Ref, [dayB, dateB, keyB]: Ref): number {
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return keyA < keyB ? -1 : 1;
}

function addTo(record: ThreadRecord, by: 1 | -1, [day, , , shown]: Ref): void {
  const month = monthOf(day);
  const [n, sum, days] = record.months.get(month) ?? [0, 0, 0];
  const left = n + by;
  const bit = 1 << Number(day.slice(8));
  if (left === 0) record.months.delete(month);
  else record.months.set(month, [left, by === 1 ? plus(sum, shown) : minus(sum, shown), days | bit]);
}

/** Days of a month that may hold items of a thread, newest first. */
export function* daysIn(month: string, [, , days]: MonthCount): Generator<Day> {
  for (let day = 31; day > 0; day--)
    if ((days & (1 << day)) !== 0) yield `${month}-${String(day).padStart(2, '0')}`;
}

/** How many items are in the lists of a thread, named or not. */
function listed({ months }: ThreadRecord): number {
  return [...months.values()].reduce((sum, [n]) => sum + n, 0);
}

/** Puts an item into the lists of a thread. */
export function joinLists(record: ThreadRecord, ref: Ref, kind: ThreadKind): void {
  const { refs } = record;
  let at = 0;
  while (at < refs.length && newestRefFirst(refs[at] ?? ref, ref) < 0) at++;
  // Behind the last that is named there may be others that are newer than this one.
  const isNamed = at < refs.length || listed(record) === refs.length;
  addTo(record, 1, ref);
  if (!isNamed) return;
  refs.splice(at, 0, ref);
  if (!wholeKinds.has(kind) && refs.length > newestKept) refs.pop();
}

/** Takes an item out of the lists of a thread. */
export function leaveLists(record: ThreadRecord, ref: Ref): void {
  addTo(record, -1, ref);
  const at = record.refs.findIndex(([, , key]) => key === ref[2]);
  if (at !== -1) record.refs.splice(at, 1);
}

/** Whether items that its page shows are no longer named: they have to be looked for. */
export function lacksRefs({ n, refs }: ThreadRecord): boolean {
  return refs.length < Math.min(n, newestShown);
}

/** Names the newest items anew, out of all that may be among them. */
export function refill(record: ThreadRecord, refs: readonly Ref[]): void {
  record.refs = [...refs].sort(newestRefFirst).slice(0, newestKept);
}

/** Counts an item in, or out. */
export function countName(record: ThreadRecord, name: string | undefined, by: 1 | -1): void {
  record.n += by;
  if (name === undefined) return;
  const n = (record.names.get(name) ?? 0) + by;
  if (n === 0) record.names.delete(name);
  else record.names.set(name, n);
}

/** The spelling written most often; of equals the first in the alphabet. */
export function nameOf({ names }: ThreadRecord): string | undefined {
  const [first] = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0];
}

/** Whether a thread has a page. */
export function hasPage(kind: ThreadKind, { n }: Pick<ThreadRecord, 'n'>): boolean {
  return n >= (kind === 'topic' || kind === 'author' ? minThreadItems : 1);
}

/** The state of what a thread's page shows. */
export function headVersion(kind: ThreadKind, record: ThreadRecord): number {
  const refs = wholeKinds.has(kind) ? record.refs : record.refs.slice(0, newestShown);
  const shown = refs.map(([day, , key, state]) => [day, key, state]);
  const parts = [...record.months.keys()].sort();
  return hashNumber(JSON.stringify([nameOf(record), record.n, parts, shown]));
}
