import type { FeedSchedule, ParsedFeed } from '../../model/types.ts';
import { parseUrl } from '../../model/url.ts';
import { readRights } from '../fields/extras.ts';
import { Fields, parseCount, present } from '../fields/fields.ts';
import { alternateOf, linkTo, readLinks, textLink } from '../fields/links.ts';
import { itunesPictures, readPictureAddress } from '../fields/media.ts';
import { readFeedPeople } from '../fields/people.ts';
import { readPlain, readTitle } from '../fields/text-rules.ts';
import { readUrl } from '../fields/urls.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';

/** A feed's own fields, without its items. */
export type FeedHead = Omit<ParsedFeed, 'version' | 'items' | '_daybook'> & {
  readonly rights?: string;
  readonly schedule?: FeedSchedule;
  readonly moved_to?: string;
};

/** Reads what a feed says of itself: RSS `channel`, Atom `feed`, CDF `channel`. `beside` holds RDF's `image`. */
export function readHead(channel: XmlElement, beside: XmlElement, repairs: Repairs): FeedHead {
  const fields = new Fields(channel);
  const links = readLinks(fields, repairs);
  const original = readUrl(fields.text('feedburner:origlink'), undefined, repairs);
  const inside = new Fields(beside);
  const moved = fields.firstFilled('itunes:new-feed-url') ?? newLocation(fields) ?? newLocation(inside);
  const cdf = readUrl(channel.attributes.get('href'), channel.base, repairs);
  const favicon = fields.first('atom:icon', 'webfeeds:icon');
  return present<FeedHead>({
    title: readTitle(
      fields.firstFilled('atom:title', 'title', 'dc:title', 'dcterms:title', 'itunes:title'),
      repairs,
    ),
    home_page_url: original ?? textLink(fields, repairs) ?? alternateOf(links)?.url ?? cdf,
    feed_url: linkTo(links, 'self'),
    next_url: linkTo(links, 'next'),
    description: readPlain(
      fields.firstFilled(
        'atom:subtitle',
        'atom:tagline',
        'description',
        'abstract',
        'itunes:summary',
        'itunes:subtitle',
        'googleplay:description',
        'dc:description',
        'dcterms:description',
      ),
      repairs,
    ),
    icon: readIcon(fields, inside, repairs),
    favicon: favicon === undefined ? undefined : readUrl(favicon.text, favicon.base, repairs),
    authors: readFeedPeople(fields, repairs).map(({ author }) => author),
    language: fields.text('language', 'dc:language') ?? channel.language,
    hubs: readHubs(
      fields,
      links.filter(({ rel }) => rel === 'hub').map(({ url }) => url),
    ),
    rights: readRights(fields, repairs),
    schedule: readSchedule(fields),
    moved_to: readUrl(moved?.text, moved?.base, repairs),
  });
}

/** RSS 0.9x had no other way to say where a feed went: `redirect` with `newLocation` inside. */
function newLocation(fields: Fields): XmlElement | undefined {
  return fields
    .all('redirect')
    .map((redirect) => new Fields(redirect).firstFilled('newlocation'))
    .find((element) => element !== undefined);
}

/** Where a feed says it has moved, noted; nothing where that is the address it came from. */
export function newAddress(
  movedTo: string | undefined,
  documentUrl: string | undefined,
  repairs: Repairs,
): string | undefined {
  if (movedTo === undefined || movedTo === documentUrl) return undefined;
  repairs.note('FEED_NEW_ADDRESS', `The feed says that it has moved to ${movedTo}.`);
  return movedTo;
}

function readIcon(fields: Fields, beside: Fields, repairs: Repairs): string | undefined {
  const logo = [
    ...fields.all(
      'atom:logo',
      'itunes:image',
      'googleplay:image',
      'podcast:image',
      'podcast:images',
      'webfeeds:logo',
      'logo',
      'media:thumbnail',
    ),
    ...itunesPictures(fields),
  ];
  const images = [...fields.all('image'), ...beside.all('image')].map((element) =>
    imageUrl(element, repairs),
  );
  return [...images, ...logo.map((element) => readPictureAddress(element, repairs))].find(
    (url) => url !== undefined,
  );
}

function imageUrl(element: XmlElement, repairs: Repairs): string | undefined {
  const fields = new Fields(element);
  return readUrl(
    fields.text('url') ?? (element.attributes.has('rdf:resource') ? '' : element.text),
    element.base,
    repairs,
  );
}

/** WebSub hubs, and RSS `cloud`. */
function readHubs(fields: Fields, hubs: readonly string[]): { type: string; url: string }[] {
  const clouds = fields.all('cloud').flatMap(({ attributes }) => {
    const domain = attributes.get('domain')?.trim() ?? '';
    const port = parseCount(attributes.get('port'), 1) ?? 80;
    const path = attributes.get('path')?.trim() ?? '/';
    const url = `http://${domain}${port === 80 ? '' : `:${port}`}${path.startsWith('/') ? path : `/${path}`}`;
    return domain !== '' && parseUrl(url) !== undefined ? [{ type: 'rssCloud', url }] : [];
  });
  return [...[...new Set(hubs)].map((url) => ({ type: 'WebSub', url })), ...clouds];
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const periodMinutes: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
]);

function readSchedule(fields: Fields): FeedSchedule | undefined {
  const hours = listIn(fields, 'skiphours')
    .map((text) => parseCount(text))
    .filter((hour) => hour !== undefined && hour <= 24);
  const weekdays = listIn(fields, 'skipdays')
    .map((text) => days.indexOf(text.toLowerCase()) + 1)
    .filter((day) => day > 0);
  const period = periodMinutes.get(fields.text('sy:updateperiod')?.toLowerCase() ?? '');
  const frequency = parseCount(fields.text('sy:updatefrequency'), 1) ?? 1;
  const schedule = present<FeedSchedule>({
    ttl_minutes: parseCount(fields.text('ttl'), 1),
    // RSS 0.91 counts hours from 1 to 24, RSS 2.0 from 0 to 23: 24 is midnight in the first.
    skip_hours: [...new Set(hours.flatMap((hour) => (hour === undefined ? [] : [hour % 24])))].sort(
      (a, b) => a - b,
    ),
    skip_days: [...new Set(weekdays)].sort((a, b) => a - b),
    update_minutes: period === undefined ? undefined : Math.max(1, Math.round(period / frequency)),
  });
  return Object.keys(schedule).length > 0 ? schedule : undefined;
}

function listIn(fields: Fields, name: string): string[] {
  return fields.all(name).flatMap(({ children }) => children.map(({ text }) => text.trim()));
}
