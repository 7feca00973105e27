import type { DigestItem } from './digest-item.ts';
import { pageOf, siteOf } from './story-pages.ts';
import { dateWordsOf, hasDigit, type Word, wordsOf } from './story-words.ts';

/** What grouping looks at in an item, made once. */
export interface Profile {
  readonly item: DigestItem;
  /** Days since 1970, of the item's day. */
  readonly day: number;
  /** Words of one script are counted together: languages of one script share names. */
  readonly script: string;
  /** Stems in their order. */
  readonly title: readonly string[];
  readonly lead: readonly string[];
  /** Every stem once, with the word as the item first wrote it. */
  readonly words: ReadonlyMap<string, string>;
  readonly titleNumbers: ReadonlySet<string>;
  /** Pages that the item is or that it is about. */
  readonly pages: readonly string[];
  /** Pages of other sites that it links to; empty when it links to so many that it is a list. */
  readonly links: readonly string[];
  /** Equal for the items of a column that returns under one title; absent where the title is not the feed's. */
  readonly column?: string;
}

/** An item that links to more pages than this is a list, not a report on one of them. */
const maxTellingLinks = 4;

const scripts = [
  ['arab', /\p{Script=Arabic}/u],
  ['cjk', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['cyrl', /\p{Script=Cyrillic}/u],
  ['latn', /\p{Script=Latin}/u],
] as const;

/** The first of the scripts that the title holds: in an Arabic title, Latin letters are a name. */
function scriptOf(title: string): string {
  return scripts.find(([, pattern]) => pattern.test(title))?.[0] ?? 'other';
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

/** A title without what changes from one time to the next: numbers, weekdays, months. */
function columnOf(item: DigestItem, title: readonly Word[]): string | undefined {
  if (item.untitled) return undefined;
  const dateWords = dateWordsOf(item.language);
  const lasting = title.filter(({ stem, text }) => !hasDigit(stem) && !dateWords.has(text.toLowerCase()));
  return `${item.feed}\n${lasting.map(({ stem }) => stem).join(' ')}`;
}

/** Reads an item for grouping. Pure: equal items give equal profiles. */
export function profileOf(item: DigestItem): Profile {
  const title = wordsOf(item.title, item.language);
  const lead = item.summary === undefined ? [] : wordsOf(item.summary, item.language);
  const words = new Map<string, string>();
  for (const { stem, text } of [...title, ...lead]) if (!words.has(stem)) words.set(stem, text);
  const pages = pagesOf([item.url, item.externalUrl]);
  const column = columnOf(item, title);
  return {
    item,
    day: Math.floor(Date.parse(item.day) / 86_400_000),
    script: scriptOf(item.title),
    title: title.map(({ stem }) => stem),
    lead: lead.map(({ stem }) => stem),
    words,
    titleNumbers: new Set(title.map(({ stem }) => stem).filter(hasDigit)),
    pages,
    links: linksOf(item, pages),
    ...(column !== undefined && { column }),
  };
}
