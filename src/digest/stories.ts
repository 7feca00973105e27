import type { Day } from '../model/types.ts';
import type { DigestItem } from './digest-item.ts';

/** Why an item belongs to a story. */
export type StoryReason = 'same-page' | 'links-to-it' | 'first';

export interface StoryMember {
  readonly item: DigestItem;
  readonly reason: StoryReason;
}

/** Items of several feeds about one thing. */
export interface Story {
  /** Key of the member that was seen first: it stays when the story grows. */
  readonly key: string;
  /** Oldest first. At least two, from at least two feeds. */
  readonly members: readonly StoryMember[];
}

/** How far apart two reports of one story may be dated. */
const windowDays = 4;
/** An item that links to more pages than this is a list, not a report on one of them. */
const maxTellingLinks = 4;
/** An address that more items than this share is a home page or a promotion. */
const maxSharers = 12;

/** An address without what does not tell pages apart: scheme, `www.`, fragment, closing slash. */
function pageOf(address: string): string | undefined {
  const bare = address
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/\/(?:index\.html?)?$/i, '');
  // A bare host is a home page, which many items name without being about one thing.
  return bare.includes('/') || bare.includes('?') ? bare : undefined;
}

function daysApart(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
}

class Groups {
  readonly #parent = new Map<string, string>();

  find(key: string): string {
    let root = key;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    if (root !== key) this.#parent.set(key, root);
    return root;
  }

  join(a: string, b: string): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA !== rootB) this.#parent.set(rootB, rootA);
  }
}

interface Mention {
  readonly item: DigestItem;
  readonly reason: StoryReason;
}

/** Which items are, or point to, each page. */
function mentionsByPage(items: readonly DigestItem[]): Map<string, Mention[]> {
  const pages = new Map<string, Mention[]>();
  const note = (address: string | undefined, item: DigestItem, reason: StoryReason): void => {
    const page = address === undefined ? undefined : pageOf(address);
    if (page === undefined) return;
    const list = pages.get(page) ?? [];
    if (list.length === 0) pages.set(page, list);
    if (!list.some((mention) => mention.item === item)) list.push({ item, reason });
  };
  for (const item of items) {
    note(item.url, item, 'same-page');
    note(item.externalUrl, item, 'same-page');
    if (item.links.length <= maxTellingLinks) for (const link of item.links) note(link, item, 'links-to-it');
  }
  return pages;
}

function seenFirst(a: DigestItem, b: DigestItem): number {
  if (a.firstSeen !== b.firstSeen) return a.firstSeen < b.firstSeen ? -1 : 1;
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/** Joins items of different feeds that are, or link to, the same page within a few days. */
function joinItems(items: readonly DigestItem[]): { groups: Groups; reasons: Map<string, StoryReason> } {
  const groups = new Groups();
  const reasons = new Map<string, StoryReason>();
  for (const mentions of mentionsByPage(items).values()) {
    if (mentions.length < 2 || mentions.length > maxSharers) continue;
    const [first, ...others] = [...mentions].sort((a, b) => seenFirst(a.item, b.item));
    if (!first) continue;
    for (const { item, reason } of others) {
      if (item.feed === first.item.feed || daysApart(item.day, first.item.day) > windowDays) continue;
      groups.join(first.item.key, item.key);
      if (!reasons.has(item.key))
        reasons.set(item.key, first.reason === 'links-to-it' ? first.reason : reason);
    }
  }
  return { groups, reasons };
}

/**
 * Finds the stories among items of any days. Each membership carries its reason; equal titles alone never join items,
 * as weekly columns repeat theirs. The answer does not depend on the order of `items`.
 */
export function groupStories(items: readonly DigestItem[]): Story[] {
  const { groups, reasons } = joinItems(items);
  const byRoot = new Map<string, DigestItem[]>();
  for (const item of items) {
    const root = groups.find(item.key);
    const members = byRoot.get(root);
    if (members) members.push(item);
    else byRoot.set(root, [item]);
  }
  const stories: Story[] = [];
  for (const members of byRoot.values()) {
    if (members.length < 2) continue;
    const ordered = members.sort(seenFirst);
    stories.push({
      key: ordered[0]?.key ?? '',
      members: ordered.map((item, at) => ({
        item,
        reason: at === 0 ? 'first' : (reasons.get(item.key) ?? 'same-page'),
      })),
    });
  }
  return stories.sort((a, b) => (a.key < b.key ? -1 : 1));
}
