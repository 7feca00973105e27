import { isWebAddress, resolveUrl } from '../fields/urls.ts';
import { maxDepth } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import {
  dropEscapedMarks,
  element,
  joinMarkup,
  languageOf,
  misnamedRoots,
  namedAttributes,
  scopeInside,
  scopeOf,
  type XmlElement,
} from './element.ts';
import { decodeReferences } from './entities.ts';
import { faults } from './faults.ts';
import { closingNames, containerNames, htmlNames, itemNames, rootNames, textNames } from './feed-names.ts';
import { type ImpliedEnd, isClosedBy, takesBack } from './implied-end.ts';
import { MarkupWriter } from './markup-writer.ts';
import { elementName, emptyScope, isForeign, isUndeclared, type Scope } from './namespaces.ts';
import type { RawAttribute, XmlHandler } from './scanner.ts';

/** Elements open around an item, at most. */
const maxUnknownContainers = 20;

interface Told {
  readonly onItem: (item: XmlElement, builder: TreeBuilder) => void;
  /** Where items' addresses are read from, when that is not the document's base, as far as the feed was read. */
  readonly findBase: () => string | undefined;
}

interface StartTag {
  readonly name: string;
  readonly raw: string;
  readonly attributes: readonly RawAttribute[];
  readonly scope: Scope;
  readonly isEmpty: boolean;
}

/** Builds a small tree from a feed; items are handed over when they end and never join it. */
export class TreeBuilder implements XmlHandler {
  readonly document: XmlElement;
  /** The first element that belongs to a feed, if any. */
  root: XmlElement | undefined;
  readonly #repairs: Repairs;
  readonly #onItem: Told['onItem'];
  readonly #findBase: Told['findBase'];
  readonly #stack: XmlElement[];
  #tooDeep = 0;
  /** The last element with children that a neighbour ended: its end tag may come yet. */
  #impliedEnd: ImpliedEnd | undefined;
  /** The start tag, as written, of an item inside another one of which nothing else was read yet. */
  #waiting: string | undefined;
  #rootIsClosed = false;
  #saidBefore = false;

