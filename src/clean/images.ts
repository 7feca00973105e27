import { publicAddress } from '../model/meant-address.ts';
import { textLimits } from './limits.ts';
import { isSentence } from './rules/lone-picture.ts';
import { safeUrl } from './safe-url.ts';
import { cleanText } from './text.ts';
import { type Element, element } from './tree.ts';

/** Where a source element's attributes are read from. */
export type Attributes = ReadonlyMap<string, string>;

/** Where lazy-loading scripts keep the address that the page's script would put into `src`. */
const lazySources = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-actualsrc',
  'data-lazy',
  'data-echo',
  'data-orig-file',
  'data-large-file',
  'data-url',
  'data-image',
  'data-full-url',
  'data-large_image',
  'lazy-src',
  'ng-src',
  '_src',
  'zoomfile',
  'file',
];
/** Others of that kind: `data-hi-res-src`, `data-cfsrc`, `data-flickity-lazyload`. */
const otherLazySource = /^data-(?!thumb)[a-z0-9_-]{0,30}(?:src|lazyload)$/;
/** Names of scripts that load pictures late. */
const waits = /(?:^|[\s_-])(?:blur-up|lazy|lazyload(?:ed|ing)?|lozad|unveil)(?:$|[\s_-])/i;
const lazySourceSets = ['data-srcset', 'data-lazy-srcset'];

