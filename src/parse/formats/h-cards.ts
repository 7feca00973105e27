import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';

/** One microformat of a page with its properties, names without their `p-`, `u-`, `dt-`, `e-`. */
export class Card {
  readonly #texts = new Map<string, string[]>();
  readonly #cards = new Map<string, Card[]>();
  readonly #html = new Map<string, { html: string; text: string }>();

  texts(name: string): readonly string[] {
    return this.#texts.get(name) ?? [];
  }

  cards(name: string): readonly Card[] {
    return this.#cards.get(name) ?? [];
  }

  html(name: string): { html: string; text: string } | undefined {
    return this.#html.get(name);
  }

  addText(name: string, text: string): void {
    this.#texts.set(name, [...this.texts(name), text].slice(0, 200));
  }

  addCard(name: string, card: Card): void {
    this.#cards.set(name, [...this.cards(name), card].slice(0, 200));
  }

  setHtml(name: string, value: { html: string; text: string }): void {
    if (!this.#html.has(name)) this.#html.set(name, value);
  }
}

/** What a page holds. */
export interface Page {
  readonly entries: readonly Card[];
  readonly feed: Card | undefined;
  readonly title: string | undefined;
  readonly language: string | undefined;
  /** `<base href>`, else the page's own address. */
  readonly base: string | undefined;
}

type Attributes = Readonly<Record<string, string>>;

interface OpenElement {
  readonly name: string;
  readonly attributes: Attributes;
  /** Properties of the enclosing card: `p-name` → `['p', 'name']`. */
  readonly properties: readonly (readonly [kind: string, name: string])[];
  readonly card: Card | undefined;
  /** Whether it is an `h-entry`. */
  readonly isEntry: boolean;
  readonly textStart: number;
  readonly htmlStart: number;
}

const propertyClass = /^(p|u|dt|e)-([a-z][a-z-]*)$/;

/** Reads the microformats of a page in one pass over its tags. */
export function readCards(html: string, documentUrl: string | undefined): Page {
  const reader = new CardReader(html, documentUrl);
  return reader.read();
}

class CardReader {
  readonly #html: string;
  readonly #documentUrl: string | undefined;
  readonly #open: OpenElement[] = [];
  readonly #entries: Card[] = [];
  readonly #outside = new Card();
  #feed: Card | undefined;
  #base: string | undefined;
  #language: string | undefined;
  #title: string | undefined;
  #text = '';
  #silent = 0;

  constructor(html: string, documentUrl: string | undefined) {
    this.#html = html;
    this.#documentUrl = documentUrl;
  }

  read(): Page {
    const { Parser } = htmlParserLibrary();
    const parser = new Parser({
      onopentag: (name, attributes) => this.#start(name, attributes, parser.endIndex + 1),
      ontext: (text) => {
        if (this.#silent === 0) this.#text += text;
      },
      onclosetag: (name) => this.#end(name, parser.startIndex),
    });
    parser.end(this.#html);
    return {
      entries: this.#entries,
      feed: this.#feed,
      title: this.#title,
      language: this.#language,
      base: this.#base ?? this.#documentUrl,
    };
  }

  #start(name: string, attributes: Attributes, htmlStart: number): void {
    if (name === 'base') this.#base ??= resolveUrl(attributes.href ?? '', this.#documentUrl);
    if (name === 'html') this.#language = attributes.lang?.trim() || undefined;
    if (name === 'script' || name === 'style' || name === 'template') this.#silent += 1;
    const classes = (attributes.class ?? '').split(/\s+/);
    const card = classes.some((each) => /^h-[a-z]/.test(each)) ? new Card() : undefined;
    const isEntry = classes.includes('h-entry');
    // An entry inside another one is a comment on it, or what it cites.
    if (card !== undefined && isEntry && !this.#open.some((around) => around.isEntry))
      this.#entries.push(card);
    if (card !== undefined && classes.includes('h-feed')) this.#feed ??= card;
    const properties = classes.flatMap((each) => {
      const match = propertyClass.exec(each);
      return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
    });
    const textStart = this.#text.length;
    this.#open.push({ name, attributes, properties, card, isEntry, textStart, htmlStart });
  }

  #end(name: string, htmlEnd: number): void {
    if (name === 'script' || name === 'style' || name === 'template') this.#silent -= 1;
    const element = this.#open.pop();
    if (element === undefined) return;
    const isMarked = element.properties.length > 0 || element.card !== undefined;
    if (!isMarked && name !== 'title') return;
    const text = this.#text.slice(element.textStart);
    if (name === 'title') this.#title ??= text;
    if (element.card !== undefined) complete(element.card, element, text);
    const owner = this.#open.findLast(({ card }) => card !== undefined)?.card ?? this.#outside;
    for (const [kind, property] of element.properties) {
      if (element.card !== undefined) owner.addCard(property, element.card);
      else if (kind === 'e')
        owner.setHtml(property, {
          html: this.#html.slice(element.htmlStart, Math.max(element.htmlStart, htmlEnd)),
          text,
        });
      else owner.addText(property, propertyValue(kind, element, text));
    }
  }
}

/** Implied properties: a card without a name is named by its text, one that is a link has its address. */
function complete(card: Card, { attributes }: OpenElement, text: string): void {
  if (card.texts('url').length === 0 && attributes.href !== undefined) card.addText('url', attributes.href);
  if (card.texts('photo').length === 0 && attributes.src !== undefined) card.addText('photo', attributes.src);
  const isPerson = (attributes.class ?? '').split(/\s+/).includes('h-card');
  if (isPerson && card.texts('name').length === 0) card.addText('name', attributes.alt ?? text);
}

/** Microformats 2 parsing, "parsing a p-, u-, dt- property". */
function propertyValue(kind: string, { name, attributes }: OpenElement, text: string): string {
  const address = attributes.href ?? attributes.src ?? attributes.data ?? attributes.poster;
  if (kind === 'u') return address ?? attributes.value ?? attributes.title ?? text;
  const time = kind === 'dt' ? attributes.datetime : undefined;
  const stated =
    name === 'abbr' ? attributes.title : name === 'data' || name === 'input' ? attributes.value : undefined;
  return time ?? stated ?? (name === 'img' || name === 'area' ? attributes.alt : undefined) ?? text;
}
