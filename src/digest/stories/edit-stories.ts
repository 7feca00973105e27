import { type DigestItem, type SeenItem, seenFirst } from '../digest-item.ts';
import type { Edits } from '../editions/editor.ts';
import type { Story, StoryMember } from './stories.ts';

/** Stories as editors left them. */
export interface EditedStories<T extends SeenItem = DigestItem> {
  readonly stories: readonly Story<T>[];
  /** Keys of stories that were taken into another, with that one's: their addresses stay. */
  readonly aliases: ReadonlyMap<string, string>;
}

function memberSeenFirst({ item: a }: StoryMember<SeenItem>, { item: b }: StoryMember<SeenItem>): number {
  return seenFirst(a, b);
}

/** Stories that change, by key, and where each item is. */
class Stories<T extends SeenItem> {
  readonly #members = new Map<string, StoryMember<T>[]>();
  readonly #storyOf = new Map<string, string>();
  readonly aliases = new Map<string, string>();

  constructor(stories: readonly Story<T>[]) {
    for (const { key, members } of stories) this.#put(key, members);
  }

  #put(key: string, members: readonly StoryMember<T>[]): void {
    this.#members.set(key, [...members]);
    for (const { item } of members) this.#storyOf.set(item.key, key);
  }

  /** Takes an item out. A story keeps its key, and its last item for the sake of its address. */
  split(key: string): void {
    const story = this.#storyOf.get(key);
    const members = story === undefined ? undefined : this.#members.get(story);
    if (story === undefined || !members) return;
    const others = members.filter(({ item }) => item.key !== key);
    if (others.length === 0) return;
    this.#members.set(story, others);
    this.#storyOf.delete(key);
  }

  /** Makes one story of items and of the stories that they are in, under the key of the one that was seen first. */
  merge(items: readonly T[]): void {
    const taken = new Map<string, StoryMember<T>[]>();
    for (const item of items) {
      const key = this.#storyOf.get(item.key);
      const members = key === undefined ? undefined : this.#members.get(key);
      if (key !== undefined && members) taken.set(key, members);
    }
    const lone = [...new Set(items)]
      .filter(({ key }) => !this.#storyOf.has(key))
      .map((item): StoryMember<T> => ({ item, reason: { kind: 'editor' } }));
    const [oldest] = [...taken].sort(([, [a]], [, [b]]) => (a && b ? memberSeenFirst(a, b) : 0));
    const others = [...taken].filter(([key]) => key !== oldest?.[0]);
    const joined = [...lone, ...others.flatMap(([, members]) => members)]
      .map(({ item }): StoryMember<T> => ({ item, reason: { kind: 'editor' } }))
      .sort(memberSeenFirst);
    const members = [...(oldest?.[1] ?? []), ...joined].sort(memberSeenFirst);
    const [first] = members;
    if (!first || members.length < 2) return;
    // An item that was split from the story that bears its key leaves the key there.
    const key = oldest?.[0] ?? members.find(({ item }) => !this.#members.has(item.key))?.item.key;
    if (key === undefined) return;
    if (!oldest) members[0] = { item: first.item, reason: { kind: 'first' } };
    for (const [absorbed] of others) this.#absorb(absorbed, key);
    this.#put(key, members);
  }

  #absorb(absorbed: string, key: string): void {
    this.#members.delete(absorbed);
    for (const [alias, target] of this.aliases) if (target === absorbed) this.aliases.set(alias, key);
    this.aliases.set(absorbed, key);
    this.aliases.delete(key);
  }

  stories(): Story<T>[] {
    return [...this.#members]
      .map(([key, members]) => ({ key, members }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

/**
 * Applies editors' `split`, then `merge`. Stories that no editor names stay as they are; a key that was published keeps
 * leading to its items.
 *
 * @param itemOf Any item of the digest by its key.
 */
export function editStories<T extends SeenItem>(
  stories: readonly Story<T>[],
  { merge, split }: Pick<Edits, 'merge' | 'split'>,
  itemOf: (key: string) => T | undefined,
): EditedStories<T> {
  if (merge.length === 0 && split.length === 0) return { stories, aliases: new Map() };
  const edited = new Stories(stories);
  for (const key of split) edited.split(key);
  for (const group of merge) edited.merge(group.map(itemOf).filter((item) => item !== undefined));
  return { stories: edited.stories(), aliases: edited.aliases };
}
