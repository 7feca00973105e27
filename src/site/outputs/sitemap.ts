import { monthOf, weekId, weekOf, yearOf } from '../../digest/index.ts';
import { pagesOf } from '../render/pages.ts';
import type { Site } from '../site.ts';
import type { PageRef } from '../views/page.ts';
import { neverUpdated } from './out-feed.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** The protocol's limit. The 50 MB it also names are far off: an address takes about 150 bytes. */
const maxSitemapUrls = 50_000;

/** What tells which pages there are, and when each last changed. */
export const sitemapInputs = [
  'days',
  'own-pages',
  'sources',
  'heads:day',
  'heads:source',
  'heads:section',
  'heads:view',
  'heads:topic',
  'heads:author',
  'heads:packages',
  'heads:story',
];

/** When an item of each day last came or changed, and of the weeks, months and years that days belong to. */
function changesByDate({ ledger }: Site): ReadonlyMap<string, string> {
  const changes = new Map<string, string>();
  for (const [day, { n, changed }] of ledger.dayHeads()) {
    if (n === 0) continue;
    for (const id of [day, weekId(weekOf(day)), monthOf(day), yearOf(day)]) {
      const known = changes.get(id);
      if (known === undefined || known < changed) changes.set(id, changed);
    }
  }
  return changes;
}

type LastmodOf = (ref: PageRef) => string | undefined;

function lastmodOf(site: Site): LastmodOf {
  const { ledger } = site;
  const byDate = changesByDate(site);
  const newest = byDate.get(ledger.days.at(-1) ?? '') ?? neverUpdated;
  return ({ kind, id }) => {
    switch (kind) {
      case 'day':
      case 'week':
      case 'month':
      case 'year':
        return byDate.get(id) ?? neverUpdated;
      case 'source':
      case 'section':
      case 'view':
      case 'topic':
      case 'author':
        return ledger.threads(kind).get(id)?.changed ?? neverUpdated;
      case 'story':
        return ledger.stories().get(ledger.aliasOf(id) ?? id)?.changed ?? neverUpdated;
      case 'package-month':
        return ledger.threads('packages').get(id.slice(0, 7))?.changed ?? neverUpdated;
      case 'packages':
      case 'home':
      case 'archive':
      case 'topics':
      case 'sources':
      case 'about':
        return newest;
      case 'own':
        return neverUpdated;
      case 'thread-part':
      case 'search':
      case 'since':
      case 'saved':
      case 'offline':
      case 'not-found':
        // None holds anything that is not found elsewhere.
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
  const pages: Page[] = [];
  for (const ref of pagesOf(site)) {
    const changed = lastmod(ref);
    if (changed !== undefined)
      pages.push({ loc: site.absolute(ref.path.replace(/index\.html$/, '')), lastmod: changed });
  }
  return pages;
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
    const newest = part.map(({ lastmod }) => lastmod).reduce((a, b) => (a < b ? b : a));
    parts.push(urlNode(site.absolute(path), newest));
    yield file(path, part);
  }
  yield {
    path: '/sitemap.xml',
    content: xmlDocument({ sitemapindex: { '@xmlns': namespace, sitemap: parts } }),
  };
}
