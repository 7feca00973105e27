import type { DigestItem } from '../digest-item.ts';

/** What a test says of an item; the rest is plain. */
export type Told = Partial<DigestItem> & { readonly key: string; readonly title: string };

/** An item seen when it was published, at noon of its day unless it says otherwise. */
export function itemOf(told: Told): DigestItem {
  const day = told.day ?? '2026-05-04';
  const date = told.date ?? `${day}T12:00:00Z`;
  return {
    id: told.key,
    day,
    feed: `feed-${told.key}`,
    url: `https://${told.feed ?? `feed-${told.key}`}.example/${told.key}`,
    untitled: false,
    hasMore: false,
    language: 'en',
    date,
    dated_by: 'published',
    first_seen: date,
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
    ...told,
  };
}
