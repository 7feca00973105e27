import { counted, groupedByAll } from '../../model/group.ts';
import { remembered } from '../../model/remember.ts';
import type { CleanItem } from '../../model/types.ts';
import type { IncomingItem, StoredItem } from '../day/stored-item.ts';
import { type Alias, type AliasKind, aliasesOf, aliasKinds, isSameMoment } from './aliases.ts';
import { fragmentOf, identifyingLink, withoutSession } from './canonical-link.ts';
import {
  type Content,
  contentHash,
  fingerprint,
  isSameStory,
  sharedWords,
  steadyText,
} from './content-hash.ts';
import { sha256, shortHash } from './hash.ts';

const longestId = 1000;

/** The names an item goes by in its feed, the surest first. Absent where the feed gives none to rely on. */
export interface Rungs {
  /** The feed's own id. */
  readonly guid?: string;
  /** The canonical link. */
  readonly link?: string;
  /** SHA-256 of title, date and text, in hex; only where the link is not a name. */
  readonly print?: string;
}

/** An incoming item with its names. */
export interface NamedItem extends IncomingItem {
  readonly rungs: Rungs;
  /** What it is found by when none of its names is known. */
  readonly aliases: readonly Alias[];
}

/** Instants that a text carries as a number of seconds or milliseconds, or as a compact or RFC 3339 date. */
function instantsIn(text: string): number[] {
  const epochs = [...text.matchAll(/(?<!\d)(1\d{9})(\d{3})?(?!\d)/g)].map(
    (match) => Number(match[1]) * 1000 + Number(match[2] ?? 0),
  );
  const dates = [...text.matchAll(/(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)/g)].map((match) =>
    Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`),
  );
  return [...epochs, ...dates].filter((instant) => !Number.isNaN(instant));
}

/** Whether the id carries the time of this very request, and not the item's own date. */
function carriesRequestTime(id: string, published: string | undefined, nowMs: number): boolean {
  const own = published === undefined ? Number.NaN : Date.parse(published);
  return instantsIn(id).some((instant) => isSameMoment(instant, nowMs) && !isSameMoment(own, nowMs));
}

/** The feed's own id where it can be relied on, without session parameters; an over-long one as its hash. */
function reliableGuid({ item }: IncomingItem, nowMs: number): string | undefined {
  const id = item.id?.trim();
  if (id === undefined || id === '' || carriesRequestTime(id, item.date_published, nowMs)) {
    return undefined;
  }
  const stable = withoutSession(id);
  return stable.length > longestId ? `long-${sha256([stable]).toString('hex')}` : stable;
}

/** The name of last resort. */
export function printOf(content: Content): string {
  return sha256([fingerprint(content)]).toString('hex');
}

interface Draft {
  readonly incoming: IncomingItem;
  readonly guid: string | undefined;
  readonly link: string | undefined;
}

const isOtherDate = (one: Draft, other: Draft): boolean => {
  const [mine, theirs] = [one.incoming.item.date_published, other.incoming.item.date_published];
  return mine !== undefined && theirs !== undefined && mine !== theirs;
};

/** Of texts too short for that, whether they are not the same. */
function haveOtherWords(mine: Content, theirs: Content): boolean {
  const isSameText = steadyText(mine.content_html) === steadyText(theirs.content_html);
  return (sharedWords(mine, theirs) ?? (isSameText ? 1 : 0)) < 0.5;
}

/**
 * Whether two items without ids stand on one page only: a list of changes whose entries have a fragment each, or a page
 * that all news lead to. Their titles differ, and with them their fragments, dates or words; or, under one title that comes
 * each week, both their dates and their words.
 */
function isOtherEntry(one: Draft, other: Draft): boolean {
  const [mine, theirs] = [one.incoming.item, other.incoming.item];
  const [title = '', another = ''] = [mine.title?.trim(), theirs.title?.trim()];
  if (title === '' || another === '') return false;
  if (title === another) return isOtherDate(one, other) && haveOtherWords(mine, theirs);
  const isElsewhere = fragmentOf(mine.url) !== fragmentOf(theirs.url);
  return isElsewhere || isOtherDate(one, other) || (sharedWords(mine, theirs) ?? 1) < 0.5;
}

/** Whether two items of one document that share a name tell different stories: then the name names nothing. */
function differ(one: Draft, other: Draft): boolean {
  if (one.guid === undefined && other.guid === undefined && isOtherEntry(one, other)) return true;
  const isOtherId = one.guid !== other.guid || one.link !== other.link;
  if (contentHash(one.incoming.item) === contentHash(other.incoming.item)) {
    return isOtherId && isOtherDate(one, other);
  }
  return isOtherId || !isSameStory(one.incoming.item, other.incoming.item);
}

/** Names that several drafts share which tell different stories. */
function ambiguous(
  drafts: readonly Draft[],
  namesOf: (draft: Draft) => readonly (string | undefined)[],
): Set<string> {
  const groups = groupedByAll(
    drafts,
    (draft) => new Set(namesOf(draft).filter((name) => name !== undefined)),
  );
  const names = [...groups].filter(([, group]) => {
    const [first, ...others] = group;
    return first !== undefined && others.some((other) => differ(first, other));
  });
  return new Set(names.map(([name]) => name));
}

/** Two listings of one item as one: the one modified last, else the first in the document; it lacks nothing. */
function join(one: NamedItem, other: NamedItem): NamedItem {
  const dateOf = ({ item }: NamedItem): string => item.date_modified ?? item.date_published ?? '';
  const [early, late] = dateOf(other) > dateOf(one) ? [one, other] : [other, one];
  const content_html = [late, early].map(({ item }) => item.content_html).find((html) => html !== '');
  const item = { ...early.item, ...late.item, ...(content_html !== undefined && { content_html }) };
  return { ...late, item, rungs: { ...early.rungs, ...late.rungs }, aliases: [] };
}

/** One item for each name: a document may list an item twice. */
function once(items: readonly NamedItem[], nameOf: (item: NamedItem) => string | undefined): NamedItem[] {
  const chosen = new Map<string, NamedItem>();
  items.forEach((item, index) => {
    const name = nameOf(item) ?? `#${index}`;
    const earlier = chosen.get(name);
    chosen.set(name, earlier === undefined ? item : join(earlier, item));
  });
  return [...chosen.values()];
}