/** Pixels that count readers: hosts and paths that serve nothing else. And what a program put where it knew no picture. */
const beacons: readonly RegExp[] = [
  /^https?:\/\/(?:feeds\.feedburner\.com|feedproxy\.google\.com)\/~r\/.*\/~4\//,
  /^https?:\/\/(?:pixel|stats)\.(?:wp|wordpress)\.com\//,
  /^https?:\/\/feeds\.wordpress\.com\/1\.0\//,
  /^https?:\/\/(?:feedads|ad|ads|googleads)\.(?:g\.)?doubleclick\.net\//,
  /^https?:\/\/(?:www|ssl)\.google-analytics\.com\//,
  /^https?:\/\/(?:[a-z]+\.)?feedsportal\.com\//,
  /^https?:\/\/[a-z]+\.scorecardresearch\.com\//,
  /^https?:\/\/pixel\.(?:quantserve|mathtag|facebook|everesttech|rubiconproject)\.(?:com|net)\//,
  /^https?:\/\/www\.facebook\.com\/tr(?:\?|\/)/,
  /^https?:\/\/(?:[a-z]+\.)?blogblog\.com\/.*tracker/,
  /^https?:\/\/blogger\.googleusercontent\.com\/tracker\//,
  /^https?:\/\/medium\.com\/_\/stat/,
  /^https?:\/\/(?:www\.)?(?:pheedo|pheedcontent|feedblitz)\.com\//,
  /^https?:\/\/(?:res|ads)\.(?:pheedo|bidvertiser)\.com\//,
  /^https?:\/\/rss\.buysellads\.com\//,
  /^https?:\/\/(?:[a-z0-9-]+\.)?(?:vgwort\.de|met\.vgwort\.de)\//,
  /^https?:\/\/c\.statcounter\.com\//,
  /^https?:\/\/[a-z0-9.-]+\/(?:piwik|matomo)\.php\?/,
  /^https?:\/\/[^?#]{1,500}\/(?:(?:blank|clear|pixel)\.gif|(?:1x1|spacer|transparent)\.(?:gif|png))(?:[?#]|$)/,
  /^https?:\/\/[^?#]{1,500}\/(?:null|undefined|NaN|%5Bobject%20Object%5D)$/,
];

/** All of them as one pattern, which is tried once. */
const anyBeacon = new RegExp(beacons.map(({ source }) => source).join('|'));

/** A raster image inside the address. SVG is not among them: it is a document. */
const dataImage = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]{40,}={0,2}$/;
const dataStart = /^data:image\/(png|jpe?g|gif|webp|avif)(?:;[\w-]+=[\w.-]*){0,4};base64,/i;
const maxDataImage = 200_000;
/** Characters of an image inside the address that is too small to show anything: it stands in for those of a set. */
const maxPlaceholder = 200;

/** An `img` as the cleaned text holds it, or nothing when it has no address left or only counts readers. */
export function readImage(attrs: Attributes, base: string | undefined): Element | undefined {
  const src = imageSource(attrs, base);
  if (src === undefined || isBeacon(src) || isBlurred(attrs, src)) return undefined;
  if ((isPixel(attrs) || isIcon(attrs)) && !isSizedByStyle(attrs)) return undefined;
  const result = new Map([['src', src]]);
  const srcset = readSourceSets(attrs, ['srcset', ...lazySourceSets], base);
  if (srcset !== undefined) result.set('srcset', srcset);
  result.set('alt', cleanText(attrs.get('alt') ?? '', textLimits.alt) ?? '');
  const title = cleanText(attrs.get('title') ?? '', textLimits.alt);
  if (title !== undefined && (title !== result.get('alt') || isSentence(title))) result.set('title', title);
  for (const [name, value] of readSize(attrs)) result.set(name, value);
  result.set('loading', 'lazy').set('decoding', 'async').set('referrerpolicy', 'no-referrer');
  return element('img', [], result);
}

/** A `source` inside `picture`. */
export function readPictureSource(attrs: Attributes, base: string | undefined): Element | undefined {
  const srcset = readSourceSets(attrs, ['srcset', ...lazySourceSets], base);
  if (srcset === undefined) return undefined;
  const result = new Map([['srcset', srcset]]);
  const media = attrs.get('media')?.trim() ?? '';
  if (/^[\w\s():.,/<>=-]{1,200}$/.test(media)) result.set('media', media);
  const type = attrs.get('type')?.trim().toLowerCase() ?? '';
  if (/^image\/[a-z0-9.+-]{1,40}$/.test(type)) result.set('type', type);
  for (const [name, value] of readSize(attrs)) result.set(name, value);
  return element('source', [], result);
}

/** The address of a picture: `http`, `https`, or a small raster image inside the address itself. */
export function imageAddress(text: string, base?: string): string | undefined {
  const trimmed = text.trim();
  if (!/^data:/i.test(trimmed)) return safeUrl(publicAddress(trimmed, base), base, 'resource');
  const plain = isDataImage(trimmed) ? trimmed : plainDataImage(trimmed);
  return isDataImage(plain) ? plain : undefined;
}

/** As browsers read it: letters of any case, parameters, `jpg`, lines of mail, and signs that are escaped. */
function plainDataImage(address: string): string {
  if (address.length > maxDataImage * 2) return '';
  const [start = '', type = ''] = dataStart.exec(address) ?? [];
  const data = address.slice(start.length).replace(/%(?:2[BF]|3D|0[AD]|20)/gi, decodeURIComponent);
  return `data:image/${type.toLowerCase().replace('jpg', 'jpeg')};base64,${data.replace(/\s+/g, '')}`;
}

function isDataImage(address: string): boolean {
  return address.length <= maxDataImage && dataImage.test(address);
}

/** A placeholder stands in `src` while the real address waits for a script. */
function imageSource(attrs: Attributes, base: string | undefined): string | undefined {
  const src = attrs.get('src');
  const plain = src === undefined ? undefined : imageAddress(src, base);
  const isShown = plain !== undefined && !plain.startsWith('data:') && !isPlaceholder(plain);
  if (isShown && !isLate(attrs)) return plain;
  const lazy = lazySource(attrs, base);
  if (isShown) return lazy ?? plain;
  const sets =
    plain === undefined || plain.length <= maxPlaceholder ? ['srcset', ...lazySourceSets] : lazySourceSets;
  return lazy ?? firstCandidate(readSourceSets(attrs, sets, base)) ?? plain;
}

/** Whether the page says of a picture that a script will put another one in its place. */
export function isLate(attrs: Attributes): boolean {
  return waits.test(attrs.get('class') ?? '');
}

/** The first address that one of these attributes holds. */
export function lazySource(attrs: Attributes, base: string | undefined): string | undefined {
  const others = [...attrs.keys()].filter((name) => otherLazySource.test(name));
  for (const name of [...lazySources, ...others]) {
    const value = attrs.get(name)?.trim() ?? '';
    // Such an attribute may hold something else: a number, settings.
    const address = /[/.]/.test(value) && !/[{}\s]/.test(value) ? imageAddress(value, base) : undefined;
    if (address !== undefined && !isPlaceholder(address)) return address;
  }
  return undefined;
}

/** A set alone will do: its first address is the one that a browser without sets would load. */
function firstCandidate(set: string | undefined): string | undefined {
  return set === undefined ? undefined : /^\S*[^\s,]/.exec(set)?.[0];
}

const placeholder =
  /\/(?:(?:img|image)[_-])?(?:blank|spacer|placeholder|lazy|load(?:ing|er)|preload|spinner|pixel|transparent|trans|empty|gr[ae]y|1x1|1px|clear|none|dummy|shim)(?:[^/a-z][^/]*|load[^/]*|loading[^/]*|image[^/]*|img[^/]*|pixel[^/]*|gif)?\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i;

function isPlaceholder(src: string): boolean {
  return placeholder.test(src);
}

/** The first of these sets in which an address is left. */
function readSourceSets(
  attrs: Attributes,
  names: readonly string[],
  base: string | undefined,
): string | undefined {
  for (const name of names) {
    const set = readSourceSet(attrs.get(name), base);
    if (set !== undefined) return set;
  }
  return undefined;
}

const emojiText =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3)(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f){0,12}$/u;

