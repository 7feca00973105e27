import { calendarLibrary } from '../libraries.ts';

/** Zone names as feeds use them: a fixed offset in minutes, or an IANA zone where the name hides summer time. */
const zones: ReadonlyMap<string, number | string> = new Map<string, number | string>([
  ['Z', 0],
  ['UT', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['WET', 0],
  ['WEST', 60],
  ['BST', 60],
  ['IST', 330],
  ['CET', 60],
  ['MET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['CEDT', 120],
  ['MEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['IDT', 180],
  ['MSK', 180],
  ['МСК', 180],
  ['MSD', 240],
  ['TRT', 180],
  ['IRST', 210],
  ['SAMT', 240],
  ['SAST', 120],
  ['CAT', 120],
  ['EAT', 180],
  ['WAT', 60],
  ['GST', 240],
  ['PKT', 300],
  ['YEKT', 300],
  ['OMST', 360],
  ['NOVT', 420],
  ['KRAT', 420],
  ['IRKT', 480],
  ['VLAT', 600],
  ['NPT', 345],
  ['ICT', 420],
  ['WIB', 420],
  ['WITA', 480],
  ['WIT', 540],
  ['HKT', 480],
  ['SGT', 480],
  ['PHT', 480],
  ['MYT', 480],
  ['AWST', 480],
  ['JST', 540],
  ['KST', 540],
  ['ACST', 570],
  ['ACDT', 630],
  ['AEST', 600],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AST', -240],
  ['ADT', -180],
  ['NST', -210],
  ['NDT', -150],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['HAST', -600],
  ['BRT', -180],
  ['BRST', -120],
  ['ART', -180],
  ['CLT', -240],
  ['CLST', -180],
  ['BOT', -240],
  ['UYT', -180],
  ['COT', -300],
  ['PET', -300],
  ['VET', -240],
  ['ET', 'America/New_York'],
  ['CT', 'America/Chicago'],
  ['MT', 'America/Denver'],
  ['PT', 'America/Los_Angeles'],
  ['AT', 'America/Halifax'],
  ['AKT', 'America/Anchorage'],
  ['EST5EDT', 'America/New_York'],
  ['CST6CDT', 'America/Chicago'],
  ['MST7MDT', 'America/Denver'],
  ['PST8PDT', 'America/Los_Angeles'],
  ['HT', 'Pacific/Honolulu'],
]);

/** What three letters mean to those who write a language, as their computers name their own zone: China's `CST`. */
const ownZones: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  zh: { CST: 480 },
  he: { IST: 120 },
  ga: { IST: 60 },
  ar: { AST: 180, ADT: 240 },
  bn: { BST: 360 },
};

/**
 * The zone a name stands for: an offset in minutes, an IANA name, or `undefined` when it is not a zone. A military letter
 * says nothing: RFC 822 had their signs wrong, so some mean one thing and some the other, and they count as UTC
 * (RFC 5322 §4.3).
 */
export function zoneByName(name: string, language?: string): number | string | undefined {
  if (name.includes('/')) return isPlace(name) ? name : undefined;
  const upper = name.toUpperCase();
  const own = language === undefined ? undefined : ownZones[language.slice(0, 2).toLowerCase()]?.[upper];
  return own ?? zones.get(upper) ?? (/^[A-IK-Y]$/.test(upper) ? 0 : undefined);
}

/** How names in words begin, and their short forms do. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['eastern', 'E'],
  ['central', 'C'],
  ['mountain', 'M'],
  ['pacific', 'P'],
  ['atlantic', 'A'],
  ['alaska', 'AK'],
  ['alaskan', 'AK'],
  ['hawaii', 'H'],
  ['newfoundland', 'N'],
  ['greenwich', 'G'],
  ['british', 'B'],
  ['central european', 'CE'],
  ['eastern european', 'EE'],
  ['western european', 'WE'],
  ['india', 'I'],
  ['indian', 'I'],
  ['japan', 'J'],
  ['korea', 'K'],
  ['australian eastern', 'AE'],
  ['australian central', 'AC'],
  ['australian western', 'AW'],
  ['new zealand', 'NZ'],
]);
const inWords =
  /(?<!\p{L})((?:australian |new |(?:central|eastern|western) (?=european))?\p{L}{5,12})(?: (standard|daylight|summer|mean))?(?: time(?!\p{L})|$)/iu;

/** A zone in words (`Eastern Standard Time`), with the text that names it. */
export function zoneInWords(text: string): { value: number | string; text: string } | undefined {
  const [found, place = '', kind = ''] = inWords.exec(text) ?? [];
  const short = shortNames.get(place.toLowerCase());
  if (found === undefined || short === undefined) return undefined;
  // Europe's standard time has no letter of its own: CET.
  const isPlain = / european$/i.test(place) && kind.toLowerCase() === 'standard';
  const value = zoneByName(`${short}${isPlain ? '' : kind.charAt(0)}T`);
  return value === undefined ? undefined : { value, text: found };
}

/** Names that were asked for, as asking takes long; a feed may invent any number. */
const places = new Map<string, boolean>();
const maxPlaces = 500;

/** `America/Los_Angeles`. */
function isPlace(name: string): boolean {
  const known = places.get(name);
  if (known !== undefined) return known;
  const isKnown = calendarLibrary().IANAZone.isValidZone(name);
  if (places.size < maxPlaces) places.set(name, isKnown);
  return isKnown;
}

/** Minutes: no place is further from UTC. */
export const maxOffset = 15 * 60;

/** `+0100`, `+01:00`, `+1`, `GMT+1`, `UTC+05:30` → minutes; `+001:00` has a nought too many. */
export function parseOffset(written: string): number | undefined {
  const text = written.replace(/^([+-])0(\d{2}:\d{2})$/, '$1$2');
  const match = /^(?:GMT|UTC?|Z)?\s*([+\-\u2212\u2013])\s?(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?$/i.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > maxOffset) return undefined;
  return match[1] === '+' ? minutes : -minutes;
}
