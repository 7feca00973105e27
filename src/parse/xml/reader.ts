import type { QuoteType, Tokenizer } from 'htmlparser2';
import { htmlParserLibrary } from '../libraries.ts';
import { maxNameLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import { mayAddAttribute } from './attribute-limits.ts';
import { behindDeclaration, type Seen } from './declarations.ts';
import { decodeReferences } from './entities.ts';
import { cdataStart, commentedStart, commentedText, faults, sectionEnd } from './faults.ts';
import { type RawAttribute, type Scanned, scanWellFormed, type XmlHandler } from './scanner.ts';
import { noCallbacks } from './tokenizer-callbacks.ts';

/** How often a fault is mended by writing the rest of the text anew: each time costs a copy of it. */
const maxRewrites = 100;
const nameStart = /^[A-Za-z_:\u0080-\uffff]/;

/**
 * Reads XML: what is well-formed by searching, the rest with htmlparser2's tokenizer, and goes on where a strict parser
 * stops: a stray `<`, a tag or quotation mark that was not closed, an unclosed comment, CDATA section or instruction.
 * Linear: a part of the text is only read again from the fault on, and each kind of fault that runs to the document's
 * end can happen once.
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #repairs: Repairs;
  #tokenizer: Tokenizer | undefined;
  readonly #wellFormed: Scanned;
  #text = '';
  /** Characters of the whole document. */
  #length = 0;
  /** Where to start again; -1 while all is well. Callbacks do nothing once it is set. */
  #restart = -1;
  #tagStart = -1;
  #tagName = '';
  #attributes: RawAttribute[] = [];
  /** Attributes of a tag that is being read again. */
  #carried: RawAttribute[] = [];
  #attributeName = '';
  #valueStart = -1;
  #valueEnd = -1;
  #hasBareWord = false;
  readonly #seen: Seen = { doctype: false, misspelt: false };
  #rewrites = 0;
  /** Characters looked through in vain. */
  #wasted = 0;

  constructor(handler: XmlHandler, repairs: Repairs) {
    this.#handler = handler;
    this.#repairs = repairs;
    this.#wellFormed = {
      text: (text) => handler.text(text),
      cdata: (text) => handler.cdata(text),
      close: (name) => handler.close(name),
      commented: (inside) => this.#commented(inside),
      stray: () => {
        faults.stray(this.#repairs);
        handler.text('<');
      },
      broken: (name) => {
        this.#tagName = name;
        this.#attributes = [];
        this.#hasBareWord = false;
        this.#endBrokenTag(`<${name}`, false);
      },
      open: (name, attributes, isEmpty) => {
        this.#tagName = name;
        this.#attributes = [];
        for (const [key, value] of attributes) this.#addAttribute(key, decodeReferences(value, repairs));
        this.#openTag(isEmpty);
      },
    };
  }

  /** Reads the whole text. Never throws. */
  read(text: string): void {
    this.#text = text;
    this.#length = text.length;
    do {
      this.#text = this.#text.slice(Math.max(0, this.#restart));
      this.#restart = -1;
      this.#tagStart = -1;
      if (this.#carried.length === 0)
        this.#text = this.#text.slice(scanWellFormed(this.#text, this.#wellFormed));
      if (!this.#text.includes('<')) {
        if (this.#text !== '') this.#handler.text(this.#text);
        return;
      }
      this.#readOddly();
    } while (this.#restart >= 0);
  }

  /** Reads on from a place that is not well-formed. */
  #readOddly(): void {
    const { Tokenizer: Kind } = htmlParserLibrary();
    this.#tokenizer ??= new Kind({ xmlMode: true, decodeEntities: false }, this.#callbacks());
    this.#tokenizer.reset();
    this.#tokenizer.write(this.#text);
    if (this.#restart < 0) this.#tokenizer.end();
    if (this.#restart < 0) this.#endInsideTag();
  }

  #callbacks(): ConstructorParameters<typeof Tokenizer>[1] {
    return {
      ...noCallbacks,
      onopentagname: (start, end) => this.#isReading() && this.#openTagName(start, end),
      onattribname: (start, end) => this.#isReading() && this.#attribName(start, end),
      onattribdata: (start, end) => {
        this.#valueStart = start;
        this.#valueEnd = end;
      },
      onattribend: (quoteType, end) => this.#isReading() && this.#attribEnd(quoteType, end),
      onopentagend: () => this.#isReading() && this.#openTag(false),
      onselfclosingtag: () => this.#isReading() && this.#openTag(true),
      onclosetag: (start, end) => this.#isReading() && this.#closeTag(start, end),
      ontext: (start, end) => this.#isReading() && this.#characters(start, end),
      oncdata: (start, end, offset) => this.#isReading() && this.#cdata(start, end, offset),
      oncomment: (start, end, offset) => this.#isReading() && this.#comment(start, end, offset),
      ondeclaration: (start, end) => this.#isReading() && this.#declaration(start, end),
      onprocessinginstruction: (start, end) => this.#isReading() && this.#instruction(start, end),
    };
  }

  #isReading(): boolean {
    return this.#restart < 0;
  }

  #restartAt(index: number): void {
    this.#restart = index;
    this.#tokenizer?.pause();
  }

  #restartWith(text: string): void {
    this.#text = text;
    this.#restartAt(0);
  }

  #openTagName(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    if (!nameStart.test(name)) {
      faults.stray(this.#repairs);
      this.#handler.text('<');
      this.#restartAt(start);
      return;
    }
    this.#tagStart = start - 1;
    this.#attributes = this.#carried;
    this.#carried = [];
    this.#hasBareWord = false;
    const broken = name.indexOf('<');
    this.#tagName = broken < 0 ? name : name.slice(0, broken);
    if (broken >= 0) this.#brokenTag(start + broken);
  }

  #attribName(start: number, end: number): void {
    this.#attributeName = this.#text.slice(start, end);
    this.#valueStart = -1;
    const broken = this.#attributeName.indexOf('<');
    if (broken < 0) return;
    if (broken > 0) this.#hasBareWord = true;
    this.#brokenTag(start + broken);
  }

  #attribEnd(quoteType: QuoteType, end: number): void {
    if (this.#valueStart < 0) {
      this.#hasBareWord = true;
      this.#addAttribute(this.#attributeName, '');
      return;
    }
    const value = this.#text.slice(this.#valueStart, this.#valueEnd);
    const { QuoteType: Mark } = htmlParserLibrary();
    const isQuoted = quoteType === Mark.Double || quoteType === Mark.Single;
    const runsOn =
      isQuoted && value.endsWith('=') && !value.includes('<') ? /\s[\w:.-]+=$/.exec(value) : null;
    if (runsOn !== null && /\w/.test(this.#text.charAt(end)) && this.#rewrites < maxRewrites) {
      this.#swallowedAttribute(value.slice(0, runsOn.index), this.#valueStart + runsOn.index);
      return;
    }
    const tagEnd = isQuoted && value.includes('<') ? value.indexOf('>') : -1;
    if (tagEnd >= 0 && !/[\s/>?]/.test(this.#text.charAt(end))) {
      this.#unclosedQuote(value.slice(0, tagEnd), this.#valueStart + tagEnd + 1);
      return;
    }
    this.#addAttribute(this.#attributeName, decodeReferences(value, this.#repairs));
    this.#valueStart = -1;
  }

  #unclosedQuote(value: string, next: number): void {
    faults.unclosedQuote(this.#repairs);
    // A slash before the bracket ends the element, unless its end tag follows: then it belongs to the address.
    const isEmpty =
      value.endsWith('/') && !this.#text.startsWith(`</${this.#tagName}`, this.#text.indexOf('<', next));
    const own = isEmpty ? value.slice(0, -1).trimEnd() : value;
    this.#addAttribute(this.#attributeName, decodeReferences(own, this.#repairs));
    this.#openTag(isEmpty);
    this.#restartAt(next);
  }

  /** `a="x b="y"`: the value of `a` ran on to the quotation mark of `b`. */
  #swallowedAttribute(value: string, next: number): void {
    faults.unclosedQuote(this.#repairs);
    this.#rewrites += 1;
    this.#addAttribute(this.#attributeName, decodeReferences(value, this.#repairs));
    this.#carried = this.#attributes;
    this.#restartWith(`<${this.#tagName}${this.#text.slice(next)}`);
  }

  #addAttribute(name: string, value: string): void {
    if (mayAddAttribute(name, this.#attributes, this.#repairs)) this.#attributes.push([name, value]);
  }

  #openTag(isEmpty: boolean): void {
    this.#tagStart = -1;
    if (this.#tagName.length > maxNameLength) {
      this.#repairs.note('LIMIT_NAME', `A name is longer than ${maxNameLength} characters; it was left out.`);
      return;
    }
    this.#handler.open(this.#tagName, this.#attributes, isEmpty);
  }

  /** A `<` inside a tag: either the tag lacks its `>`, or the tag's own `<` was never meant as one. */
  #brokenTag(at: number): void {
    this.#endBrokenTag(this.#text.slice(this.#tagStart, at), this.#text.charAt(at - 1) === '/');
    this.#restartAt(at);
  }

  #endBrokenTag(written: string, isEmpty: boolean): void {
    if (!this.#hasBareWord && this.#handler.isKnownName(this.#tagName)) {
      faults.unclosedTag(this.#repairs);
      this.#openTag(isEmpty);
    } else {
      faults.stray(this.#repairs);
      this.#tagStart = -1;
      this.#handler.text(written);
    }
  }

  #closeTag(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    const broken = name.indexOf('<');
    this.#handler.close(broken < 0 ? name : name.slice(0, broken));
    const next = this.#tagInsideEndTag(broken < 0 ? end : start + broken);
    if (next >= 0) {
      faults.unclosedTag(this.#repairs);
      this.#restartAt(next);
    } else if (this.#text.charAt(end) === '>') this.#restartAt(end + 1);
  }

  /**
   * The `<` of a next tag before an end tag's own `>`, or -1. The tokenizer has to look for that `>` each time, so the
   * way it goes in vain is counted and bounded: a text without any `>` would take a time that grows with its square.
   */
  #tagInsideEndTag(end: number): number {
    if (this.#text.charAt(end) === '>' || this.#wasted > this.#length * 8 + 1_000_000) return -1;
    const close = this.#text.indexOf('>', end);
    const tagEnd = close < 0 ? this.#text.length : close;
    const next = this.#text.indexOf('<', end);
    if (next < 0 || next > tagEnd) return -1;
    this.#wasted += tagEnd - next;
    return next;
  }

  #characters(start: number, end: number): void {
    const isOpenInstruction = end === this.#text.length && this.#text.startsWith('<?', start - 2);
    if (start >= 2 && isOpenInstruction) this.#unclosedInstruction(start);
    else this.#handler.text(this.#text.slice(start, end));
  }

  #cdata(start: number, end: number, offset: number): void {
    const value = this.#text.slice(start, end - offset);
    if (offset === 0) {
      this.#unclosedCdata(start);
      return;
    }
    const nested = value.lastIndexOf(cdataStart);
    const close = nested < 0 ? -1 : sectionEnd(value.slice(0, nested), this.#handler.innermost());
    if (close < 0 || this.#rewrites >= maxRewrites) {
      this.#handler.cdata(value.replaceAll(cdataStart, ''));
      return;
    }
    this.#rewrites += 1;
    faults.unclosedCdata(this.#repairs);
    this.#handler.cdata(value.slice(0, close).replaceAll(cdataStart, ''));
    const last = value.lastIndexOf(cdataStart);
    this.#restartWith(value.slice(close, last).replaceAll(cdataStart, '') + this.#text.slice(start + last));
  }

  #unclosedCdata(start: number): void {
    faults.unclosedCdata(this.#repairs);
    const close = sectionEnd(this.#text.slice(start), this.#handler.innermost());
    const value = this.#text.slice(start, close < 0 ? undefined : start + close);
    this.#handler.cdata(value.replaceAll(cdataStart, ''));
    if (close >= 0) this.#restartWith(this.#text.slice(start + close).replaceAll(cdataStart, ''));
  }

  #comment(start: number, end: number, offset: number): void {
    if (offset === 0) this.#unclosedComment(start);
    else if (this.#text.startsWith(commentedStart, start))
      this.#commented(this.#text.slice(start, end - offset));
  }

  #commented(inside: string): void {
    faults.misspeltCdata(this.#repairs);
    this.#handler.cdata(commentedText(inside));
  }

  #unclosedComment(start: number): void {
    faults.unclosedComment(this.#repairs);
    this.#restartWith(this.#text.slice(start).replaceAll('<!--', ''));
  }

  #unclosedInstruction(start: number): void {
    faults.unclosedInstruction(this.#repairs);
    const end = this.#text.indexOf('>', start);
    if (end >= 0) this.#restartWith(this.#text.slice(end + 1).replaceAll('<?', ''));
  }

  #declaration(start: number, end: number): void {
    const isInside = this.#handler.innermost() !== '';
    const next = behindDeclaration({ text: this.#text, start, end, isInside }, this.#seen, this.#repairs);
    if (typeof next === 'string') this.#restartWith(next);
    else if (next !== undefined) this.#restartAt(next);
  }

  /** `<?xml … >` without its `?`: the tokenizer ran on to the next `?>`. */
  #instruction(start: number, end: number): void {
    const isDeclaration = this.#text.startsWith('xml', start);
    const close = isDeclaration ? this.#text.slice(start, end).indexOf('>') : -1;
    if (close < 0) return;
    faults.unclosedInstruction(this.#repairs);
    this.#restartAt(start + close + 1);
  }

  /** The text ended inside a tag: its quotation mark is open, or the document was cut off. */
  #endInsideTag(): void {
    if (this.#tagStart < 0) return;
    const start = this.#tagStart;
    const close = this.#text.indexOf('>', start);
    if (close < 0) {
      faults.cutOffTag(this.#repairs);
      return;
    }
    const hasValue = this.#valueStart > start && this.#valueStart <= close;
    if (hasValue) this.#unclosedQuote(this.#text.slice(this.#valueStart, close), close + 1);
    else {
      faults.unclosedQuote(this.#repairs);
      this.#openTag(this.#text.charAt(close - 1) === '/');
      this.#restartAt(close + 1);
    }
  }
}
