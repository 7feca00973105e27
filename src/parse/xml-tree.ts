import { decodeReferences } from './entities.ts';
import {
  closingNames,
  containerNames,
  htmlLookalikes,
  htmlNames,
  itemNames,
  leafNames,
  textNames,
  titleNames,
} from './feed-names.ts';
import { maxDepth } from './limits.ts';
import { MarkupWriter } from './markup-writer.ts';
import {
  attributeName,
  elementName,
  emptyScope,
  extendScope,
  isUndeclared,
  type Scope,
} from './namespaces.ts';
import type { Repairs } from './repairs.ts';
import { resolveUrl } from './urls.ts';
import type { RawAttribute, XmlHandler } from './xml-reader.ts';

/** One element of a feed, its name in our spelling (`dc:creator`), its references decoded. */
export interface XmlElement {
  readonly name: string;
  /** As written, for its end tag. */
  readonly raw: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** Character data directly inside. */
  text: string;
  /** Set on text elements that hold markup: their inside as HTML. */
  markup?: MarkupWriter;
  /** The address that relative references inside are resolved against: nested `xml:base`, else the document's. */
  readonly base: string | undefined;
  /** Whether that comes from an `xml:base` here or above. */
  readonly hasOwnBase: boolean;
  /** `xml:lang` in force. */
  readonly language: string | undefined;
  readonly scope: Scope;
}

const noAttributes: ReadonlyMap<string, string> = new Map();
const rootNames: ReadonlySet<string> = new Set([
  'rss',
  'rdf:rdf',
  'atom:feed',
  'channel',
  'item',
  'atom:entry',
]);

/** Builds a small tree from a feed; items are handed over when they end and never join it. */
export class TreeBuilder implements XmlHandler {
  readonly document: XmlElement;
  /** The first element that belongs to a feed, if any. */
  root: XmlElement | undefined;
  readonly #repairs: Repairs;
  readonly #onItem: (item: XmlElement, builder: TreeBuilder) => void;
  readonly #stack: XmlElement[];
  #tooDeep = 0;
  #rootIsClosed = false;
  #saidBefore = false;

  constructor(
    base: string | undefined,
    repairs: Repairs,
    onItem: (item: XmlElement, builder: TreeBuilder) => void,
  ) {
    this.#repairs = repairs;
    this.#onItem = onItem;
    this.document = element({
      name: '',
      raw: '',
      base,
      hasOwnBase: false,
      language: undefined,
      scope: emptyScope(),
    });
    this.#stack = [this.document];
  }

