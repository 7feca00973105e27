import { bareHost } from '../model/url.ts';
import type { Attributes } from './images.ts';
import { linkRel } from './link-rel.ts';
import { type Element, element, isElement, type Node } from './tree.ts';

/** A picture that the site serves itself, in place of the publisher's. */
export interface LocalImage {
  /** As it is written into the page: an address or a path. */
  readonly src: string;
  /** In CSS pixels: the most that it shows in. */
  readonly width: number;
  readonly height: number;
  /** All sizes, narrowest first: `src` and width in pixels. */
  readonly sizes: readonly { readonly src: string; readonly width: number }[];
}

export interface ImageRewriting {
  /** The copy of the picture at an address; `hidden` for one that nobody is to see; absent where there is none. */
  readonly copyOf: (address: string) => LocalImage | 'hidden' | undefined;
  /** The words of the link to a picture without copy and without alternative text: `Image at example.org`. */
  readonly linkText: (host: string) => string;
}

/** How wide a picture shows: what the browser lays out where it can say so, else the column. */
const shownWidth = 'auto, (max-width: 40rem) 100vw, 36rem';

/**
 * Puts local copies in place of remote pictures. A picture without a copy gives way to a link that leads to it, or to its
 * alternative text where it is part of a link already.
 */
export function localiseImages(nodes: readonly Node[], rewriting: ImageRewriting, isLinked = false): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (!isElement(node)) return [node];
    if (node.name === 'img') return localImage(node, rewriting, isLinked);
    if (node.name === 'picture') {
      return localiseImages(node.children.filter(isImage), rewriting, isLinked);
    }
    const children = localiseImages(node.children, rewriting, isLinked || node.name === 'a');
    return [element(node.name, children, localPoster(node, rewriting))];
  });
}

function isImage(node: Node): boolean {
  return isElement(node) && node.name === 'img';
}

function localPoster({ attrs }: Element, { copyOf }: ImageRewriting): Attributes {
  const poster = attrs.get('poster');
  if (poster === undefined || poster.startsWith('data:')) return attrs;
  const result = new Map(attrs);
  const copy = copyOf(poster);
  if (copy === undefined || copy === 'hidden') result.delete('poster');
  else result.set('poster', copy.src);
  return result;
}

function localImage(image: Element, rewriting: ImageRewriting, isLinked: boolean): Node[] {
  const src = image.attrs.get('src') ?? '';
  if (src.startsWith('data:')) return [image];
  const copy = rewriting.copyOf(src);
  if (copy === 'hidden') return [];
  if (copy === undefined) return [linkToImage(src, image.attrs.get('alt') ?? '', rewriting, isLinked)];
  const attrs = new Map([['src', copy.src]]);
  if (copy.sizes.length > 1) {
    attrs.set('srcset', copy.sizes.map((size) => `${size.src} ${size.width}w`).join(', '));
    attrs.set('sizes', shownWidth);
  }
  for (const name of ['alt', 'title']) {
    const value = image.attrs.get(name);
    if (value !== undefined) attrs.set(name, value);
  }
  const { width, height } = sizeOf(image.attrs, copy);
  attrs.set('width', String(width)).set('height', String(height));
  attrs.set('loading', 'lazy').set('decoding', 'async');
  return [element('img', [], attrs)];
}

/** The author may have meant a picture to be smaller than it is; its shape is that of its pixels. */
function sizeOf(declared: Attributes, { width, height }: LocalImage): { width: number; height: number } {
  const wanted = Number(declared.get('width') ?? width);
  if (!(wanted < width)) return { width, height };
  return { width: wanted, height: Math.max(1, Math.round((wanted * height) / width)) };
}

function linkToImage(src: string, alt: string, { linkText }: ImageRewriting, isLinked: boolean): Node {
  const host = bareHost(src) ?? src;
  const text = alt === '' ? linkText(host) : alt;
  if (isLinked) return text;
  return element(
    'a',
    [text],
    new Map([
      ['href', src],
      ['rel', linkRel],
    ]),
  );
}
