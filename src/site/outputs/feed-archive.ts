import type { DigestItem } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { editionPath } from '../views/edition-names.ts';
import { closingOf, datedEdition } from './dated-editions.ts';
import { folderOf, type List, type ListName, listOf } from './lists.ts';
import { latest, type OutFeed, type OutPaging } from './out-feed.ts';
import { addressesOf, feedFrame, outItems } from './out-items.ts';

/**
 * Documents with all that came before what a feed holds (RFC 5005): of the digest one for each day, of a source one for
 * each month. Items never change their day, so a document holds the same ones permanently once its time is over.
 */
interface FeedPart {
  readonly list: ListName;
  /** `2026-05-18` or `2026-05` */
  readonly id: string;
  /** `/2026/05/18/`, `/source/lwn/2026/05/` */
  readonly folder: string;
  /** Whether no item can come to it any more, but with the backlog of a feed that is added later. */
  readonly closed: boolean;
}

/** Lists whose feeds page back. */
export function pagesBack({ kind }: ListName, { config }: Site): boolean {
  return config.outputs.feedArchive && (kind === 'home' || kind === 'source');
}

function idsOf({ kind, id }: ListName, { ledger }: Site): string[] {
  if (kind === 'home') return [...ledger.days].reverse();
  return kind === 'source' ? [...ledger.monthsOf(kind, id)].sort().reverse() : [];
}

function partPath(list: ListName, id: string): string {
  return folderOf(list).slice(0, -1) + editionPath(id);
}

/**
 * When a part ends. What is closed is told by when the archive last took an item and not by a clock: the same archive
 * gives the same feeds, whenever they are written.
 */
function isClosed(list: ListName, id: string, site: Site): boolean {
  const kind = list.kind === 'home' ? 'day' : 'month';
  const closing = closingOf(datedEdition({ kind, id }, [], site), site);
  return Date.parse(closing) <= Date.parse(site.ledger.newestArrival ?? '');
}

/** The parts of a list that hold items, newest first. */
export function partsOf(list: ListName, site: Site): FeedPart[] {
  // Oldest last: once one is closed, all before it are.
  let closed = false;
  return idsOf(list, site).map((id) => {
    closed ||= isClosed(list, id, site);
    return { list, id, folder: partPath(list, id), closed };
  });
}

function itemsOf({ list, id }: FeedPart, { ledger }: Site): readonly DigestItem[] {
  return list.kind === 'home' ? ledger.day(id) : ledger.part('source', list.id, id);
}

/** How a part's document hangs together with those beside it: by Atom documents, or from one JSON Feed to the next. */
export function pagingAt(parts: readonly FeedPart[], at: number, site: Site): OutPaging {
  const part = parts[at];
  const forms = part === undefined ? [] : site.config.outputs.feeds[part.list.kind];
  const linked = (other: FeedPart | undefined) =>
    other && forms.includes('atom') ? addressesOf(other.folder, site) : undefined;
  const older = parts[at + 1];
  const newer = parts[at - 1];
  const previous = linked(older?.closed === true ? older : undefined);
  const next = linked(newer?.closed === true ? newer : undefined);
  const olderJson = older && forms.includes('json') ? addressesOf(older.folder, site).json : undefined;
  return {
    kind: part?.closed === true ? 'closed' : 'open',
    ...(part !== undefined && forms.includes('atom') && { current: addressesOf(folderOf(part.list), site) }),
    ...defined({ previous, next, older: olderJson }),
  };
}

/** The first part with an item that the feed itself does not hold, for readers that page at once. */
function firstBeyond(list: List, parts: readonly FeedPart[], site: Site): FeedPart | undefined {
  const held = new Set(list.items.map(({ key }) => key));
  return parts.find((part) => itemsOf(part, site).some((item) => !held.has(item.key)));
}

/** How a feed that people follow leads into its archive. */
export function subscriptionPaging(name: ListName, site: Site): OutPaging | undefined {
  if (!pagesBack(name, site)) return undefined;
  const parts = partsOf(name, site);
  const forms = site.config.outputs.feeds[name.kind];
  const closed = forms.includes('atom') ? parts.find((part) => part.closed) : undefined;
  const beyond = forms.includes('json') ? firstBeyond(listOf(name, site), parts, site) : undefined;
  return {
    kind: 'subscription',
    ...(closed && { previous: addressesOf(closed.folder, site) }),
    ...(beyond && { older: addressesOf(beyond.folder, site).json }),
  };
}

/** The document of a part. */
export async function partFeed(part: FeedPart, paging: OutPaging, site: Site): Promise<OutFeed> {
  const { list, id, folder } = part;
  const { title } = listOf(list, site);
  const kind = list.kind === 'home' ? 'day' : 'month';
  const days: Day[] = kind === 'day' ? [id] : [];
  const items = await outItems({ items: itemsOf(part, site), bodies: true }, site);
  return {
    ...feedFrame(folder, site),
    id: addressesOf(folderOf(list), site).atom,
    title: `${title}: ${datedEdition({ kind, id }, days, site).title}`,
    // RFC 5005 knows no RSS form, and what is older in JSON is of use to those who follow that form.
    forms: site.config.outputs.feeds[list.kind].filter((form) => form !== 'rss'),
    // A day is an edition and has a page; a source's month may have none of its own.
    home: site.absolute(kind === 'day' ? folder : folderOf(list)),
    updated: latest(items.map((item) => item.updated)),
    paging,
    items,
  };
}
