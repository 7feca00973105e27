import type { SafeHtml } from '../model/types.ts';
import { isCanonical } from './canonical.ts';
import { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
import { linkRel } from './link-rel.ts';
import { type ImageRewriting, localiseImages } from './local-images.ts';
import { readCleaned } from './plain-text.ts';
import { serialise } from './serialise.ts';
import { cleanerVersion } from './version.ts';

/** HTML as it lies in the archive, with the version of the cleaner that is said to have made it. */
export interface StoredHtml {
  readonly html: string;
  readonly cleaner?: number;
}

/**
 * HTML read back from the archive, which people edit and merge by hand: a stranger's until it was looked at here. Text in
 * the one form that the cleaner writes passes as it is: the form alone makes it safe (`isCanonical`). Anything else is
 * cleaned again, and so is what another version is said to have written: it may have tidied less. Never throws.
 *
 * @param options as for `cleanHtml`; `images: 'none'` applies to what passes, too
 */
export function storedHtml(stored: StoredHtml, options: CleanHtmlOptions = {}): SafeHtml {
  const { html, cleaner } = stored;
  const mustChange = options.images === 'none' && /<(?:img|picture|video)[ >]/.test(html);
  const isCurrent = cleaner === undefined || cleaner === cleanerVersion;
  if (isCurrent && !mustChange && isCanonical(html)) return html as SafeHtml;
  return cleanHtml(html, options);
}

/** Tags that hold the address of a picture, in the one form that the cleaner writes. */
const pictureTag = /<(?:img|video) [^<>]*>/g;
const pictureAddress = / (?:src|poster)="(https?:[^"]+)"/;

/**
 * The addresses of the pictures of a text, in their order, each once: what `rewriteImages` asks copies of. Of an `img`
 * that is its `src`; a `video`'s is its `poster`.
 */
export function imageAddresses(html: SafeHtml): readonly string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(pictureTag)) {
    const attribute = tag.startsWith('<video') ? tag.replace(/ src="[^"]*"/, '') : tag;
    const address = pictureAddress.exec(attribute)?.[1];
    if (address !== undefined) found.add(unescapeAddress(address));
  }
  return [...found];
}

function unescapeAddress(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/**
 * Puts local copies in place of remote pictures, by the address that stands in `src` or `poster`. A picture without a
 * copy gives way to a link to it, so that the page asks no other host and nothing is missed. Pure: downloading is the
 * caller's.
 */
export function rewriteImages(html: SafeHtml, rewriting: ImageRewriting): SafeHtml {
  if (!/<(?:img|video) /.test(html)) return html;
  return serialise(localiseImages(readCleaned(html), rewriting)) as SafeHtml;
}

/** Links, in the one form that the cleaner writes: quotes and angles inside attributes are escaped. */
const linkTag = /<a [^<>]*>/g;

/** Words of `rel`, and nothing that could end the attribute. */
const relWords = /^[a-z]+(?: [a-z]+)*$/;

/** Gives every link of a text another `rel` than the cleaner's. */
export function withRel(html: SafeHtml, rel: string): SafeHtml {
  if (rel === linkRel || !relWords.test(rel)) return html;
  return html.replace(linkTag, (tag) => tag.replace(` rel="${linkRel}"`, ` rel="${rel}"`)) as SafeHtml;
}
