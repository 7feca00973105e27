import { remembered } from '../../model/remember.ts';
import { parseUrl } from '../../model/url.ts';
import { type DocumentAddress, isServedElsewhere } from '../fields/urls.ts';
import type { XmlElement } from '../xml/element.ts';

/**
 * What items need of a feed that is still being read: its language and its home. Each child of the channel is looked
 * at once, however many items and other elements alternate.
 */
export class HeadSoFar {
  readonly #document: XmlElement;
  #channel: XmlElement | undefined;
  #rootSeen = 0;
  #place: XmlElement | undefined;
  #seen = 0;
  #languageElement: XmlElement | undefined;
  #self: string | undefined;
  #hasSelf = false;
  #home: string | undefined;
  /** The home page behind a counting service's address. */
  #original: string | undefined;

  readonly #address: DocumentAddress;
  readonly #isElsewhere = remembered((home: string) => isServedElsewhere(home, this.#address), 1);

  constructor(document: XmlElement, address: DocumentAddress) {
    this.#document = document;
    this.#address = address;
  }

  /** The feed's language where it was named before now: BCP 47. */
  get language(): string | undefined {
    const place = this.#update();
    return this.#languageElement?.text.slice(0, 1000).trim() || place?.language;
  }

  /**
   * Where relative addresses of items are read from, when that is not the document's own address: the place of a
   * document without one, and the home page of a feed that another site serves (FeedBurner).
   */
  get base(): string | undefined {
    if (this.#address.documentUrl === undefined) return this.place;
    const { home } = this;
    return home !== undefined && this.#isElsewhere(home) ? home : undefined;
  }

  /** Without a web address of its own (a file), a feed is taken to live where its `self` or home page is. */
  get place(): string | undefined {
    this.#update();
    return this.#self ?? this.#home;
  }

  /** The page that the feed is of. */
  get home(): string | undefined {
    this.#update();
    return this.#original ?? this.#home;
  }

  #update(): XmlElement | undefined {
    const place = this.#findPlace();
    if (place === undefined) return undefined;
    if (place !== this.#place) this.#startAt(place);
    for (const { children } = place; this.#seen < children.length; this.#seen += 1) {
      const child = children[this.#seen];
      if (child !== undefined) this.#look(child);
    }
    return place;
  }

  #startAt(place: XmlElement): void {
    this.#place = place;
    this.#seen = 0;
    this.#languageElement = undefined;
    this.#self = undefined;
    this.#hasSelf = false;
    this.#home = undefined;
    this.#original = undefined;
  }

  #findPlace(): XmlElement | undefined {
    const root = this.#document.children[0];
    if (root === undefined || root.name === 'channel' || this.#channel !== undefined)
      return this.#channel ?? root;
    for (; this.#rootSeen < root.children.length && this.#channel === undefined; this.#rootSeen += 1) {
      const child = root.children[this.#rootSeen];
      if (child?.name === 'channel') this.#channel = child;
    }
    return this.#channel ?? root;
  }

  #look(child: XmlElement): void {
    if (child.name === 'language' || child.name === 'dc:language') this.#languageElement ??= child;
    if (child.name === 'feedburner:origlink') this.#original ??= webAddress(child.text.trim());
    if (child.name !== 'link' && child.name !== 'atom:link') return;
    const address = child.attributes.get('href') ?? child.text.trim();
    const rel = child.attributes.get('rel')?.trim().toLowerCase() ?? 'alternate';
    if (!this.#hasSelf && rel === 'self') {
      this.#hasSelf = true;
      this.#self = webAddress(address);
    }
    if (rel === 'alternate' || rel === '') this.#home ??= webAddress(address);
  }
}

function webAddress(url: string): string | undefined {
  return /^https?:\/\//i.test(url) && parseUrl(url) !== undefined ? url : undefined;
}
