import type { Day } from '../../model/types.ts';
import type { ThreadYear } from './parts.ts';
import type { StoryRecord } from './stories.ts';
import { type ThreadKind, threadKinds } from './threads.ts';

/** What the ledger knows of a day without reading its entry. */
export interface DayHead {
  /** Size, time and identity of the archive's file. */
  readonly stamp: string;
  /** Hash of its bytes. */
  readonly bytes: string;
  /** Hash of the rules and of what else made it. */
  readonly made: string;
  /** Milliseconds since 1970: the rules say the same of it from the one until the other. */
  readonly from: number;
  readonly until: number;
  /** What follows its day in the name of its entry. */
  readonly entry: string;
  /** Items that pages show. */
  readonly n: number;
  readonly sources: number;
  /** Items that are, or were, for subscribers only. */
  readonly subscribers: number;
  /** RFC 3339: when the last of them was first seen. */
  readonly seen: string;
  /** RFC 3339: when one of them last came or changed. */
  readonly changed: string;
  /** Of all that pages show of it. */
  readonly state: number;
}

/** What the ledger knows of a thread without reading its record. */
export interface ThreadHead {
  /** Of a topic or author; other kinds are named by the configuration. */
  readonly name?: string;
  readonly n: number;
  /** RFC 3339: when one of its newest items last came or changed. */
  readonly changed: string;
  /** Of all that its page shows. */
  readonly state: number;
  readonly years: readonly ThreadYear[];
}

/** Of a story with a page. */
export interface StoryHead {
  readonly n: number;
  readonly changed: string;
}

/** What is known of a feed over all of its items. */
export interface FeedHead {
  /** Hash of the settings that its items were made with. */
  readonly settings: string;
  /** RFC 3339: when its earliest item was first seen; absent where it has none. */
  readonly begun?: string;
  /** Whether an item that was seen then is backlog. */
  readonly backlog?: true;
  /** Its first day, for how often it brings something. */
  readonly firstDay?: Day;
  /** How many of its items the rules hide. */
  readonly hidden: number;
}

/** Stories as editors left them, where they differ from what was decided. */
export interface EditedStories {
  readonly stories: ReadonlyMap<string, StoryRecord>;
  /** Keys of stories that were taken into another, with that one's. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The story of an item by the item's key; `undefined` where it was taken out of all. */
  readonly storyOf: ReadonlyMap<string, string | undefined>;
}

export const noEditedStories: EditedStories = { stories: new Map(), aliases: new Map(), storyOf: new Map() };

/** The part of the ledger that every run reads. */
export interface LedgerIndex {
  /** What made it: another program, or another time zone, makes another ledger. */
  readonly maker: string;
  /** In how many parts records lie. */
  shards: number;
  /** Hashes of the parts, by their names. */
  readonly parts: Map<string, string>;
  readonly days: Map<Day, DayHead>;
  /** How many sources a week or month has, by its id. */
  readonly sourcesIn: Map<string, number>;
  readonly feeds: Map<string, FeedHead>;
  /** How many items of each feed arrived in a month. */
  readonly arrived: Map<string, Map<string, number>>;
  /** Languages of the items: how many are in each. */
  readonly languages: Map<string, number>;
  readonly heads: ReadonlyMap<ThreadKind, Map<string, ThreadHead>>;
  readonly stories: Map<string, StoryHead>;
  /** Keys of stories that were joined with an older one, with that one's. */
  joined: ReadonlyMap<string, string>;
  edited: EditedStories;
  /** Where the items are that editors name, by name. */
  named: Map<string, readonly Place[]>;
}

/** Where an item is. */
export type Place = readonly [day: Day, key: string];

export function newIndex(maker: string): LedgerIndex {
  return {
    maker,
    shards: 1,
    parts: new Map(),
    days: new Map(),
    sourcesIn: new Map(),
    feeds: new Map(),
    arrived: new Map(),
    languages: new Map(),
    heads: new Map(threadKinds.map((kind) => [kind, new Map()])),
    stories: new Map(),
    joined: new Map(),
    edited: noEditedStories,
    named: new Map(),
  };
}

const form = 1;

/** A map as a list of pairs, which JSON can say. */
function listed(value: unknown): unknown {
  return value instanceof Map ? Array.from(value, ([key, own]) => [key, listed(own)]) : value;
}

/** The same index gives the same text, whether it was made or read: its hash is the ledger's version. */
export function formatIndex({ edited, ...index }: LedgerIndex): string {
  const lists = Object.entries(index)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, listed(value)]);
  const { stories, aliases, storyOf } = edited;
  return JSON.stringify({
    form,
    ...Object.fromEntries(lists),
    edited: [stories, aliases, storyOf].map(listed),
  });
}

function mapsIn<Key, Value>(pairs: readonly [Key, [string, Value][]][]): Map<Key, Map<string, Value>> {
  return new Map(pairs.map(([key, own]) => [key, new Map(own)]));
}

/** The index in a text that the ledger wrote, whoever made it; `undefined` where it has another form. */
export function parseIndex(text: string): LedgerIndex | undefined {
  const found = JSON.parse(text);
  if (found.form !== form) return undefined;
  const [stories, aliases, storyOf]: [
    [string, StoryRecord][],
    [string, string][],
    [string, string | null][],
  ] = found.edited;
  return {
    maker: found.maker,
    shards: found.shards,
    parts: new Map(found.parts),
    days: new Map(found.days),
    sourcesIn: new Map(found.sourcesIn),
    feeds: new Map(found.feeds),
    arrived: mapsIn(found.arrived),
    languages: new Map(found.languages),
    heads: mapsIn(found.heads),
    stories: new Map(found.stories),
    named: new Map(found.named),
    joined: new Map(found.joined),
    edited: {
      stories: new Map(stories),
      aliases: new Map(aliases),
      storyOf: new Map(storyOf.map(([key, story]) => [key, story ?? undefined])),
    },
  };
}