/**
 * Names the items of one feed document. An id or link that two different stories of the document share is not a name
 * (some feeds give every item the front page, or one id), so nothing is lost by merging what only looks alike; an item
 * that is listed twice is taken once.
 */
export function nameItems(items: readonly IncomingItem[], nowMs: number): NamedItem[] {
  const drafts = items.map((incoming) => ({
    incoming,
    guid: reliableGuid(incoming, nowMs),
    link: identifyingLink(incoming.item.url),
  }));
  const badGuids = ambiguous(drafts, ({ guid }) => [guid]);
  const badLinks = ambiguous(drafts, ({ guid, link }) => [guid, link]);
  const named = drafts.map(({ incoming, guid, link }): NamedItem => {
    const goodGuid = guid !== undefined && !badGuids.has(guid) ? { guid } : {};
    const name = link !== undefined && !badLinks.has(link) ? { link } : { print: printOf(incoming.item) };
    return { ...incoming, rungs: { ...goodGuid, ...name }, aliases: [] };
  });
  const byName = once(named, ({ rungs }) => namesOf(rungs)[0]);
  const byLink = once(byName, ({ rungs }) => rungs.link);
  const printed = new Set(byLink.map(({ rungs }) => (rungs.guid === undefined ? undefined : rungs.print)));
  return withAliases(
    byLink.filter(
      ({ rungs }) => rungs.guid !== undefined || rungs.print === undefined || !printed.has(rungs.print),
    ),
    nowMs,
  );
}

/** An alias that two items of a document share is none for either. */
function withAliases(items: readonly NamedItem[], seenMs: number): NamedItem[] {
  const found = items.map(({ item, rungs }) =>
    aliasesOf(item, { guid: rungs.guid, names: namesOf(rungs), seenMs }),
  );
  const times = counted(found.flat().map(({ name }) => name));
  return items.map((item, at) => ({
    ...item,
    aliases: (found[at] ?? []).filter(({ name }) => times.get(name) === 1),
  }));
}

/** All names, the surest first. An id that is the link is one name. */
function namesOf({ guid, link, print }: Rungs): string[] {
  const names = [guid, link, print === undefined ? undefined : `sha256-${print}`];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/**
 * The items of one document with the names that they would be archived under: their own id where it can be relied on,
 * else their canonical link, else a hash. An item that is listed twice is there once.
 */
export function withIds(items: readonly CleanItem[], now: string): (CleanItem & { readonly id: string })[] {
  const named = nameItems(
    items.map((item) => ({ item, access: 'open' })),
    Date.parse(now),
  );
  return named.map(({ item, rungs }) => {
    const { id: _own, ...rest } = item;
    return { id: namesOf(rungs)[0] ?? '', ...rest };
  });
}

/** `<feed>:<own id>`, else `<feed>:<canonical link>`, else `<feed>:sha256-…`. Permanent once archived. */
export function itemId(feed: string, rungs: Rungs): string {
  return `${feed}:${namesOf(rungs)[0]}`;
}

/** Sixteen characters (80 bits) for each name, that of the id first, as the index and the tombstones keep them. */
export function nameHashes(feed: string, rungs: Rungs): string[] {
  return namesOf(rungs).map((name) => nameHash(feed, name));
}

/** The same for the other names that it is found by. */
export function aliasHashes(feed: string, aliases: readonly Alias[]): string[] {
  return aliases.map(({ name }) => nameHash(feed, name));
}

/** The other names of an item that lies in the archive: of all kinds, or of some. */
export function storedAliases(item: StoredItem, kinds: readonly AliasKind[] = aliasKinds): string[] {
  const { feed } = item._daybook;
  const rungs = storedRungs(item, feed);
  const guid = rungs.guid?.startsWith('sha256-') ? undefined : rungs.guid;
  const seenMs = Date.parse(item._daybook.first_seen);
  const aliases = aliasesOf(item, { guid, names: namesOf(rungs), seenMs });
  return aliasHashes(
    feed,
    aliases.filter(({ kind }) => kinds.includes(kind)),
  );
}

/** Hashes of the names of one feed: matching asks for each several times. */
const hashesOf = (feed: string): ((name: string) => string) =>
  remembered((name: string) => shortHash([feed, name], 16), 10_000);
let last = { feed: '', hashOf: hashesOf('') };

function nameHash(feed: string, name: string): string {
  if (last.feed !== feed) last = { feed, hashOf: hashesOf(feed) };
  return last.hashOf(name);
}

/** The names of an item that lies in the archive, from its id and link. */
export function storedRungs(item: Pick<StoredItem, 'id' | 'url'>, feed: string): Rungs {
  const own = item.id.startsWith(`${feed}:`) ? item.id.slice(feed.length + 1) : item.id;
  const link = own.startsWith('sha256-') ? undefined : identifyingLink(item.url);
  return { guid: own, ...(link !== undefined && { link }) };
}
