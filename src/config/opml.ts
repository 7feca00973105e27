import { decodeHTMLStrict } from 'entities';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { someOf } from '../model/count.ts';
import { errorMessage } from '../model/error-message.ts';
import { isRecord } from '../model/record.ts';
import type { Problem } from '../model/types.ts';
import { closeOutlines } from './close-outlines.ts';
import { joinLists } from './join-lists.ts';
import { addRepairs, type MendedOpml, mendOpml } from './mend-opml.ts';
import { isSpeltRight, mendBareOutlines, mendTags } from './mend-tags.ts';
import { webAddress } from './web-address.ts';

/** One feed of an OPML file. */
export interface OpmlFeed {
  readonly url: string;
  readonly title?: string;
  /** Titles of the outlines it stands in, outermost first; else the parts of its first category. */
  readonly groups: readonly string[];
  /** Attributes that say nothing of what a feed says of itself: a program's own, and `category`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export const maxOpmlBytes = 10_000_000;
const maxDepth = 50;

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = decodeHTMLStrict(value).trim();
  return text === '' ? undefined : text;
}

/** Attributes whose meaning is known: the feed itself tells it, or an export writes it anew. */
const known = /^@(?:xmlurl|htmlurl|url|text|title|type|version|description|language)$/i;
const attributeName = /^@[a-z][\w.:-]{0,60}$/i;
const maxAttributes = 20;
const maxAttributeLength = 1000;

/** Prefixes that the document declares on its root, each with its declaration. */
type Prefixes = ReadonlyMap<string, string>;

function prefixesOf(root: Record<string, unknown>): Prefixes {
  const declared = Object.entries(root)
    .map(([name, value]) => [/^@xmlns:([A-Za-z][\w.-]{0,30})$/.exec(name)?.[1], textOf(value)] as const)
    .filter((pair): pair is readonly [string, string] => pair[0] !== undefined && pair[1] !== undefined);
  return new Map(declared);
}

/** An attribute by its name, whatever the case that a program gave it. */
function attributeOf(outline: Record<string, unknown>, name: string): string | undefined {
  const exact = textOf(outline[`@${name}`]);
  if (exact !== undefined) return exact;
  const wanted = `@${name.toLowerCase()}`;
  const key = Object.keys(outline).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : textOf(outline[key]);
}

const escapedTwice = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/i;

function titleOf(outline: Record<string, unknown>): string | undefined {
  const title = attributeOf(outline, 'title') ?? attributeOf(outline, 'text');
  return title !== undefined && escapedTwice.test(title) ? decodeHTMLStrict(title) : title;
}

/** Some programs write the address of a feed as that of a link. */
function addressOfFeed(outline: Record<string, unknown>): string | undefined {
  const isFeed = /^(?:rss|atom|feed|rdf|json)/i.test(attributeOf(outline, 'type') ?? '');
  return isFeed ? attributeOf(outline, 'url') : undefined;
}

/** The list that an outline stands for: `type="include"`, or a link to a file that is one (OPML 2.0, "Inclusion"). */
function addressOfList(outline: Record<string, unknown>): string | undefined {
  const type = attributeOf(outline, 'type')?.toLowerCase();
  const address = type === 'include' || type === 'link' ? attributeOf(outline, 'url') : undefined;
  return type === 'include' || /\.opml(?:[?#]|$)/i.test(address ?? '') ? address : undefined;
}

/** The page of a feed whose address is not given; outlines around others are groups. */
function pageOnly(outline: Record<string, unknown>): string | undefined {
  const type = attributeOf(outline, 'type') ?? 'rss';
  const isFeed = /^(?:rss|atom|feed|rdf|json|pie)/i.test(type) && outline.outline === undefined;
  return isFeed ? attributeOf(outline, 'htmlUrl') : undefined;
}

/** The groups that `category="/Boston/Weather,/Harvard"` names: those of its first part, where it stands in none. */
function groupsOf(outline: Record<string, unknown>, around: readonly string[]): readonly string[] {
  if (around.some((title) => title !== '')) return around;
  const first =
    attributeOf(outline, 'category')
      ?.split(',')
      .find((part) => /[^\s/]/.test(part)) ?? '';
  const parts = first
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? around : parts.slice(0, maxDepth);
}

/** With each prefix goes its declaration, so that an outline can stand in any document. */
function attributesOf(
  outline: Record<string, unknown>,
  prefixes: Prefixes,
): Record<string, string> | undefined {
  const own = Object.entries(outline)
    .filter(([name]) => attributeName.test(name) && !known.test(name))
    .map(([name, value]) => [name.slice(1), textOf(value)] as const)
    .filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
    .filter(([, value]) => value.length <= maxAttributeLength)
    .filter(([name]) => !name.includes(':') || prefixes.has(name.split(':')[0] ?? ''))
    .slice(0, maxAttributes);
  if (own.length === 0) return undefined;
  const used = [...prefixes].filter(([prefix]) => own.some(([name]) => name.startsWith(`${prefix}:`)));
  return Object.fromEntries([...used.map(([prefix, uri]) => [`xmlns:${prefix}`, uri]), ...own]);
}

interface Collected {
  readonly found: OpmlFeed[];
  /** Addresses of other lists that this one includes. */
  readonly lists: string[];
  /** Pages that are named without their feeds. */
  readonly pages: string[];
  readonly prefixes: Prefixes;
}

function collect(outlines: unknown, groups: readonly string[], into: Collected): void {
  const { found, lists, pages, prefixes } = into;
  if (groups.length > maxDepth || !Array.isArray(outlines)) return;
  for (const outline of outlines) {
    if (!isRecord(outline)) continue;
    const address = attributeOf(outline, 'xmlUrl') ?? addressOfFeed(outline);
    const title = titleOf(outline);
    if (address !== undefined) {
      // "&amp;" is not a part of any address: it was escaped twice.
      const url = webAddress(address.replaceAll('&amp;', '&'));
      const own = groupsOf(outline, groups);
      const attributes = attributesOf(outline, prefixes);
      found.push({ url, ...(title && { title }), groups: own, ...(attributes && { attributes }) });
    } else {
      const list = addressOfList(outline);
      const page = pageOnly(outline);
      if (list !== undefined) lists.push(list);
      else if (page !== undefined) pages.push(page);
    }
    collect(outline.outline, [...groups, title ?? ''], into);
  }
}

/** The text as a strict reader takes it, and what was mended for that; or where it is broken. */
function wellFormed(text: string): MendedOpml | { why: string } {
  const mended = mendOpml(text);
  if (XMLValidator.validate(mended.text) === true) {
    if (isSpeltRight(mended.text)) return mended;
    return addRepairs(mended, mendTags(mended.text) ?? mendBareOutlines(mended.text)) ?? mended;
  }
  // The line of the text as it is.
  const valid = XMLValidator.validate(text);
  if (valid === true) return { text, repairs: [] };
  const joined = addRepairs(mended, joinLists(mended.text)) ?? mended;
  if (XMLValidator.validate(joined.text) === true) return joined;
  const closed = closeOutlines(joined.text);
  if (closed !== undefined && XMLValidator.validate(closed) === true)
    return addRepairs(joined, { text: closed, repairs: ['outlines without an end tag closed'] });
  const spelt = addRepairs(joined, mendTags(joined.text));
  const whole = spelt && { ...spelt, text: closeOutlines(spelt.text) ?? spelt.text };
  if (whole && XMLValidator.validate(whole.text) === true) return whole;
  return { why: `It is not well-formed XML: line ${valid.err.line}: ${valid.err.msg}` };
}

/** An OPML document that was read. */
export interface OpmlList {
  readonly feeds: readonly OpmlFeed[];
  readonly title?: string;
  /** Notices: what was mended, and which lists it includes. */
  readonly notes: readonly Problem[];
}

function mendedNote(where: string, repairs: readonly string[]): Problem[] {
  if (repairs.length === 0) return [];
  return [
    {
      code: 'OPML_MENDED',
      what: 'The list of feeds is not well-formed XML, and was mended.',
      where,
      why: `This was needed: ${repairs.join('; ')}.`,
      fix: 'Nothing; but whoever wrote the program that made it may want to know.',
      kept: 'All feeds of the list.',
    },
  ];
}

type Left = Pick<Problem, 'code' | 'what' | 'fix'> & { readonly why: string };

/** What a list names that was not taken, where there is any. */
function leftNote(where: string, addresses: readonly string[], { why, ...said }: Left): Problem[] {
  const named = [...new Set(addresses)];
  if (named.length === 0) return [];
  return [{ ...said, where, why: `${why} ${someOf(named)}.`, kept: 'All feeds that the list names itself.' }];
}

/** Lists may include each other without end, so each is the reader's to name. */
const includesLists: Left = {
  code: 'OPML_INCLUDES_LIST',
  what: 'The list includes other lists, which were not read.',
  why: 'Their feeds are not in this document:',
  fix: 'Import each of them, too.',
};

const namesPages: Left = {
  code: 'OPML_PAGE_WITHOUT_FEED',
  what: 'The list names pages without the addresses of their feeds.',
  why: 'No address of a feed stands with these:',
  fix: 'Run "daybook add" with such a page, which finds its feed.',
};

function unreadable(where: string, why: string): { readonly problem: Problem } {
  const what = 'Could not read the list of feeds.';
  const fix = 'Mend the file, or export it again from the program that made it.';
  return { problem: { code: 'OPML_UNREADABLE', what, where, why, fix } };
}

/** The `opml` element of a well-formed document; the document itself where nobody wrote one around the body. */
function elementOf(text: string): Readonly<Record<string, unknown>> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    // Only character references are decoded, by textOf: entities that the document declares stay as they are written.
    processEntities: false,
    isArray: (name) => name === 'outline',
  });
  const root: unknown = parser.parse(text);
  if (!isRecord(root)) return {};
  return isRecord(root.opml) ? root.opml : root;
}

