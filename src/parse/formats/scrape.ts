import { errorMessage } from '../../model/error-message.ts';
import type { ScrapeSettings } from '../../model/pages.ts';
import type { Author, ParsedFeed, ParsedItem, ParseResult, Problem } from '../../model/types.ts';
import { readDate } from '../dates/dates.ts';
import { present } from '../fields/fields.ts';
import { readUrl } from '../fields/urls.ts';
import { collapse, cutText } from '../html/html-text.ts';
import { type OpenedPage, openPage, type PageElement } from '../html/page-document.ts';
import { maxAuthorLength, maxItems, maxSummaryLength, maxTitleLength } from '../limits.ts';
import type { FeedSource } from '../parse-feed.ts';
import { quote, Repairs } from '../repairs.ts';

/** What the items of a page are read with. */
interface ScrapeContext {
  readonly settings: ScrapeSettings;
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
  /** In how many items each part was not found. */
  readonly missing: Map<string, number>;
}

function line(text: string | null | undefined, maxLength: number): string | undefined {
  const plain = collapse(text ?? '');
  return plain === '' ? undefined : cutText(plain, maxLength);
}

/** The part of an item that a selector names: inside it, or the item's own element. Counted where it is not there. */
function partOf(
  item: PageElement,
  part: Exclude<keyof ScrapeSettings, 'items'>,
  { settings, missing }: ScrapeContext,
): PageElement | undefined {
  const selector = settings[part];
  if (selector === undefined) return undefined;
  const found = item.querySelector(selector) ?? (item.matches(selector) ? item : undefined);
  if (found === undefined) missing.set(part, (missing.get(part) ?? 0) + 1);
  return found;
}

/** The first attribute of these that says something. */
function attribute(element: PageElement | null | undefined, ...names: readonly string[]): string | undefined {
  return names.map((name) => element?.getAttribute(name)?.trim()).find((value) => value);
}

/** The link of an item: the named one, or one in it; else the item itself, or the first in it, or what it stands in. */
function linkOf(item: PageElement, context: ScrapeContext): PageElement | undefined {
  if (context.settings.link !== undefined) {
    const part = partOf(item, 'link', context);
    return part?.matches('[href]') ? part : (part?.querySelector('a[href]') ?? undefined);
  }
  if (item.matches('a[href]')) return item;
  return item.querySelector('a[href]') ?? item.closest('a[href]') ?? undefined;
}

/** What names the item: the named part, else its link's text, else its first heading. */
function titleOf(
  item: PageElement,
  link: PageElement | undefined,
  context: ScrapeContext,
): string | undefined {
  const part = partOf(item, 'title', context);
  const heading = item.querySelector('h1, h2, h3, h4, h5, h6');
  const texts = [part?.textContent, context.settings.title === undefined ? heading?.textContent : undefined];
  const named = [...texts, link?.textContent, attribute(link, 'aria-label', 'title')];
  return named.map((text) => line(text, maxTitleLength)).find((text) => text !== undefined);
}

/** For machines where the page has that, else as it is written for people. */
function dateOf(item: PageElement, context: ScrapeContext): string | undefined {
  const isNamed = context.settings.date !== undefined;
  const part = isNamed ? partOf(item, 'date', context) : (item.querySelector('time') ?? undefined);
  const text = attribute(part, 'datetime', 'content') ?? part?.textContent ?? undefined;
  return readDate(text, context);
}

function imageOf(item: PageElement, context: ScrapeContext): string | undefined {
  const part = partOf(item, 'image', context);
  const image = part?.querySelector('img') ?? part;
  const src = attribute(image, 'src');
  const address = src?.startsWith('data:') ? undefined : src;
  return readUrl(attribute(image, 'data-src', 'content') ?? address, context.base, context.repairs);
}

function authorsOf(item: PageElement, context: ScrapeContext): Author[] {
  const name = line(partOf(item, 'author', context)?.textContent, maxAuthorLength);
  return name === undefined ? [] : [{ name }];
}

