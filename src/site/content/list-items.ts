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

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
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
    this.#timezone = timezone;
    this.#state = state;
    this.#counts = counts;
    this.#editedBefore = editedBefore;
  }

  run(): void {
    for (const { left } of this.#counts.work.values())
      for (const kept of left) this.#inLists(kept, leaveLists);
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

  /** Keys of stories whose members changed, and of those that editors have, or had, otherwise. */
  #storyKeys(): Set<string> {
    const edited = [this.#editedBefore, this.#state.index.edited];
    return new Set([
      ...this.#counts.stories,
      ...edited.flatMap(({ stories, aliases }) => [...stories.keys(), ...aliases.keys()]),
    ]);
  }

  /** Stories as they are and, where editors had them otherwise, as they were. */
  *#changedStories(): Generator<StoryRecord | undefined> {
    for (const key of this.#storyKeys()) {
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

  /** Puts an item into the lists of its threads, or takes it out of them. */
  #inLists(kept: KeptItem, change: typeof joinLists): void {
    for (const thread of threadsOf(kept.item, this.#timezone)) {
      const { kind, slug } = thread;
      this.#counts.touch(thread).months.add(kept.item.day.slice(0, 7));
      change(this.#state.threadToChange(kind, slug), refIn(kind, kept), kind);
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
      if (!isJoined) this.#inLists(kept, leaveLists);
      const renewed = { ...kept, shown };
      this.#inLists(renewed, joinLists);
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
    if (!isSame(before, head)) this.changed.add(`heads:${kind}`).add(`head:${kind}/${slug}`);
    for (const month of months) {
      this.changed.add(`part:${kind}/${slug}/${month}`);
      this.changed.add(`part:${kind}/${slug}/${yearOf(month)}`);
    }
  }

  #settleStories(): void {
    const { index } = this.#state;
    const before = this.#editedBefore;
    for (const key of this.#storyKeys()) {
      const story = this.#state.story(key);
      const old = index.stories.get(key);
      const head = story && hasStoryPage(story) ? storyHead(story) : undefined;
      if (head) index.stories.set(key, head);
      else index.stories.delete(key);
      this.changed.add(`story:${key}`);
      if (!isSame(old, head)) this.changed.add('heads:story');
    }
    const joined = this.#joinedStories();
    if (!isSame([...before.aliases], [...index.edited.aliases]) || !isSame([...index.joined], [...joined]))
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
