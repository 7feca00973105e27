import { bareHost } from '../model/url.ts';
import type { Attributes } from './images.ts';
import { textLimits } from './limits.ts';
import { cleanLink } from './link.ts';
import { playerPage, withoutWrapper } from './players.ts';
import { safeUrl } from './safe-url.ts';
import { cleanText } from './text.ts';
import { type Element, element } from './tree.ts';

/** What a card's link stands on and carries. */
interface EmbedContext {
  readonly baseUrl: string | undefined;
  readonly rel: string | undefined;
}

/** Frames that carry advertising, counters or share buttons. */
const junkFrames =
  /^https?:\/\/(?:[a-z0-9.-]+\.)?(?:doubleclick\.net|googlesyndication\.com|feedads\.[a-z.]+|amazon-adsystem\.com|adnxs\.com|facebook\.com\/plugins\/(?:like|share|follow|page)|platform\.twitter\.com\/widgets\/(?:tweet_button|follow)|platform\.linkedin\.com|apis\.google\.com|googletagmanager\.com|disqus\.com|addthis\.com|sharethis\.com|rcm(?:-[a-z]+)?\.amazon\.[a-z.]+|ws-[a-z]+\.amazon-adsystem\.com)(?:[/?:.]|$)/;

/**
 * A frame or plug-in from elsewhere, as a card: a paragraph with one link, which asks nobody for anything before it
 * is followed. `data-daybook="video"` when the host is known for films, `data-daybook="embed"` otherwise.
 */
export function readEmbed(
  src: string | undefined,
  title: string | undefined,
  { baseUrl, rel }: EmbedContext,
): Element | undefined {
  const frame = src === undefined ? undefined : safeUrl(src, baseUrl, 'resource');
  if (frame === undefined || junkFrames.test(frame)) return undefined;
  const address = withoutWrapper(frame);
  const player = playerPage(address);
  const href = cleanLink(player?.href ?? address);
  if (href === undefined) return undefined;
  const host = bareHost(href) ?? href;
  const label = cleanText(title ?? '', textLimits.title) ?? player?.name ?? host;
  const attrs = new Map([['href', href]]);
  if (rel !== undefined && rel !== '') attrs.set('rel', rel);
  const kind = player?.isFilm === true ? 'video' : 'embed';
  return element('p', [element('a', [label], attrs)], new Map([['data-daybook', kind]]));
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
