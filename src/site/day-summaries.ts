import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { imageAddresses } from '../clean/index.ts';
import { type DigestItem, localDay } from '../digest/index.ts';
import type { Config, Day, Item } from '../model/types.ts';
import { readCache, writeCache } from './cache-file.ts';
import { type DigestItemInput, digestItems, type TextItem } from './digest-item-of.ts';
import { shortHash } from './hash.ts';

/** An item of a day as lists need it, without its body. */
export interface ItemSummary {
  readonly item: DigestItem;
  /** Differs whenever the archived item, its body included, or what the rules make of it differs. */
  readonly version: string;
  /** Addresses of its pictures; only where the site shows copies of them. */
  readonly images?: readonly string[];
}

/** A day without its bodies. */
export interface DaySummary {
  readonly shown: readonly ItemSummary[];
  /** How many items of each feed the rules hide. */
  readonly hidden: Readonly<Record<string, number>>;
}

export type ReadSummary = (day: Day) => Promise<DaySummary>;

export interface SummaryInput extends DigestItemInput {
  readonly readDay: (day: Day) => Promise<readonly Item[]>;
}

function summaryOf(item: Item, { item: made }: TextItem, config: Config): ItemSummary {
  const version = shortHash(JSON.stringify([item, made]));
  if (config.images !== 'local') return { item: made, version };
  const own = made.image === undefined ? [] : [made.image];
  const images = made.publish === 'full' ? [...imageAddresses(item.content_html), ...own] : [];
  return images.length === 0 ? { item: made, version } : { item: made, version, images };
}

/** Makes summaries from the archive's days. */
export function summaryReader(input: SummaryInput): ReadSummary {
  const make = digestItems(input);
  return async (day) => {
    const shown: ItemSummary[] = [];
    const hidden: Record<string, number> = {};
    for (const item of await input.readDay(day)) {
      const made = make(item, day);
      if (made) shown.push(summaryOf(item, made, input.config));
      else hidden[item._daybook.feed] = (hidden[item._daybook.feed] ?? 0) + 1;
    }
    return { shown, hidden };
  };
}

/** What a summary was made from, beside the day's file. */
interface Stored {
  /** Size, time and identity of the day's file. */
  readonly stamp: string;
  /** Hash of its bytes. */
  readonly bytes: string;
  /** Hash of the rules and of what else makes summaries. */
  readonly rules: string;
  /** Hash of what is configured and known of each of its feeds. */
  readonly feeds: Readonly<Record<string, string>>;
  /** Milliseconds since 1970: the rules say the same from the one until the other. */
  readonly from: number;
  readonly until: number;
  readonly summary: DaySummary;
}

/** Whether a cache file holds what we write: its hash says that it is whole, this that it is not of another version. */
function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  return 'summary' in value && 'stamp' in value && 'rules' in value && 'feeds' in value && 'until' in value;
}

export interface CachedSummaryInput extends SummaryInput {
  /** Disposable. */
  readonly cacheDir: string;
  /** Where a day's file lies. */
  readonly pathOf: (day: Day) => string;
  /** What our own code is. */
  readonly code: string;
  /** Damage found while days are read: what was made from a damaged day is not kept. */
  readonly problems: readonly unknown[];
}

/** `muteUntil` looks at the day that it is: where a rule has one, summaries are for that day. */
function rulesHash({ config, now, code }: CachedSummaryInput): string {
  const today = localDay(now, config.timezone);
  const dated = config.rules.some((rule) => rule.do.muteUntil !== undefined);
  return shortHash(JSON.stringify([code, config.rules, config.timezone, config.images, dated ? today : '']));
}

/** Between which moments `freeAfter` lets no item of a day change its access. */
function spanOf(items: readonly Item[], { config, now }: SummaryInput): { from: number; until: number } {
  const nowMs = Date.parse(now);
  const freeAfter = new Map(config.feeds.map((feed) => [feed.id, feed.freeAfterMs]));
  let [from, until] = [0, Number.MAX_SAFE_INTEGER];
  for (const { date_published, _daybook } of items) {
    const after = freeAfter.get(_daybook.feed);
    if (after === undefined) continue;
    const free = Date.parse(date_published ?? _daybook.first_seen) + after;
    if (free <= nowMs) from = Math.max(from, free);
    else until = Math.min(until, free);
  }
  return { from, until };
}

async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size} ${mtimeMs} ${ino}`;
}

export interface CachedSummaries {
  readonly read: ReadSummary;
  /** Milliseconds since 1970: until then the rules say of the days read so far what they say now. */
  readonly until: () => number;
}

/**
 * The same summaries, kept from one run to the next: a day is read from the archive again only when its file, the rules
 * or what is known of its feeds changed. The archive alone always suffices.
 */
export function cachedSummaries(input: CachedSummaryInput): CachedSummaries {
  const { config, cacheDir, pathOf, readDay, problems } = input;
  const make = summaryReader(input);
  const rules = rulesHash(input);
  const nowMs = Date.parse(input.now);
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  const hashes = new Map<string, string>();
  const feedHash = (id: string): string => {
    const known = hashes.get(id);
    if (known !== undefined) return known;
    const { section, tags, publish, freeAfterMs } = feeds.get(id) ?? {};
    const hash = shortHash(JSON.stringify([section, tags, publish, freeAfterMs, input.feedLanguage(id)]));
    hashes.set(id, hash);
    return hash;
  };
  const isRight = (stored: Stored): boolean =>
    stored.rules === rules &&
    stored.from <= nowMs &&
    nowMs < stored.until &&
    Object.entries(stored.feeds).every(([id, hash]) => feedHash(id) === hash);
  let until = Number.MAX_SAFE_INTEGER;
  const read: ReadSummary = async (day) => {
    const file = join(cacheDir, day.slice(0, 4), `${day}.json`);
    const stored = await readCache(file);
    const stamp = await stampOf(pathOf(day)).catch(() => '');
    const known = isStored(stored) && isRight(stored) ? stored : undefined;
    if (known) until = Math.min(until, known.until);
    if (known && stamp !== '' && known.stamp === stamp) return known.summary;
    const bytes = await readFile(pathOf(day)).then(shortHash, () => '');
    if (known && bytes !== '' && known.bytes === bytes) {
      await writeCache(file, { ...known, stamp });
      return known.summary;
    }
    const damage = problems.length;
    const items = await readDay(day);
    const summary = await make(day);
    const ids = [...new Set(items.map((item) => item._daybook.feed))].sort();
    const made: Stored = {
      stamp,
      bytes,
      rules,
      feeds: Object.fromEntries(ids.map((id) => [id, feedHash(id)])),
      ...spanOf(items, input),
      summary,
    };
    until = Math.min(until, made.until);
    if (problems.length === damage) await writeCache(file, made);
    return summary;
  };
  return { read, until: () => until };
}
