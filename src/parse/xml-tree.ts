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
import { elementName, emptyScope, isUndeclared, type Scope } from './namespaces.ts';
import type { Repairs } from './repairs.ts';
import { resolveUrl } from './urls.ts';
import {
  attributeMap,
  element,
  misnamedRoots,
  misnamedScope,
  scopeOf,
  type XmlElement,
} from './xml-element.ts';
import type { RawAttribute, XmlHandler } from './xml-scanner.ts';

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
    const isText = this.root !== undefined && textNames.has(top.name);
    if (top.markup !== undefined || isText) {
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
    this.#characters(decodeReferences(this.#withoutCdataEnd(text), this.root && this.#repairs));
  }

  cdata(text: string): void {
    this.#characters(text);
  }

  /** The end of a CDATA section that began inside another one. XML forbids it in text. */
  #withoutCdataEnd(text: string): string {
    if (!text.includes(']]>') || this.root === undefined) return text;
    this.#repairs.note('XML_STRAY_CDATA_END', 'A CDATA section ends twice; the second end was left out.');
    return text.replaceAll(']]>', '');
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

  /** Whether the feed has ended and what comes is outside it. */
  get isOutside(): boolean {
    return this.#rootIsClosed;
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
    if (this.root !== undefined || rootNames.has(name)) return name;
    const local = raw.slice(raw.indexOf(':') + 1).toLowerCase();
    const isForeign = name.startsWith('?') || !name.includes(':');
    const meant = isForeign ? misnamedRoots.get(local) : undefined;
    if (meant !== undefined) this.#noteNamespace();
    return meant ?? name;
  }

  #noteNamespace(): void {
    this.#repairs.note(
      'XML_UNKNOWN_NAMESPACE',
      "The feed's namespace is missing or not known; its element names were taken for the format's.",
    );
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
    if (!textNames.has(top.name) || name.startsWith('xhtml:')) return false;
    if (titleNames.has(top.name) || !htmlLookalikes.has(name)) return true;
    if (name.startsWith('atom:')) return top.attributes.get('type') !== 'xhtml';
    return (name === 'link' || name === 'title') && attributes.length === 0;
  }

  #push(name: string, raw: string, attributes: readonly RawAttribute[], scope: Scope): void {
    const parent = this.#top();
    if (this.root !== undefined && isUndeclared(scope, raw)) this.#noteUndeclared(raw);
    const map = attributeMap(attributes, scope);
    // CDF has an attribute of its own for this.
    const base = map.get('xml:base') ?? (name === 'channel' ? map.get('base') : undefined);
    const isRoot = rootNames.has(name);
    const child = element({
      name,
      raw,
      attributes: map,
      base: base === undefined ? parent.base : (resolveUrl(base, parent.base) ?? parent.base),
      hasOwnBase: base !== undefined || parent.hasOwnBase,
      language: map.get('xml:lang')?.trim() || parent.language,
      scope: misnamedScope(name, scope),
    });
    if (this.root === undefined && isRoot) this.#begin(child);
    else if (this.#rootIsClosed && containerNames.has(name)) this.#noteSecond();
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