/** The emoji of which an image is the drawing: engines put one of 72 pixels in the place of each character. */
export function emojiOf(attrs: Attributes): string | undefined {
  const alt = attrs.get('alt')?.trim() ?? '';
  const isDrawing = /(?:^|[\s_-])(?:emoji|smiley|emoticon)(?:$|[\s_-])/i.test(attrs.get('class') ?? '');
  return isDrawing && emojiText.test(alt) ? alt : undefined;
}

const tinyIn = {
  width: /(?:^|;)\s*width\s*:\s*[0-2](?:px)?\s*(?:;|!|$)/i,
  height: /(?:^|;)\s*height\s*:\s*[0-2](?:px)?\s*(?:;|!|$)/i,
} as const;

/** Whether a style gives the size, and the attributes do not: Next.js writes noughts there. */
function isSizedByStyle(attrs: Attributes): boolean {
  return /(?:^|;)\s*width\s*:\s*(?:100%|auto|[1-9]\d)/i.test(attrs.get('style') ?? '');
}

/** Whether the image is declared too small to be seen. */
function isPixel(attrs: Attributes): boolean {
  const style = attrs.get('style') ?? '';
  const tiny = (name: 'width' | 'height'): boolean =>
    /^\s*[0-2](?:px)?\s*$/.test(attrs.get(name) ?? '') || tinyIn[name].test(style);
  return tiny('width') && tiny('height');
}

/** A mark of the page, such as that of a permanent link, which says nothing to anybody who does not see it. */
function isIcon(attrs: Attributes): boolean {
  const isSmall = (name: string): boolean => /^\s*(?:\d|1[0-6])(?:px)?\s*$/.test(attrs.get(name) ?? '');
  return (attrs.get('alt') ?? '').trim() === '' && isSmall('width') && isSmall('height');
}

/** The few pixels that a page shows, to nobody's screen reader, until the picture behind them has come. */
function isBlurred(attrs: Attributes, src: string): boolean {
  return src.startsWith('data:') && attrs.get('aria-hidden')?.trim() === 'true';
}

export function isBeacon(src: string): boolean {
  return anyBeacon.test(src);
}

function* readSize(attrs: Attributes): Generator<[string, string]> {
  for (const name of ['width', 'height']) {
    const pixels = /^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$/.exec(attrs.get(name) ?? '')?.[1];
    if (pixels !== undefined && Number(pixels) > 0) yield [name, String(Number(pixels))];
  }
}

/** `640w`, `1.5x`. */
const isSize = /^[\d.]{1,8}[wx]$/;

/**
 * Reads `srcset`: addresses with a width or a density each. Candidates that cannot be read are left out; with none
 * left, so is the attribute.
 *
 * @see https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
 */
function readSourceSet(value: string | undefined, base: string | undefined): string | undefined {
  if (value === undefined || value.length > 20_000) return undefined;
  const candidates: string[] = [];
  for (const match of value.matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:\s+([^,]*))?(?:,|$)/g)) {
    const size = match[2]?.trim() ?? '';
    const url = size === '' || isSize.test(size) ? safeUrl(match[1] ?? '', base, 'resource') : undefined;
    // A comma at either end, or a blank, would split the address when it is read again.
    if (url === undefined || /^,|,$|\s/.test(url) || isBeacon(url)) continue;
    candidates.push(size === '' ? url : `${url} ${size}`);
  }
  return candidates.length === 0 ? undefined : candidates.join(', ');
}
