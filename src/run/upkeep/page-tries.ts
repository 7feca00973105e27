import { join } from 'node:path';
import { readIfThere, readJson, writeIfChanged } from '../../disk/index.ts';
import { defined } from '../../model/defined.ts';
import { DAY, formatInstant, HOUR } from '../../model/instant.ts';
import { isRecord } from '../../model/record.ts';
import { sortedByKey } from '../../model/sorted.ts';

/** What is remembered of pages that gave no text yet: how often they were asked for, and when they are again. */
export interface PageTry {
  /** How often its page was asked for in vain. */
  readonly count: number;
  /** RFC 3339: not before then. Absent when it is not asked for any more. */
  readonly next?: string;
  /** Why it gave no text: `FETCH_NOT_FOUND`, `PAGE_NO_TEXT`, … */
  readonly code: string;
  /** Which version of the item that was: a revised one is asked for anew. */
  readonly version: string;
}

/** By item key. */
export type PageTries = Map<string, PageTry>;

/** Relative to the site folder: one file for each feed, as states have, so that changes of different feeds merge. */
const pathOf = (siteDir: string, feed: string): string =>
  join(siteDir, '_data', 'state', 'pages', `${feed}.json`);

function tryOf(value: unknown): PageTry | undefined {
  if (!isRecord(value)) return undefined;
  const { count, next, code, version } = value;
  if (typeof count !== 'number' || typeof code !== 'string' || typeof version !== 'string') return undefined;
  if (next !== undefined && (typeof next !== 'string' || Number.isNaN(Date.parse(next)))) return undefined;
  return { count, code, version, ...defined({ next }) };
}

/** What cannot be read counts as never tried: the page is asked for once more. */
export async function readTries(siteDir: string, feed: string): Promise<PageTries> {
  const found = await readJson(pathOf(siteDir, feed));
  const tries = isRecord(found) && isRecord(found.tries) ? found.tries : {};
  return new Map(
    Object.entries(tries).flatMap(([key, value]) => {
      const known = tryOf(value);
      return known ? [[key, known]] : [];
    }),
  );
}

/** Writes the tries, where they are not as they were. Rejects only when the disk does. */
export async function writeTries(siteDir: string, feed: string, tries: PageTries): Promise<void> {
  const path = pathOf(siteDir, feed);
  if (tries.size === 0 && (await readIfThere(path)) === undefined) return;
  const sorted = sortedByKey(tries);
  await writeIfChanged(
    path,
    `${JSON.stringify({ schema: 1, tries: Object.fromEntries(sorted) }, null, 2)}\n`,
  );
}

/** How long after which failure the page is asked for again; after the last it is not any more. */
const longestDelayMs = 72 * HOUR;
const delaysMs = [HOUR, 6 * HOUR, 24 * HOUR, longestDelayMs];

/** What is wrong with the page itself, and asking again will not mend. */
const finalCodes: readonly string[] = [
  'PAGE_NOT_HTML',
  'PAGE_SAYS_LESS',
  'PAGE_TOO_COSTLY',
  'FETCH_GONE',
  'FETCH_BODY_TOO_BIG',
];

/** One more try in vain. */
export function afterFailure(
  before: PageTry | undefined,
  { code, version, now }: { readonly code: string; readonly version: string; readonly now: string },
): PageTry {
  const count = (before?.version === version ? before.count : 0) + 1;
  const delayMs = finalCodes.includes(code) ? undefined : delaysMs[count - 1];
  const next = delayMs === undefined ? undefined : formatInstant(Date.parse(now) + delayMs);
  return { count, code, version, ...defined({ next }) };
}

/** Whether a page is to be asked for now. */
export function isTryDue(known: PageTry | undefined, version: string, now: string): boolean {
  if (known === undefined || known.version !== version) return true;
  if (known.next === undefined) return false;
  const waitMs = Date.parse(known.next) - Date.parse(now);
  // Further ahead than any delay: a clock was ahead once.
  return waitMs <= 0 || waitMs > longestDelayMs + DAY;
}