  open(raw: string, attributes: readonly RawAttribute[], isEmpty: boolean): void {
    const scope = scopeOf(this.#top().scope, attributes);
    const name = this.#nameOf(raw, scope);
    const isItem = itemNames.has(name);
    if (isItem) this.#closeForItem();
    else if (this.#isClosedBy(name, attributes)) this.#closeTop(true);
    const top = this.#top();
    if (top.markup !== undefined || textNames.has(top.name)) {
      top.markup ??= this.#startMarkup(top);
      top.markup.open(raw, attributes, isEmpty);
      return;
    }
    if (this.#stack.length > maxDepth) {
      this.#repairs.note(
        'LIMIT_DEPTH',
        `Elements are nested over ${maxDepth} deep; the tags below were left out.`,
      );
      if (!isEmpty) this.#tooDeep += 1;
      return;
    }
    this.#push(name, raw, attributes, scope);
    if (isEmpty) this.#closeTop(false);
  }

  close(raw: string): void {
    const top = this.#top();
    if (top.markup?.close(raw)) return;
    if (raw === top.raw && this.#tooDeep === 0) {
      this.#closeTop(false);
      return;
    }
    const name = elementName(top.scope, raw);
    if (this.#tooDeep > 0 && !itemNames.has(name) && !containerNames.has(name)) {
      this.#tooDeep -= 1;
      return;
    }
    this.#tooDeep = 0;
    this.#closeNamed(name);
  }

  text(text: string): void {
    this.#characters(decodeReferences(text, this.root && this.#repairs));
  }

  cdata(text: string): void {
    this.#characters(text.includes('<![CDATA[') ? text.replaceAll('<![CDATA[', '') : text);
  }

  isKnownName(raw: string): boolean {
    const name = elementName(this.#top().scope, raw);
    return (
      closingNames.has(name) ||
      itemNames.has(name) ||
      containerNames.has(name) ||
      htmlNames.has(name) ||
      name === 'atom:name'
    );
  }

  innermost(): string {
    return this.#top().raw;
  }

  /** Ends what is still open. */
  end(): void {
    if (this.#stack.length > 1 && this.root !== undefined && !this.#rootIsClosed) {
      this.#repairs.note(
        'XML_CUT_OFF',
        'The document ends before its last end tag; what was there was read.',
      );
    }
    while (this.#stack.length > 1) this.#closeTop(false);
  }

  #startMarkup(top: XmlElement): MarkupWriter {
    const isLiteral = top.name.startsWith('xhtml:') || top.attributes.get('type')?.includes('xhtml') === true;
    return new MarkupWriter({ base: top.base, isLiteral, textBefore: top.text }, this.#repairs);
  }

  #top(): XmlElement {
    return this.#stack.at(-1) ?? this.document;
  }

  #nameOf(raw: string, scope: Scope): string {
    const name = elementName(scope, raw);
    if (this.root !== undefined || rootNames.has(name)) {
      if (this.root !== undefined && isUndeclared(scope, raw)) this.#noteUndeclared(raw);
      return name;
    }
    const local = raw.slice(raw.indexOf(':') + 1).toLowerCase();
    const isForeign = name.startsWith('?') || !name.includes(':');
    return isForeign ? (misnamedRoots.get(local) ?? name) : name;
  }

  #noteUndeclared(raw: string): void {
    const prefix = raw.slice(0, raw.indexOf(':'));
    this.#repairs.note(
      'XML_UNDECLARED_PREFIX',
      `The prefix "${prefix.slice(0, 40)}" is not declared; its usual meaning was taken.`,
    );
  }

  #isClosedBy(name: string, attributes: readonly RawAttribute[]): boolean {
    const top = this.#top();
    if (!closingNames.has(name)) return false;
    if (leafNames.has(top.name)) return true;
    if (!textNames.has(top.name)) return false;
    if (titleNames.has(top.name) || !htmlLookalikes.has(name)) return true;
    if (name.startsWith('atom:')) return top.attributes.get('type') !== 'xhtml';
    return (name === 'link' || name === 'title') && attributes.length === 0;
  }

  #push(name: string, raw: string, attributes: readonly RawAttribute[], scope: Scope): void {
    const parent = this.#top();
    const map = attributeMap(attributes, scope);
    const base = map.get('xml:base');
    const isRoot = rootNames.has(name);
    const child = element({
      name,
      raw,
      attributes: map,
      base: base === undefined ? parent.base : (resolveUrl(base, parent.base) ?? parent.base),
      hasOwnBase: base !== undefined || parent.hasOwnBase,
      language: map.get('xml:lang') ?? parent.language,
      scope: misnamedScope(name, scope),
    });
    if (this.root === undefined && isRoot) this.#begin(child);
    else if (this.#rootIsClosed && isRoot) this.#noteSecond();
    if (!itemNames.has(name)) parent.children.push(child);
    this.#stack.push(child);
  }

  #begin(root: XmlElement): void {
    this.root = root;
    if (this.#stack.length > 1) this.#noteBefore();
    this.document.children.length = 0;
  }

  #noteSecond(): void {
    this.#rootIsClosed = false;
    this.#repairs.note('XML_SECOND_DOCUMENT', 'Another document follows the first; its items were read too.');
  }

  #noteBefore(): void {
    if (this.#saidBefore) return;
    this.#saidBefore = true;
    this.#repairs.note('XML_TEXT_BEFORE_ROOT', 'There is other text before the feed begins; it was skipped.');
  }

  #characters(text: string): void {
    const top = this.#top();
    if (top.markup !== undefined) top.markup.text(text);
    else if (this.root === undefined) this.#outside(text);
    else if (this.#stack.length > 1) top.text += text;
  }

  #outside(text: string): void {
    if (text.trim() !== '') this.#noteBefore();
  }

  #closeForItem(): void {
    this.#tooDeep = 0;
    let isInsideItem = false;
    for (const open of this.#stack) if (itemNames.has(open.name)) isInsideItem = true;
    while (this.#stack.length > 1 && this.root !== undefined) {
      const { name } = this.#top();
      if (!isInsideItem && (containerNames.has(name) || !this.#isBelowRoot())) return;
      this.#closeTop(true);
      if (itemNames.has(name)) isInsideItem = false;
    }
  }

  #isBelowRoot(): boolean {
    return this.root !== undefined && this.#stack.includes(this.root);
  }

  #closeNamed(name: string): void {
    let depth = this.#stack.length - 1;
    while (depth > 0 && this.#stack[depth]?.name !== name) depth -= 1;
    if (depth === 0) {
      if (this.root !== undefined) {
        this.#repairs.note('XML_STRAY_END_TAG', 'An end tag closes nothing that is open; it was skipped.');
      }
      return;
    }
    while (this.#stack.length > depth + 1) this.#closeTop(true);
    this.#closeTop(false);
  }

  #closeTop(isImplied: boolean): void {
    const closed = this.#stack.pop();
    if (closed === undefined) return;
    closed.markup?.end();
    if (isImplied && this.root !== undefined) {
      this.#repairs.note(
        'XML_UNCLOSED_ELEMENT',
        'An element is not closed; it was ended where the next one begins.',
      );
    }
    if (closed === this.root) this.#rootIsClosed = true;
    if (itemNames.has(closed.name)) this.#onItem(closed, this);
  }
}

