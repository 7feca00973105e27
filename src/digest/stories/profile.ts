import { dayNumber as numberOfDay } from '../../model/days.ts';
import { DAY } from '../../model/instant.ts';
import { remembered } from '../../model/remember.ts';
import type { DigestItem } from '../digest-item.ts';
import type { Lexicon } from './lexicon.ts';
import { hostOf, pageOf, siteOf } from './pages.ts';
import { noText, type Text, textOf, tongueOf, type Word } from './text.ts';
import type { Titled } from './titles.ts';

/** The distinct words of an item, in the order in which they first occur: as numbers, because there are very many. */
export interface Words {
  readonly lexicon: Lexicon;
  readonly stems: readonly number[];
  /** What is to be known of each: see {@link isName}, {@link inTitle}, {@link countOf}. */
  readonly marks: readonly number[];
  /** Each form once, followed by the place of its stem. */
  readonly forms: readonly number[];
  /** See {@link stemsAmong}, of words that need not all be looked at for that. */
  readonly among?: (asked: ReadonlySet<string>) => PlacedStems;
}

/** Some of an item's stems, and their places there. */
export interface PlacedStems {
  readonly stems: readonly number[];
  /** Absent where those are all. */
  readonly places?: readonly number[];
}

/** The stems of an item that are among some; all where those are not told. */
export function stemsAmong(words: Words, asked: ReadonlySet<string> | undefined): PlacedStems {
  if (!asked) return words;
  if (words.among) return words.among(asked);
  const { lexicon, stems } = words;
  const isAsked = (stem: number): boolean => asked.has(lexicon.stems[stem] ?? '');
  const places = [...stems.keys()].filter((place) => isAsked(stems[place] ?? 0));
  return { places, stems: stems.filter(isAsked) };
}

const nameMark = 1;
const titleMark = 2;
const capitalMark = 4;
const countStep = 8;
const maxCount = 30;
/** All marks are below. */
export const maxMarks = (maxCount + 2) * countStep;

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

/** Whether a form is among the first of each pair. */
function hasForm(forms: readonly number[], form: number): boolean {
  for (let at = 0; at < forms.length; at += 2) if (forms[at] === form) return true;
  return false;
}

/** What grouping looks at in an item, made once. */
export interface Profile extends Titled {
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
  /** How much each term says of the item, in their order; the more the oftener it occurs. */
  readonly weights: readonly number[];
  readonly length: number;
  gramLength?: number;
}

/** An item that links to more pages than this is a list, not a report on one of them. */
const maxTellingLinks = 4;

const maxDays = 10_000;

/** Days since 1970: items ask again and again for few. */
export const dayNumber = remembered(numberOfDay, maxDays);

function pagesOf(addresses: readonly (string | undefined)[]): string[] {
  const pages = addresses.map((address) => (address === undefined ? undefined : pageOf(address)));
  return [...new Set(pages.filter((page) => page !== undefined))];
}

function linksOf({ url, links: all }: DigestItem, own: readonly string[]): string[] {
  if (all.length === 0) return [];
  const site = siteOf(pagesOf([url])[0] ?? '');
  const links = pagesOf(all).filter((page) => !own.includes(page) && siteOf(page) !== site);
  return links.length > maxTellingLinks ? [] : links;
}

/** What an item says. */
export interface Texts {
  readonly title: Text;
  readonly lead: Text;
}

function readTexts({ title, summary, language }: DigestItem): Texts {
  return {
    title: textOf(title, language),
    lead: summary === undefined ? noText : textOf(summary, language),
  };
}

/** Texts that were asked for are soon asked for again. All are not kept: they are large, and of most nobody asks. */
const lastRead = new Map<DigestItem, Texts>();
const maxLastRead = 50;

/** An item's texts, for a closer look. */
export function textsOf(item: DigestItem): Texts {
  const known = lastRead.get(item);
  if (known) return known;
  const texts = readTexts(item);
  if (lastRead.size >= maxLastRead) lastRead.clear();
  lastRead.set(item, texts);
  return texts;
}

function wordsIn({ title, lead }: Texts, lexicon: Lexicon): Words {
  const [stems, marks, forms]: [number[], number[], number[]] = [[], [], []];
  const room = lexicon.wordRoom;
  room.give(stems);
  const take = ({ numbered, isName: isNamed, isCapital: isUpper }: Word, isTitle: boolean): void => {
    const number = lexicon.numberOf(numbered);
    const stem = lexicon.stemOfForm(number);
    const known = room.values[stem] ?? 0;
    const place = known > 0 ? known - 1 : stems.push(stem) - 1;
    if (known === 0) room.add(stem, stems.length);
    if (known === 0 || !hasForm(forms, number)) forms.push(number, place);
    const before = marks[place] ?? 0;
    const more = before >= maxCount * countStep ? 0 : (isTitle ? 2 : 1) * countStep;
    marks[place] =
      (before + more) | (isNamed ? nameMark : 0) | (isTitle ? titleMark : 0) | (isUpper ? capitalMark : 0);
  };
  for (const word of title.words) take(word, true);
  for (const word of lead.words) take(word, false);
  // Kept for weeks: without the room that lists leave to grow.
  return { lexicon, stems: stems.slice(), marks: marks.slice(), forms: forms.slice() };
}

/** The words of an item, by their numbers in its language. */
export function wordsOf(item: DigestItem, lexiconOf: (tongue: string) => Lexicon): Words {
  const texts = readTexts(item);
  return wordsIn(texts, lexiconOf(tongueOf(item.language, texts.title, texts.lead)));
}

/** Reads an item for grouping: its pages only where they can be asked for. */
export function profileOf(item: DigestItem, asked: Pages | undefined, words: Words): Profile {
  const isAsked = names(item, asked);
  const pages = isAsked ? pagesOf([item.url, item.external_url]) : [];
  return {
    item,
    day: dayNumber(item.day),
    time: Date.parse(item.date) / DAY,
    words,
    pages,
    links: isAsked ? linksOf(item, pages) : [],
  };
}

/** Pages, and the hosts that they are on. */
export interface Pages {
  readonly hosts: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
}

function addressesOf({ url, external_url, links }: DigestItem): string[] {
  return [url, external_url, ...links].filter((address) => address !== undefined);
}

/** The pages that items are, are about or link to. */
export function pagesOfItems(items: readonly DigestItem[]): Pages {
  const addresses = items.flatMap(addressesOf);
  return { hosts: new Set(addresses.map(hostOf)), pages: new Set(pagesOf(addresses)) };
}

/** Whether an item is at one of some pages, or of any, or links there. Most addresses need not be read for that. */
export function names({ url, external_url, links }: DigestItem, asked: Pages | undefined): boolean {
  if (!asked) return true;
  const { hosts, pages } = asked;
  const isAsked = (address: string | undefined): boolean =>
    address !== undefined && hosts.has(hostOf(address)) && pages.has(pageOf(address) ?? '');
  return isAsked(url) || isAsked(external_url) || links.some(isAsked);
}

/** An item of which only is looked at which story it is in, and whether its title returned. */
export function bareProfileOf(item: DigestItem, lexiconOf: (tongue: string) => Lexicon): Profile {
  const day = dayNumber(item.day);
  const words = { lexicon: lexiconOf(''), stems: [], marks: [], forms: [] };
  return { item, day, time: day, words, pages: [], links: [] };
}
