import { collapse, cutText } from '../html/html-text.ts';
import { maxTitleLength } from '../limits.ts';
import type { XmlElement } from '../xml/element.ts';
import { present } from './fields.ts';
import { isWebAddress, resolveUrl } from './urls.ts';

/** What a sitemap of news says of a page, and what that is called in a feed. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ['sitemap:loc', 'link'],
  ['sitemap:lastmod', 'dcterms:modified'],
  ['news:title', 'title'],
  ['news:publication_date', 'pubdate'],
  ['news:keywords', 'keywords'],
  ['news:language', 'dc:language'],
  ['sitemap-image:loc', 'image'],
]);

/** Elements that only hold others. */
const holders: ReadonlySet<string> = new Set(['news:news', 'news:publication', 'sitemap-image:image']);

/**
 * A page of a sitemap as an item of a feed.
 *
 * @see https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function withSitemapFields(element: XmlElement): XmlElement {
  return element.name === 'sitemap:url' ? { ...element, children: flat(element.children) } : element;
}

function flat(children: readonly XmlElement[]): XmlElement[] {
  return children.flatMap((child) => {
    if (holders.has(child.name)) return flat(child.children);
    const name = fieldNames.get(child.name);
    return name === undefined ? [] : [{ ...child, name }];
  });
}

/** What a sitemap says beside its pages: the name of the publication, and whether it is one of news at all. */
export class NewsSitemap {
  #title: string | undefined;
  #home: string | undefined;
  #otherPages = 0;

  /** A feed's head, as far as a sitemap has one: the publication's name, and the front page of its host. */
  get head(): { title?: string; home_page_url?: string } {
    return present<{ title?: string; home_page_url?: string }>({
      title: this.#title,
      home_page_url: this.#home,
    });
  }

  /** Whether this is an item: every one of a feed, of the pages of a sitemap only those with news. */
  wants({ name, children }: XmlElement): boolean {
    if (name !== 'sitemap:url') return true;
    const news = children.find((child) => child.name === 'news:news');
    if (news === undefined) this.#otherPages += 1;
    else this.#note(news, children.find((child) => child.name === 'sitemap:loc')?.text.trim());
    return news !== undefined;
  }

  #note(news: XmlElement, address: string | undefined): void {
    this.#title ??= publicationOf(news);
    if (isWebAddress(address)) this.#home ??= resolveUrl('/', address);
  }

  /** A sitemap that only lists pages is no feed. One of news is, also on a day without any. */
  isWithoutNews({ name, scope }: XmlElement, count: number): boolean {
    if (name !== 'sitemap:urlset' || count > 0) return false;
    return this.#otherPages > 0 || ![...scope.prefixes.values()].includes('news');
  }
}

function publicationOf(news: XmlElement): string | undefined {
  const publication = news.children.find(({ name }) => name === 'news:publication');
  const name = publication?.children.find((child) => child.name === 'news:name');
  return cutText(collapse(name?.text ?? ''), maxTitleLength) || undefined;
}
