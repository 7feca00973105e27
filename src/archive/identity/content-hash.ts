import type { Access } from '../../model/types.ts';
import type { StoredItem } from '../day/stored-item.ts';
import { canonicalLink, withoutQuery } from './canonical-link.ts';
import { withoutCounters } from './counters.ts';
import { shortHash } from './hash.ts';
import { looseAddress } from './loose-address.ts';
import { plainSigns } from './plain-signs.ts';

/** The part of an item that a reader sees, whether it comes from a feed or from the archive. */
export type Content = Pick<
  StoredItem,
  | 'url'
  | 'external_url'
  | 'title'
  | 'content_html'
  | 'summary'
  | 'image'
  | 'authors'
  | 'tags'
  | 'attachments'
  | 'date_published'
  | 'date_modified'
>;

/** A text of fewer different words does not tell which item it is. */
const fewWords = 8;

const squeeze = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Elements that end a line of text. */
const lineEnd =
  /^\/?(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|summary|table|td|th|tr|ul)(?![\w-])/i;

/**
 * The text between the tags, in one linear pass, with line breaks where blocks end; a `>` inside quotes does not end a
 * tag.
 */
export function textOf(html: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', from)) {
    parts.push(html.slice(from, open), lineEnd.test(html.slice(open + 1, open + 14)) ? '\n' : ' ');
    let at = open + 1;
    let quote = '';
    for (; at < html.length && (quote !== '' || html[at] !== '>'); at += 1) {
      const char = html.charAt(at);
      if (quote !== '') quote = char === quote ? '' : quote;
      else if (char === '"' || char === "'") quote = char;
    }
    from = at + 1;
  }
  parts.push(html.slice(from));
  return parts.join('');
}

/** `i0.wp.com`, `img3.example.org`: servers of one store take turns. */
const numberedHost = /^(https?:\/\/[a-z]{1,10})\d{1,2}(?=\.[^/.]+\.)/i;

/** A file's address without what changes while the file stays: its query, where tokens live, and the number of its server. */
const fileAddress = (link: string): string => withoutQuery(link).replace(numberedHost, '$1');

/** Addresses in the HTML in order. */
function addressesOf(html: string): string[] {
  return [...html.matchAll(/\s(href|src)="([^"]*)"/g)].map((match) =>
    match[1] === 'src' ? fileAddress(match[2] ?? '') : canonicalLink(match[2] ?? ''),
  );
}

const wordsOf = (content: Content): string[] =>
  squeeze(`${textOf(content.content_html)} ${content.summary ?? ''}`)
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');

/** Words without white space, without the figures of counters, and with the plainest quotation marks and dashes. */
export const steadyText = (html: string): string =>
  plainSigns(withoutCounters(textOf(html))).replace(/\s+/g, '');

/**
 * Ten characters that change when a reader would notice: title, text, links, media, authors, tags. Markup, white space,
 * the order of attributes and tags, dates, figures of counters, tokens in addresses, and the item's own address do not
 * count: they change at every request somewhere, and none of them is a revision. Nor is another form of quotation marks.
 */
export function contentHash(content: Content): string {
  const list = (parts: readonly string[]): string => parts.join('\n');
  return shortHash(
    [
      squeeze(plainSigns(content.title ?? '')),
      content.external_url === undefined ? '' : canonicalLink(content.external_url),
      steadyText(content.content_html),
      list(addressesOf(content.content_html)),
      squeeze(plainSigns(withoutCounters(content.summary ?? ''))),
      content.image === undefined ? '' : fileAddress(content.image),
      list((content.authors ?? []).map((author) => author.name ?? author.url ?? '')),
      list([...(content.tags ?? [])].sort()),
      list((content.attachments ?? []).map((attachment) => fileAddress(attachment.url))),
    ],
    10,
  );
}

export interface Version {
  readonly content: Content;
  readonly access: Access;
  readonly labels?: readonly string[] | undefined;
}

/** What the index of known items remembers, to tell without opening a day's file that nothing changed. */
export function versionHash(version: Version): string {
  const labels = [...(version.labels ?? [])].sort().join('\n');
  const { content, access } = version;
  return shortHash([contentHash(content), addressOf(content.url), access, labels], 10);
}

/** What the index remembers of a copy from another program: no version of its feed is the same. */
export const importedVersion = (version: string): string => shortHash([version, 'imported'], 10);

