import { type Attributes, imageAddress, isBeacon } from './images.ts';
import { cleanResource } from './link.ts';
import { type Element, element } from './tree.ts';

/** An `audio` or `video` as it was found. */
export interface MediaSource {
  readonly name: string;
  readonly attrs: Attributes;
  /** The attributes of the `source` elements in it. */
  readonly sources: readonly Attributes[];
}

/**
 * `audio` and `video`, with controls and without preloading: nothing is asked for before the reader presses play.
 * Their fallback content shows only where media cannot play, so it is left out. Absent without an address.
 */
export function readMedia(
  { name: tagName, attrs, sources: parts }: MediaSource,
  base: string | undefined,
): Element | undefined {
  const sources = [attrs, ...parts].flatMap((one) => readSource(one, base));
  const first = sources[0];
  if (first === undefined) return undefined;
  const result = new Map([
    ['controls', ''],
    ['preload', 'none'],
  ]);
  const poster = imageAddress(attrs.get('poster') ?? '', base);
  if (tagName === 'video' && poster !== undefined && !isBeacon(poster)) result.set('poster', poster);
  for (const name of ['width', 'height']) {
    const pixels = /^\s*(\d{1,5})(?:px)?\s*$/.exec(attrs.get(name) ?? '')?.[1];
    if (tagName === 'video' && pixels !== undefined) result.set(name, String(Number(pixels)));
  }
  if (sources.length === 1 && !first.attrs.has('type')) {
    result.set('src', first.attrs.get('src') ?? '');
    return element(tagName, [], result);
  }
  return element(tagName, sources, result);
}

function readSource(attrs: Attributes, base: string | undefined): Element[] {
  // A script would put the second one in place of the first.
  const address = attrs.get('src') ?? attrs.get('data-src') ?? attrs.get('data-lazy-src') ?? '';
  const src = address === '' ? undefined : cleanResource(address, base);
  if (src === undefined) return [];
  const type = attrs.get('type')?.trim().toLowerCase() ?? '';
  const result = new Map([['src', src]]);
  if (/^(?:audio|video|application)\/[a-z0-9.+-]{1,60}(?:; ?codecs="?[\w., -]{1,80}"?)?$/.test(type)) {
    result.set('type', type);
  }
  return [element('source', [], result)];
}
