import type { Attachment } from '../../model/types.ts';
import { maxListLength, maxUrlLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { parseDuration, parseSize } from './amounts.ts';
import { Fields, nameGroup, parseCount, present } from './fields.ts';
import { relation } from './links.ts';
import { plainType, readTitle } from './text-rules.ts';
import { isWebAddress, readUrl } from './urls.ts';

/** What an item carries besides its text. */
export interface Media {
  readonly image?: string;
  readonly attachments: readonly Attachment[];
}

interface Picture {
  readonly url: string;
  /** Pixels; 0 when unknown. */
  readonly width: number;
}

const typesByExtension: ReadonlyMap<string, string> = new Map([
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['ogg', 'audio/ogg'],
  ['oga', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['wav', 'audio/wav'],
  ['flac', 'audio/flac'],
  ['mp4', 'video/mp4'],
  ['m4v', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['webm', 'video/webm'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['pdf', 'application/pdf'],
  ['epub', 'application/epub+zip'],
  ['zip', 'application/zip'],
  ['torrent', 'application/x-bittorrent'],
]);

/** The type of a file: what the feed says if that is a type, else by its extension; some say `image` or `mp3`. */
export function mimeType(stated: string | undefined, url: string, medium?: string): string {
  const type = plainType(stated);
  if (/^[a-z0-9.+-]+\/[a-z0-9.+*-]+$/.test(type)) return type;
  const extension = /\.([a-z0-9]{2,8})(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const known = typesByExtension.get(extension);
  if (known !== undefined) return known;
  const kind = [medium, type].find((word) => /^(?:image|audio|video)$/.test(word ?? ''));
  return typesByExtension.get(type) ?? (kind === undefined ? 'application/octet-stream' : `${kind}/*`);
}

const mediaNames = nameGroup(
  'enclosure enc:enclosure media:content media:thumbnail media:group itunes:image googleplay:image image thumbnail logo ' +
    'xhtml:img itunes:link media:peerlink podcast:alternateenclosure podcast:image podcast:images images photos img photo',
);
const pictureNames = nameGroup(
  'itunes:image googleplay:image image thumbnail logo xhtml:img img photo podcast:image podcast:images',
);
const noMedia: Media = { attachments: [] };

/**
 * Enclosures, Media RSS files and pictures of an item. A picture that is an enclosure is both the item's and a file of its
 * own, with its type and length.
 */
export function readMedia(fields: Fields, repairs: Repairs): Media {
  const linked = fields.all('atom:link').filter(isEnclosureLink);
  if (linked.length === 0 && !fields.has(mediaNames) && linkedPictures(fields).length === 0) return noMedia;
  const groups = fields.all('media:group').map((group) => new Fields(group));
  const files = [fields, ...groups].flatMap((place) => place.all('media:content'));
  const attachments = [
    ...unburned(
      [...fields.all('enclosure', 'enc:enclosure', 'media:peerlink'), ...linked].flatMap((element) =>
        readEnclosure(element, repairs),
      ),
      readUrl(fields.text('feedburner:origenclosurelink'), undefined, repairs),
    ),
    ...files.flatMap((file) => readMediaContent(file, repairs)),
    ...fields.all('podcast:alternateenclosure').flatMap((file) => readAlternate(file, repairs)),
  ];
  const duration = parseDuration(fields.text('itunes:duration'));
  const listed = uniqueByUrl(attachments).map((file) => withDuration(file, duration));
  const image = readImage(fields, groups, files, repairs) ?? listed.find(isImage)?.url;
  return image === undefined ? { attachments: listed } : { image, attachments: listed };
}

/** FeedBurner puts an address of its own into the one enclosure and the publisher's beside it. */
function unburned(files: readonly Attachment[], original: string | undefined): readonly Attachment[] {
  const [only, ...others] = files;
  return original === undefined || only === undefined || others.length > 0
    ? files
    : [{ ...only, url: original }];
}

function isEnclosureLink(link: XmlElement): boolean {
  return relation(link.attributes.get('rel')) === 'enclosure';
}

function isImage(file: Attachment): boolean {
  return file.mime_type.startsWith('image/');
}

function readEnclosure(element: XmlElement, repairs: Repairs, address?: string): Attachment[] {
  // RDF describes a file in an element of its own.
  const described = element.children.find(({ name }) => name === 'enc:enclosure');
  if (described !== undefined) return readEnclosure(described, repairs);
  const url = readUrl(
    address ??
      part(element, 'url', 'href', 'uri', 'src', 'link', 'rdf:resource', 'resource', 'rdf:about') ??
      element.text,
    element.base,
    repairs,
  );
  if (url === undefined) return [];
  return [
    present<Attachment>({
      url,
      mime_type: mimeType(part(element, 'type'), url),
      title: part(element, 'title'),
      size_in_bytes: parseSize(part(element, 'length', 'size', 'filesize')),
    }),
  ];
}

/** `podcast:alternateEnclosure`: an episode in another format, at the first of its sources that is on the web. */
function readAlternate(element: XmlElement, repairs: Repairs): Attachment[] {
  const address = new Fields(element)
    .all('podcast:source')
    .map(({ attributes }) => attributes.get('uri')?.trim())
    .find(isWebAddress);
  return address === undefined ? [] : readEnclosure(element, repairs, address);
}

/** What an enclosure says in an attribute, as it should, or in a child, as some do. */
function part({ attributes, children }: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = attributes.get(name) ?? attributes.get(`enc:${name}`) ?? childText(children, name);
    if (text !== undefined && text.trim() !== '') return text.trim();
  }
  return undefined;
}

function childText(children: readonly XmlElement[], name: string): string | undefined {
  const child = children.find((one) => one.name === name || one.name === `enc:${name}`);
  return child?.attributes.get('rdf:resource') ?? child?.text;
}

/**
 * Media RSS `media:content`. Of pictures those that are files of their own, as Mastodon lists them: with their size or what
 * they show, and not one of several sizes.
 */
function readMediaContent(element: XmlElement, repairs: Repairs): Attachment[] {
  const { attributes, base } = element;
  const medium = attributes.get('medium')?.toLowerCase();
  const url = readUrl(attributes.get('url') ?? attributes.get('href'), base, repairs);
  const type = mimeType(attributes.get('type'), url ?? '', medium);
  // No program plays Flash any more: the link would lead nowhere.
  if (url === undefined || medium === 'document' || type === 'application/x-shockwave-flash') return [];
  const parts = new Fields(element);
  const isSized = attributes.has('width') || attributes.has('height');
  const isOwnPicture =
    !isSized && (attributes.has('filesize') || parts.first('media:description') !== undefined);
  const isImage = isPicture(type, medium);
  if (isImage ? !isOwnPicture : type === 'application/octet-stream' && medium === undefined) return [];
  return [
    present<Attachment>({
      url,
      mime_type: type,
      title: readTitle(parts.first(isImage ? 'media:description' : 'media:title'), repairs),
      size_in_bytes: parseSize(attributes.get('filesize')),
      duration_in_seconds: parseDuration(attributes.get('duration')),
    }),
  ];
}

function withDuration(file: Attachment, seconds: number | undefined): Attachment {
  const isTimed = /^(?:audio|video)\//.test(file.mime_type);
  return seconds === undefined || !isTimed || file.duration_in_seconds !== undefined
    ? file
    : { ...file, duration_in_seconds: seconds };
}

function readImage(
  fields: Fields,
  groups: readonly Fields[],
  files: readonly XmlElement[],
  repairs: Repairs,
): string | undefined {
  const places = [fields, ...groups, ...files.map((file) => new Fields(file))];
  const pictures = [
    ...files.filter(isPictureFile),
    ...places.flatMap((place) => place.all('media:thumbnail')),
  ].flatMap((element) => readPicture(element, repairs));
  const widest = pictures.reduce<Picture | undefined>(
    (best, next) => (best === undefined || next.width > best.width ? next : best),
    undefined,
  );
  if (widest !== undefined) return widest.url;
  const named = fields.allOf(pictureNames);
  const listed = fields.all('images', 'photos').flatMap(({ children }) => children);
  for (const element of [...named, ...itunesPictures(fields), ...listed, ...linkedPictures(fields)]) {
    const url = readPictureAddress(element, repairs);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** `itunes:link rel="image"`, as podcasts had it before `itunes:image`. */
export function itunesPictures(fields: Fields): readonly XmlElement[] {
  return fields
    .all('itunes:link')
    .filter(({ attributes }) => attributes.get('rel')?.trim().toLowerCase() === 'image');
}

/** `atom:link rel="preview"` and its like. */
function linkedPictures(fields: Fields): readonly XmlElement[] {
  return fields
    .all('atom:link')
    .filter(({ attributes }) => /^(?:image|preview|thumbnail)$/i.test(attributes.get('rel')?.trim() ?? ''));
}

export function isPictureFile(element: XmlElement): boolean {
  const medium = element.attributes.get('medium')?.toLowerCase();
  const url = element.attributes.get('url') ?? element.attributes.get('href') ?? '';
  return (
    (medium === undefined || medium === 'image') &&
    isPicture(mimeType(element.attributes.get('type'), url, medium), medium)
  );
}

/** The type tells more than the medium, which some give as `image` for every file. */
function isPicture(type: string, medium: string | undefined): boolean {
  return type.startsWith('image/') || (medium === 'image' && !/^(?:audio|video)\//.test(type));
}

/** Faces of authors, as WordPress.com and GitHub put them where an item's pictures belong. */
const face =
  /^https?:\/\/(?:[\w-]+\.)?(?:gravatar\.com\/(?:avatar|userimage)\/|avatars\d*\.githubusercontent\.com\/)/i;

function readPicture(element: XmlElement, repairs: Repairs): Picture[] {
  const url = readPictureAddress(element, repairs);
  return url === undefined || face.test(url)
    ? []
    : [{ url, width: parseCount(element.attributes.get('width')) ?? 0 }];
}

/** `itunes:image/@href`, CDF `logo/@href`, RSS `image/url`, `xhtml:img/@src`, `podcast:images/@srcset`, or the address as text. */
export function readPictureAddress(element: XmlElement, repairs: Repairs): string | undefined {
  const { attributes } = element;
  const address =
    attributes.get('url') ??
    attributes.get('href') ??
    attributes.get('src') ??
    attributes.get('rdf:resource') ??
    widestOf(attributes.get('srcset'));
  const url = readUrl(address ?? addressInside(element) ?? element.text, element.base, repairs);
  return isWebAddress(url) ? url : undefined;
}

/** `link` of a picture is the page that it leads to, unless it names a picture itself. */
function addressInside(element: XmlElement): string | undefined {
  if (element.children.length === 0) return undefined;
  const fields = new Fields(element);
  const linked = fields.text('link');
  const isFile = linked !== undefined && mimeType(undefined, linked).startsWith('image/');
  return fields.text('url', 'src') ?? (isFile ? linked : undefined);
}

/** The address with the most pixels (`1500w`) in a list as HTML's `srcset`. */
function widestOf(list: string | undefined): string | undefined {
  if (list === undefined) return undefined;
  const widths = list
    .slice(0, maxUrlLength)
    .split(/,\s+/)
    .map((candidate) => {
      const [url = '', width = ''] = candidate.trim().split(/\s+/);
      return { url, width: Number.parseInt(width, 10) || 0 };
    });
  return widths.reduce((best, next) => (next.width > best.width ? next : best)).url || undefined;
}

function uniqueByUrl(files: readonly Attachment[]): readonly Attachment[] {
  if (files.length < 2) return files;
  const byUrl = new Map<string, Attachment>();
  for (const file of files) {
    const known = byUrl.get(file.url);
    byUrl.set(file.url, known === undefined ? file : { ...file, ...known });
  }
  return [...byUrl.values()].slice(0, maxListLength);
}
