import { type Attributes, imageAddress, isBeacon } from './images.ts';
import { cleanResource } from './link.ts';
import type { SourceElement } from './parse-html.ts';
import { type Element, element } from './tree.ts';

/**
 * `audio` and `video`, with controls and without preloading: nothing is asked for before the reader presses play.
 * Their fallback content shows only where media cannot play, so it is left out. Absent without an address.
 */
export function readMedia(
  source: SourceElement,
  attrs: Attributes,
  base: string | undefined,
): Element | undefined {
  const sources = [attrs, ...sourceAttributes(source)].flatMap((one) => readSource(one, base));
  const first = sources[0];
  if (first === undefined) return undefined;
  const result = new Map([
    ['controls', ''],
    ['preload', 'none'],
  ]);
  const poster = imageAddress(attrs.get('poster') ?? '', base);
  if (source.tagName === 'video' && poster !== undefined && !isBeacon(poster)) result.set('poster', poster);
  for (const name of ['width', 'height']) {
    const pixels = /^\s*(\d{1,5})(?:px)?\s*$/.exec(attrs.get(name) ?? '')?.[1];
    if (source.tagName === 'video' && pixels !== undefined) result.set(name, String(Number(pixels)));
  }
  if (sources.length === 1 && !first.attrs.has('type')) {
    result.set('src', first.attrs.get('src') ?? '');
    return element(source.tagName, [], result);
  }
  return element(source.tagName, sources, result);
}

function sourceAttributes(source: SourceElement): Attributes[] {
  return source.childNodes.flatMap((child) =>
    'tagName' in child && child.tagName === 'source'
      ? [new Map(child.attrs.map(({ name, value }) => [name, value]))]
      : [],
  );
}

function readSource(attrs: Attributes, base: string | undefined): Element[] {
  const src = cleanResource(attrs.get('src') ?? '', base);
  if (src === undefined || !attrs.has('src')) return [];
  const type = attrs.get('type')?.trim().toLowerCase() ?? '';
  const result = new Map([['src', src]]);
  if (/^(?:audio|video|application)\/[a-z0-9.+-]{1,60}(?:; ?codecs="?[\w., -]{1,80}"?)?$/.test(type)) {
    result.set('type', type);
  }
  return [element('source', [], result)];
}
