import type { DigestItem } from '../digest-item.ts';
import type { Lexicon } from './lexicon.ts';
import { hostOf, pageOf, siteOf } from './pages.ts';
import { type Text, textOf, tongueOf, type Word } from './text.ts';
import { dateWordsOf, hasDigit } from './words.ts';

/** The distinct words of an item, in the order in which they first occur: in typed arrays, because there are very many. */
export interface Words {
  readonly lexicon: Lexicon;
  readonly stems: Int32Array;
  /** What is to be known of each: see {@link isName}, {@link inTitle}, {@link countOf}. */
  readonly marks: Uint8Array;
  /** Each form once, followed by the place of its stem. */
  readonly forms: Int32Array;
}

const nameMark = 1;
const titleMark = 2;
const capitalMark = 4;
const countStep = 8;
const maxCount = 30;

/** Whether a word names something, wherever it stands in the item. */
export function isName({ marks }: Words, place: number): boolean {
  return ((marks[place] ?? 0) & nameMark) !== 0;
}

/** Whether a word is written with a capital somewhere, and may be a name. */
export function isCapital({ marks }: Words, place: number): boolean {
  return ((marks[place] ?? 0) & capitalMark) !== 0;
}

export function inTitle({ marks }: Words, place: number): boolean {
  return ((marks[place] ?? 0) & titleMark) !== 0;
}

/** How often a word occurs, up to {@link maxCount}; in the title twice as often. */
export function countOf({ marks }: Words, place: number): number {
  return Math.floor((marks[place] ?? 0) / countStep);
}

/** What grouping looks at in an item, made once. */
export interface Profile {
  readonly item: DigestItem;
  /** Days since 1970, of the item's day. */
  readonly day: number;
  /** Days since 1970, with their part that has passed. */
  readonly time: number;
  readonly words: Words;
  /** Pages that the item is or that it is about. */
  readonly pages: readonly string[];
  /** Pages of other sites that it links to; empty when it links to so many that it is a list. */
  readonly links: readonly string[];
  /** What a run made of it: see `Likeness`. */
  vector?: Vector;
}

/** An item's words with their weights, as one run saw them. */
export interface Vector {
  readonly run: number;
  /** How much each term says of the item, in their order. */
  readonly telling: Float64Array;
  /** The same, the more the oftener it occurs. */
  readonly weights: Float64Array;
  readonly length: number;
  gramLength?: number;
}

/** An item that links to more pages than this is a list, not a report on one of them. */
const maxTellingLinks = 4;

const dayNumbers = new Map<string, number>();
const maxDays = 10_000;

/** Days since 1970. */
export function dayNumber(day: string): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const number = Math.floor(Date.parse(day) / 86_400_000);
  if (dayNumbers.size >= maxDays) dayNumbers.clear();
  dayNumbers.set(day, number);
  return number;
}

function pagesOf(addresses: readonly (string | undefined)[]): string[] {
  const pages = addresses.map((address) => (address === undefined ? undefined : pageOf(address)));
  return [...new Set(pages.filter((page) => page !== undefined))];
}

function linksOf(item: DigestItem, own: readonly string[]): string[] {
  const sites = new Set(pagesOf([item.url]).map(siteOf));
  const links = pagesOf(item.links).filter((page) => !own.includes(page) && !sites.has(siteOf(page)));
  return links.length > maxTellingLinks ? [] : links;
}

/**
 * A title without what changes from one time to the next: numbers, weekdays, months. Equal for the items of a column that
 * returns under one title; absent where the title is not the feed's.
 */
export function columnOf({ title, untitled, language }: DigestItem): string | undefined {
  if (untitled) return undefined;
  const dates = dateWordsOf(language);
  const words = title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => !hasDigit(word) && !dates.has(word)).join(' ');
}

/** What an item says. */
export interface Texts {
  readonly title: Text;
  readonly lead: Text;
}

