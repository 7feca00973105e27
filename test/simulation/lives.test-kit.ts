import type { Style } from './documents.test-kit.ts';
import type { WorldFeed } from './feed.test-kit.ts';

/** What a server does when it is asked for a feed. */
export type Conduct =
  | {
      readonly kind: 'document';
      readonly style: Style;
      /** The share of its bytes that comes, where the rest is missing. */
      readonly cutAt?: number;
      /** Every post a second time, at the end. */
      readonly repeats?: true;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly page?: string;
    }
  /** Nothing ever comes. */
  | { readonly kind: 'silence' }
  /** The host's name is not there any more. */
  | { readonly kind: 'no-name' };

/** Where in its life a feed is. */
export interface Situation {
  readonly feed: WorldFeed;
  readonly style: Style;
  readonly time: 'before' | 'during' | 'after';
  /** Asked at the address to which it moves, not at the one that is configured. */
  readonly isNewHost: boolean;
  /** From 0 up to 1, another one at each moment. */
  readonly lot: number;
}

export interface Life {
  readonly conduct: (situation: Situation) => Conduct;
  /** What `health.json` says when all is over; `ok` when absent. */
  readonly ends?: { readonly state: 'gone' | 'failing'; readonly code: RegExp; readonly says: string };
  /** Where it has moved to permanently. */
  readonly moves?: true;
  /** The publisher takes it out of the list for that time. */
  readonly isRemoved?: true;
}

const told = (style: Style, more: Partial<Style> = {}): Conduct => ({
  kind: 'document',
  style: { ...style, ...more },
});
const failing = (code: RegExp): NonNullable<Life['ends']> => ({ state: 'failing', code, says: 'failing' });
const status = (code: number, more: Partial<Extract<Conduct, { kind: 'status' }>> = {}): Conduct => ({
  kind: 'status',
  status: code,
  ...more,
});

/** Ends permanently with a conduct. */
const until = (end: Conduct, ends: NonNullable<Life['ends']>): Life => ({
  conduct: ({ time, style }) => (time === 'before' ? told(style) : end),
  ends,
});

/** Is interrupted by a conduct, and comes back. */
const through = (trouble: (situation: Situation) => Conduct): Life => ({
  conduct: (situation) => (situation.time === 'during' ? trouble(situation) : told(situation.style)),
});

const challenge = '<!doctype html><title>Just a moment...</title><p>Checking.</p>';
const parked = '<!doctype html><title>This domain is for sale</title><p>Buy it.</p>';
const html = { 'content-type': 'text/html' };
const feedAt = (host: string): string => `http://${host}:PORT/feed`;

/** At its new address it is as it ought to be; what its old one does while it moves, and afterwards. */
const moving = (during: (situation: Situation) => Conduct, style: Partial<Style> = {}): Life => ({
  conduct: (situation) => {
    const { time, isNewHost, feed } = situation;
    const there = { ...situation.style, ...style, host: feed.newHost };
    if (isNewHost) return time === 'before' ? status(404) : told(there);
    if (time === 'before') return told(situation.style);
    return time === 'during' ? during(situation) : { kind: 'no-name' };
  },
  moves: true,
});

const movedAway = ({ feed }: Situation): Conduct =>
  status(301, { headers: { location: feedAt(feed.newHost) } });

/** From the middle of its life on it writes in another manner. */
const changing = (style: Partial<Style>): Life => ({
  conduct: ({ time, style: own }) => told(own, time === 'before' ? {} : style),
});

/** Every life a feed can have. */
export const lives: Readonly<Record<string, Life>> = {
  steady: { conduct: ({ style }) => told(style) },
  seldom: { conduct: ({ style }) => told(style) },
  'dies-410': until(status(410), { state: 'gone', code: /^FETCH_GONE$/, says: 'gone' }),
  'dies-404': until(status(404), failing(/^FETCH_NOT_FOUND$/)),
  'name-gone': until({ kind: 'no-name' }, failing(/^FETCH_NAME_/)),
  parked: until(status(200, { headers: html, page: parked }), failing(/^FEED_/)),
  'times-out': through(() => ({ kind: 'silence' })),
  breaks: through(() => status(500)),
  'asks-for-rest': through(() => status(429, { headers: { 'retry-after': String(3 * 86_400) } })),
  unavailable: through(() => status(503)),
  challenges: through(({ lot }) => status(lot < 0.5 ? 403 : 200, { headers: html, page: challenge })),
  'cut-off': through(({ style, lot }) => ({ kind: 'document', style, cutAt: 0.3 + 0.6 * lot })),
  repeats: through(({ style }) => ({ kind: 'document', style, repeats: true })),
  moves: moving(movedAway),
  'moves-with-ids': moving(movedAway, { ids: 'link' }),
  'moves-and-dates': moving(movedAway, { links: 'dated', ids: 'link' }),
  'says-moved': moving(({ style, feed }) => told(style, { format: 'rss', newFeedUrl: feedAt(feed.newHost) })),
  'new-links': changing({ links: 'dated' }),
  'new-ids': changing({ ids: 'link' }),
  'new-links-and-ids': changing({ links: 'query', ids: 'link' }),
  'numbered-ids': { conduct: ({ style }) => told(style, { ids: 'version' }) },
  formats: {
    conduct: ({ time, style }) =>
      told(style, { format: ({ before: 'rss', during: 'atom', after: 'json' } as const)[time] }),
  },
  future: { conduct: ({ style }) => told(style, { dates: 'ahead' }) },
  epoch: { conduct: ({ style }) => told(style, { dates: 'epoch' }) },
  undated: { conduct: ({ style }) => told(style, { dates: 'none' }) },
  'dated-now': { conduct: ({ style }) => told(style, { dates: 'request' }) },
  'loses-dates': changing({ dates: 'none' }),
  removed: { conduct: ({ style }) => told(style), isRemoved: true },
};

/** The life of a feed, by its name. */
export function lifeOf({ life }: Pick<WorldFeed, 'life'>): Life {
  const found = lives[life];
  if (!found) throw new Error(`No feed lives "${life}".`);
  return found;
}