  constructor(base: string | undefined, repairs: Repairs, { onItem, findBase }: Told) {
    this.#repairs = repairs;
    this.#onItem = onItem;
    this.#findBase = findBase;
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
    if (this.#waiting !== undefined) this.#openWaiting();
    const scope = scopeOf(this.#top().scope, attributes);
    const name = this.#nameOf(raw, scope);
    const tag = { name, raw, attributes, scope, isEmpty };
    if (itemNames.has(name)) {
      if (attributes.length === 0 && this.#openItem() !== undefined) {
        if (isEmpty) faults.emptyItem(this.#repairs);
        else this.#waiting = raw;
        return;
      }
      this.#closeForItem();
    } else {
      while (isClosedBy(this.#top(), tag)) this.#closeTop(true);
    }
    this.#enter(tag);
  }

  #enter(tag: StartTag): void {
    const { raw, attributes, isEmpty } = tag;
    const top = this.#top();
    const isText = this.root !== undefined && textNames.has(top.name);
    if (top.markup !== undefined || isText) {
      top.markup ??= this.#startMarkup(top);
      top.markup.open(raw, attributes, isEmpty);
      return;
    }
    if (this.#stack.length > maxDepth) {
      faults.tooDeep(this.#repairs);
      if (!isEmpty) this.#tooDeep += 1;
      return;
    }
    this.#push(tag);
    if (isEmpty) this.#closeTop(false);
  }

  /** An item begins inside another. Whether it closes that or is an empty tag that got there shows behind it. */
  #openWaiting(): void {
    const raw = this.#waiting ?? '';
    this.#waiting = undefined;
    this.#closeForItem();
    const { scope } = this.#top();
    this.#enter({ name: elementName(scope, raw), raw, attributes: [], scope, isEmpty: false });
  }

  close(raw: string): void {
    if (this.#waiting !== undefined) {
      if (raw === this.#waiting) {
        this.#waiting = undefined;
        faults.emptyItem(this.#repairs);
        return;
      }
      this.#openWaiting();
    }
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
    if (this.#waiting !== undefined) this.#openWaiting();
    if (this.#stack.length > 1 && this.root !== undefined && !this.#rootIsClosed) {
      faults.cutOff(this.#repairs);
      // Half an id or a link is another item's.
      const top = this.#top();
      if (!textNames.has(top.name) && top.children.length === 0) top.text = '';
    }
    while (this.#stack.length > 1) this.#closeTop(false);
  }

  #startMarkup(top: XmlElement): MarkupWriter {
    const isLiteral = top.name.startsWith('xhtml:') || top.attributes.get('type')?.includes('xhtml') === true;
    const { base, hasOwnBase, text: textBefore } = top;
    return new MarkupWriter({ base, hasOwnBase, isLiteral, textBefore }, this.#repairs);
  }

  #top(): XmlElement {
    return this.#stack.at(-1) ?? this.document;
  }

  #nameOf(raw: string, scope: Scope): string {
    const name = elementName(scope, raw);
    if (this.root !== undefined) return itemNames.has(name) ? this.#itemName(name, scope) : name;
    // A document of another vocabulary may well have items of its own.
    if (name === 'item' && isForeign(scope)) return `?${name}`;
    if (rootNames.has(name)) return name;
    const local = raw.slice(raw.indexOf(':') + 1).toLowerCase();
    const meant = name.startsWith('?') || !raw.includes(':') ? misnamedRoots.get(local) : undefined;
    if (meant !== undefined) faults.namespace(this.#repairs);
    return meant ?? name;
  }

  /**
   * `item` and `entry` are common words: inside an item's own elements they may be names of another vocabulary. The
   * name that the feed's format has for its items always means one, because nothing may be lost when an end tag is missing.
   */
  #itemName(name: string, scope: Scope): string {
    const open = this.#openItem();
    if (open === undefined) return name;
    const own = this.root?.name === 'atom:feed' ? 'atom:entry' : 'item';
    if (name === own && !isForeign(scope)) return name;
    const { name: parent } = this.#top();
    return open.name === name && (parent === name || closingNames.has(parent)) ? name : `?${name}`;
  }

  #openItem(): XmlElement | undefined {
    return this.#stack.findLast(({ name }) => itemNames.has(name));
  }

  #push({ name, raw, attributes, scope }: StartTag): void {
    const parent = this.#top();
    if (this.root !== undefined && isUndeclared(scope, raw)) faults.undeclared(this.#repairs, raw);
    const named = namedAttributes(name, attributes, scope);
    // CDF has an attribute of its own for this.
    const base = named.get('xml:base') ?? (name === 'channel' ? named.get('base') : undefined);
    const isRoot = rootNames.has(name);
    const place = itemNames.has(name) && !parent.hasOwnBase ? this.#findBase() : undefined;
    const outer = place ?? parent.base;
    const inside = scopeInside(name, raw, scope);
    if (inside !== scope && !name.startsWith('atom:') && name !== 'rdf:rdf') faults.namespace(this.#repairs);
    const child = element({
      name,
      raw,
      attributes: named,
      at: parent.text.length,
      base: base === undefined ? outer : baseOf(base, outer),
      hasOwnBase: base !== undefined || parent.hasOwnBase,
      language: languageOf(name, named, parent),
      scope: inside,
    });
    if (this.root === undefined && isRoot) this.#begin(child);
    else if (this.#rootIsClosed && containerNames.has(name)) this.#noteSecond(child);
    if (!itemNames.has(name)) parent.children.push(child);
    this.#stack.push(child);
  }

  #begin(root: XmlElement): void {
    this.root = root;
    if (this.#stack.length > 1) this.#noteBefore();
    this.document.children.length = 0;
  }

  /** A first one that says nothing, a tag that a template left, gives way. */
  #noteSecond(root: XmlElement): void {
    this.#rootIsClosed = false;
    if (this.root?.children.length === 0) this.root = root;
    faults.secondDocument(this.#repairs);
  }

  #noteBefore(): void {
    if (this.#saidBefore) return;
    this.#saidBefore = true;
    faults.textBefore(this.#repairs);
  }

  #characters(text: string): void {
    if (this.#waiting !== undefined) {
      if (text.trim() === '') return;
      this.#openWaiting();
    }
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
    let isInsideItem = this.#openItem() !== undefined;
    while (this.#stack.length > 1 && this.root !== undefined) {
      const { name } = this.#top();
      if (!isInsideItem && (this.#mayHoldItems(name) || !this.#isBelowRoot())) return;
      this.#closeTop(true);
      if (itemNames.has(name)) isInsideItem = false;
    }
  }

  /** Elements that nobody knows may be lists of items, unless so many are open that they cannot all be meant. */
  #mayHoldItems(name: string): boolean {
    return containerNames.has(name) || (!closingNames.has(name) && this.#stack.length < maxUnknownContainers);
  }

  #isBelowRoot(): boolean {
    return this.root !== undefined && this.#stack.includes(this.root);
  }

  #closeNamed(name: string): void {
    let depth = this.#stack.length - 1;
    while (depth > 0 && this.#stack[depth]?.name !== name) depth -= 1;
    if (depth === 0) {
      const end = this.#impliedEnd;
      this.#impliedEnd = undefined;
      if (end?.parent === this.#top() && takesBack(end, name)) return;
      if (this.root !== undefined) faults.strayEndTag(this.#repairs);
      return;
    }
    while (this.#stack.length > depth + 1) this.#closeTop(true);
    this.#closeTop(false);
  }

  #closeTop(isImplied: boolean): void {
    const closed = this.#stack.pop();
    if (closed === undefined) return;
    closed.markup?.end();
    if (closed.children.length > 0) joinMarkup(closed);
    if (!textNames.has(closed.name)) dropEscapedMarks(closed);
    if (isImplied && this.root !== undefined) {
      faults.unclosedElement(this.#repairs);
      const parent = this.#top();
      if (closed.children.length > 0) this.#impliedEnd = { parent, index: parent.children.length - 1 };
    }
    if (closed === this.root) this.#rootIsClosed = true;
    if (!itemNames.has(closed.name)) return;
    this.#impliedEnd = undefined;
    this.#onItem(closed, this);
  }
}

/** What an `xml:base` comes to; on what is no web address nothing can stand. */
function baseOf(written: string, outer: string | undefined): string | undefined {
  const base = resolveUrl(written, outer);
  return isWebAddress(base) ? base : outer;
}
