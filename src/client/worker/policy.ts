import { DAY } from '../../model/instant.ts';

/** How the service worker answers requests, told by their addresses alone. */

/** The last place on earth where a day ends: UTC-12. */
const lastZoneMs = DAY / 2;

/** What an address below the site's prefix asks for. */
export type Kind =
  /** Named by its content, so that it never changes. */
  | 'asset'
  | 'page'
  /** The list of the newest editions. */
  | 'list'
  /** Feeds, the search index, files for programs: the worker leaves them alone. */
  | 'other';

export function kindOf(url: URL, prefix: string): Kind {
  if (!url.pathname.startsWith(prefix)) return 'other';
  const path = url.pathname.slice(prefix.length);
  if (path.startsWith('assets/')) return 'asset';
  if (path === 'editions/recent.json') return 'list';
  return path === '' || path.endsWith('/') ? 'page' : 'other';
}

/** The Monday of an ISO week, as milliseconds of UTC. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - weekday) * DAY;
}

/** When the day, week or month of an edition's address ends, in UTC; `undefined` for other pages. */
function endOf(path: string): number | undefined {
  const [, year = '', , week, month, day] = /^(\d{4})\/(w(\d\d)|(\d\d)\/(?:(\d\d)\/)?)\/?$/.exec(path) ?? [];
  if (year === '') return undefined;
  if (week !== undefined) return mondayOf(Number(year), Number(week) + 1);
  if (day !== undefined) return Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
  return Date.UTC(Number(year), Number(month), 1);
}

/**
 * Whether a copy holds an edition as it will stay: it was saved when the edition was closed in every zone of the world.
 * Times are milliseconds since 1970.
 */
export function isFinal(
  path: string,
  { savedAt, closeAfterMs }: { readonly savedAt: number; readonly closeAfterMs: number },
): boolean {
  const end = endOf(path);
  return end !== undefined && savedAt > end + lastZoneMs + closeAfterMs;
}

/** One thing that is kept, by its address. */
export interface Kept {
  readonly url: string;
  readonly bytes: number;
}

/** What has to go so that the rest fits: the least recently used first, never the shell. `kept` begins with the oldest. */
export function surplus(kept: readonly Kept[], shell: ReadonlySet<string>, maxBytes: number): string[] {
  // A size that is not known must not make the sum one: nothing would ever fit.
  const sized = kept.map(({ url, bytes }) => ({ url, bytes: Number.isFinite(bytes) ? bytes : 0 }));
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: string[] = [];
  for (const { url, bytes } of sized) {
    if (total <= maxBytes) break;
    if (shell.has(new URL(url).pathname)) continue;
    gone.push(url);
    total -= bytes;
  }
  return gone;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The start of a page's content: its first link, if any, leads past all that comes before the items. */
const start = /<body[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*<\/a>)?/;

/** Puts a line at the top of a page's HTML. The title in it is the page's own, which is HTML already. */
export function withNotice(
  html: string,
  message: string,
  link: { readonly href: string; readonly label: string },
): string {
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  const text = escaped(message).replace('{title}', () => title);
  const notice = `<p class="copy ui" role="status">${text} <a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`;
  return html.replace(start, (body) => body + notice);
}
