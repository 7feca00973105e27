import { type FeedState, parseFeedState } from '../fetch/index.ts';

/** What a feed says of itself, kept so that pages can name it without fetching. */
export interface FeedFace {
  readonly title?: string;
  readonly home_page_url?: string;
  readonly description?: string;
  readonly language?: string;
}

/** The document in `_data/state/feeds/<feed id>.json`. */
export interface FeedRecord {
  readonly face: FeedFace;
  readonly fetch?: FeedState;
}

function textAt(value: object, key: string): string | undefined {
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function faceOf(value: unknown): FeedFace {
  if (typeof value !== 'object' || value === null) return {};
  const [title, home, description, language] = ['title', 'home_page_url', 'description', 'language'].map(
    (key) => textAt(value, key),
  );
  return {
    ...(title !== undefined && { title }),
    ...(home !== undefined && /^https?:/i.test(home) && { home_page_url: home }),
    ...(description !== undefined && { description }),
    ...(language !== undefined && { language }),
  };
}

/** Checks a stored record; what makes no sense is left out. Never throws. */
export function parseFeedRecord(value: unknown): FeedRecord {
  if (typeof value !== 'object' || value === null) return { face: {} };
  const state = parseFeedState('fetch' in value ? value.fetch : undefined);
  return { face: faceOf('face' in value ? value.face : undefined), ...(state && { fetch: state }) };
}
