import { decodeText } from '../charset/charset.ts';
import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { Repairs } from '../repairs.ts';

/** Links of one page that are looked at. */
const maxLinks = 40;
/** Icons stand in a page's head: what comes after so many characters is not read. */
const maxCharacters = 500_000;
/** The side of a picture that is large enough, in pixels. */
const enoughPx = 64;

interface Icon {
  readonly url: string;
  readonly rank: number;
}

/** The largest side that a `sizes` attribute names: `32x32 64x64`, `any` of drawings. */
function sideOf(sizes: string): number | undefined {
  if (/\bany\b/i.test(sizes)) return 512;
  const sides = [...sizes.matchAll(/(\d{1,5})x(\d{1,5})/gi)].map(([, width]) => Number(width));
  return sides.length === 0 ? undefined : Math.max(...sides);
}

/** Lower is better: one that is large enough, the smallest first; then those that are too small, the largest first. */
function rankOf(rel: string, sizes: string, url: string): number {
  const side = sideOf(sizes) ?? (/apple-touch/.test(rel) ? 180 : /\.svg(?:$|[?#])/i.test(url) ? 512 : 32);
  return side >= enoughPx ? side : 100_000 - side;
}

/**
 * The addresses of a page's icons, as its head names them, the most fitting first; each once. Never throws.
 *
 * @example
 * linkedIcons('<link rel="icon" href="/i.png">', 'https://one.example/'); // → ["https://one.example/i.png"]
 */
export function linkedIcons(html: string | Uint8Array, url: string): string[] {
  const text = typeof html === 'string' ? html : decodeText(html, undefined, new Repairs()).text;
  const icons: Icon[] = [];
  let base: string | undefined;
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base') base ??= resolveUrl(attributes.href ?? '', url);
      if (name !== 'link' || icons.length >= maxLinks) return;
      const rel = (attributes.rel ?? '').toLowerCase();
      if (!/(?:^|\s)(?:icon|apple-touch-icon(?:-precomposed)?)(?:\s|$)/.test(rel)) return;
      const address = resolveUrl(attributes.href ?? '', base ?? url);
      if (address === undefined || !/^https?:/.test(address)) return;
      icons.push({ url: address, rank: rankOf(rel, attributes.sizes ?? '', address) });
    },
  });
  parser.end(text.slice(0, maxCharacters));
  return [...new Set(icons.sort((one, other) => one.rank - other.rank).map((icon) => icon.url))];
}
