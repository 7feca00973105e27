import type { StoredItem } from '../day/stored-item.ts';
import { plainSigns } from './aliases.ts';
import { parseWebAddress } from './canonical-link.ts';
import { type Content, sharedWords } from './content-hash.ts';

/**
 * Items that a site publishes again when it moves to another program: under other ids and addresses, with what that program
 * makes of their dates and titles. They have no name in common; what tells is the text.
 */

const MINUTE_MS = 60_000;
/** A date that lost its time is midnight somewhere: at most a day and a zone away. */
const LOST_TIME_MS = 36 * 60 * MINUTE_MS;
/** The share of words that two versions of one text have. */
const SAME_WORDS = 0.8;

const instantOf = ({ date_published, date_modified }: Content): number =>
  Date.parse(date_published ?? date_modified ?? '');

const titleOf = ({ title = '' }: Content): string =>
  plainSigns(title.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim();

const hostOf = ({ url }: Content): string | undefined =>
  url === undefined ? undefined : parseWebAddress(url)?.hostname.replace(/^www\./, '');

const wordsOf = (title: string): readonly string[] => title.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a title has all words of the other one: `Rain` and `Rain | The Daily`. */
function holds(one: string, other: string): boolean {
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
  const [title, another] = [titleOf(stored), titleOf(item)];
  if (Number.isNaN(mine) || Number.isNaN(theirs) || title === '' || another === '') return false;
  if ((sharedWords(stored, item) ?? 0) < SAME_WORDS) return false;
  const floor = (instant: number): number => instant - (instant % MINUTE_MS);
  const isSameMinute = mine === theirs || floor(mine) === theirs || floor(theirs) === mine;
  if (title === another && isSameMinute) return true;
  const [host, newHost] = [hostOf(stored), hostOf(item)];
  if (host === undefined || newHost === undefined || host === newHost) return false;
  return isSameMinute ? holds(title, another) : title === another && Math.abs(mine - theirs) <= LOST_TIME_MS;
}
