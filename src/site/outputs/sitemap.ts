import { type DigestItem, yearOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { changedAt, issuesOf, itemsOf } from './issues.ts';
import { neverUpdated } from './out-feed.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** The protocol's limit. The 50 MB it also names are far off: an address takes about 150 bytes. */
export const maxSitemapUrls = 50_000;

interface Page {
  readonly path: string;
  readonly items: readonly DigestItem[];
}

function* threadPages({ corpus, sources, config }: Site): Generator<Page> {
  for (const id of sources.keys()) yield { path: `/source/${id}/`, items: corpus.byFeed.get(id) ?? [] };
  for (const { id } of config.sections)
    yield { path: `/section/${id}/`, items: corpus.bySection.get(id) ?? [] };
  for (const topic of corpus.topics.values()) yield { path: `/topic/${topic.slug}/`, items: topic.items };
  for (const author of corpus.authors.values())
    yield { path: `/author/${author.slug}/`, items: author.items };
  for (const story of corpus.stories.values())
    yield { path: `/story/${story.key}/`, items: story.members.map(({ item }) => item) };
}

function* pagesOf(site: Site): Generator<Page> {
  const { corpus } = site;
  const newest = corpus.byDay.get(corpus.days.at(-1) ?? '') ?? [];
  for (const path of ['/', '/archive/', '/sources/', '/topics/', '/about/']) yield { path, items: newest };
  const years = new Map<string, DigestItem[]>();
  for (const kind of ['day', 'week', 'month'] as const) {
    for (const issue of issuesOf(kind, site)) {
      const items = itemsOf(issue, site);
      yield { path: issue.path, items };
      if (kind !== 'month') continue;
      const year = yearOf(issue.id);
      years.set(year, [...(years.get(year) ?? []), ...items]);
    }
  }
  for (const [year, items] of years) yield { path: `/${year}/`, items };
  yield* threadPages(site);
}

function urlNode(address: string, lastmod: string): XmlNode {
  return { loc: address, ...(lastmod !== neverUpdated && { lastmod }) };
}

function file(path: string, pages: readonly { readonly loc: string; readonly lastmod: string }[]) {
  const url = pages.map(({ loc, lastmod }) => urlNode(loc, lastmod));
  return { path, content: xmlDocument({ urlset: { '@xmlns': namespace, url } }) };
}

/**
 * `/sitemap.xml`; where there are more than `maxUrls` pages, an index of `/sitemap-1.xml` and so on. `lastmod` is when
 * an item of the page last came or changed; a page without items has none.
 *
 * @see https://www.sitemaps.org/protocol.html
 */
export function* sitemaps(
  site: Site,
  maxUrls = maxSitemapUrls,
): Generator<{ readonly path: string; readonly content: string }> {
  const pages = [...pagesOf(site)].map(({ path, items }) => ({
    loc: site.absolute(path),
    lastmod: changedAt(items),
  }));
  if (pages.length <= maxUrls) {
    yield file('/sitemap.xml', pages);
    return;
  }
  const parts: XmlNode[] = [];
  for (let from = 0; from < pages.length; from += maxUrls) {
    const part = pages.slice(from, from + maxUrls);
    const path = `/sitemap-${parts.length + 1}.xml`;
    const newest = part
      .map(({ lastmod }) => lastmod)
      .reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a));
    parts.push(urlNode(site.absolute(path), newest));
    yield file(path, part);
  }
  yield {
    path: '/sitemap.xml',
    content: xmlDocument({ sitemapindex: { '@xmlns': namespace, sitemap: parts } }),
  };
}
