import type { Category } from '../../model/types.ts';
import { collapse, cutText, htmlToText, withoutTags } from '../html/html-text.ts';
import { maxListLength, maxTagLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { decodeReferences } from '../xml/entities.ts';
import { type Fields, isUnfilled, nameGroup, nodeValues, present } from './fields.ts';

const categoryNames = nameGroup('atom:category category dc:subject subject dcterms:subject media:category');
/** Lists, keywords and sections. */
const otherNames = nameGroup(
  'categories tags atom:tags itunes:category itunes:keywords media:keywords keywords prism:keyword slash:section ' +
    'media:community',
);
/** Files and groups of them, which may have labels of their own. */
const fileNames = nameGroup('media:group media:content');

/**
 * Categories with their vocabularies: Atom and RSS `category` (also where a publisher packed them into `categories` or
 * `tags`), `dc:subject`, `itunes:category`, `itunes:keywords`, `prism:keyword`, `slash:section`.
 */
export function readCategories(fields: Fields, repairs: Repairs): readonly Category[] {
  const plain = fields.allOf(categoryNames).flatMap((element) => readCategory(element, repairs));
  const ofFiles = labelsOfFiles(fields.allOf(fileNames));
  const hasOthers = ofFiles.length > 0 || fields.has(otherNames);
  return unique(hasOthers ? plain.concat(readOthers(fields, ofFiles, repairs)) : plain);
}

function readOthers(fields: Fields, ofFiles: readonly XmlElement[], repairs: Repairs): readonly Category[] {
  const packs = fields.all('categories', 'tags', 'atom:tags');
  const packed = packs.flatMap(({ children }) =>
    children.filter(({ name }) => /^(?:atom:)?(?:category|tag)$/.test(name)),
  );
  const categories = [
    ...ofFiles.filter(({ name }) => name === 'media:category'),
    ...packed,
    ...fields.all('itunes:category').flatMap(withInner),
  ].flatMap((element) => readCategory(element, repairs));
  const communities = fields.all('media:community').flatMap(({ children }) => children);
  const keywords = [
    ...fields.all('itunes:keywords', 'media:keywords', 'keywords', 'prism:keyword'),
    ...ofFiles.filter(({ name }) => name === 'media:keywords'),
    ...packs,
    ...communities.filter(({ name }) => name === 'media:tags'),
  ]
    .flatMap(({ name, text }) =>
      (name === 'media:tags' ? text.replace(weights, '') : text).split(/[,;，；、،]/),
    )
    .flatMap((term) => toCategory({ term }, repairs));
  const sections = fields
    .all('slash:section')
    .flatMap((element) => toCategory({ term: element.text }, repairs));
  return [...categories, ...sections, ...keywords];
}

/** Each once. */
function unique(categories: readonly Category[]): readonly Category[] {
  if (categories.length < 2) return categories;
  const seen = new Set<string>();
  return categories
    .filter(({ term, scheme }) => {
      const key = `${term.toLowerCase()} ${scheme ?? ''}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    })
    .slice(0, maxListLength);
}

/** `media:category` and `media:keywords` of an item's files, also in a group. */
function labelsOfFiles(files: readonly XmlElement[]): readonly XmlElement[] {
  return files
    .flatMap(({ children }) => children)
    .flatMap((child) =>
      child.name === 'media:content'
        ? labelsOfFiles([child])
        : child.name === 'media:category' || child.name === 'media:keywords'
          ? [child]
          : [],
    );
}

/** How often a community gave a label: `water: 5`. */
const weights = /:\s*\d+\s*(?=,|$)/g;

/** Podcasts put a subcategory into its category. */
function withInner(category: XmlElement): XmlElement[] {
  return [category, ...category.children.filter(({ name }) => name === category.name).flatMap(withInner)];
}

/** Labels that say what kind of word the term is, as USGS and the SEC have them: `label="Age" term="Past Hour"`. */
const kindOfWord =
  /^(?:age|magnitude|(?:form|document|event|product|item)? ?type|kind|category|subject|topic|section|status|severity)$/i;

/** The words of the categories, each once: the label where there is one that says more than the kind of word. */
export function tagsOf(categories: readonly Category[]): string[] {
  const byKey = new Map<string, string>();
  for (const { term, label } of categories) {
    const tag = label === undefined || kindOfWord.test(label) ? term : label;
    const key = tag.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
}

/** The signs that part a list in Chinese and Japanese: a subject has none of them inside. */
const listSigns = /[，；、]/;

function readCategory(element: XmlElement, repairs: Repairs): Category[] {
  const { attributes, name, text } = element;
  if (name.endsWith('subject')) {
    if (listSigns.test(text)) return text.split(listSigns).flatMap((term) => toCategory({ term }, repairs));
    // Some write a list of links into one subject.
    const links = text.includes('</a>') ? [...text.matchAll(/<a\s[^<>]*>(.*?)<\/a>/gis)] : [];
    if (links.length > 1) return links.flatMap(([, term = '']) => toCategory({ term }, repairs));
    const values = nodeValues(element);
    if (values.length > 0) return values.flatMap((value) => toCategory({ term: value.text }, repairs));
  }
  // Flickr parts its labels by blanks.
  if (name === 'media:category' && attributes.get('scheme')?.trim() === 'urn:flickr:tags')
    return text.split(/\s+/).flatMap((term) => toCategory({ term }, repairs));
  return toCategory(
    {
      term: attributes.get('term') ?? attributes.get('text') ?? (element.text.trim() || namedIn(element)),
      scheme: attributes.get('scheme') ?? attributes.get('domain'),
      label: attributes.get('label'),
    },
    repairs,
  );
}

/** What a category without a text of its own is called. */
function namedIn(element: XmlElement): string {
  const { attributes } = element;
  const inside = element.children.find(({ name }) => /^(?:atom:)?(?:name|title|label)$/.test(name));
  return attributes.get('name') ?? attributes.get('value') ?? inside?.text ?? '';
}

interface Parts {
  readonly term: string;
  readonly scheme?: string | undefined;
  readonly label?: string | undefined;
}

function toCategory(parts: Parts, repairs: Repairs): Category[] {
  const term = cutTag(parts.term, repairs) ?? cutTag(parts.label ?? '', repairs);
  if (term === undefined) return [];
  const scheme = parts.scheme?.trim() || undefined;
  const label = cutTag(parts.label ?? '', repairs);
  return [present<Category>({ term, scheme, label: label === term ? undefined : label })];
}

/** Topics named like tags of HTML (`<video>`) are words; tags with an end are markup, also where they were escaped twice. */
function plainTerm(text: string): string {
  const isMarkup = /<\/[a-z]|<[a-z][a-z0-9]*[\s/]/i.test(text);
  return withoutTags(isMarkup ? htmlToText(text) : collapse(decodeReferences(text)));
}

/** A tag as one line of plain text of at most 100 characters. */
export function cutTag(text: string, repairs: Repairs): string | undefined {
  // The mark of a tag is the page's to write.
  if (text === '') return undefined;
  const plain = /[<&]/.test(text) ? plainTerm(text) : collapse(text);
  const line = plain.startsWith('#') ? plain.replace(/^#(?=\p{L})/u, '') : plain;
  if (line.length > maxTagLength) {
    repairs.note('LIMIT_TAG', `A tag is longer than ${maxTagLength} characters; it was cut.`);
  }
  return line === '' || isUnfilled(line) ? undefined : cutText(line, maxTagLength);
}