/** An item's address, however it is written. */
export const addressOf = (url: string | undefined): string =>
  url === undefined ? '' : (looseAddress(url) ?? canonicalLink(url));

/** The last rung of the identity ladder: title, date, text and enclosures together, never the title alone. */
export function fingerprint(content: Content): string {
  const media = (content.attachments ?? []).map((attachment) => withoutQuery(attachment.url)).join('\n');
  const text = textOf(content.content_html).replace(/\s+/g, '');
  return [squeeze(content.title), content.date_published ?? '', text, squeeze(content.summary), media].join(
    '\n',
  );
}

/** The same without the figures of counters; `undefined` where it has none. */
export function steadyFingerprint(content: Content): string | undefined {
  const { content_html, summary = '', ...rest } = content;
  const text = textOf(content_html);
  const steady = { content_html: withoutCounters(text), summary: withoutCounters(summary) };
  if (steady.content_html === text && steady.summary === summary) return undefined;
  return fingerprint({ ...rest, ...steady });
}

/** Title, text and enclosures without date and counters; `undefined` where it says no more than its title. */
export function steadyWords(content: Content): string | undefined {
  const { date_published: _date, content_html, summary = '', ...rest } = content;
  const [text, short] = [steadyText(content_html), steadyText(summary)];
  const title = steadyText(content.title ?? '');
  const saysMore = [text, short].some((words) => words !== '' && words !== title);
  return saysMore ? fingerprint({ ...rest, content_html: text, summary: short }) : undefined;
}

/** How much of the words of the shorter text the other one has, from 0 to 1; `undefined` where one says little. */
export function sharedWords(one: Content, other: Content): number | undefined {
  const mine = new Set(wordsOf(one));
  const theirs = new Set(wordsOf(other));
  const fewest = Math.min(mine.size, theirs.size);
  return fewest < fewWords ? undefined : overlap(mine, theirs);
}

/** How much of the smaller set the other one has, from 0 to 1. */
function overlap(mine: ReadonlySet<string>, theirs: ReadonlySet<string>): number {
  return [...mine].filter((word) => theirs.has(word)).length / Math.min(mine.size, theirs.size);
}

/**
 * Whether two versions with one link and no id are nothing alike: another date, and hardly a word of title and text in
 * common. Some pages are the link of each news in turn.
 */
export function isOtherStory(one: Content, other: Content): boolean {
  return hasOtherDate(one, other) && hasOtherWords(one, other, 0.2);
}

/** The same of two versions with one id and different links: titles may share a word then, such as "the". */
export function isOtherUnderId(one: Content, other: Content): boolean {
  return hasOtherDate(one, other) && hasOtherWords(one, other, 0.5);
}

/** The same where the id is but the title, which then says nothing: by their dates and texts. */
export function isOtherNews(one: Content, other: Content): boolean {
  const isSameText = steadyText(one.content_html) === steadyText(other.content_html);
  return hasOtherDate(one, other) && (sharedWords(one, other) ?? (isSameText ? 1 : 0)) < 0.5;
}

function hasOtherDate({ date_published: mine }: Content, { date_published: theirs }: Content): boolean {
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

/** Whether titles have less than a share of their words in common, and texts hardly any. */
function hasOtherWords(one: Content, other: Content, titleShare: number): boolean {
  const [title, another] = [titleWords(one), titleWords(other)];
  if (title.size === 0 || another.size === 0) return false;
  return overlap(title, another) < titleShare && (sharedWords(one, other) ?? 0) < 0.2;
}

const titleWords = ({ title = '' }: Content): ReadonlySet<string> =>
  new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/**
 * Whether two versions with one link but different ids are one story: the same title, the same date, or mostly the
 * same words. A page that shows another story each day under one address has none of the three.
 */
export function isSameStory(one: Content, other: Content): boolean {
  if (squeeze(one.title) !== '' && squeeze(one.title) === squeeze(other.title)) return true;
  if (one.date_published !== undefined && one.date_published === other.date_published) return true;
  const mine = new Set(wordsOf(one));
  const theirs = new Set(wordsOf(other));
  if (mine.size === 0 || theirs.size === 0) return false;
  const common = [...mine].filter((word) => theirs.has(word)).length;
  return common / (mine.size + theirs.size - common) >= 0.5;
}
