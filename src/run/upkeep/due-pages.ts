import type { Archive, StoredItem } from '../../archive/index.ts';
import { addDays } from '../../model/days.ts';
import { defined } from '../../model/defined.ts';
import type { Day, FeedConfig } from '../../model/types.ts';
import { trusted } from '../../site/content/trusted.ts';
import { rulesNow } from '../rules-now.ts';
import type { SiteRun } from '../site-folder.ts';
import { mayAsk } from './may-ask.ts';
import { isTryDue, type PageTries, readTries } from './page-tries.ts';

/** Which items wait for the text of their page. Most sites have no feed that asks for that, and load nothing of this. */

/** Only items of the last days are looked at: an archive of years is not fetched anew because a key was set. */
const recentDays = 30;

/** An item whose page is to be asked for. */
export interface DuePage {
  readonly day: Day;
  readonly key: string;
  readonly feed: FeedConfig;
  readonly url: string;
  readonly title?: string;
  /** Which version of the item it is. */
  readonly version: string;
}

export interface DuePages {
  /** The newest first. */
  readonly pages: readonly DuePage[];
  /** What is remembered of tries, by feed, without items that nobody waits for any more. */
  readonly tries: ReadonlyMap<string, PageTries>;
}

const feedOfLine = /"_daybook":\{"feed":"([a-z0-9-]+)"/;

/** Items of some feeds on a day. Only their lines are read. A damaged day is left to `check --repair`. */
async function itemsOn(
  archive: Archive,
  day: Day,
  feeds: ReadonlySet<string>,
): Promise<readonly StoredItem[]> {
  const { lines, read } = await archive.openStored(day);
  if (lines === undefined) return [];
  const keys = [...lines].flatMap(([key, line]) =>
    feeds.has(feedOfLine.exec(line)?.[1] ?? '') ? [key] : [],
  );
  return keys.length === 0 ? [] : (await read(keys)).items;
}

/** The version of an item that its page belongs to. */
const versionOf = ({ _daybook: { revised, first_seen } }: StoredItem): string => revised ?? first_seen;

/** An item without the text of its page, or with one from before its feed revised it. */
function lacksText({ _daybook: { full_text, revised } }: StoredItem): boolean {
  return full_text === undefined || (revised !== undefined && revised > full_text.fetched);
}

/** Whether a page may be asked, and anybody sees more of its item than the title, as the rules have it. */
function askablePages({ folder, now }: SiteRun): (item: StoredItem, page: DuePage) => boolean {
  const apply = rulesNow(folder.config, now);
  return (stored, { url, day, feed }) => {
    // A file of the site folder names whatever it likes: it is the publisher's own.
    if (!mayAsk(/^https?:/i.test(feed.url) ? feed.url : url, url)) return false;
    const ruled = apply({ ...stored, content_html: trusted(stored.content_html, stored) }, day, feed);
    return ruled !== undefined && ruled.access === 'open' && ruled.publish !== 'title';
  };
}

/** The items whose pages are due. Reads the days of a month, and only where a feed asks for full texts. */
export async function duePages(run: SiteRun): Promise<DuePages> {
  const { folder, archive, now, force, only } = run;
  const feeds = new Map(
    folder.config.feeds
      .filter(({ id, fullText }) => fullText && (only?.has(id) ?? true))
      .map((feed) => [feed.id, feed]),
  );
  const pages: DuePage[] = [];
  const tries = new Map<string, PageTries>();
  if (feeds.size === 0) return { pages, tries };
  const known = new Map<string, PageTries>();
  for (const id of feeds.keys()) {
    known.set(id, await readTries(folder.dir, id));
    tries.set(id, new Map());
  }
  const isAskable = askablePages(run);
  const from = addDays(now.slice(0, 10), -recentDays);
  for (const day of [...(await archive.days())].filter((one) => one >= from).reverse()) {
    for (const item of await itemsOn(archive, day, new Set(feeds.keys()))) {
      const { key, feed: id } = item._daybook;
      const feed = feeds.get(id);
      if (feed === undefined || item.url === undefined || !lacksText(item)) continue;
      const page = { day, key, feed, url: item.url, version: versionOf(item) };
      const before = known.get(id)?.get(key);
      if (before?.version === page.version) tries.get(id)?.set(key, before);
      const isDue = force || isTryDue(before, page.version, now);
      if (isDue && isAskable(item, page)) pages.push({ ...page, ...defined({ title: item.title }) });
    }
  }
  return { pages, tries };
}