/** An item is named by its address: what has none cannot be known again. */
function readItem(item: PageElement, context: ScrapeContext): ParsedItem | undefined {
  const link = linkOf(item, context);
  const url = readUrl(attribute(link, 'href'), context.base, context.repairs);
  if (url === undefined || !/^https?:/i.test(url)) {
    context.repairs.note(
      'SCRAPE_ITEM_WITHOUT_LINK',
      'Items without a link were found on the page; they were left out.',
    );
    return undefined;
  }
  const authors = authorsOf(item, context);
  return present<ParsedItem>({
    id: url,
    url,
    title: titleOf(item, link, context),
    content_html: partOf(item, 'content', context)?.innerHTML.trim() || undefined,
    summary: line(partOf(item, 'summary', context)?.textContent, maxSummaryLength),
    image: imageOf(item, context),
    date_published: dateOf(item, context),
    authors: authors.length > 0 ? authors : undefined,
    _daybook: { id_is_link: true },
  });
}

/** The items of a page in its order; of two with one address the first. */
function readItems(found: readonly PageElement[], context: ScrapeContext): ParsedItem[] {
  const items = new Map<string, ParsedItem>();
  for (const element of found.slice(0, maxItems)) {
    const item = readItem(element, context);
    if (item?.url !== undefined && !items.has(item.url)) items.set(item.url, item);
  }
  for (const [part, count] of context.missing)
    context.repairs.note(
      'SCRAPE_PART_MISSING',
      `The ${part} that the selector names is missing in ${count} of ${found.length} items.`,
    );
  return [...items.values()];
}

function nothingFound(where: string, why: string): { problem: Problem } {
  return {
    problem: {
      code: 'SCRAPE_NOTHING_FOUND',
      what: 'No items were found on the page.',
      where,
      why,
      fix: 'Look at the source of the page, without scripts, and correct the selectors under "scrape"; "daybook inspect" shows what they find.',
      kept: 'Its earlier items stay in the digest.',
    },
  };
}

function feedOfPage({ document, base, charset }: OpenedPage, items: readonly ParsedItem[]): ParsedFeed {
  const name = attribute(document.querySelector('meta[property="og:site_name"]'), 'content');
  const description = attribute(document.querySelector('meta[name="description"]'), 'content');
  return {
    version: 'https://jsonfeed.org/version/1.1',
    ...present<Omit<ParsedFeed, 'version' | 'items' | '_daybook'>>({
      title: line(document.querySelector('title')?.textContent ?? name, maxTitleLength),
      home_page_url: base,
      description: line(description, maxSummaryLength),
      language: attribute(document.documentElement, 'lang'),
    }),
    items,
    _daybook: { format: 'page', charset },
  };
}

function scrape(bytes: Uint8Array, source: FeedSource, settings: ScrapeSettings): ParseResult {
  const { url, contentType, timezone } = source;
  const page = openPage(bytes, { url, ...(contentType !== undefined && { contentType }) });
  const found = [...page.document.querySelectorAll(settings.items)];
  if (found.length === 0)
    return nothingFound(url, `The selector ${quote(settings.items)} finds nothing on it.`);
  const repairs = new Repairs();
  const language = attribute(page.document.documentElement, 'lang');
  const { base } = page;
  const items = readItems(found, { settings, base, language, timezone, repairs, missing: new Map() });
  if (items.length > 0) return { feed: feedOfPage(page, items), repairs: repairs.list() };
  const by = settings.link === undefined ? '' : ` that ${quote(settings.link)} finds`;
  const count = found.length === 1 ? 'one element, which has' : `${found.length} elements, none of which has`;
  const no = found.length === 1 ? 'no link' : 'a link';
  return nothingFound(url, `The selector ${quote(settings.items)} finds ${count} ${no}${by}.`);
}

/**
 * Makes a page without a feed into one, by CSS selectors of its items and, inside each, of their parts. Items are named
 * by their addresses; one without is left out. A page on which nothing is found is a `problem`, never a feed without
 * items. Nothing on the page is run or loaded. Never throws.
 *
 * @example
 * const page = new TextEncoder().encode('<article><a href="/new">New</a></article>');
 * const { feed } = scrapePage(page, { url: 'https://one.example/' }, { items: 'article' });
 * feed.items[0].url; // → "https://one.example/new"
 */
export function scrapePage(bytes: Uint8Array, source: FeedSource, settings: ScrapeSettings): ParseResult {
  try {
    return scrape(bytes, source, settings);
  } catch (error) {
    // The library gives up on some pages, such as those that are nested too deep.
    return nothingFound(source.url, `It could not be read: ${errorMessage(error)}.`);
  }
}
