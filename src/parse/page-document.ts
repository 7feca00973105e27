import { createRequire } from 'node:module';
import { decodeDocument } from './decode-document.ts';
import { maxDocumentBytes } from './limits.ts';
import { isWebAddress, resolveUrl } from './urls.ts';

/** What is used of a page's elements, as the DOM names it. @see https://dom.spec.whatwg.org/#interface-element */
export interface PageElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly outerHTML: string;
  readonly getAttribute: (name: string) => string | null;
  readonly matches: (selector: string) => boolean;
  readonly closest: (selector: string) => PageElement | null;
  readonly contains: (other: PageElement) => boolean;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
}

/** The document of a page: hostile, and never run. */
export interface PageDocument extends Pick<PageElement, 'querySelector' | 'querySelectorAll'> {
  readonly documentElement: PageElement | null;
}

export interface OpenedPage {
  readonly document: PageDocument;
  /** What relative addresses in it stand on (HTML, "document base URL"). */
  readonly base: string | undefined;
  /** The character set the bytes were read in, by its WHATWG name. */
  readonly charset: string;
}

interface DomLibrary {
  readonly parseHTML: (html: string) => { readonly document: PageDocument };
}

const require = createRequire(import.meta.url);
let library: DomLibrary | undefined;

/** Loaded by the first page: most runs read feeds alone. */
function domLibrary(): DomLibrary {
  const loaded: DomLibrary = library ?? require('linkedom');
  library = loaded;
  return loaded;
}

/** Where a page came from. */
export interface PageSource {
  /** The address that answered. */
  readonly url: string;
  readonly contentType?: string;
}

/** A fragment in the place of a page has no document element: the parser does not add one, as browsers do. */
function withRoot(html: string): string {
  return /<html[\s>]/i.test(html.slice(0, 4096)) ? html : `<!doctype html><html><body>${html}</body></html>`;
}

/** Opens a page to be looked into. Nothing of it is run or loaded. Throws on what the parser cannot bear: catch it. */
export function openPage(bytes: Uint8Array, { url, contentType }: PageSource): OpenedPage {
  const { text, charset } = decodeDocument(bytes.subarray(0, maxDocumentBytes), contentType);
  const { document } = domLibrary().parseHTML(withRoot(text));
  const own = isWebAddress(url) ? url : undefined;
  const href = document.querySelector('base[href]')?.getAttribute('href');
  const base = href ? resolveUrl(href, own) : own;
  return { document, base: isWebAddress(base) ? base : own, charset };
}
