import { monthOf, weekId, weekOf, yearOf } from '../../digest/index.ts';
import { pagesOf } from '../pages.ts';
import type { Site } from '../site.ts';
import type { PageRef } from '../views/page.ts';
import { changedAt } from './issues.ts';
import { latest, neverUpdated } from './out-feed.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** The protocol's limit. The 50 MB it also names are far off: an address takes about 150 bytes. */
export const maxSitemapUrls = 50_000;

/** When an item of each day last came or changed, and of the weeks, months and years that days belong to. */
function changesByDate({ corpus }: Site): ReadonlyMap<string, string> {
  const changes = new Map<string, string>();
  for (const [day, items] of corpus.byDay) {
    const changed = changedAt(items);
    for (const id of [day, weekId(weekOf(day)), monthOf(day), yearOf(day)]) {
      changes.set(id, latest([changes.get(id) ?? neverUpdated, changed]));
    }
  }
  return changes;
}

type LastmodOf = (ref: PageRef) => string | undefined;

function lastmodOf(site: Site): LastmodOf {
  const { corpus } = site;
  const byDate = changesByDate(site);
  const newest = byDate.get(corpus.days.at(-1) ?? '') ?? neverUpdated;
  return ({ kind, id }) => {
    switch (kind) {
      case 'day':
      case 'week':
      case 'month':
      case 'year':
        return byDate.get(id) ?? neverUpdated;
      case 'source':
        return changedAt(corpus.byFeed.get(id) ?? []);
      case 'section':
        return changedAt(corpus.bySection.get(id) ?? []);
      case 'topic':
        return changedAt(corpus.topics.get(id)?.items ?? []);
      case 'author':
        return changedAt(corpus.authors.get(id)?.items ?? []);
      case 'story':
        return changedAt((corpus.stories.get(id)?.members ?? []).map(({ item }) => item));
      case 'package-month':
        return changedAt(corpus.packages.get(id.slice(0, 7)) ?? []);
      case 'packages':
      case 'home':
      case 'archive':
      case 'topics':
      case 'sources':
      case 'about':
        return newest;
      case 'thread-month':
        return changedAt(corpus.threadMonth(id).items);
      case 'search':
      case 'since':
      case 'saved':
      case 'offline':
      case 'not-found':
        // None holds anything of its own to be found.
        return undefined;
    }
  };
}

interface Page {
  readonly loc: string;
  readonly lastmod: string;
}

function listedPages(site: Site): Page[] {
  const lastmod = lastmodOf(site);
  return pagesOf(site).flatMap((ref) => {
    const changed = lastmod(ref);
    return changed === undefined
      ? []
      : [{ loc: site.absolute(ref.path.replace(/index\.html$/, '')), lastmod: changed }];
  });
}

function urlNode(address: string, lastmod: string): XmlNode {
  return { loc: address, ...(lastmod !== neverUpdated && { lastmod }) };
}

function file(path: string, pages: readonly Page[]) {
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
  const pages = listedPages(site);
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
