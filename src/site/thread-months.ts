import { type DigestItem, monthOf } from '../digest/index.ts';

/** A month of a thread: what its page shows, and nothing that changes when other months do. */
export interface ThreadMonth {
  /** Of a topic or author; sources and sections are named by the configuration. */
  readonly name: string | undefined;
  /** Newest first. */
  readonly items: readonly DigestItem[];
  /** The month before that holds items of the thread. */
  readonly before: string | undefined;
}

interface Named {
  readonly name: string;
  readonly items: readonly DigestItem[];
}

interface Groups {
  readonly byFeed: ReadonlyMap<string, readonly DigestItem[]>;
  readonly bySection: ReadonlyMap<string, readonly DigestItem[]>;
  readonly topics: ReadonlyMap<string, Named>;
  readonly authors: ReadonlyMap<string, Named>;
}

/** By month, newest first. A long thread has a page for each month, and each would look through all of it. */
function monthsIn(items: readonly DigestItem[]): Map<string, DigestItem[]> {
  const months = new Map<string, DigestItem[]>();
  for (const item of items) {
    const month = monthOf(item.day);
    const found = months.get(month);
    if (found) found.push(item);
    else months.set(month, [item]);
  }
  return months;
}

function threadOf(groups: Groups, kind: string, slug: string): Partial<Named> {
  switch (kind) {
    case 'topic':
      return groups.topics.get(slug) ?? {};
    case 'author':
      return groups.authors.get(slug) ?? {};
    default: {
      const items = (kind === 'section' ? groups.bySection : groups.byFeed).get(slug);
      return items === undefined ? {} : { items };
    }
  }
}

/** Finds the month of a thread by its id, `source/lwn/2026-05`. */
export function threadMonthReader(groups: Groups): (id: string) => ThreadMonth {
  const grouped = new WeakMap<readonly DigestItem[], ReadonlyMap<string, readonly DigestItem[]>>();
  return (id) => {
    const [kind = '', slug = '', month = ''] = id.split('/');
    const { name, items = [] } = threadOf(groups, kind, slug);
    const months = grouped.get(items) ?? monthsIn(items);
    grouped.set(items, months);
    const all = [...months.keys()];
    return { name, items: months.get(month) ?? [], before: all[all.indexOf(month) + 1] };
  };
}
