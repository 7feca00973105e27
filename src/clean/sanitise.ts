import { sortedByKey } from '../model/sorted.ts';
import { dropped, elements, globalAttributes, renamed } from './allow-list.ts';
import { asFigure } from './captions.ts';
import { codeLanguage, isOfCode } from './code-language.ts';
import { asCode } from './code-tables.ts';
import { countedWords, readComponent } from './component-data.ts';
import { readEmbed, readFrame, scriptPage } from './embeds.ts';
import { asTex, isShownTwice, texOf } from './formulas.ts';
import { type Attributes, readImage, readPictureSource } from './images.ts';
import { isSamePicture, ownImage, readLate, readPictureFile } from './late.ts';
import { textLimits } from './limits.ts';
import { cleanLink } from './link.ts';
import { readMathJax } from './mathjax.ts';
import { readMath } from './mathml.ts';
import { readMedia } from './media.ts';
import { asNote } from './notes.ts';
import { isProtected, protectedLink, protectedWords } from './protected-mail.ts';
import { readImg } from './read-img.ts';
import { lineAfterName } from './rules/cited-names.ts';
import { isCodeLabel, isControl, isSecondButton } from './rules/controls.ts';
import { isJunk, isLineNumber, withoutFieldLabel } from './rules/junk.ts';
import { namespaces, type SourceElement, type SourceNode } from './source-node.ts';
import { applyStyle, hasOwnLine, isTakenBack, meantName } from './styles.ts';
import { cleanNodeText, cleanText } from './text.ts';
import { type Element, element, hasAny, isElement, isEmpty, joinText, type Node, noAttrs } from './tree.ts';

export interface Sanitising {
  readonly baseUrl: string | undefined;
  /** Whether `baseUrl` is the text's own page, where its fragments are. */
  readonly hasPage: boolean;
  /** `rel` of links; `undefined` keeps the one that stands there, in HTML that was cleaned already. */
  readonly rel: string | undefined;
}

/**
 * Copies what the allow-list names into a tree of our own; nothing else can get into it. Unknown elements give way to
 * their content.
 */
export function sanitise(nodes: readonly SourceNode[], context: Sanitising): Node[] {
  const result: Node[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.nodeName === '#text' && 'value' in node) result.push(cleanNodeText(node.value));
    else if ('tagName' in node && !isRepeated(node, nodes, index)) result.push(...convert(node, context));
  }
  return joinText(result);
}

function isRepeated(node: SourceElement, siblings: readonly SourceNode[], index: number): boolean {
  if (isSecondButton(node, siblings) || isCodeLabel(node, siblings, index)) return true;
  return isShownTwice(node, siblings, index) || isSamePicture(node, siblings, index);
}

function convert(source: SourceElement, context: Sanitising): readonly Node[] {
  const attrs: Attributes =
    source.attrs.length === 0 ? noAttrs : new Map(source.attrs.map(({ name, value }) => [name, value]));
  if (source.namespaceURI === namespaces.math) return readMath(source, attrs);
  if (source.namespaceURI !== namespaces.html) return [];
  const special = specials.get(source.tagName) ?? (ownImage.test(source.tagName) ? readAmpImage : undefined);
  if ((special === undefined && dropped.has(source.tagName)) || isJunk(source.tagName, attrs)) return [];
  if (isLineNumber(source, attrs) || isControl(source, attrs)) return [];
  const figure =
    attrs.size === 0 && source.tagName !== 'pre'
      ? undefined
      : (asFigure(source, attrs) ?? asNote(source, attrs) ?? asCode(source, attrs) ?? asTex(source, attrs));
  if (figure !== undefined) return convert(figure, context);
  if (special !== undefined) return special({ source, attrs, context });
  const words = protectedWords(attrs) ?? countedWords(attrs);
  if (words !== undefined) return [cleanNodeText(words)];
  const name = meantName(renamed.get(source.tagName) ?? source.tagName, attrs);
  const inner = sanitise(withoutFieldLabel(source, attrs), context);
  const late = attrs.size === 0 ? undefined : readLate({ name, children: inner }, attrs, context);
  if (late !== undefined) return late;
  const component = attrs.has('data-attrs') ? readComponent(inner, attrs, context) : undefined;
  if (component !== undefined) return component;
  const { children, attrs: meant } = applyStyle(source.tagName, { children: inner, attrs });
  if (isTakenBack(name, attrs) || !elements.has(name)) return children;
  return [element(name, lineAfterName(name, children), readPlainAttributes(name, meant))];
}

