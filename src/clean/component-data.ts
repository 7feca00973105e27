import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';
import { type Attributes, readImage } from './images.ts';
import { textLimits } from './limits.ts';
import { cleanLink } from './link.ts';
import { cleanText } from './text.ts';
import { type Element, element, isEmpty, type Node } from './tree.ts';

/** What the links that are made here stand on and carry. */
interface DataContext {
  readonly baseUrl: string | undefined;
  readonly rel: string | undefined;
}

/** Of one part of a text; a long post of a network fits. */
const maxDataLength = 100_000;

const maxPictures = 100;

/**
 * What a page's script would put into an empty element of the data beside it, as Substack's feeds have them: a name
 * inside a sentence, a formula, a gallery, a post of a network, a page of its own. `undefined` where there is none.
 */
export function readComponent(
  children: readonly Node[],
  attrs: Attributes,
  context: DataContext,
): readonly Node[] | undefined {
  const json = attrs.get('data-attrs');
  if (json === undefined || json.length > maxDataLength || !children.every(isEmpty)) return undefined;
  const data = parseJson(json);
  if (!isRecord(data)) return undefined;
  const formula = lineOf(data.persistentExpression);
  if (formula !== undefined) return [element('p', [element('code', [formula])])];
  return (
    galleryOf(data.gallery, context) ??
    postOf(data, context) ??
    pageOf(data, context) ??
    nameOf(data, attrs, context)
  );
}

function lineOf(value: unknown, max: number = textLimits.summary): string | undefined {
  return typeof value === 'string' ? cleanText(value, max) : undefined;
}

function linkTo(text: string, address: unknown, { baseUrl, rel }: DataContext): Node {
  const href = typeof address === 'string' ? cleanLink(address, baseUrl) : undefined;
  if (href === undefined) return text;
  return element('a', [text], new Map([['href', href], ...(rel ? [['rel', rel] as const] : [])]));
}

function picturesOf(list: unknown, key: string, alt: string, { baseUrl }: DataContext): Element[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, maxPictures).flatMap((one: unknown) => {
    const src = isRecord(one) ? one[key] : one;
    if (typeof src !== 'string') return [];
    return (
      readImage(
        new Map([
          ['src', src],
          ['alt', alt],
        ]),
        baseUrl,
      ) ?? []
    );
  });
}

function galleryOf(gallery: unknown, context: DataContext): readonly Node[] | undefined {
  if (!isRecord(gallery)) return undefined;
  const pictures = picturesOf(gallery.images, 'src', lineOf(gallery.alt) ?? '', context);
  if (pictures.length === 0) return undefined;
  const caption = lineOf(gallery.caption);
  return [
    element('figure', [...pictures, ...(caption === undefined ? [] : [element('figcaption', [caption])])]),
  ];
}

/** A post of a network: its lines, its pictures, who wrote it and where; not how many liked it. */
function postOf(data: Readonly<Record<string, unknown>>, context: DataContext): Element[] | undefined {
  const { comment } = data;
  const post = isRecord(comment) ? noteOf(comment) : data;
  const text = post.full_text;
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const by = [post.name, post.username, post.url].map((one) => lineOf(one)).find(Boolean);
  const pictures = picturesOf(post.photos, 'img_url', '', context);
  return [
    element('blockquote', [
      element('p', linesOf(text)),
      ...(pictures.length === 0 ? [] : [element('p', pictures)]),
      ...(by === undefined ? [] : [element('p', ['— ', linkTo(by, post.url, context)])]),
    ]),
  ];
}

/** A note of Substack's own, as a post. */
function noteOf({ id, body, name, handle }: Record<string, unknown>): Record<string, unknown> {
  const isFound = typeof handle === 'string' && /^[\w.-]{1,60}$/.test(handle) && typeof id === 'number';
  const url = isFound ? `https://substack.com/@${handle}/note/c-${id}` : undefined;
  return { full_text: body, name, username: handle, url };
}

const entities: Readonly<Record<string, string>> = { amp: '&', gt: '>', lt: '<', quot: '"' };

/** The lines of a text that has links and a few references at most. */
function linesOf(text: string): Node[] {
  const plain = text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|gt|lt|quot);/g, (whole, name: string) => entities[name] ?? whole);
  return plain
    .trim()
    .split('\n')
    .flatMap((line, index) => {
      const clean = cleanText(line, textLimits.summary) ?? '';
      return index === 0 ? [clean] : [element('br', []), clean];
    });
}

/** A page by its title, and what it says about itself. */
function pageOf(data: Readonly<Record<string, unknown>>, context: DataContext): Element[] | undefined {
  const title = lineOf(data.title, textLimits.title);
  const address = data.canonical_url ?? data.url;
  if (title === undefined || typeof address !== 'string') return undefined;
  const caption = lineOf(data.caption);
  return [
    element('p', [linkTo(title, address, context)]),
    ...(caption === undefined || caption === title ? [] : [element('p', [caption])]),
  ];
}

function nameOf(
  data: Readonly<Record<string, unknown>>,
  attrs: Attributes,
  context: DataContext,
): readonly Node[] | undefined {
  if (!/(?:^|\s)mention/.test(attrs.get('class') ?? '')) return undefined;
  const name = lineOf(data.name, textLimits.author);
  return name === undefined ? undefined : [linkTo(name, data.url, context)];
}

/** The number that a counter of Elementor's reaches, which its page counts up from nought. */
export function countedWords(attrs: Attributes): string | undefined {
  const value = attrs.size === 0 ? undefined : attrs.get('data-to-value');
  return value !== undefined && /^\d[\d.,]{0,20}$/.test(value) ? value : undefined;
}
