/**
 * Lists of feeds as programs write them by gluing texts together: `&` and quotes as they came, values without quotes.
 * What is mended here has one possible meaning; what is missing is never guessed.
 */

/** What was mended, in words, each once. */
export interface MendedOpml {
  readonly text: string;
  readonly repairs: readonly string[];
}

/** A further mending of what was mended before; `undefined` where it did nothing. */
export function addRepairs(before: MendedOpml, more: MendedOpml): MendedOpml;
export function addRepairs(before: MendedOpml, more: MendedOpml | undefined): MendedOpml | undefined;
export function addRepairs({ repairs }: MendedOpml, more: MendedOpml | undefined): MendedOpml | undefined {
  return more && { text: more.text, repairs: [...repairs, ...more.repairs] };
}

const entity = /&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not allow
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** What goes on behind a quote that closes a value: the next attribute, or the end of the tag. */
const afterValue =
  /^(?:\s*\/?>|\s*[A-Za-z_:][\w:.-]{0,60}\s*=|\s+[A-Za-z_:][\w:.-]{0,60}\s+[A-Za-z_:][\w:.-]{0,60}\s*=|\s*$)/;
const attribute = /\s*([A-Za-z_:][\w:.-]*)(?:\s*=\s*)?/y;

/** What shows in a value whose quote was forgotten. */
const nextAttribute = /\s+(?:xmlurl|htmlurl|url|text|title|type|description)\s*=\s*"/i;

class Mending {
  readonly #text: string;
  readonly #out: string[] = [];
  readonly #repairs = new Set<string>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): MendedOpml {
    const text = this.#text;
    while (this.#at < text.length) {
      const open = text.indexOf('<', this.#at);
      this.#out.push(this.#escaped(text.slice(this.#at, open < 0 ? undefined : open)));
      if (open < 0) break;
      this.#at = open;
      this.#markup();
    }
    return { text: this.#out.join(''), repairs: [...this.#repairs] };
  }

  #escaped(text: string): string {
    const plain = this.#changed(text, text.replace(controls, ''), 'control characters left out');
    return this.#changed(plain, plain.replace(entity, '&amp;'), '"&" written as "&amp;"');
  }

  #changed(before: string, after: string, repair: string): string {
    if (before !== after) this.#repairs.add(repair);
    return after;
  }

  #copyTo(end: string): void {
    const found = this.#text.indexOf(end, this.#at);
    const stop = found < 0 ? this.#text.length : found + end.length;
    this.#out.push(this.#text.slice(this.#at, stop));
    this.#at = stop;
  }

  #markup(): void {
    const head = this.#text.slice(this.#at, this.#at + 9);
    if (head.startsWith('<!--')) this.#copyTo('-->');
    else if (head === '<![CDATA[') this.#copyTo(']]>');
    else if (head.startsWith('<?')) this.#copyTo('?>');
    else if (/^<!/.test(head))
      this.#copyTo(/^[^>[]*\[/.test(this.#text.slice(this.#at, this.#at + 500)) ? ']>' : '>');
    else if (/^<\/[A-Za-z]/.test(head)) this.#copyTo('>');
    else if (/^<[A-Za-z]/.test(head)) this.#tag();
    else {
      this.#out.push('&lt;');
      this.#repairs.add('"<" written as "&lt;"');
      this.#at += 1;
    }
  }

  /** A start tag: its name, then its attributes, each written anew. */
  #tag(): void {
    const name = /^<[^\s/>]+/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0] ?? '<';
    this.#out.push(name);
    this.#at += name.length;
    const seen = new Set<string>();
    for (;;) {
      attribute.lastIndex = this.#at;
      const found = attribute.exec(this.#text);
      if (!found) break;
      this.#at = attribute.lastIndex;
      const value = found[0].includes('=') ? this.#value() : '';
      if (!found[0].includes('=')) this.#repairs.add('attributes without a value given an empty one');
      const own = found[1] ?? '';
      if (!/^\s/.test(found[0])) this.#repairs.add('blanks put between attributes');
      if (seen.has(own)) this.#repairs.add('attributes that came twice taken once');
      else this.#out.push(' ', own, '="', value, '"');
      seen.add(own);
    }
    const end = /^[^<>]*>/.exec(this.#text.slice(this.#at, this.#at + 1000))?.[0];
    if (end === undefined) {
      // Cut off, or something else altogether: left for the strict reader to refuse.
      this.#copyTo('>');
      return;
    }
    if (!/^\s*\/?>$/.test(end)) this.#repairs.add('what is not an attribute left out');
    this.#out.push(end.trimEnd().endsWith('/>') ? '/>' : '>');
    this.#at += end.length;
  }

  /** A value as it is to stand between double quotes. */
  #value(): string {
    const quote = this.#text[this.#at] ?? '';
    if (quote !== '"' && quote !== "'") {
      const bare = /^(?:[^\s<>"'/]|\/(?!\s*>))+/.exec(this.#text.slice(this.#at, this.#at + 4000))?.[0] ?? '';
      this.#at += bare.length;
      this.#repairs.add('quotes put around values');
      return this.#escaped(bare);
    }
    const start = this.#at + 1;
    const end = this.#endOfValue(start, quote);
    const lost = quote === '"' ? this.#text.slice(start, end).search(nextAttribute) : -1;
    if (lost >= 0) {
      this.#at = start + lost;
      this.#repairs.add('quotes put behind values');
      return this.#escaped(this.#text.slice(start, start + lost)).replaceAll('<', '&lt;');
    }
    this.#at = end + 1;
    const inner = this.#escaped(this.#text.slice(start, end));
    const angled = this.#changed(inner, inner.replaceAll('<', '&lt;'), '"<" written as "&lt;"');
    if (quote === '"' && angled.includes('"')) this.#repairs.add('quotes within values written as "&quot;"');
    return angled.replaceAll('"', '&quot;');
  }

  /** The first quote behind which a tag goes on: any other is part of the text. */
  #endOfValue(start: number, quote: string): number {
    const text = this.#text;
    for (let at = text.indexOf(quote, start), tries = 0; at >= 0 && tries < 50; tries += 1) {
      if (afterValue.test(text.slice(at + 1, at + 120))) return at;
      at = text.indexOf(quote, at + 1);
    }
    const first = text.indexOf(quote, start);
    return first < 0 ? text.length : first;
  }
}

/** Writes an OPML document as XML where it is nearly that. A document that ends too early stays one. */
export function mendOpml(text: string): MendedOpml {
  const start = text.replace(/^\uFEFF/, ' ').search(/<(?:\?xml|!doctype|!--|opml)/i);
  const before = start > 0 ? text.slice(0, start).trim() : '';
  const { text: mended, repairs } = new Mending(start > 0 ? text.slice(start) : text).run();
  return { text: mended, repairs: before === '' ? repairs : ['what stood before it left out', ...repairs] };
}
