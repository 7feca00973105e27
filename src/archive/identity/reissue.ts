import { HOUR, MINUTE } from '../../model/instant.ts';
import { remembered } from '../../model/remember.ts';
import type { StoredItem } from '../day/stored-item.ts';
import { parseWebAddress } from './canonical-link.ts';
import { type Content, sharedWords } from './content-hash.ts';
import { plainSigns } from './plain-signs.ts';

/**
 * Items that a site publishes again when it moves to another program: under other ids and addresses, with what that
 * program makes of their dates and titles. They have no name in common; what tells is the text.
 */

/** A date that lost its time is midnight somewhere: at most a day and a zone away. */
const lostTimeMs = 36 * HOUR;
/** The share of words that two versions of one text have. */
const sameWords = 0.8;

const instantOf = ({ date_published, date_modified }: Content): number =>
  Date.parse(date_published ?? date_modified ?? '');

const folded = (title = ''): string =>
  plainSigns(title.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim();

const hostOf = ({ url }: Content): string | undefined =>
  url === undefined ? undefined : parseWebAddress(url)?.hostname.replace(/^www\./, '');

/** Each title of some days is compared with each that is unknown. */
const wordsOf = remembered(
  (title: string): readonly string[] => folded(title).match(/[\p{L}\p{N}]+/gu) ?? [],
  10_000,
);

/** Whether one of two titles has all words of the other: `Rain` and `Rain | The Daily`. */
export function isLikeTitle(one = '', other = ''): boolean {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  const [fewer, more] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  return fewer.length > 0 && fewer.every((word) => more.includes(word));
}

/**
 * Whether an item of unknown names is one that is stored: the same title and text, and its date without seconds; or, on
 * another host, the same text with a title written otherwise, or with a date that lost its time.
 */
export function isReissue(stored: StoredItem, item: Content): boolean {
  const [mine, theirs] = [instantOf(stored), instantOf(item)];
  if (Number.isNaN(mine) || Number.isNaN(theirs) || !isLikeTitle(stored.title, item.title)) return false;
  if ((sharedWords(stored, item) ?? 0) < sameWords) return false;
  const floor = (instant: number): number => instant - (instant % MINUTE);
  const isSameMinute = mine === theirs || floor(mine) === theirs || floor(theirs) === mine;
  const isSameTitle = folded(stored.title) === folded(item.title);
  if (isSameTitle && isSameMinute) return true;
  const [host, newHost] = [hostOf(stored), hostOf(item)];
  if (host === undefined || newHost === undefined || host === newHost) return false;
  return isSameMinute || (isSameTitle && Math.abs(mine - theirs) <= lostTimeMs);
}
