import type { Post, WorldFeed } from './feed.test-kit.ts';

/** How a feed writes its document at some moment. */
export interface Style {
  readonly format: WorldFeed['format'];
  /** The host in the addresses of its posts. */
  readonly host: string;
  readonly links: 'plain' | 'dated' | 'query';
  /** What names a post: a tag of its own, its address, or a name with the number of its version. */
  readonly ids: 'tag' | 'link' | 'version';
  readonly dates: 'true' | 'ahead' | 'epoch' | 'none' | 'request';
  readonly newFeedUrl?: string;
}

interface Entry {
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly text: string;
  readonly tag: string;
  readonly dateMs: number | undefined;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function linkOf({ n, token, atMs }: Post, { host, links }: Style): string {
  if (links === 'query') return `https://${host}/?p=${n}`;
  if (links === 'plain') return `https://${host}/${token}`;
  return `https://${host}/${new Date(atMs).toISOString().slice(0, 7).replace('-', '/')}/${token}/`;
}

function dateOf({ atMs }: Post, { dates }: Style, nowMs: number): number | undefined {
  switch (dates) {
    case 'true':
      return atMs;
    case 'ahead':
      return atMs + 400 * 86_400_000;
    case 'epoch':
      return 0;
    case 'none':
      return undefined;
    case 'request':
      return nowMs;
  }
}

function entryOf(post: Post, style: Style, nowMs: number): Entry {
  const isRevised = post.revisedMs !== undefined && post.revisedMs <= nowMs;
  const link = linkOf(post, style);
  const tag = `tag:planet.example,2026:${post.token}`;
  const id = { tag, link, version: `${tag}?v=${isRevised ? 2 : 1}` }[style.ids];
  const told = isRevised ? `${post.text} Corrected later: the end was another.` : post.text;
  const text = post.event ? `${told} <a href="${post.event.url}">${post.event.name}</a>` : told;
  return { id, link, title: post.title, text, tag: post.tag, dateMs: dateOf(post, style, nowMs) };
}

function rss(name: string, entries: readonly Entry[], { host, newFeedUrl }: Style): string {
  const items = entries.map(
    ({ id, link, title, text, tag, dateMs }) =>
      `<item><guid isPermaLink="false">${escaped(id)}</guid><link>${escaped(link)}</link><title>${title}</title>` +
      `${dateMs === undefined ? '' : `<pubDate>${new Date(dateMs).toUTCString()}</pubDate>`}` +
      `<category>${tag}</category><description>${escaped(`<p>${text}</p>`)}</description></item>`,
  );
  const moved = newFeedUrl && `<itunes:new-feed-url>${newFeedUrl}</itunes:new-feed-url>`;
  return `<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>${name}</title><link>https://${host}/</link><description>A feed of the simulation.</description>${moved ?? ''}
${items.join('\n')}
</channel></rss>`;
}

function atom(name: string, entries: readonly Entry[], { host }: Style): string {
  const iso = (ms: number): string => new Date(ms).toISOString();
  const list = entries.map(
    ({ id, link, title, text, tag, dateMs }) =>
      `<entry><id>${escaped(id)}</id><link href="${escaped(link)}"/><title>${title}</title>` +
      `${dateMs === undefined ? '' : `<published>${iso(dateMs)}</published><updated>${iso(dateMs)}</updated>`}` +
      `<category term="${tag}"/><content type="html">${escaped(`<p>${text}</p>`)}</content></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${name}</title><id>https://${host}/</id>
<link href="https://${host}/"/><updated>2026-01-01T00:00:00Z</updated>
${list.join('\n')}
</feed>`;
}

function json(name: string, entries: readonly Entry[], { host }: Style): string {
  const items = entries.map(({ id, link, title, text, tag, dateMs }) => ({
    id,
    url: link,
    title,
    content_html: `<p>${text}</p>`,
    tags: [tag],
    ...(dateMs !== undefined && { date_published: new Date(dateMs).toISOString() }),
  }));
  const head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: name,
    home_page_url: `https://${host}/`,
  };
  return JSON.stringify({ ...head, items }, undefined, 1);
}

export const mediaTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const;

/** A feed's document at a moment. */
export function documentOf(
  feed: Pick<WorldFeed, 'id'>,
  posts: readonly Post[],
  style: Style,
  nowMs: number,
): string {
  const entries = posts.map((post) => entryOf(post, style, nowMs));
  const name = `The ${feed.id}`;
  return { rss, atom, json }[style.format](name, entries, style);
}
