import { count } from '../model/count.ts';
import { isUrl } from '../model/url.ts';

/** A feed that was found behind an address. */
export interface Candidate {
  readonly url: string;
  readonly title?: string;
  /** `atom 1.0`, `rss 2.0`, `json feed 1.1`, `h-feed`, … */
  readonly format: string;
  readonly items: number;
  /** Half of its items have at least so many characters of text. */
  readonly typicalLength: number;
}

/** How long its texts are, in words. */
export function textsOf({ typicalLength }: Pick<Candidate, 'typicalLength'>): string {
  return typicalLength === 0 ? 'titles only' : `about ${count(typicalLength, 'character')} each`;
}

/** Where feeds lie when nobody says where, most usual first. No name below `/.well-known/` is registered for them. */
const usualPaths = [
  'feed',
  'feed.xml',
  'rss.xml',
  'atom.xml',
  'index.xml',
  'feed.json',
  'rss',
  'feed.atom',
  'feed/',
  'feeds/all.atom.xml',
  'posts/index.xml',
  'blog/feed',
  'index.rdf',
  'index.rss',
  'rss/feed.xml',
  '.well-known/feed',
  '.well-known/rss.xml',
];

/** Addresses to try for a page that announces no feed: first beside the page, then at the root of its site. */
export function usualAddresses(page: string): readonly string[] {
  const url = new URL(page);
  // A file lies beside its feed: `/blog/` of `/blog/index.html`.
  const path = url.pathname.replace(/\/[^/]+\.(?:html?|php|aspx?|jsp|shtml)$/i, '/');
  const folder = path.endsWith('/') ? path : `${path}/`;
  const bases = folder === '/' ? ['/'] : [folder, '/'];
  const beside = bases[0] === '/' ? usualPaths : usualPaths.slice(0, 7);
  const found = bases.flatMap((base) =>
    (base === '/' ? usualPaths : beside).map((path) => new URL(base + path, url.origin).href),
  );
  return [...new Set(found)];
}

/** Whether a feed holds comments on articles rather than articles. */
export function isCommentsFeed({ url, title = '' }: Pick<Candidate, 'url' | 'title'>): boolean {
  const path = isUrl(url) ? new URL(url).pathname : url;
  return (
    /\/comments?(?:\/|\.|-|$)|\/replies\//i.test(path) ||
    /^comments? (?:on|for|:)|^commentaires (?:sur|pour|:)|^kommentare (?:zu|für|:)|\bcomments? feed$/i.test(
      title.trim(),
    )
  );
}

/** JSON Feed and Atom tell dates, ids and texts apart without guessing; a page with microformats is the last resort. */
function formatRank(format: string): number {
  if (/^(?:atom|json feed)/i.test(format)) return 0;
  return /^h-feed/i.test(format) ? 2 : 1;
}

/** Feeds whose items are nearly as long as the longest's carry the same texts. */
const sameLength = 0.8;

/**
 * The feed to follow first: articles before comments, feeds with items before empty ones, whole texts before excerpts,
 * Atom and JSON before RSS where they carry the same; else the order in which they were found.
 */
export function bestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const longest = Math.max(
    0,
    ...candidates.filter((one) => !isCommentsFeed(one)).map((one) => one.typicalLength),
  );
  const keys = (one: Candidate): readonly number[] => {
    const whole = one.typicalLength >= longest * sameLength;
    return [
      isCommentsFeed(one) ? 1 : 0,
      one.items > 0 ? 0 : 1,
      whole ? 0 : 1,
      whole ? 0 : -one.typicalLength,
      formatRank(one.format),
    ];
  };
  return candidates
    .map((one) => ({ one, key: keys(one) }))
    .sort((a, b) => a.key.map((value, at) => value - (b.key[at] ?? 0)).find((step) => step !== 0) ?? 0)
    .map(({ one }) => one);
}

/** The middle of some lengths, 0 of none. */
export function typicalOf(lengths: readonly number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