/** Feeds without their namespace, or with one that nobody knows. */
const misnamedRoots: ReadonlyMap<string, string> = new Map([
  ['rss', 'rss'],
  ['rdf', 'rdf:rdf'],
  ['feed', 'atom:feed'],
  ['channel', 'channel'],
]);

/** Below such a root, names without a prefix belong to it. */
function misnamedScope(name: string, scope: Scope): Scope {
  const own = scope.prefixes.get('') ?? '';
  if (name === 'atom:feed' && own === '' && !scope.prefixes.has('atom')) {
    return extendScope(scope, [['', 'http://www.w3.org/2005/Atom']]);
  }
  if (!own.startsWith('?')) return scope;
  if (name === 'atom:feed') return extendScope(scope, [['', 'http://www.w3.org/2005/Atom']]);
  return name === 'rss' || name === 'rdf:rdf' || name === 'channel' ? extendScope(scope, [['', '']]) : scope;
}

function scopeOf(scope: Scope, attributes: readonly RawAttribute[]): Scope {
  const declared: [string, string][] = [];
  for (const [name, value] of attributes) {
    if (name === 'xmlns') declared.push(['', value]);
    else if (name.startsWith('xmlns:')) declared.push([name.slice(6), value]);
  }
  return declared.length === 0 ? scope : extendScope(scope, declared);
}

function attributeMap(attributes: readonly RawAttribute[], scope: Scope): ReadonlyMap<string, string> {
  if (attributes.length === 0) return noAttributes;
  const map = new Map<string, string>();
  for (const [raw, value] of attributes) {
    const name = attributeName(scope, raw);
    if (!map.has(name)) map.set(name, value);
  }
  return map;
}

function element(
  parts: Pick<XmlElement, 'name' | 'raw' | 'base' | 'hasOwnBase' | 'language' | 'scope'> & {
    attributes?: ReadonlyMap<string, string>;
  },
): XmlElement {
  return { attributes: noAttributes, children: [], text: '', ...parts };
}
