import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { cleanItem, storedHtml } from '../../clean/index.ts';
import { parseFeedState, parseSchedule, parseSettlement } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import { HOUR } from '../../model/instant.ts';
import { parseJson } from '../../model/json.ts';
import type { CleanItem, FeedConfig, Problem } from '../../model/types.ts';
import { parseFeedFace, parseRepairs } from '../../site/index.ts';
import type { Arrived, Settled } from '../gather/keeper.ts';
import {
  type BundledFeed,
  type BundledItem,
  type BundleHead,
  endSchema,
  feedSchema,
  headSchema,
} from './form.ts';
import { damaged, foreign, invalid, unreadable } from './problems.ts';

/** Larger than any that is written: files are ended at 64 MB, after the line of a feed. */
const maxBytes = 1_000_000_000;
const maxHeadBytes = 100_000;

/** What a bundle says of one feed of the configuration, checked and cleaned. */
export type Answer =
  | { readonly kind: 'read'; readonly arrived: Arrived }
  | { readonly kind: 'state'; readonly settled: Settled };

export interface Bundle {
  readonly answers: readonly Answer[];
  /** Feeds that are not configured here. */
  readonly unknown: readonly string[];
}

export interface BundlePlace {
  readonly path: string;
  readonly head: BundleHead;
}

type Or<T> = T | { readonly problem: Problem };

/** The value of a line; `undefined` of what is not JSON in whole UTF-8. */
function parsedLine(bytes: Uint8Array): unknown {
  return isUtf8(bytes) ? parseJson(bytes) : undefined;
}

/** How far ahead of ours the clock of the machine that fetched may be. */
const maxAheadMs = HOUR;

/** Checks that a bundle is for this digest. `now`: the clock of the run. */
function checkHead(
  line: unknown,
  path: string,
  site: string,
  now: string,
): Or<{ readonly head: BundleHead }> {
  const head = headSchema.safeParse(line);
  if (!head.success) {
    const why = 'Its first line is not the head of a bundle, or that of another version of Daybook.';
    return { problem: foreign(path, why) };
  }
  if (head.data.site !== site) {
    const why = `It was made for ${JSON.stringify(head.data.site.slice(0, 200))}; this digest is ${site}`;
    return { problem: foreign(path, why) };
  }
  if (Date.parse(head.data.now) > Date.parse(now) + maxAheadMs) {
    return { problem: foreign(path, `It was made at ${head.data.now}, and here it is only ${now}.`) };
  }
  return { head: head.data };
}

/** Reads the head of a bundle, and no more. */
export async function readHead(path: string, site: string, now: string): Promise<Or<BundlePlace>> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(maxHeadBytes), 0, maxHeadBytes, 0);
      const end = buffer.subarray(0, bytesRead).indexOf(10);
      const checked = checkHead(end < 0 ? undefined : parsedLine(buffer.subarray(0, end)), path, site, now);
      return 'problem' in checked ? checked : { path, head: checked.head };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

/** The lines, without the break that ends each; `undefined` when the last one does not end. */
function splitLines(bytes: Buffer): Buffer[] | undefined {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    if (end < 0) return undefined;
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

/** The lines of the feeds, once the end vouches for them. */
function wholeLines(bytes: Buffer, path: string): Or<{ readonly feeds: readonly Buffer[] }> {
  const lines = splitLines(bytes);
  const last = lines?.at(-1);
  const end = endSchema.safeParse(last && parsedLine(last));
  if (!lines || !last || !end.success) {
    return { problem: damaged(path, 'It was cut off: the line that ends it is missing.') };
  }
  const body = bytes.subarray(0, bytes.length - last.length - 1);
  const feeds = lines.slice(1, -1);
  if (hash('sha256', body, 'hex') !== end.data.sha256 || feeds.length !== end.data.feeds) {
    return { problem: damaged(path, 'Its bytes are not those that were written: their checksum differs.') };
  }
  return { feeds };
}

/** Nothing is believed of what a bundle calls clean: fields are cleaned again, and HTML unless its form makes it safe. */
function cleanAgain(item: BundledItem, feedUrl: string): CleanItem {
  const { content_html, ...fields } = item;
  const cleaner = item._daybook?.cleaner;
  const baseUrl = item.url ?? feedUrl;
  return {
    ...cleanItem(fields, { feedUrl }),
    content_html: storedHtml({ html: content_html, ...defined({ cleaner }) }, { baseUrl }),
  };
}

/** What a line says of a feed, or `undefined` when it makes no sense. */
function answerOf(line: BundledFeed, feed: FeedConfig): Answer | undefined {
  const askedAt = line.asked !== undefined && { askedAt: line.asked };
  if (line.kind === 'state') {
    const state = parseFeedState(line.state);
    return state && { kind: 'state', settled: { feedId: feed.id, state, ...askedAt } };
  }
  const settlement = parseSettlement(line.settlement, feed);
  if (!settlement) return undefined;
  const { url, hubs, newAddress } = line;
  const arrived: Arrived = {
    result: { feedId: feed.id, url, settlement, ...askedAt },
    face: parseFeedFace(line.face),
    acceptance: { hubs, ...defined({ schedule: parseSchedule(line.schedule), newAddress }) },
    repairs: parseRepairs(line.repairs),
    items: line.items.map((item) => cleanAgain(item, url)),
  };
  return { kind: 'read', arrived };
}

/**
 * Reads a bundle whole, or not at all: every line is checked before the first is used. A stranger may have written it.
 *
 * @param feeds the configured feeds, by id
 */
export async function readBundle(
  { path }: BundlePlace,
  feeds: ReadonlyMap<string, FeedConfig>,
): Promise<Or<Bundle>> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return { problem: invalid(path, `It has ${size} bytes; ${maxBytes} are allowed.`) };
    bytes = await readFile(path);
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
  const whole = wholeLines(bytes, path);
  if ('problem' in whole) return whole;
  const answers: Answer[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  for (const [at, bytes] of whole.feeds.entries()) {
    const line = feedSchema.safeParse(parsedLine(bytes));
    const where = `${path}, line ${at + 2}`;
    if (!line.success) {
      const [issue] = line.error.issues;
      return {
        problem: invalid(where, `At "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'no feed'}.`),
      };
    }
    const { feed: id } = line.data;
    if (seen.has(id)) return { problem: invalid(where, `The feed "${id}" comes twice.`) };
    seen.add(id);
    const feed = feeds.get(id);
    const answer = feed && answerOf(line.data, feed);
    if (answer) answers.push(answer);
    else if (feed) return { problem: invalid(where, `The state of the feed "${id}" makes no sense.`) };
    else unknown.push(id);
  }
  return { answers, unknown };
}
