import type { ItemSource, ParsedExtras } from '../../model/types.ts';
import { maxListLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields, nameGroup, parseCount, present } from './fields.ts';
import { alternateOf, linkTo, readLinks } from './links.ts';
import { readPlain, readTitle } from './text-rules.ts';
import { readUrl } from './urls.ts';

type Location = NonNullable<ParsedExtras['location']>;
type Transcripts = NonNullable<ParsedExtras['transcripts']>;

const extraNames = nameGroup(
  'atom:source source atom:rights atom:copyright copyright dc:rights dcterms:rights media:copyright comments ' +
    'podcast:socialinteract slash:comments thr:total podcast:transcript podcast:chapters podcast:location georss:where ' +
    'georss:point gml:point geo:point geo:location geo:lat geo:long geo:lon geo:latitude geo:lat_long media:location',
);
const noExtras: ElementExtras = {};

/** What elements of their own say of an item besides its usual fields. */
export type ElementExtras = Pick<
  ParsedExtras,
  'comments_url' | 'comments_count' | 'source' | 'rights' | 'chapters_url' | 'transcripts' | 'location'
>;

/** Reads them; most items have none. */
export function readElementExtras(fields: Fields, repairs: Repairs): ElementExtras {
  if (!fields.has(extraNames)) return noExtras;
  return present<ElementExtras>({
    comments_url: readComments(fields, repairs),
    comments_count: parseCount(fields.text('slash:comments')) ?? parseCount(fields.text('thr:total')),
    source: readSource(fields, repairs),
    rights: readRights(fields, repairs),
    chapters_url: readChapters(fields, repairs),
    transcripts: readTranscripts(fields, repairs),
    location: readLocation(fields),
  });
}

/** RSS `source` (its text the title, `url` the feed) or Atom `source` (a feed's head). */
function readSource(fields: Fields, repairs: Repairs): ItemSource | undefined {
  const atom = fields.first('atom:source');
  if (atom !== undefined) return readAtomSource(new Fields(atom), repairs);
  const element = fields.first('source');
  if (element === undefined) return undefined;
  const feedUrl = readUrl(element.attributes.get('url'), element.base, repairs);
  const title = readTitle({ ...element, name: 'title' }, repairs);
  return filled({ title, url: undefined, feed_url: feedUrl });
}

function readAtomSource(fields: Fields, repairs: Repairs): ItemSource | undefined {
  const links = readLinks(fields, repairs);
  return filled({
    title: readTitle(fields.first('atom:title'), repairs),
    url: alternateOf(links)?.url,
    feed_url: linkTo(links, 'self'),
  });
}

function filled(source: { [K in keyof ItemSource]-?: ItemSource[K] | undefined }): ItemSource | undefined {
  return Object.values(source).some((value) => value !== undefined) ? present<ItemSource>(source) : undefined;
}

/** `dc:rights`, RSS `copyright`, Atom `rights`, as plain text. */
export function readRights(fields: Fields, repairs: Repairs): string | undefined {
  return readPlain(
    fields.firstFilled(
      'atom:rights',
      'atom:copyright',
      'copyright',
      'dc:rights',
      'dcterms:rights',
      'media:copyright',
    ),
    repairs,
  );
}

/** RSS `comments`. Some write a word or a number there (`Comments`, `5 comments`), which is no relative address. */
function readComments(fields: Fields, repairs: Repairs): string | undefined {
  const element = fields.firstFilled('comments');
  const text = element?.text.trim() ?? '';
  return element === undefined
    ? readConversation(fields, repairs)
    : /^[^/.:?#]*$|^(?!\w+:)\S+ /.test(text)
      ? undefined
      : readUrl(text, element?.base, repairs);
}

/** `podcast:socialInteract/@uri`: the post under which an episode is talked about. */
function readConversation(fields: Fields, repairs: Repairs): string | undefined {
  const post = fields.all('podcast:socialinteract').find(({ attributes }) => attributes.has('uri'));
  return readUrl(post?.attributes.get('uri'), post?.base, repairs);
}

/** `thr:count` on the link to the replies. */
export function readCountOnLink(fields: Fields): number | undefined {
  return fields
    .all('atom:link')
    .map((link) => parseCount(link.attributes.get('thr:count')))
    .find((count) => count !== undefined);
}

const latitudes = ['geo:lat', 'geo:latitude'] as const;
const longitudes = ['geo:long', 'geo:lon', 'geo:longitude'] as const;

/**
 * GeoRSS Simple and GML points, also without `georss:where`, W3C `geo:lat` with `geo:long`, ICBM, `podcast:location`, and any
 * of these in a `media:location`.
 */
function readLocation(fields: Fields): Location | undefined {
  const place = fields.first('media:location');
  if (place !== undefined && place.children.length > 0) return readLocation(new Fields(place));
  const where = fields.first('georss:where', 'geo:point', 'geo:location');
  const inner = where === undefined ? undefined : new Fields(where);
  const pair =
    fields.text('georss:point', 'geo:lat_long') ??
    positionOf((inner ?? fields).first('gml:point')) ??
    geoUri(fields);
  const [latitude, longitude] = pair?.split(/[\s,]+/) ?? [
    fields.text(...latitudes) ?? inner?.text(...latitudes),
    fields.text(...longitudes) ?? inner?.text(...longitudes),
  ];
  return toLocation(latitude, longitude);
}

/** `geo:48.2,16.37;u=35` (RFC 5870). */
function geoUri(fields: Fields): string | undefined {
  const uri = fields.first('podcast:location')?.attributes.get('geo') ?? '';
  return /^geo:([^,;]+,[^,;]+)/i.exec(uri.trim())?.[1];
}

/** Of a point in another system than WGS 84 the numbers are not degrees. */
function positionOf(point: XmlElement | undefined): string | undefined {
  const system = point?.attributes.get('srsname') ?? '';
  const isDegrees = system === '' || /(?:\b|_)4326$|wgs[ _-]?84$/i.test(system.trim());
  return point !== undefined && isDegrees ? new Fields(point).text('gml:pos') : undefined;
}

/** Degrees on the globe, or `undefined`. */
function toLocation(latitude: string | undefined, longitude: string | undefined): Location | undefined {
  const isNumber = /^[+-]?\d{1,3}(?:\.\d+)?$/;
  if (!isNumber.test(latitude ?? '') || !isNumber.test(longitude ?? '')) return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}

/** `podcast:transcript`, each with its type. */
function readTranscripts(fields: Fields, repairs: Repairs): Transcripts {
  return fields
    .all('podcast:transcript')
    .flatMap((element) => {
      const url = readUrl(element.attributes.get('url'), element.base, repairs);
      const type = element.attributes.get('type')?.trim();
      return url === undefined ? [] : [type ? { url, type } : { url }];
    })
    .slice(0, maxListLength);
}

/** `podcast:chapters/@url`. */
function readChapters(fields: Fields, repairs: Repairs): string | undefined {
  const element: XmlElement | undefined = fields.first('podcast:chapters');
  return readUrl(element?.attributes.get('url'), element?.base, repairs);
}