/** The attributes of an element of the allow-list, as they are written. */
export function readPlainAttributes(name: string, attrs: Attributes): Attributes {
  if (attrs.size === 0) return noAttrs;
  const readers = elements.get(name) ?? {};
  const result = new Map<string, string>();
  for (const [attribute, value] of attrs) {
    const reader = Object.hasOwn(readers, attribute) ? readers[attribute] : globalAttributes.get(attribute);
    const read = reader?.(value);
    if (read !== undefined) result.set(attribute, read);
  }
  if (name === 'abbr' || name === 'dfn') addTitle(attrs, result);
  if (name === 'pre' || name === 'code') addLanguage(attrs, result);
  if (name === 'p') addMark(attrs, result);
  if (result.size < 2) return result;
  // One order for all writers: a feed that shuffles its attributes has not changed its item.
  return new Map(sortedByKey(result));
}

function addTitle(attrs: Attributes, result: Map<string, string>): void {
  const title = cleanText(attrs.get('title') ?? '', textLimits.title);
  if (title !== undefined) result.set('title', title);
}

function addLanguage(attrs: Attributes, result: Map<string, string>): void {
  const language = codeLanguage(attrs);
  if (language !== undefined) result.set('data-language', language);
  if (isOfCode(attrs.get('lang') ?? '')) result.delete('lang');
}

/** Our own marks come back when cleaned text is cleaned again; `tidy` takes them from what does not look like ours. */
function addMark(attrs: Attributes, result: Map<string, string>): void {
  const mark = attrs.get('data-daybook');
  if (mark === 'continued' || mark === 'embed' || mark === 'video') result.set('data-daybook', mark);
}

interface Special {
  readonly source: SourceElement;
  readonly attrs: Attributes;
  readonly context: Sanitising;
}

/** Elements that are more than a name and plain values. */
const specials: ReadonlyMap<string, (special: Special) => Node[]> = new Map([
  ['a', readAnchor],
  ['amp-anim', readAmpImage],
  ['amp-audio', readAudioOrVideo],
  ['amp-iframe', readPlayer],
  ['amp-img', readAmpImage],
  ['amp-video', readAudioOrVideo],
  ['amp-vimeo', readPlayer],
  ['amp-youtube', readPlayer],
  ['audio', readAudioOrVideo],
  ['embed', readPlugin],
  [
    'iframe',
    ({ attrs, context }) =>
      present(readPictureFile(attrs.get('src'), attrs, context) ?? readFrame(attrs, context)),
  ],
  ['img', ({ attrs, context }) => readImg(attrs, context)],
  ['input', ({ attrs }) => readCheckbox(attrs)],
  ['lite-vimeo', readPlayer],
  ['lite-youtube', readPlayer],
  ['mjx-container', ({ source }) => readMathJax(source)],
  ['object', readPlugin],
  ['oembed', readPlayer],
  ['picture', readPicture],
  ['script', readScript],
  ['source', () => []],
  ['video', readAudioOrVideo],
  ['vimeo-video', readPlayer],
  ['youtube-video', readPlayer],
]);

/** A script that holds a formula, or that would write a text from elsewhere. */
function readScript({ source, attrs, context }: Special): Node[] {
  const page = scriptPage(attrs.get('src') ?? '');
  return page === undefined ? texOf(source) : present(readEmbed(page, attrs.get('title'), context));
}

/** The attributes of the children of one name. */
function attributesOf(nodes: readonly SourceNode[], name: string): Attributes[] {
  return nodes.flatMap((node) =>
    'tagName' in node && node.tagName === name
      ? [new Map(node.attrs.map((one) => [one.name, one.value]))]
      : [],
  );
}

function present(node: Element | undefined): Node[] {
  return node === undefined ? [] : [node];
}

/** A link without an address that may be followed gives way to its text. */
function readAnchor({ source, attrs, context }: Special): Node[] {
  // A button inside is what the link says; any other does what only its page can do.
  const nodes = source.childNodes.flatMap((node) =>
    'tagName' in node && node.tagName === 'button' ? node.childNodes : [node],
  );
  const words = protectedWords(attrs);
  const children = words === undefined ? sanitise(nodes, context) : [cleanNodeText(words)];
  const result = readAnchorAttributes(attrs, context);
  if (result === undefined) return children;
  const link = element('a', children, result);
  return [hasOwnLine(attrs) && !isEmpty(link) ? element('div', [link]) : link];
}

/** The attributes of a link, as they are written; `undefined` when its address may not be followed. */
export function readAnchorAttributes(
  attrs: Attributes,
  { baseUrl, hasPage = true, rel: wanted }: Partial<Pick<Sanitising, 'baseUrl' | 'hasPage' | 'rel'>>,
): Attributes | undefined {
  const written = attrs.get('href') ?? '';
  const address = isProtected(written) ? (protectedLink(written, protectedWords(attrs)) ?? '') : written;
  if (!hasPage && address.trimStart().startsWith('#')) return undefined;
  const href = cleanLink(address, baseUrl);
  if (href === undefined || !attrs.has('href') || (address === '' && written !== '')) return undefined;
  const result = new Map([['href', href]]);
  for (const [name, reader] of globalAttributes) {
    const value = reader(attrs.get(name) ?? '');
    if (value !== undefined) result.set(name, value);
  }
  const rel = wanted ?? attrs.get('rel') ?? '';
  if (rel !== '') result.set('rel', rel);
  addTitle(attrs, result);
  return result;
}

