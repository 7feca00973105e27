import { decodeHTMLStrict } from 'entities';
import { settingsAttribute, settingsNamespace, settingsPrefix } from '../model/opml-settings.ts';

/** What one outline of a list of feeds says, whatever program wrote it. */

/** An outline as the XML reader has it: attributes with an `@`, elements by their names. */
export type Outline = Readonly<Record<string, unknown>>;

/** Groups that a category names, at most. */
const maxGroups = 50;

/** The text of an attribute or an element, without references; `undefined` of none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = decodeHTMLStrict(value).trim();
  return text === '' ? undefined : text;
}

/** Attributes whose meaning is known: the feed itself tells it, or an export writes it anew. */
const known =
  /^@(?:xmlurl|feedurl|rssurl|xml_url|feed_url|rss_url|htmlurl|url|href|text|title|type|version|description|language|iscomment)$/i;
const attributeName = /^@[a-z][\w.:-]{0,60}$/i;
const maxAttributes = 20;
const maxAttributeLength = 1000;

/** Prefixes that the document declares on its root, each with its declaration. */
export type Prefixes = ReadonlyMap<string, string>;

/** The prefixes that an element declares. */
export function prefixesOf(root: Record<string, unknown>): Prefixes {
  const declared = Object.entries(root)
    .map(([name, value]) => [/^@xmlns:([A-Za-z][\w.-]{0,30})$/.exec(name)?.[1], textOf(value)] as const)
    .filter((pair): pair is readonly [string, string] => pair[0] !== undefined && pair[1] !== undefined);
  return new Map(declared);
}

/** An attribute by its name, whatever the case that a program gave it; some write an element instead. */
function attributeOf(outline: Outline, name: string): string | undefined {
  const exact = textOf(outline[`@${name}`]);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  const key = Object.keys(outline).find((one) => one.replace(/^@/, '').toLowerCase() === wanted);
  return key === undefined ? undefined : textOf(outline[key]);
}

const escapedTwice = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/i;

/** What an outline is called. */
export function titleOf(outline: Outline): string | undefined {
  // XML §3.3.3: a line break in an attribute is a blank.
  const title = (attributeOf(outline, 'title') ?? attributeOf(outline, 'text'))?.replace(
    /\s*[\t\r\n]\s*/g,
    ' ',
  );
  return title !== undefined && escapedTwice.test(title) ? decodeHTMLStrict(title) : title;
}

/** What programs call the address of a feed: OPML's own name first. */
const addressNames = ['xmlUrl', 'feedUrl', 'rssUrl', 'xml_url', 'feed_url', 'rss_url', 'feed'];
/** Addresses that speak for themselves. */
const feedPath = /(?:\.(?:rss|atom|rdf|xml)|\/(?:feeds?|rss2?|atom))\/?(?:[?#]|$)/i;

/** The address of the feed that an outline stands for. Some programs write it as that of a link. */
export function addressOfFeed(outline: Outline): string | undefined {
  const [own, ...others] = addressNames.map((name) => attributeOf(outline, name));
  const stated = own ?? others.find((one) => /^(?:[a-z]+:)?\/\//i.test(one ?? ''));
  const link = attributeOf(outline, 'url') ?? attributeOf(outline, 'href');
  if (stated !== undefined || link === undefined) return stated;
  const isFeed = /^(?:rss|atom|feed|rdf|json)/i.test(attributeOf(outline, 'type') ?? '');
  return isFeed || (feedPath.test(link) && /^(?:https?|feed):/i.test(link)) ? link : undefined;
}

/** The list that an outline stands for: `type="include"`, or a link to a file that is one (OPML 2.0, "Inclusion"). */
export function addressOfList(outline: Outline): string | undefined {
  const type = attributeOf(outline, 'type')?.toLowerCase();
  const address = type === 'include' || type === 'link' ? attributeOf(outline, 'url') : undefined;
  return type === 'include' || /\.opml(?:[?#]|$)/i.test(address ?? '') ? address : undefined;
}

/** The page of a feed whose address is not given; outlines around others are groups. */
export function pageOnly(outline: Outline): string | undefined {
  const type = attributeOf(outline, 'type');
  const isFeed = /^(?:rss|atom|feed|rdf|json|pie)/i.test(type ?? 'rss') && outline.outline === undefined;
  if (!isFeed) return undefined;
  const link = type === undefined ? attributeOf(outline, 'url') : undefined;
  return attributeOf(outline, 'htmlUrl') ?? (link !== undefined && /^https?:/i.test(link) ? link : undefined);
}

/** The groups that `category="/Boston/Weather,/Harvard"` names: those of its first part, where it stands in none. */
export function groupsOf(outline: Outline, around: readonly string[]): readonly string[] {
  if (around.some((title) => title !== '')) return around;
  const first =
    attributeOf(outline, 'category')
      ?.split(',')
      .find((part) => /[^\s/]/.test(part)) ?? '';
  const parts = first
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? around : parts.slice(0, maxGroups);
}

/** Whether an outline is a comment, with all inside it (OPML 2.0, "Outline element"). */
export function isCommentedOut(outline: Outline): boolean {
  return attributeOf(outline, 'isComment')?.toLowerCase() === 'true';
}

/** What an export of this program says of the feed: see `kept-settings.ts`. */
export function settingsOf(outline: Outline, prefixes: Prefixes): string | undefined {
  return prefixes.get(settingsPrefix) === settingsNamespace
    ? textOf(outline[`@${settingsAttribute}`])
    : undefined;
}

/** The address of a page that is read as a feed: programs that know of feeds only pass it over. */
export function addressOfPage(outline: Outline): string | undefined {
  return attributeOf(outline, 'type') === 'link' ? attributeOf(outline, 'url') : undefined;
}

/** With each prefix goes its declaration, so that an outline can stand in any document. */
export function attributesOf(outline: Outline, prefixes: Prefixes): Record<string, string> | undefined {
  const own = Object.entries(outline)
    .filter(([name]) => attributeName.test(name) && !known.test(name) && name !== `@${settingsAttribute}`)
    .map(([name, value]) => [name.slice(1), textOf(value)] as const)
    .filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
    .filter(([, value]) => value.length <= maxAttributeLength)
    .filter(([name]) => !name.includes(':') || prefixes.has(name.split(':')[0] ?? ''))
    .slice(0, maxAttributes);
  if (own.length === 0) return undefined;
  const used = [...prefixes].filter(([prefix]) => own.some(([name]) => name.startsWith(`${prefix}:`)));
  return Object.fromEntries([...used.map(([prefix, uri]) => [`xmlns:${prefix}`, uri]), ...own]);
}