const noText: Text = { words: [], votes: [], dates: [] };

/** Reads an item's texts: not kept with all that is known of it, because they are large and seldom asked for. */
export function textsOf({ title, summary, language }: DigestItem): Texts {
  return {
    title: textOf(title, language),
    lead: summary === undefined ? noText : textOf(summary, language),
  };
}

function tongueOfTexts(item: DigestItem, { title, lead }: Texts): string {
  const votes = Array.from(
    { length: Math.max(title.votes.length, lead.votes.length) },
    (_, at) => (title.votes[at] ?? 0) + (lead.votes[at] ?? 0),
  );
  return tongueOf(item.title, item.language, votes);
}

function wordsOf({ title, lead }: Texts, lexicon: Lexicon): Words {
  const stems: number[] = [];
  const marks: number[] = [];
  const forms: number[] = [];
  const places = new Map<number, number>();
  const known = new Set<number>();
  const take = ({ form, isName: isNamed, isCapital: isUpper }: Word, isTitle: boolean): void => {
    const number = lexicon.formNumber(form);
    const stem = lexicon.stemOfForm(number);
    const place = places.get(stem) ?? stems.length;
    if (place === stems.length) {
      places.set(stem, place);
      stems.push(stem);
    }
    const before = marks[place] ?? 0;
    const more = before >= maxCount * countStep ? 0 : (isTitle ? 2 : 1) * countStep;
    marks[place] =
      (before + more) | (isNamed ? nameMark : 0) | (isTitle ? titleMark : 0) | (isUpper ? capitalMark : 0);
    if (known.has(number)) return;
    known.add(number);
    forms.push(number, place);
  };
  for (const one of title.words) take(one, true);
  for (const one of lead.words) take(one, false);
  return {
    lexicon,
    stems: Int32Array.from(stems),
    marks: Uint8Array.from(marks),
    forms: Int32Array.from(forms),
  };
}

/** Reads an item for grouping: its pages only where they can be asked for. */
export function profileOf(
  item: DigestItem,
  asked: Pages | undefined,
  lexiconOf: (tongue: string) => Lexicon,
): Profile {
  const texts = textsOf(item);
  const isAsked = names(item, asked);
  const pages = isAsked ? pagesOf([item.url, item.externalUrl]) : [];
  return {
    item,
    day: dayNumber(item.day),
    time: Date.parse(item.date) / 86_400_000,
    words: wordsOf(texts, lexiconOf(tongueOfTexts(item, texts))),
    pages,
    links: isAsked ? linksOf(item, pages) : [],
  };
}

/** Pages, and the hosts that they are on. */
export interface Pages {
  readonly hosts: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
}

function addressesOf({ url, externalUrl, links }: DigestItem): string[] {
  return [url, externalUrl, ...links].filter((address) => address !== undefined);
}

/** The pages that items are, are about or link to. */
export function pagesOfItems(items: readonly DigestItem[]): Pages {
  const addresses = items.flatMap(addressesOf);
  return { hosts: new Set(addresses.map(hostOf)), pages: new Set(pagesOf(addresses)) };
}

/** Whether an item is at one of some pages, or of any, or links there. Most addresses need not be read for that. */
export function names(item: DigestItem, asked: Pages | undefined): boolean {
  if (!asked) return true;
  const { hosts, pages } = asked;
  return addressesOf(item).some((address) => hosts.has(hostOf(address)) && pages.has(pageOf(address) ?? ''));
}

/** An item of which only is looked at which story it is in, and whether its title returned. */
export function bareProfileOf(item: DigestItem, lexiconOf: (tongue: string) => Lexicon): Profile {
  const day = dayNumber(item.day);
  const words = { lexicon: lexiconOf(''), stems: noNumbers, marks: noMarks, forms: noNumbers };
  return { item, day, time: day, words, pages: [], links: [] };
}

const noNumbers = new Int32Array(0);
const noMarks = new Uint8Array(0);