const imageNames: ReadonlySet<string> = new Set(['img']);

/** The picture, and what stands inside for pages without AMP's scripts; of a site's own element the picture inside, if any. */
function readAmpImage({ source, attrs, context }: Special): Node[] {
  const inside = sanitise(source.childNodes, context);
  const isOwn = !source.tagName.startsWith('amp-');
  if (isOwn && inside.some((node) => hasAny(node, imageNames))) return inside;
  return [...present(readImage(attrs, context.baseUrl)), ...inside];
}

/** Elements of AMP and of light players that name a frame, or a video by its id. */
function readPlayer({ source, attrs, context }: Special): Node[] {
  const id = attrs.get('data-videoid') ?? attrs.get('videoid');
  const host = source.tagName.includes('vimeo')
    ? 'https://vimeo.com/video/'
    : 'https://www.youtube.com/embed/';
  const address =
    id === undefined ? (attrs.get('src') ?? attrs.get('url')) : `${host}${encodeURIComponent(id)}`;
  const title = attrs.get('title') ?? attrs.get('playlabel');
  const found = present(readEmbed(address, title, context));
  return found.length > 0 ? found : sanitise(source.childNodes, context);
}

/** A list of things to do says which are done. */
function readCheckbox(attrs: Attributes): Node[] {
  if (attrs.get('type')?.trim().toLowerCase() !== 'checkbox') return [];
  return [attrs.has('checked') ? '☑' : '☐'];
}

function readPicture({ source, attrs, context }: Special): Node[] {
  const children = sanitise(source.childNodes, context);
  if (attrs.has('hidden')) return children;
  const sources = attributesOf(source.childNodes, 'source').flatMap((one) => {
    const read = readPictureSource(one, context.baseUrl);
    return read === undefined ? [] : [read];
  });
  const image =
    children.find((child) => isElement(child) && child.name === 'img') ??
    imageOfSources(source, sources, context);
  if (image === undefined) return children;
  return sources.length === 0 ? [image] : [element('picture', [...sources, image])];
}

/** A picture whose `img` has no address shows its last source, which is the one for most browsers. */
function imageOfSources(
  picture: SourceElement,
  sources: readonly Element[],
  { baseUrl }: Sanitising,
): Element | undefined {
  const [attrs] = attributesOf(picture.childNodes, 'img');
  const srcset = sources.at(-1)?.attrs.get('srcset');
  if (attrs === undefined || srcset === undefined) return undefined;
  if (['src', 'srcset', 'data-src'].some((name) => attrs.has(name))) return undefined;
  return readImage(new Map([...attrs, ['srcset', srcset]]), baseUrl);
}

function readAudioOrVideo({ source, attrs, context }: Special): Node[] {
  const fallback = sanitise(source.childNodes, context);
  const sources = attributesOf(source.childNodes, 'source');
  const media = readMedia({ name: source.tagName.replace('amp-', ''), attrs, sources }, context.baseUrl);
  if (media !== undefined) return [media];
  // A film that only its page can play is shown by its poster.
  const poster = attrs.get('poster');
  if (poster === undefined || !fallback.every(isEmpty)) return fallback;
  return present(readImage(new Map([['src', poster]]), context.baseUrl));
}

/** `object` and `embed`: a card for the video, else what the author put inside for those who cannot show it. */
function readPlugin({ source, attrs, context }: Special): Node[] {
  const movie = source.childNodes
    .flatMap((child) =>
      'attrs' in child ? [new Map(child.attrs.map(({ name, value }) => [name, value]))] : [],
    )
    .find((param) => /^(?:movie|src)$/i.test(param.get('name') ?? ''))
    ?.get('value');
  const address = attrs.get('data') ?? attrs.get('src') ?? movie;
  const picture = readPictureFile(address, attrs, context);
  if (picture !== undefined) return [picture];
  const found = readEmbed(address, attrs.get('title'), context);
  if (found?.attrs.get('data-daybook') === 'video') return [found];
  const fallback = sanitise(source.childNodes, context);
  if (!fallback.some((node) => isElement(node) || node.trim() !== '')) return present(found);
  // Words alone do not lead to the document that they stand for; nobody can open what needs Flash.
  const isLed = fallback.some(holdsLink) || /\.swf(?:[?#]|$)/i.test(address ?? '');
  return isLed ? fallback : [...fallback, ...present(found)];
}

function holdsLink(node: Node): boolean {
  return (
    isElement(node) && (node.attrs.has('href') || node.attrs.has('src') || node.children.some(holdsLink))
  );
}
