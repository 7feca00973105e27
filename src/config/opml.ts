import { decodeHTMLStrict } from 'entities';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Problem } from '../model/types.ts';

/** One feed of an OPML file. */
export interface OpmlFeed {
  readonly url: string;
  readonly title?: string;
  /** Titles of the outlines it stands in, outermost first. */
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

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Attributes whose meaning is known: the feed itself tells it, or an export writes it anew. */
const known = /^@(?:xmlurl|htmlurl|text|title|type|version|description|language)$/i;
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
  readonly prefixes: Prefixes;
}

function collect(outlines: unknown, groups: readonly string[], into: Collected): void {
  const { found, prefixes } = into;
  if (groups.length > maxDepth || !Array.isArray(outlines)) return;
  for (const outline of outlines) {
    if (!isRecord(outline)) continue;
    const url = textOf(outline['@xmlUrl']) ?? textOf(outline['@xmlurl']);
    const title = textOf(outline['@title']) ?? textOf(outline['@text']);
    if (url !== undefined) {
      const attributes = attributesOf(outline, prefixes);
      found.push({ url, ...(title && { title }), groups, ...(attributes && { attributes }) });
    }
    collect(outline.outline, [...groups, title ?? ''], into);
  }
}

/**
 * Reads the feeds of an OPML document, in document order; outlines without an address are groups.
 * Strict: a document that is not well-formed is reported with its line, as half a list would lose feeds.
 *
 * @see http://opml.org/spec2.opml
 */
export function parseOpml(
  text: string,
  where: string,
): { feeds: OpmlFeed[]; title?: string } | { problem: Problem } {
  const bad = (why: string): { problem: Problem } => ({
    problem: {
      code: 'OPML_UNREADABLE',
      what: 'Could not read the list of feeds.',
      where,
      why,
      fix: 'Mend the file, or export it again from the program that made it.',
    },
  });
  if (text.length > maxOpmlBytes) return bad('It is larger than 10 MB.');
  const valid = XMLValidator.validate(text);
  if (valid !== true) return bad(`It is not well-formed XML: line ${valid.err.line}: ${valid.err.msg}`);
  try {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseAttributeValue: false,
      // Only character references are decoded, by textOf: entities that the document declares stay as they are written.
      processEntities: false,
      isArray: (name) => name === 'outline',
    });
    const root: unknown = parser.parse(text);
    const body = isRecord(root) && isRecord(root.opml) ? root.opml.body : undefined;
    if (!isRecord(body) && body !== '') return bad('It has no <opml> element with a <body>.');
    const feeds: OpmlFeed[] = [];
    const opml = isRecord(root) && isRecord(root.opml) ? root.opml : {};
    if (isRecord(body)) collect(body.outline, [], { found: feeds, prefixes: prefixesOf(opml) });
    const { head } = opml;
    const title = isRecord(head) ? textOf(head.title) : undefined;
    return { feeds, ...(title !== undefined && { title }) };
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'The XML could not be read.');
  }
}
