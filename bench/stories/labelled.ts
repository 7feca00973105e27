import { readFileSync } from 'node:fs';
import type { DigestItem } from '../../src/digest/index.ts';

/** One labelled item: see README.md. */
export interface Labelled {
  readonly id: string;
  readonly feed: string;
  readonly language: string;
  readonly date: string;
  readonly title: string;
  readonly lead: string;
  readonly url: string;
  readonly external_url?: string;
  readonly links: readonly string[];
  readonly group?: string;
  readonly why: string;
}

/** The items of a JSON document, or of a file with one item a line. */
export function readLabelled(file: string): Labelled[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.jsonl'))
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const { items }: { items: Labelled[] } = JSON.parse(text);
  return items;
}

/** What grouping is given: everything but the answer. Seen when published, or all in one first fetch. */
export function itemOf(labelled: Labelled, first_seen: string): DigestItem {
  const { id, feed, language, date, title, lead, url, external_url, links } = labelled;
  return {
    key: id,
    id,
    day: date.slice(0, 10),
    feed,
    url,
    ...(external_url !== undefined && { external_url: external_url }),
    title,
    untitled: false,
    ...(lead !== '' && { summary: lead }),
    hasMore: false,
    language,
    date,
    dated_by: 'published',
    first_seen,
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
    links,
  };
}

/** The half an item is in: by its group, so that a story is in one half; half 1 was not looked at while tuning. */
export function halfOf({ group, id }: Labelled): 0 | 1 {
  let hash = 2166136261;
  for (const byte of Buffer.from(group ?? id)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d) >>> 0;
  hash ^= hash >>> 12;
  return (hash & 1) === 0 ? 0 : 1;
}
