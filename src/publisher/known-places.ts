/**
 * Where the feeds of pages lie that do not say so, or say it only to browsers with a cookie: channels and lists of
 * YouTube.
 */
const places: readonly (readonly [page: RegExp, parameter: string])[] = [
  [/^\/channel\/(UC[\w-]{22})(?:\/|$)/, 'channel_id'],
  [/^\/user\/([\w-]{1,100})(?:\/|$)/, 'user'],
  [/^\/playlist\?(?:.*&)?list=([\w-]{10,100})(?:&|$)/, 'playlist_id'],
];

/** The address of a page's feed, where the page's own address tells it. */
export function feedOfPage(page: string): string | undefined {
  const [, rest] = /^https?:\/\/(?:www\.|m\.)?youtube\.com(\/[^#]*)/i.exec(page) ?? [];
  for (const [pattern, parameter] of places) {
    const name = pattern.exec(rest ?? '')?.[1];
    if (name !== undefined) return `https://www.youtube.com/feeds/videos.xml?${parameter}=${name}`;
  }
  return undefined;
}
