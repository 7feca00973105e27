import type { SafeHtml } from '../model/types.ts';

/** HTML in two: what a summary says of it, and what goes on after that. */
export interface Opened {
  /** Text and inline elements; where it goes over paragraphs, their ends are line breaks. */
  readonly opening: SafeHtml;
  /** The other part; empty where the summary says everything. Pictures from within the opening stand in it. */
  readonly rest: SafeHtml;
  /** Whether `rest` begins within a paragraph. */
  readonly isWithin: boolean;
}

/** Elements within a line, which may be cut in two. */
const inline = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var'.split(' '),
);

const tag = /<(\/?)([a-z][a-z0-9]*)((?: [^<>]*)?)>/y;
/** A picture that leads to a page, such as that of its larger self. */
const linkedPicture = /<a(?: [^<>]*)?>\s*(?:<img(?: [^<>]*)?>\s*)+<\/a>/y;
/** With a blank, for those who read the text alone. */
const lineBreak = '<br> ';
const plainAttributes = /^(?: (?:dir|lang)="[^"]*")*$/;
const entity = /&(?:amp|lt|gt);/y;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Reads cleaned HTML from its beginning, for as long as it says what a text says. */
class Reader {
  readonly #html: string;
  readonly #text: string;
  /** How far both were read. */
  #at = 0;
  #told = 0;
  #paragraph: string | undefined;
  readonly #open: { readonly name: string; readonly tag: string }[] = [];
  readonly #opening: string[] = [];
  readonly #pictures: string[] = [];

  constructor(html: string, text: string) {
    this.#html = html;
    this.#text = text;
  }

  read(): Opened | undefined {
    while (this.#told < this.#text.length) {
      if (this.#at >= this.#html.length) return undefined;
      const goesOn = this.#html[this.#at] === '<' ? this.#readTag() : this.#readText();
      if (!goesOn) return undefined;
    }
    return this.#cut();
  }

  #readTag(): boolean {
    tag.lastIndex = this.#at;
    const [whole, slash, name = '', attributes = ''] = tag.exec(this.#html) ?? [];
    if (whole === undefined) return false;
    if (name === 'figure' && this.#paragraph === undefined && this.#open.length === 0)
      return this.#putAside(this.#html.indexOf('</figure>', this.#at) + '</figure>'.length, (found) => found);
    const picture = name === 'img' ? whole.length : this.#linkedPicture();
    if (picture > 0) return this.#putAside(this.#at + picture, (found) => `<p>${found}</p>`);
    this.#at += whole.length;
    if (name === 'br') return this.#breakLine();
    if (name === 'p') return this.#readParagraph(whole, slash !== '', attributes);
    if (!inline.has(name)) return false;
    if (slash === '') this.#open.push({ name, tag: whole });
    else this.#open.pop();
    this.#opening.push(whole);
    return true;
  }

  #linkedPicture(): number {
    linkedPicture.lastIndex = this.#at;
    return linkedPicture.exec(this.#html)?.[0].length ?? 0;
  }

  #readParagraph(whole: string, isEnd: boolean, attributes: string): boolean {
    if (this.#open.length > 0 || !plainAttributes.test(attributes)) return false;
    this.#paragraph = isEnd ? undefined : whole;
    return this.#breakLine();
  }

  #putAside(end: number, shown: (found: string) => string): boolean {
    if (end <= this.#at) return false;
    this.#pictures.push(shown(this.#html.slice(this.#at, end)));
    this.#at = end;
    return true;
  }

  /** White space, where the text has some too. */
  #space(): boolean {
    if (this.#text[this.#told] === ' ') {
      this.#told++;
      this.#opening.push(' ');
    }
    return true;
  }

  /** The same in a line of its own: short notes and verses have nothing else that says where a line ends. */
  #breakLine(): boolean {
    this.#space();
    const last = this.#opening.length - 1;
    if (this.#opening[last] === ' ') this.#opening[last] = lineBreak;
    return true;
  }

  #readText(): boolean {
    while (this.#at < this.#html.length && this.#told < this.#text.length) {
      const char = this.#html[this.#at] ?? '';
      if (char === '<') return true;
      entity.lastIndex = this.#at;
      const written = char === '&' ? (entity.exec(this.#html)?.[0] ?? char) : char;
      if (/\s/.test(char)) this.#space();
      else if ((entities[written] ?? written) === this.#text[this.#told]) {
        this.#told++;
        this.#opening.push(written);
      } else return false;
      this.#at += written.length;
    }
    return true;
  }

  /** Leaves the elements that end where the text does. */
  #leave(): void {
    for (let innermost = this.#open.at(-1); innermost; innermost = this.#open.at(-1)) {
      if (!this.#html.startsWith(`</${innermost.name}>`, this.#at)) return;
      this.#readTag();
    }
  }

  #cut(): Opened {
    this.#leave();
    const ends = this.#open.map(({ name }) => `</${name}>`).reverse();
    const opening = (this.#opening.join('') + ends.join('')) as SafeHtml;
    const pictures = this.#pictures.join('');
    const after = this.#html.slice(this.#at).replace(/^(?:\s|<br>)+/, '');
    const end = this.#paragraph === undefined ? '' : '</p>';
    if (this.#open.length === 0 && (after === '' || (end !== '' && after.startsWith(end))))
      return { opening, rest: (pictures + after.slice(end.length)) as SafeHtml, isWithin: false };
    const rest = (this.#paragraph ?? '') + this.#open.map((one) => one.tag).join('') + after;
    const at = end === '' ? 0 : rest.indexOf(end) + end.length;
    return { opening, rest: (rest.slice(0, at) + pictures + rest.slice(at)) as SafeHtml, isWithin: true };
  }
}

/**
 * Cuts cleaned HTML where a plain text ends, if it begins with that text: in paragraphs and within elements of a line,
 * with whatever pictures between. `undefined` where it begins otherwise, or with what cannot be cut, such as a list.
 * Looks no farther than the text goes.
 *
 * @param text with single blanks, as `excerpt` writes it
 */
export function openingOf(html: SafeHtml, text: string): Opened | undefined {
  return text === '' ? undefined : new Reader(html, text).read();
}
