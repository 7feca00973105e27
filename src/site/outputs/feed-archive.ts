import { type DigestItem, monthOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { monthPath } from '../views/edition-names.ts';
import { dayPath } from '../views/item-view.ts';
import type { ReadBody } from './bodies.ts';
import { addressesOf, feedFrame, outItems } from './entries.ts';
import { closingOf, type Issue, issueOf } from './issues.ts';
import { type List, type PagedList, pagedListsOf } from './lists.ts';
import { latest, type OutFeed, type OutPaging } from './out-feed.ts';

/**
 * A day or month of a list: one document of its feed's archive. Items never change their day, so it holds the same ones
 * for good once its time is over.
 */
export interface Period {
  readonly list: PagedList;
  /** `2026-05-18` or `2026-05` */
  readonly id: string;
  /** `/2026/05/18/`, `/source/lwn/2026/05/` */
  readonly folder: string;
  /** Newest first. */
  readonly items: readonly DigestItem[];
  /** Whether no item can come to it any more, but with the backlog of a feed that is added later. */
  readonly closed: boolean;
}

/**
 * When the archive last took an item. What is closed is told by this and not by a clock: the same archive gives the same
 * feeds, whenever they are written.
 */
function archiveTime({ corpus }: Site): string {
  return latest([...corpus.byDay.values()].flatMap((items) => items.map((item) => item.firstSeen)));
}

function periodIssue(id: string, list: PagedList, site: Site): Issue {
  return issueOf({ kind: list.by, id }, list.by === 'day' ? [id] : [], site);
}

/** The periods of a list that hold items, newest first. */
function periodsOf(list: PagedList, site: Site, closedBefore: number): Period[] {
  const found = new Map<string, DigestItem[]>();
  for (const item of list.all) {
    const id = list.by === 'day' ? item.day : monthOf(item.day);
    const items = found.get(id);
    if (items) items.push(item);
    else found.set(id, [item]);
  }
  return [...found].map(([id, items]) => ({
    list,
    id,
    folder: `${list.folder.slice(0, -1)}${list.by === 'day' ? dayPath(id) : monthPath(id)}`,
    items,
    closed: Date.parse(closingOf(periodIssue(id, list, site), site)) <= closedBefore,
  }));
}

/** The archive of every list that pages, as far as links between documents need it. */
export interface FeedArchive {
  /** How a feed that people follow leads into its archive. */
  readonly pagingOf: (list: PagedList) => OutPaging | undefined;
  /** Every document, month by month, so that a month's bodies are read once. */
  readonly documents: readonly ArchiveDocument[];
}

/** One document of the archive of a list, before it is made. */
export interface ArchiveDocument extends Pick<List, 'folder' | 'title' | 'items' | 'bodies'> {
  readonly paging: OutPaging;
  readonly make: (site: Site, readBody: ReadBody) => Promise<OutFeed>;
}

const monthOfPeriod = (period: Period): string => period.id.slice(0, 7);

function pagingAt(periods: readonly Period[], at: number, site: Site): OutPaging {
  const addresses = (period: Period | undefined) => period && addressesOf(period.folder, site);
  const period = periods[at];
  const previous = addresses(periods.slice(at + 1).find((other) => other.closed));
  const next = addresses(periods.slice(0, at).findLast((other) => other.closed));
  const older = addresses(periods[at + 1])?.json;
  return {
    kind: period?.closed === true ? 'closed' : 'open',
    ...(period !== undefined && { current: addressesOf(period.list.folder, site) }),
    ...(previous !== undefined && { previous }),
    ...(next !== undefined && { next }),
    ...(older !== undefined && { older }),
  };
}

/** The first period with an item that the feed itself does not hold, for readers that page at once. */
function firstBeyond(list: PagedList, periods: readonly Period[]): Period | undefined {
  const held = new Set(list.items);
  return periods.find((period) => period.items.some((item) => !held.has(item)));
}

function subscriptionPaging(list: PagedList, periods: readonly Period[], site: Site): OutPaging {
  const closed = periods.find((period) => period.closed);
  const beyond = firstBeyond(list, periods);
  return {
    kind: 'subscription',
    ...(closed && { previous: addressesOf(closed.folder, site) }),
    ...(beyond && { older: addressesOf(beyond.folder, site).json }),
  };
}

async function documentOf(
  { list, id, folder, items }: Period,
  paging: OutPaging,
  { site, readBody }: { readonly site: Site; readonly readBody: ReadBody },
): Promise<OutFeed> {
  const out = await outItems({ items, bodies: list.bodies }, site, readBody);
  return {
    ...feedFrame(folder, site),
    id: addressesOf(list.folder, site).atom,
    title: `${list.title}: ${periodIssue(id, list, site).title}`,
    // A day is an edition and has a page; a source's month has none of its own.
    home: site.absolute(list.by === 'day' ? folder : list.folder),
    updated: latest(out.map((item) => item.updated)),
    paging,
    items: out,
  };
}

/** Lays out the archive of all lists that page. Nothing is read before a document is asked for. */
export function feedArchive(site: Site): FeedArchive {
  const closedBefore = Date.parse(archiveTime(site));
  const byFolder = new Map<string, Period[]>();
  const byMonth = new Map<string, ArchiveDocument[]>();
  for (const list of pagedListsOf(site)) {
    const periods = periodsOf(list, site, closedBefore);
    byFolder.set(list.folder, periods);
    for (const [at, period] of periods.entries()) {
      const month = byMonth.get(monthOfPeriod(period)) ?? [];
      byMonth.set(monthOfPeriod(period), month);
      const paging = pagingAt(periods, at, site);
      const { folder, items } = period;
      const { title, bodies } = list;
      const make: ArchiveDocument['make'] = (tracked, readBody) =>
        documentOf(period, paging, { site: tracked, readBody });
      month.push({ folder, items, title, bodies, paging, make });
    }
  }
  return {
    pagingOf: (list) => {
      const periods = byFolder.get(list.folder);
      return periods && subscriptionPaging(list, periods, site);
    },
    documents: [...byMonth.keys()].sort().flatMap((month) => byMonth.get(month) ?? []),
  };
}
