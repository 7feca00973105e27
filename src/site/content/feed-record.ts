import { hash } from 'node:crypto';
import { cleanText } from '../../clean/text.ts';
import { type FeedState, parseFeedState } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { ScrapeSettings } from '../../model/pages.ts';
import { isRecord } from '../../model/record.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Repair } from '../../model/types.ts';
import { isUrl } from '../../model/url.ts';

/** What a feed says of itself, kept so that pages can name it without fetching. */
export interface FeedFace {
  readonly title?: string;
  readonly home_page_url?: string;
  readonly description?: string;
  readonly language?: string;
  /** Addresses of its icons, most wanted first. */
  readonly icons?: readonly string[];
}

/** The document in `_data/state/feeds/<feed id>.json`. */
export interface FeedRecord {
  readonly face: FeedFace;
  readonly fetch?: FeedState;
  /** What had to be mended to read its last new version. */
  readonly repairs?: readonly Repair[];
  /** Of the selectors that its page was read with: see `selectorsHash`. */
  readonly selectors?: string;
  /** All that is there of it came from another program: it was not read yet. */
  readonly imported?: true;
}

/** What tells selectors of a page from others; absent where there are none. */
export function selectorsHash(scrape: ScrapeSettings | undefined): string | undefined {
  if (scrape === undefined) return undefined;
  const sorted = sortedByKey(Object.entries(scrape));
  return hash('sha256', JSON.stringify(sorted), 'hex').slice(0, 8);
}

/** Characters of a sentence that quotes a feed. */
const maxRepairLength = 300;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const isWebText = (value: unknown): value is string => typeof value === 'string' && /^https?:/i.test(value);

/** Icons of one feed that are remembered. */
const maxIcons = 4;

/** Checks what a feed is said to say of itself. Never throws. */
export function parseFeedFace(value: unknown): FeedFace {
  const { title, home_page_url: home, description, language, icons } = isRecord(value) ? value : {};
  const known = (Array.isArray(icons) ? icons : [])
    .filter(isWebText)
    .filter((one) => isUrl(one))
    .slice(0, maxIcons);
  return {
    ...defined({ title: textOf(title), home_page_url: isWebText(home) ? home : undefined }),
    ...defined({ description: textOf(description), language: textOf(language) }),
    ...(known.length > 0 && { icons: known }),
  };
}

/** Checks what is said to have been mended. Never throws. */
export function parseRepairs(value: unknown): Repair[] {
  return (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const fields = isRecord(one) ? one : {};
    const code = textOf(fields.code);
    // It quotes the feed.
    const what = cleanText(textOf(fields.what) ?? '', maxRepairLength);
    return code === undefined || what === undefined ? [] : [{ code, what }];
  });
}

/** Checks a stored record; what makes no sense is left out. Never throws. */
export function parseFeedRecord(value: unknown): FeedRecord {
  const { face, fetch, repairs, selectors, imported } = isRecord(value) ? value : {};
  const mended = parseRepairs(repairs);
  return {
    face: parseFeedFace(face),
    ...defined({ fetch: parseFeedState(fetch) }),
    ...(mended.length > 0 && { repairs: mended }),
    ...defined({ selectors: textOf(selectors) }),
    ...(imported === true && { imported }),
  };
}
