import { yearOf } from '../../digest/index.ts';
import { remembered } from '../../model/remember.ts';
import type { Day } from '../../model/types.ts';
import { type ItemCounts, itemsOfThread, type Touched } from './count-items.ts';
import type { KeptItem } from './day-entry.ts';
import type { EditedStories, ThreadHead } from './ledger-index.ts';
import type { LedgerState } from './ledger-state.ts';
import { placeHead } from './made-days.ts';
import { yearsOfThread } from './parts.ts';
import { hashNumber } from './set-hash.ts';
import { slugOf } from './slug.ts';
import { formerPages, hasStoryPage, isStory, type StoryRecord, storyVersion } from './stories.ts';
import {
  hasPage,
  headVersion,
  joinLists,
  lacksRefs,
  leaveLists,
  nameOf,
  type Ref,
  refill,
  refOf,
  type ThreadKind,
  type ThreadRecord,
  threadsOf,
} from './threads.ts';

/** An item in a list. Search takes what came on a day by its texts alone: its story and its topics' pages are not news to it. */
function refIn(kind: ThreadKind, { item, shown, content }: KeptItem): Ref {
  return refOf(item, kind === 'arrival' ? content : shown);
}

function sameHead(a: ThreadHead | undefined, b: ThreadHead | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The second half of bringing records up to date: what is shown of items, and the lists that they stand in. Notes the
 * names of all that changed for pages, as they ask for it.
 */
export class ItemLists {
  readonly #state: LedgerState;
  readonly #timezone: string;
  readonly #counts: ItemCounts;
  readonly #editedBefore: EditedStories;
  readonly #versionOf = remembered((key: string) => {
    const story = this.#state.story(key);
    return isStory(story) ? storyVersion(key, story) : 0;
  });
  /** What pages ask for, where the answer is another one now: `day:2026-05-18`, `thread:topic/linux`. */
  readonly changed = new Set<string>();

  constructor(
    state: LedgerState,
    counts: ItemCounts,
    { timezone, editedBefore }: { readonly timezone: string; readonly editedBefore: EditedStories },
  ) {
    this.#state = state;
    this.#timezone = timezone;
    this.#counts = counts;
    this.#editedBefore = editedBefore;
  }

  run(): void {
    for (const { left } of this.#counts.work.values()) for (const kept of left) this.#leaveLists(kept);
    const affected = this.#affected();
    for (const day of [...affected.keys()].sort()) this.#renew(day, affected.get(day) ?? new Set());
    for (const touched of this.#counts.touched.values()) this.#settle(touched);
    this.#settleStories();
  }

  /** Keys, by day, of the items of which something else may be shown. */
  #affected(): Map<Day, Set<string>> {
    const affected = new Map<Day, Set<string>>();
    const add = (day: Day, key: string): void => {
      const keys = affected.get(day);
      if (keys) keys.add(key);
      else affected.set(day, new Set([key]));
    };
    for (const [day, { joined }] of this.#counts.work) {
      if (!affected.has(day)) affected.set(day, new Set());
      for (const key of joined) add(day, key);
    }
    for (const touched of this.#counts.touched.values()) this.#addCrossing(touched, add);
    for (const story of this.#changedStories())
      for (const { day, key } of story?.members ?? []) add(day, key);
    return affected;
  }

  /** Items whose topic or author got a page, or lost it. */
  #addCrossing({ kind, slug, hadPage }: Touched, add: (day: Day, key: string) => void): void {
    if (kind !== 'topic' && kind !== 'author') return;
    const record = this.#state.thread(kind, slug);
    if (!record || hasPage(kind, record) === hadPage) return;
    // The record names all of a small thread; of one that was large and is small now, only some may be left.
    if (!hadPage || record.refs.length >= record.n) for (const [day, , key] of record.refs) add(day, key);
    else for (const { item } of itemsOfThread(kind, slug, { state: this.#state })) add(item.day, item.key);
  }

  /** Stories as they are and, where editors had them otherwise, as they were. */
  *#changedStories(): Generator<StoryRecord | undefined> {
    const { stories } = this.#counts;
    const { edited } = this.#state.index;
    const keys = new Set([
      ...stories,
      ...edited.stories.keys(),
      ...this.#editedBefore.stories.keys(),
      ...edited.aliases.keys(),
      ...this.#editedBefore.aliases.keys(),
    ]);
    for (const key of keys) {
      yield this.#state.story(key);
      yield this.#state.decidedStory(key);
      yield this.#editedBefore.stories.get(key);
    }
  }

  #storyVersion(kept: KeptItem): number {
    const key = this.#state.storyKeyOf(kept);
    return key === undefined ? 0 : this.#versionOf(key);
  }

  #shownOf(kept: KeptItem): number {
    const has = (kind: 'topic' | 'author', name: string): number => {
      const slug = slugOf(name);
      if (!this.#counts.touched.has(`${kind}/${slug}`))
        return this.#state.index.heads.get(kind)?.has(slug) === true ? 1 : 0;
      const record = this.#state.thread(kind, slug);
      return record && hasPage(kind, record) ? 1 : 0;
    };
    const pages = [
      ...kept.item.tags.map((tag) => has('topic', tag)),
      ...kept.item.authors.map((name) => has('author', name)),
    ];
    const story = this.#storyVersion(kept);
    return hashNumber(`${kept.content} ${story} ${pages.join('')}`);
  }

  #leaveLists(kept: KeptItem): void {
    for (const thread of threadsOf(kept.item, this.#timezone)) {
      this.#counts.touch(thread).months.add(kept.item.day.slice(0, 7));
      leaveLists(this.#state.threadToChange(thread.kind, thread.slug), refIn(thread.kind, kept));
    }
  }

  #joinLists(kept: KeptItem): void {
    for (const thread of threadsOf(kept.item, this.#timezone)) {
      this.#counts.touch(thread).months.add(kept.item.day.slice(0, 7));
      const record = this.#state.threadToChange(thread.kind, thread.slug);
      joinLists(record, thread.kind, refIn(thread.kind, kept));
    }
  }

  /** Brings a day up to date with what is now shown of its items. */
  #renew(day: Day, keys: ReadonlySet<string>): void {
    const state = this.#state;
    const joined = this.#counts.work.get(day)?.joined ?? new Set();
    const entry = state.entry(day);
    let isChanged = false;
    const items = entry.items.map((kept) => {
      if (kept.dropped === true || !keys.has(kept.item.key)) return kept;
      const isJoined = joined.has(kept.item.key);
      const shown = this.#shownOf(kept);
      if (!isJoined && shown === kept.shown) return kept;
      if (!isJoined) this.#leaveLists(kept);
      const renewed = { ...kept, shown };
      this.#joinLists(renewed);
      const story = state.storyKeyOf(kept);
      if (story !== undefined) this.changed.add(`story:${story}`);
      isChanged ||= shown !== kept.shown;
      return renewed;
    });
    const head = state.index.days.get(day);
    if (isChanged && head) placeHead(state, day, { ...entry, items }, head);
  }

  #headOf(kind: ThreadKind, record: ThreadRecord): ThreadHead {
    const name = nameOf(record);
    const changed = record.refs.reduce((last, ref) => (ref[4] > last ? ref[4] : last), '');
    return {
      ...(name !== undefined && { name }),
      n: record.n,
      changed,
      state: headVersion(kind, record),
      years: yearsOfThread([...record.months].map(([month, [n]]) => [month, n] as const)),
    };
  }

  #settle({ kind, slug, months }: Touched): void {
    const state = this.#state;
    const record = state.thread(kind, slug);
    const heads = state.index.heads.get(kind);
    const before = heads?.get(slug);
    if (record && lacksRefs(record)) {
      const items = [...itemsOfThread(kind, slug, { state })];
      refill(
        record,
        items.map((kept) => refIn(kind, kept)),
      );
    }
    const head = record && hasPage(kind, record) ? this.#headOf(kind, record) : undefined;
    if (head) heads?.set(slug, head);
    else heads?.delete(slug);
    if (record?.n === 0) state.removeThread(kind, slug);
    if (before?.state !== head?.state) this.changed.add(`thread:${kind}/${slug}`);
    if (!sameHead(before, head)) this.changed.add(`heads:${kind}`);
    for (const month of months) {
      this.changed.add(`part:${kind}/${slug}/${month}`);
      this.changed.add(`part:${kind}/${slug}/${yearOf(month)}`);
    }
  }

  #settleStories(): void {
    const { index } = this.#state;
    const before = this.#editedBefore;
    const keys = new Set([
      ...this.#counts.stories,
      ...[before, index.edited].flatMap(({ stories, aliases }) => [...stories.keys(), ...aliases.keys()]),
    ]);
    for (const key of keys) {
      const story = this.#state.story(key);
      const old = index.stories.get(key);
      const head = story && hasStoryPage(story) ? storyHead(story) : undefined;
      if (head) index.stories.set(key, head);
      else index.stories.delete(key);
      this.changed.add(`story:${key}`);
      if (JSON.stringify(old) !== JSON.stringify(head)) this.changed.add('heads:story');
    }
    const joined = this.#joinedStories();
    const aliases = (maps: readonly ReadonlyMap<string, string>[]): string =>
      JSON.stringify(maps.map((map) => [...map]));
    if (aliases([before.aliases, index.joined]) !== aliases([index.edited.aliases, joined]))
      this.changed.add('heads:story');
    index.joined = joined;
  }

  /** Where the addresses of stories lead that were joined with another. */
  #joinedStories(): ReadonlyMap<string, string> {
    const { stories } = this.#counts;
    const kept = [...this.#state.index.joined].filter(([, key]) => !stories.has(key));
    for (const key of stories) {
      const story = this.#state.decidedStory(key);
      if (story) for (const former of formerPages(story)) kept.push([former, key]);
    }
    return new Map(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function storyHead({ members }: StoryRecord) {
  const changed = members.reduce((last, member) => (member.changed > last ? member.changed : last), '');
  return { n: members.length, changed };
}