/**
 * Reads the feeds of an OPML document, in document order; outlines without an address are groups. Bare `&`, values
 * without quotes, outlines without an end, wrong end tags and the like are mended, with a note; a document that is cut
 * off is reported with its line, as half a list would lose feeds.
 *
 * @see http://opml.org/spec2.opml
 */
export function parseOpml(text: string, where: string): OpmlList | { readonly problem: Problem } {
  if (text.length > maxOpmlBytes) return unreadable(where, 'It is larger than 10 MB.');
  const whole = wellFormed(text);
  if ('why' in whole) return unreadable(where, whole.why);
  try {
    const opml = elementOf(whole.text);
    // Outlines belong into the body; some stand in the head, or in the document itself.
    const places = [opml.head, opml.body, opml].flat().filter(isRecord);
    if (opml.body === undefined && !places.some(({ outline }) => outline !== undefined))
      return unreadable(where, 'It has no <opml> element with a <body>.');
    const all: Collected = { found: [], lists: [], pages: [], prefixes: prefixesOf(opml) };
    for (const { outline } of places) collect(outline, [], all);
    const title = isRecord(opml.head) ? textOf(opml.head.title) : undefined;
    const notes = [
      ...mendedNote(where, whole.repairs),
      ...leftNote(where, all.lists, includesLists),
      ...leftNote(where, all.pages, namesPages),
    ];
    return { feeds: all.found, ...(title !== undefined && { title }), notes };
  } catch (error) {
    return unreadable(where, errorMessage(error, 'The XML could not be read.'));
  }
}
