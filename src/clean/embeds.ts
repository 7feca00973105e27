import { parseUrl } from '../model/url.ts';
import type { Attributes } from './images.ts';
import { textLimits } from './limits.ts';
import { cleanLink } from './link.ts';
import { safeUrl } from './safe-url.ts';
import { cleanText } from './text.ts';
import { type Element, element } from './tree.ts';

/** A host that serves video players: how to find the page for people behind a player's address. */
interface Player {
  readonly name: string;
  readonly address: RegExp;
  /** The page's address, from the match. */
  readonly page: (id: string) => string;
}

const players: readonly Player[] = [
  {
    name: 'YouTube',
    address:
      /^https?:\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed|v|e|shorts)\/|youtu\.be\/)([\w-]{6,20})/,
    page: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    name: 'YouTube',
    address:
      /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/?(?:videoseries)?\?(?:[^#]*&)?list=([\w-]{6,50})/,
    page: (id) => `https://www.youtube.com/playlist?list=${id}`,
  },
  {
    name: 'Vimeo',
    address: /^https?:\/\/(?:player\.)?vimeo\.com\/(?:video\/|moogaloop\.swf\?(?:[^#]*&)?clip_id=)(\d{4,12})/,
    page: (id) => `https://vimeo.com/${id}`,
  },
  {
    name: 'Dailymotion',
    address:
      /^https?:\/\/(?:www\.|geo\.)?dailymotion\.com\/(?:embed\/video\/|player(?:\/\w+)?\.html\?video=|swf\/(?:video\/)?)(\w{4,12})/,
    page: (id) => `https://www.dailymotion.com/video/${id}`,
  },
  {
    name: 'TED',
    address: /^https?:\/\/embed(?:-ssl)?\.ted\.com\/talks\/(?:lang\/[\w-]+\/)?([\w-]{3,120})/,
    page: (id) => `https://www.ted.com/talks/${id.replace(/\.html$/, '')}`,
  },
  {
    name: 'Twitch',
    address: /^https?:\/\/player\.twitch\.tv\/\?(?:[^#]*&)?video=v?(\d{5,14})/,
    page: (id) => `https://www.twitch.tv/videos/${id}`,
  },
  {
    name: 'Internet Archive',
    address: /^https?:\/\/archive\.org\/embed\/([\w.-]{3,100})/,
    page: (id) => `https://archive.org/details/${id}`,
  },
  {
    name: 'media.ccc.de',
    address: /^https?:\/\/media\.ccc\.de\/v\/([\w.-]{3,150})\/oembed/,
    page: (id) => `https://media.ccc.de/v/${id}`,
  },
];

/** What a card's link stands on and carries. */
interface EmbedContext {
  readonly baseUrl: string | undefined;
  readonly rel: string | undefined;
}

/** PeerTube runs on hosts of its own: its path tells it. */
const peerTube = /^https:\/\/([a-z0-9.-]{4,100})\/videos\/embed\/([\w-]{8,40})/;

/** Frames that carry advertising, counters or share buttons. */
const junkFrames =
  /^https?:\/\/(?:[a-z0-9.-]+\.)?(?:doubleclick\.net|googlesyndication\.com|feedads\.[a-z.]+|amazon-adsystem\.com|adnxs\.com|facebook\.com\/plugins\/(?:like|share|follow|page)|platform\.twitter\.com\/widgets\/(?:tweet_button|follow)|platform\.linkedin\.com|apis\.google\.com|googletagmanager\.com|disqus\.com|addthis\.com|sharethis\.com|rcm(?:-[a-z]+)?\.amazon\.[a-z.]+|ws-[a-z]+\.amazon-adsystem\.com)(?:[/?:.]|$)/;

/**
 * A frame or plug-in from elsewhere, as a card: a paragraph with one link, which asks nobody for anything before it
 * is followed. `data-daybook="video"` when the host is a known video host, `data-daybook="embed"` otherwise.
 */
export function readEmbed(
  src: string | undefined,
  title: string | undefined,
  { baseUrl, rel }: EmbedContext,
): Element | undefined {
  const address = src === undefined ? undefined : safeUrl(src, baseUrl, 'resource');
  if (address === undefined || junkFrames.test(address)) return undefined;
  const video = videoPage(address);
  const href = video?.href ?? cleanLink(address);
  if (href === undefined) return undefined;
  const host = parseUrl(href)?.hostname.replace(/^www\./, '') ?? href;
  const label = cleanText(title ?? '', textLimits.title) ?? video?.name ?? host;
  const attrs = new Map([['href', href]]);
  if (rel !== undefined && rel !== '') attrs.set('rel', rel);
  const kind = video === undefined ? 'embed' : 'video';
  return element('p', [element('a', [label], attrs)], new Map([['data-daybook', kind]]));
}

function videoPage(address: string): { readonly name: string; readonly href: string } | undefined {
  for (const { name, address: pattern, page } of players) {
    const id = pattern.exec(address)?.[1];
    if (id !== undefined) return { name, href: page(id) };
  }
  const [, host, id] = peerTube.exec(address) ?? [];
  return host === undefined || id === undefined ? undefined : { name: host, href: `https://${host}/w/${id}` };
}

/** Scripts that write code or a recording from elsewhere into the text, and the pages that show the same. */
const writingScripts: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:https?:)?\/\/gist\.github\.com\/([\w-]{1,60}\/)?(\w{1,60})(?:\.js|\/\w+\.js)(?:[?#]|$)/,
    'https://gist.github.com/$1$2',
  ],
  [/^(?:https?:)?\/\/asciinema\.org\/(a\/)(\w{1,60})\.js/, 'https://asciinema.org/$1$2'],
  [/^(?:https?:)?\/\/pastebin\.com\/(embed_js\/)(\w{1,30})/, 'https://pastebin.com/$2'],
  [
    /^(?:https?:)?\/\/gitlab\.com\/((?:[\w.-]{1,60}\/){0,6}-?\/?snippets\/)(\d{1,12})\.js/,
    'https://gitlab.com/$1$2',
  ],
];

/** The page behind such a script's address. */
export function scriptPage(src: string): string | undefined {
  for (const [pattern, page] of writingScripts) {
    const [, path = '', id = ''] = pattern.exec(src.trim()) ?? [];
    if (id !== '') return page.replace('$1', path).replace('$2', id);
  }
  return undefined;
}

/** `iframe`: lazily loaded ones keep their address aside; some carry their text in `srcdoc`, which nobody reads. */
export function readFrame(attrs: Attributes, context: EmbedContext): Element | undefined {
  const hidden = ['width', 'height'].some((name) => /^\s*[0-2](?:px)?\s*$/.test(attrs.get(name) ?? ''));
  if (hidden) return undefined;
  const aside = [...attrs].filter(([name]) => /^data-(?:[a-z-]{1,30}-)?src$/.test(name));
  const src = [attrs.get('src'), ...aside.map(([, value]) => value)].find(
    (value) => value !== undefined && /^(?:https?:)?\/\//i.test(value.trim()),
  );
  return readEmbed(src ?? attrs.get('src'), attrs.get('title'), context);
}
