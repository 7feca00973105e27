import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { someOf } from '../model/count.ts';
import { defined } from '../model/defined.ts';
import { errorMessage } from '../model/error-message.ts';
import { isRecord } from '../model/record.ts';
import type { Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import { closeOutlines } from './close-outlines.ts';
import { joinLists } from './join-lists.ts';
import { addRepairs, type MendedOpml, mendOpml } from './mend-opml.ts';
import { isSpeltRight, mendBareOutlines, mendTags } from './mend-tags.ts';
import {
  addressOfFeed,
  addressOfList,
  addressOfPage,
  attributesOf,
  groupsOf,
  isCommentedOut,
  type Outline,
  type Prefixes,
  pageOnly,
  prefixesOf,
  settingsOf,
  textOf,
  titleOf,
} from './opml-outline.ts';
import { webAddress } from './web-address.ts';

/** One feed of an OPML file. */
export interface OpmlFeed {
  readonly url: string;
  readonly title?: string;
  /** Titles of the outlines it stands in, outermost first; else the parts of its first category. */
  readonly groups: readonly string[];
  /** Attributes that say nothing of what a feed says of itself: a program's own, and `category`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What an export of this program says of it, as JSON: not checked. */
  readonly settings?: string;
}

export const maxOpmlBytes = 10_000_000;
const maxDepth = 50;

interface Collected {
  readonly found: OpmlFeed[];
  /** Addresses of other lists that this one includes. */
  readonly lists: string[];
  /** Pages that are named without their feeds. */
  readonly pages: string[];
  /** Feeds that are commented out. */
  readonly comments: OpmlFeed[];
  readonly prefixes: Prefixes;
}

/** Where an outline belongs: one that is commented out to the comments, with all inside it. */
function shelfOf(outline: Outline, into: Collected): Collected {
  return isCommentedOut(outline) ? { ...into, found: into.comments, lists: [], pages: [] } : into;
}

function take(outline: Outline, groups: readonly string[], into: Collected): void {
  const settings = settingsOf(outline, into.prefixes);
  const address = addressOfFeed(outline) ?? (settings && addressOfPage(outline));
  if (address !== undefined) {
    // "&amp;" is not a part of any address: it was escaped twice.
    const url = webAddress(address.replaceAll('&amp;', '&'));
    const own = groupsOf(outline, groups);
    const [title, attributes] = [titleOf(outline), attributesOf(outline, into.prefixes)];
    into.found.push({ url, groups: own, ...defined({ title, attributes, settings }) });
    return;
  }
  const list = addressOfList(outline);
  const page = pageOnly(outline);
  if (list !== undefined) into.lists.push(list);
  else if (page !== undefined) into.pages.push(page);
}

function collect(outlines: unknown, groups: readonly string[], into: Collected): void {
  if (groups.length > maxDepth || !Array.isArray(outlines)) return;
  for (const outline of outlines) {
    if (!isRecord(outline)) continue;
    const shelf = shelfOf(outline, into);
    take(outline, groups, shelf);
    collect(outline.outline, [...groups, titleOf(outline) ?? ''], shelf);
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
      what: 'The list of feeds is not well-formed XML, and was repaired.',
      where,
      why: `This was needed: ${repairs.join('; ')}.`,
      fix: 'Nothing; but the authors of the program that made it may want to know.',
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
  why: 'These have no address of a feed:',
  fix: 'Run "daybook add" with such a page, which finds its feed.',
};

const hasComments: Left = {
  code: 'OPML_FEED_COMMENTED_OUT',
  what: 'Feeds of the list are commented out, and were not taken.',
  why: 'These have isComment="true", or are in an outline that has it:',
  fix: 'Nothing, if that is intended; otherwise remove the attribute.',
};

function unreadable(where: string, why: string): { readonly problem: Problem } {
  const what = 'Could not read the list of feeds.';
  const fix = 'Correct the file, or export it again from the program that made it.';
  return { problem: { code: 'OPML_UNREADABLE', what, where, why, fix } };
}

/** The `opml` element of a well-formed document; without one, what stands in its place, or the outlines alone. */
function elementOf(text: string): Outline {
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
  if (isRecord(root.opml)) return root.opml;
  const inside = Object.values(root).find((one) => isRecord(one) && Array.isArray(one.outline));
  return Array.isArray(root.outline) ? root : { body: inside };
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
    const all: Collected = { found: [], lists: [], pages: [], comments: [], prefixes: prefixesOf(opml) };
    for (const { outline } of places) collect(outline, [], all);
    const title = isRecord(opml.head) ? textOf(opml.head.title) : undefined;
    const notes = [
      ...mendedNote(where, whole.repairs),
      ...leftNote(where, all.lists, includesLists),
      ...leftNote(where, all.pages, namesPages),
      ...leftNote(
        where,
        all.comments.map(({ url }) => shownAddress(url)),
        hasComments,
      ),
    ];
    return { feeds: all.found, ...(title !== undefined && { title }), notes };
  } catch (error) {
    return unreadable(where, errorMessage(error, 'The XML could not be read.'));
  }
}
