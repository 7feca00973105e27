import type { Day, StoryReason } from '../../model/types.ts';
import type { KeptItem } from './day-entry.ts';
import { hashNumber } from './set-hash.ts';

/** An item of a story, with its state: see `KeptItem.content`. */
export interface StoryRef {
  readonly day: Day;
  readonly key: string;
  readonly feed: string;
  readonly reason: StoryReason;
  readonly content: number;
  readonly first_seen: string;
  readonly date: string;
  readonly changed: string;
  /** See `StoryPlace.was`. */
  readonly was?: readonly string[];
}

/** What the ledger keeps of a story that has two items at least. Its key is that of the item that was seen first. */
export interface StoryRecord {
  /** In the order in which they were seen, the first of all first. */
  readonly members: readonly StoryRef[];
  /** Whether its first item was looked for everywhere: a rule may hide it, or it was removed. */
  readonly searched?: true;
  /** Whether an editor made it what it is: then it keeps its page, whatever is left of it. */
  readonly edited?: true;
}

function seenFirst(a: StoryRef, b: StoryRef): number {
  const first = Number(b.reason.kind === 'first') - Number(a.reason.kind === 'first');
  if (first !== 0) return first;
  for (const field of ['first_seen', 'day', 'date', 'key'] as const)
    if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1;
  return 0;
}

/** A story with an item in the place of what was known of that item. */
export function withMember({ members, ...story }: StoryRecord, ref: StoryRef): StoryRecord {
  const others = members.filter(({ key }) => key !== ref.key);
  return { ...story, members: [...others, ref].sort(seenFirst) };
}

export function withoutMember({ members, ...story }: StoryRecord, key: string): StoryRecord {
  return { ...story, members: members.filter((member) => member.key !== key) };
}

/** Whether items stand together in an edition because of it. */
export function isStory(story: StoryRecord | undefined): story is StoryRecord {
  return story !== undefined && story.members.length > 1;
}

/** Whether a story has a page: from its second source on. */
export function hasStoryPage(story: StoryRecord | undefined): boolean {
  if (story === undefined) return false;
  return story.edited === true || new Set(story.members.map(({ feed }) => feed)).size > 1;
}

/** The state of a story, as an edition that holds an item of it shows it. */
export function storyVersion(key: string, story: StoryRecord): number {
  const members = story.members.map(({ key: member, content, reason }) => [member, content, reason]);
  return hashNumber(JSON.stringify([key, members, hasStoryPage(story)]));
}

/** An item as a member of the story that was decided for it. */
export function storyRefOf({ item, content }: KeptItem): StoryRef {
  const { day, key, feed, first_seen, date, revised, story } = item;
  return {
    day,
    key,
    feed,
    content,
    first_seen,
    date,
    reason: story?.reason ?? { kind: 'first' },
    changed: revised ?? first_seen,
    ...(story?.was && { was: story.was }),
  };
}

/** Keys of stories that were joined with this one and had a page of their own: those pages lead here. */
export function formerPages({ members }: StoryRecord): string[] {
  const sources = new Map<string, Set<string>>();
  for (const { feed, was = [] } of members)
    for (const key of was) sources.set(key, (sources.get(key) ?? new Set<string>()).add(feed));
  return [...sources].flatMap(([key, { size }]) => (size > 1 ? [key] : [])).sort();
}
