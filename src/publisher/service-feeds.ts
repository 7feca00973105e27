import { isUrl } from '../model/url.ts';

/** Services whose pages announce no feed, or ask for consent first, though the page's address says where the feed is. */
const services: readonly (readonly [page: RegExp, feed: string])[] = [
  [
    /^https?:\/\/(?:www\.|m\.|music\.)?youtube\.com\/channel\/(UC[\w-]{22})(?:[/?#]|$)/,
    'https://www.youtube.com/feeds/videos.xml?channel_id=$1',
  ],
  [
    /^https?:\/\/(?:www\.|m\.|music\.)?youtube\.com\/(?:playlist|watch)\?(?:[^#]*&)?list=([\w-]{10,64})(?:[&#]|$)/,
    'https://www.youtube.com/feeds/videos.xml?playlist_id=$1',
  ],
  [
    /^https?:\/\/(?:www\.|m\.)?youtube\.com\/user\/([\w-]{1,60})(?:[/?#]|$)/,
    'https://www.youtube.com/feeds/videos.xml?user=$1',
  ],
  [
    /^https?:\/\/(?:www\.|old\.|new\.)?reddit\.com\/((?:r|u|user)\/[\w-]{2,40})\/?(?:[?#]|$)/,
    'https://www.reddit.com/$1/.rss',
  ],
  [/^https?:\/\/medium\.com\/(@?[\w.-]{1,60})\/?(?:[?#]|$)/, 'https://medium.com/feed/$1'],
  [/^https?:\/\/(?:www\.)?dailymotion\.com\/user\/([\w-]{1,60})/, 'https://www.dailymotion.com/rss/user/$1'],
];

/** The feed that belongs to a page of such a service; `undefined` of any other address. */
export function feedByAddress(address: string): string | undefined {
  if (!isUrl(address)) return undefined;
  for (const [page, feed] of services) {
    const id = page.exec(address)?.[1];
    if (id !== undefined) return feed.replace('$1', id);
  }
  return undefined;
}
