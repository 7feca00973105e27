import { resolveUrl } from '../fields/urls.ts';

/** The attributes of one element, by small names. */
export type Attributes = Readonly<Record<string, string>>;

/** What the links of a page stand on: its first `base` with an address, wherever that is (HTML, "document base URL"). */
export class PageBase {
  readonly #page: string;
  #stated: string | undefined;

  constructor(page: string) {
    this.#page = page;
  }

  /** Looks at an element that opens. */
  see(name: string, { href }: Attributes): void {
    if (name === 'base' && href !== undefined) this.#stated ??= resolveUrl(href, this.#page);
  }

  get url(): string {
    return this.#stated ?? this.#page;
  }
}

/** Schemes that programs for feeds and podcasts gave themselves, in front of an address or in the place of its own. */
const readerScheme = /^\s*(?:feeds?|pcasts?|podcasts?|itpcs?):(?:\/\/)?(?=https?:\/\/)/i;
const readerSchemeAlone = /^\s*(?:feed|pcast|podcast|itpc)(s?):\/\//i;

/** Whether an address is written for programs that read feeds. */
export function isForReaders(href: string): boolean {
  return readerScheme.test(href) || readerSchemeAlone.test(href);
}

/** Where a link leads, when that is a web address. */
export function webLink(href: string | undefined, base: string): string | undefined {
  const written = (href ?? '').replace(readerScheme, '').replace(readerSchemeAlone, 'http$1://');
  const address = resolveUrl(written, base);
  return address !== undefined && /^https?:/i.test(address) ? address : undefined;
}
