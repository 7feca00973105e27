import { createHash } from 'node:crypto';
import { cleanText } from '../../clean/text.ts';
import { type FeedState, parseFeedState } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { ScrapeSettings } from '../../model/pages.ts';
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
  const sorted = Object.entries(scrape).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 8);
}

/** Characters of a sentence that quotes a feed. */
const maxRepairLength = 300;

function textAt(value: object, key: string): string | undefined {
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Icons of one feed that are remembered. */
const maxIcons = 4;

function iconsAt(value: object): string[] {
  const found: unknown = 'icons' in value ? value.icons : undefined;
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown) =>
    typeof one === 'string' && /^https?:/i.test(one) && isUrl(one) ? [one] : [],
  );
}

/** Checks what a feed is said to say of itself. Never throws. */
export function parseFeedFace(value: unknown): FeedFace {
  if (typeof value !== 'object' || value === null) return {};
  const [title, home, description, language] = ['title', 'home_page_url', 'description', 'language'].map(
    (key) => textAt(value, key),
  );
  const icons = iconsAt(value).slice(0, maxIcons);
  return {
    ...(title !== undefined && { title }),
    ...(home !== undefined && /^https?:/i.test(home) && { home_page_url: home }),
    ...defined({ description, language }),
    ...(icons.length > 0 && { icons }),
  };
}

/** Checks what is said to have been mended. Never throws. */
export function parseRepairs(value: unknown): Repair[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const code = textAt(one, 'code');
    // It quotes the feed.
    const what = cleanText(textAt(one, 'what') ?? '', maxRepairLength);
    return code === undefined || what === undefined ? [] : [{ code, what }];
  });
}

/** Checks a stored record; what makes no sense is left out. Never throws. */
export function parseFeedRecord(value: unknown): FeedRecord {
  if (typeof value !== 'object' || value === null) return { face: {} };
  const state = parseFeedState('fetch' in value ? value.fetch : undefined);
  const repairs = parseRepairs('repairs' in value ? value.repairs : undefined);
  const selectors = textAt(value, 'selectors');
  return {
    face: parseFeedFace('face' in value ? value.face : undefined),
    ...(state && { fetch: state }),
    ...(repairs.length > 0 && { repairs }),
    ...(selectors !== undefined && { selectors }),
    ...('imported' in value && value.imported === true && { imported: true }),
  };
}
