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
  ['MEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['МСК', 180],
  ['MSD', 240],
  ['TRT', 180],
  ['IDT', 180],
  ['IRST', 210],
  ['SAMT', 240],
  ['SAST', 120],
  ['CAT', 120],
  ['EAT', 180],
  ['WAT', 60],
  ['GST', 240],
  ['PKT', 300],
  ['NPT', 345],
  ['YEKT', 300],
  ['NOVT', 420],
  ['KRAT', 420],
  ['VLAT', 600],
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
  ['UYT', -180],
  ['BOT', -240],
  ['COT', -300],
  ['PET', -300],
  ['VET', -240],
  ['ET', 'America/New_York'],
  ['CT', 'America/Chicago'],
  ['MT', 'America/Denver'],
  ['PT', 'America/Los_Angeles'],
  ['AT', 'America/Halifax'],
  ['AKT', 'America/Anchorage'],
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

/** Names in full, by whose first letters `zones` knows them: `Eastern Standard Time`, `Central European Summer Time`. */
const fullName =
  /^(?:(?:Eastern|Central|Mountain|Pacific|Atlantic)(?: (?:Standard|Daylight))?|(?:Central|Eastern|Western) European(?: Summer)?|British Summer|Greenwich Mean|(?:India|Japan) Standard)(?: Time)?$/i;

/**
 * The zone a name stands for: an offset in minutes, an IANA name, or `undefined` when it is not a zone. A military letter
 * says nothing: RFC 822 had their signs wrong, so some mean one thing and some the other, and they count as UTC
 * (RFC 5322 §4.3).
 */
export function zoneByName(name: string, language?: string): number | string | undefined {
  if (name.includes('/')) return isPlace(name) ? name : undefined;
  const upper = (name.includes(' ') || name.length > 6 ? initials(name) : name).toUpperCase();
  const own = language === undefined ? undefined : ownZones[language.slice(0, 2).toLowerCase()]?.[upper];
  return own ?? zones.get(upper) ?? (/^[A-IK-Y]$/.test(upper) ? 0 : undefined);
}

/** `Eastern Standard Time` → `EST`; another name stays. */
function initials(name: string): string {
  return fullName.test(name) ? `${name.replace(/ Time$/i, '').replace(/(?<=\p{L})\p{L}+ ?/gu, '')}T` : name;
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
