import { readEmbed } from './embeds.ts';
import { scriptFrame } from './frame-pages.ts';
import { type Attributes, isLate, lazySource, readImage } from './images.ts';
import { playerPage } from './players.ts';
import type { SourceElement, SourceNode } from './source-node.ts';
import { type Element, isBlank, type Node } from './tree.ts';

/** Pictures and films that a page's script would put into an empty element, or in the place of a picture. */

const drawnAttribute =
  /^data-(?:(?:[a-z-]{1,30}-)?(?:src|bg|background|image|original)|url|lazy|background-image)$/;
const pictureName = /\.(?:avif|gif|jpe?g|png|webp)(?:[?#]|$)/i;
/** Of the drawings behind an element only photographs are meant to be seen. */
const background =
  /(?:^|[;\s])background(?:-image)?\s*:[^;]{0,200}?url\(\s*["']?([^"'()\s]+\.(?:avif|jpe?g|webp)(?:[?#][^"'()\s]*)?)["']?\s*\)/i;
const holders: ReadonlySet<string> = new Set(['div', 'figure', 'p', 'section', 'span']);

/** Elements of a site's own for pictures: `a-img`, `g-image`. */
export const ownImage = /^[a-z]+(?:-[a-z]+)?-(?:img|image)$/;

/**
 * What an element without content would be given: a picture by one of its attributes or its background, or a film; a film
 * also behind the picture that stands for it.
 */
export function readLate(
  { name, children }: { readonly name: string; readonly children: readonly Node[] },
  attrs: Attributes,
  context: { readonly baseUrl: string | undefined; readonly rel: string | undefined },
): readonly Node[] | undefined {
  if (!holders.has(name) || children.some(saysAnything)) return undefined;
  const film = attrs.get('data-oembed-url') ?? filmOf(attrs) ?? playerOf(attrs) ?? drawingOf(attrs);
  if (film !== undefined) {
    const title = ['title', 'data-title', 'data-alt'].map((key) => attrs.get(key) ?? '').find(Boolean);
    const card = readEmbed(film, title, context);
    return card === undefined ? undefined : [...children, card];
  }
  if (!children.every(isBlank)) return undefined;
  const drawn = [...attrs].find(([key, value]) => isDrawn({ name: key, value }))?.[1];
  const src = drawn ?? background.exec(attrs.get('style')?.slice(0, 5_000) ?? '')?.[1];
  if (src === undefined) return undefined;
  const alt =
    ['alt', 'data-alt', 'aria-label', 'title'].map((key) => attrs.get(key) ?? '').find(Boolean) ?? '';
  const picture = readImage(
    new Map([
      ['src', src],
      ['alt', alt],
    ]),
    context.baseUrl,
  );
  return picture === undefined ? undefined : [picture];
}

function saysAnything(node: Node): boolean {
  return typeof node === 'string' ? /\S/.test(node) : node.children.some(saysAnything);
}

const frameAttribute = /^data-(?:(?:[a-z-]{1,30}-)?(?:src|url)|embed|iframe|video)$/;

/** The address of a known player that waits in an attribute: `<div data-src="https://www.youtube.com/embed/…">`. */
function playerOf(attrs: Attributes): string | undefined {
  for (const [name, value] of attrs) {
    const address = frameAttribute.test(name) ? value.trim().replace(/^(?=\/\/)/, 'https:') : '';
    if (address !== '' && playerPage(address) !== undefined) return address;
  }
  return undefined;
}

function drawingOf(attrs: Attributes): string | undefined {
  const className = attrs.get('class') ?? '';
  return className.includes('-embed')
    ? scriptFrame(className, attrs.get('data-id'), attrs.get('data-src'))
    : undefined;
}

function isDrawn({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return drawnAttribute.test(name) && pictureName.test(value);
}

/** A frame or plug-in that only shows a picture, as a picture. */
export function readPictureFile(
  address: string | undefined,
  attrs: Attributes,
  { baseUrl }: { readonly baseUrl: string | undefined },
): Element | undefined {
  const isPicture = /^\s*image\//i.test(attrs.get('type') ?? '') || pictureName.test(address ?? '');
  if (!isPicture || address === undefined) return undefined;
  return readImage(
    new Map([
      ['src', address],
      ['alt', attrs.get('title') ?? attrs.get('alt') ?? ''],
    ]),
    baseUrl,
  );
}

/** `<div class="youtube-player" data-id="…">`, `<div data-youtube-id="…">`. */
function filmOf(attrs: Attributes): string | undefined {
  const isYouTube = /youtube/i.test(`${attrs.get('class') ?? ''} ${[...attrs.keys()].join(' ')}`);
  if (!isYouTube) return undefined;
  const names = ['data-id', 'data-youtube', 'data-youtube-id', 'data-video-id', 'data-videoid', 'data-embed'];
  const id = names.map((name) => attrs.get(name) ?? '').find((value) => /^[\w-]{11}$/.test(value));
  return id === undefined ? undefined : `https://www.youtube.com/embed/${id}`;
}

/** Whether a picture, or the one for pages without scripts beside it, is the same once more. */
export function isSamePicture(node: SourceElement, siblings: readonly SourceNode[], index: number): boolean {
  // Neighbours only: the work grows with the text, not with its square.
  if (node.tagName === 'noscript') {
    const before = siblings.slice(Math.max(0, index - 2), index).findLast(isElement);
    if (before !== undefined) return repeated(before, node) === node;
    const after = siblings.slice(index + 1, index + 3).find(isElement);
    return after?.tagName === 'img' && repeated(after, node) === node;
  }
  for (let at = index + 1; at <= index + 4; at += 1) {
    const next = siblings[at];
    if (next !== undefined && next.nodeName === 'noscript' && isElement(next))
      return repeated(node, next) === node;
  }
  return false;
}

function isElement(node: SourceNode): node is SourceElement {
  return 'tagName' in node;
}

/** Only whether there is an address matters here. */
const anyBase = 'https://example.org/';

/** Which of the two goes: the one for pages without scripts where the other names its picture, else the one that stands in. */
function repeated(shown: SourceElement, noscript: SourceElement): SourceElement | undefined {
  const second = onlyPicture(noscript);
  if (second === undefined || readImage(second, anyBase) === undefined) return undefined;
  if (ownImage.test(shown.tagName)) return noscript;
  const first = onlyPicture(shown);
  if (first === undefined)
    return shown.childNodes.length === 0 && shown.attrs.some(isDrawn) ? noscript : undefined;
  if (lazySource(first, anyBase) !== undefined) return noscript;
  const same = ['alt', 'width'].some(
    (name) => (first.get(name) ?? '') !== '' && first.get(name) === second.get(name),
  );
  return same || !first.has('src') || isLate(first) ? shown : undefined;
}

/** The attributes of the picture that is all of an element. */
function onlyPicture(node: SourceElement, depth = 0): Attributes | undefined {
  if (node.tagName === 'img') return new Map(node.attrs.map(({ name, value }) => [name, value]));
  const parts = node.childNodes.filter((child) => !('value' in child && child.value.trim() === ''));
  const inner = parts.filter(isElement).filter(({ tagName }) => tagName !== 'source');
  const [only] = inner;
  const others = parts.some((child) => !isElement(child) && child.nodeName !== '#comment');
  return only === undefined || inner.length > 1 || others || depth > 5
    ? undefined
    : onlyPicture(only, depth + 1);
}
