import type { Attachment, Config, Item, SafeHtml } from '../model/types.ts';
import { imageAddress, readImage } from './images.ts';
import { serialise } from './serialise.ts';
import { element } from './tree.ts';

/** A picture that an item has beside its text: its own, or an enclosure. */
export interface OwnPicture {
  readonly src: string;
  /** What it shows, where the feed says so. */
  readonly description?: string;
}

/** A gallery beyond that is read at its source. */
const maxPictures = 12;

const hasPicture = /<(?:img|picture|video)[ >]/;

type Pictured = Pick<Item, 'content_html' | 'image' | 'banner_image' | 'attachments'>;

const isPicture = ({ mime_type }: Attachment): boolean => mime_type.startsWith('image/');

/**
 * The pictures to show with an item: none where its text has one, and, where pictures are left out, those of which
 * something is said. An archive may be edited: addresses are checked.
 */
export function ownPictures(item: Pictured, images: Config['images']): OwnPicture[] {
  const { content_html, image, banner_image, attachments = [] } = item;
  if (hasPicture.test(content_html)) return [];
  const files = attachments.filter(isPicture);
  const own = image ?? banner_image;
  const listed = [...(own === undefined ? [] : [{ url: own }]), ...files];
  const found = new Map<string, string | undefined>();
  for (const { url } of listed) {
    const src = imageAddress(url);
    if (src === undefined || src.startsWith('data:') || found.has(src)) continue;
    found.set(src, files.find((file) => file.url === url)?.title);
  }
  const pictures = [...found].flatMap(([src, description]): OwnPicture[] => {
    if (description === undefined) return images === 'none' ? [] : [{ src }];
    return [{ src, description }];
  });
  return pictures.slice(0, maxPictures);
}

/** Puts an item's own pictures before its text, as if the feed had written them there. `title`: where nothing describes one. */
export function withPictures(html: SafeHtml, pictures: readonly OwnPicture[], title: string): SafeHtml {
  const shown = pictures.flatMap(({ src, description }) => {
    const attributes = new Map([
      ['src', src],
      ['alt', description ?? title],
    ]);
    const image = readImage(attributes, undefined);
    return image === undefined ? [] : [element('p', [image])];
  });
  return shown.length === 0 ? html : (`${serialise(shown)}${html}` as SafeHtml);
}

const firstPicture = /^(<p(?: [^>]*)?>.*?<\/p>)?(<figure>.*?<\/figure>|<p><img [^>]*><\/p>)/s;

/** A text without the picture that it begins with, and that picture. */
export interface Unpictured {
  readonly picture: SafeHtml;
  /** Without the picture; `undefined` when nothing is left. */
  readonly rest: SafeHtml | undefined;
  /** Whether a paragraph stands before the picture. */
  readonly isSecond: boolean;
}

/** The picture at the beginning of a cleaned text, or after its first paragraph, and the text without it. */
export function unpictured(html: SafeHtml): Unpictured | undefined {
  const [whole = '', before = '', picture] = firstPicture.exec(html) ?? [];
  if (picture === undefined) return undefined;
  // Parts of cleaned HTML, cut between whole elements.
  const rest = (before + html.slice(whole.length)) as SafeHtml;
  return { picture: picture as SafeHtml, rest: rest === '' ? undefined : rest, isSecond: before !== '' };
}
