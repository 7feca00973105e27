import type { DigestItem } from './digest-item.ts';
import type { EditionPlan } from './editions/edition.ts';
import type { Story } from './stories/stories.ts';

/** An item of 18 May 2026, published at noon. */
export function digestItem(key: string, over: Partial<DigestItem> = {}): DigestItem {
  return {
    key,
    id: `feed:${key}`,
    day: '2026-05-18',
    feed: 'feed',
    title: `Title ${key}`,
    untitled: false,
    hasMore: false,
    date: '2026-05-18T12:00:00Z',
    dated_by: 'published',
    first_seen: '2026-05-18T12:00:00Z',
    backlog: false,
    authors: [],
    tags: [],
    labels: [],
    access: 'open',
    publish: 'full',
    pinned: false,
    weight: 1,
    minutes: 1,
    attachments: [],
    links: [],
    ...over,
  };
}

/** An item of a day, published at noon of it. */
export function onDay(key: string, day: string, over: Partial<DigestItem> = {}): DigestItem {
  return digestItem(key, { day, date: `${day}T12:00:00Z`, first_seen: `${day}T12:30:00Z`, ...over });
}

/** A story of these items, the first one first. */
export function storyAbout(...members: DigestItem[]): Story {
  const [first] = members;
  if (!first) throw new Error('A story has members.');
  return { key: first.key, members: members.map((item) => ({ item, reason: { kind: 'same-page' } })) };
}

export function planOf(
  items: readonly DigestItem[],
  stories: readonly Story[] = [],
  over: Partial<EditionPlan> = {},
): EditionPlan {
  return {
    items,
    sections: [],
    storyOf: ({ key }) => stories.find(({ members }) => members.some((member) => member.item.key === key)),
    hasPage: () => true,
    sourceTitle: (feed) => feed,
    ...over,
  };
}
