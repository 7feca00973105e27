import type { DigestItem } from '../digest-item.ts';
import type { Lexicon } from './lexicon.ts';
import { hostOf, pageOf, siteOf } from './pages.ts';
import { noText, type Text, textOf, tongueOf } from './text.ts';
import { dateWordsOf, hasDigit } from './words.ts';

/** The distinct words of an item, in the order in which they first occur: as numbers, because there are very many. */
export interface Words {
  readonly lexicon: Lexicon;
  readonly stems: readonly number[];
  /** What is to be known of each: see {@link isName}, {@link inTitle}, {@link countOf}. */
  readonly marks: readonly number[];
  /** Each form once, followed by the place of its stem. */
  readonly forms: readonly number[];
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

/** Whether a form is among the first of each pair. */
function hasForm(forms: readonly number[], form: number): boolean {
  for (let at = 0; at < forms.length; at += 2) if (forms[at] === form) return true;
  return false;
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
  /** How much each term says of the item, in their order; the more the oftener it occurs. */
  readonly weights: readonly number[];
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
  if (item.links.length === 0) return [];
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

/** What was read last can be asked for again soon. All texts are not kept: they are large, and seldom asked for. */
const lastRead = new Map<DigestItem, Texts>();
const maxLastRead = 300;

/** Reads an item's texts. */
export function textsOf(item: DigestItem): Texts {
  const known = lastRead.get(item);
  if (known) return known;
  const { title, summary, language } = item;
  const texts = {
    title: textOf(title, language),
    lead: summary === undefined ? noText : textOf(summary, language),
  };
  if (lastRead.size >= maxLastRead) lastRead.clear();
  lastRead.set(item, texts);
  return texts;
}

function wordsOf({ title, lead }: Texts, lexicon: Lexicon): Words {
  const [stems, marks, forms]: [number[], number[], number[]] = [[], [], []];
  const room = lexicon.wordRoom;
  room.give(stems);
  for (const [at, word] of [...title.words, ...lead.words].entries()) {
    const form = lexicon.formNumber(word.form);
    const stem = lexicon.stemOfForm(form);
    const place = (room.values[stem] ?? 0) - 1;
    const isTitle = at < title.words.length;
    const step = (isTitle ? 2 : 1) * countStep;
    const marked =
      (word.isName ? nameMark : 0) | (isTitle ? titleMark : 0) | (word.isCapital ? capitalMark : 0);
    if (place < 0) {
      stems.push(stem);
      room.add(stem, stems.length);
      marks.push(step | marked);
      forms.push(form, stems.length - 1);
    } else {
      const before = marks[place] ?? 0;
      marks[place] = (before + (before >= maxCount * countStep ? 0 : step)) | marked;
      if (!hasForm(forms, form)) forms.push(form, place);
    }
  }
  return { lexicon, stems, marks, forms };
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
    words: wordsOf(texts, lexiconOf(tongueOf(item.language, texts.title, texts.lead))),
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
  const words = { lexicon: lexiconOf(''), stems: [], marks: [], forms: [] };
  return { item, day, time: day, words, pages: [], links: [] };
}
