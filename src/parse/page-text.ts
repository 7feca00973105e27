import { createRequire } from 'node:module';
import { openPage, type PageDocument, type PageElement, type PageSource } from './page-document.ts';

export interface PageTextSource extends PageSource {
  /** CSS selector of the elements that hold the text; found by its form when absent. */
  readonly select?: string;
}

/** The text of an article as its page has it. */
export interface PageText {
  /** Hostile until `clean/` had it. */
  readonly html: string;
  /** What relative addresses in it stand on. */
  readonly base?: string;
}

/** Elements of a page that its text is looked for among: no article needs more. */
const maxElements = 50_000;
/** Parts that a selector finds. */
const maxParts = 500;

interface ReadabilityLibrary {
  readonly Readability: new (
    document: PageDocument,
    options: { readonly maxElemsToParse: number },
  ) => { readonly parse: () => { readonly content?: string | null } | null };
}

const require = createRequire(import.meta.url);
let library: ReadabilityLibrary | undefined;

function readabilityLibrary(): ReadabilityLibrary {
  const loaded: ReadabilityLibrary = library ?? require('@mozilla/readability');
  library = loaded;
  return loaded;
}

/** The elements that a selector finds, in the page's order, none of them inside another. */
function selected(document: PageDocument, select: string): PageElement[] {
  const parts: PageElement[] = [];
  for (const part of document.querySelectorAll(select)) {
    if (parts.length >= maxParts) break;
    const last = parts.at(-1);
    if (!last?.contains(part)) parts.push(part);
  }
  return parts;
}

/**
 * Finds the text of an article on its page: where a selector says, else where it most likely is. `undefined` where there
 * is none. Nothing on the page is run or loaded. Throws on what its libraries cannot bear: whoever reads a stranger's
 * page bounds and catches that.
 *
 * @see https://github.com/mozilla/readability
 */
export function readPageText(bytes: Uint8Array, source: PageTextSource): PageText | undefined {
  const { document, base } = openPage(bytes, source);
  const { select } = source;
  const html = select === undefined ? likelyText(document) : selectedText(document, select);
  return html.trim() === '' ? undefined : { html, ...(base !== undefined && { base }) };
}

function selectedText(document: PageDocument, select: string): string {
  return selected(document, select)
    .map((part) => part.outerHTML)
    .join('\n');
}

function likelyText(document: PageDocument): string {
  const { Readability } = readabilityLibrary();
  return new Readability(document, { maxElemsToParse: maxElements }).parse()?.content ?? '';
}
