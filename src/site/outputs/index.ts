/** The files that a site has beside its HTML pages. See `docs/outputs.md`. */

import { shortHash } from '../hash.ts';
import type { PageView } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { fileUnit, type Unit } from '../unit.ts';
import { editionPath } from '../views/edition-names.ts';
import { atomDocument } from './atom.ts';
import { badge } from './badge.ts';
import { editionNamed, editionsOf } from './dated-editions.ts';
import { editionsFeed, editionsIndex } from './editions-feed.ts';
import { pagesBack, pagingAt, partFeed, partsOf, subscriptionPaging } from './feed-archive.ts';
import { feedStyle } from './feed-style.ts';
import { healthDocument } from './health.ts';
import { type HeaderOptions, headersText, robotsText } from './hosting.ts';
import { jsonFeedDocument } from './json-feed.ts';
import { folderOf, type ListName, listNames, listOf } from './lists.ts';
import { mailDocument } from './mail.ts';
import { type Icon, manifestDocument } from './manifest.ts';
import { opmlDocument } from './opml.ts';
import type { OutFeed } from './out-feed.ts';
import { outFeed } from './out-items.ts';
import { rssDocument } from './rss.ts';
import { schemaFiles } from './schemas.ts';
import { sitemapInputs, sitemaps } from './sitemap.ts';
import { storiesIndex } from './stories-index.ts';
import { textEdition } from './text-edition.ts';

/** Takes one output file: its address below the site's root, `/feed.xml`, and all that stands in it. */
type WriteOutput = (path: string, content: string | Uint8Array) => Promise<void>;

export type { Icon };

export interface OutputOptions extends HeaderOptions {
  /** The site's icons, for the web manifest. */
  readonly icons?: readonly Icon[];
  /** Fills a template; without it, no mails are made. */
  readonly render?: (view: PageView) => Promise<string>;
}

async function writeFeed(folder: string, feed: OutFeed, write: WriteOutput): Promise<void> {
  if (feed.forms.includes('atom')) await write(`${folder}feed.xml`, atomDocument(feed));
  if (feed.forms.includes('json')) await write(`${folder}feed.json`, jsonFeedDocument(feed));
  if (feed.forms.includes('rss')) await write(`${folder}rss.xml`, rssDocument(feed));
}

function feedUnit(name: ListName, site: Site): Unit {
  const folder = folderOf(name);
  const paging = subscriptionPaging(name, site);
  return {
    id: `feed:${folder}`,
    ...(paging && { extra: JSON.stringify(paging) }),
    make: async (tracked, write) =>
      writeFeed(folder, await outFeed(listOf(name, tracked), tracked, paging), write),
  };
}

/** The documents with all that came before what a feed holds. */
function archiveUnits(name: ListName, site: Site): Unit[] {
  if (!pagesBack(name, site)) return [];
  const parts = partsOf(name, site);
  return parts.map((part, at): Unit => {
    const paging = pagingAt(parts, at, site);
    return {
      id: `feed:${part.folder}`,
      extra: JSON.stringify(paging),
      make: async (tracked, write) => writeFeed(part.folder, await partFeed(part, paging, tracked), write),
    };
  });
}

/** Each edition as text, and as a mail where the configuration asks for it. */
function* editionUnits(site: Site, render: OutputOptions['render']): Generator<Unit> {
  for (const kind of site.config.editions.every)
    for (const { id } of editionsOf(kind, site)) {
      const folder = editionPath(id);
      yield {
        id: `text:${folder}`,
        make: async (tracked, write) => {
          const edition = editionNamed({ kind, id }, tracked);
          await write(`${folder}index.txt`, textEdition(edition, tracked));
          if (tracked.config.outputs.mail && render !== undefined)
            await write(`${folder}email.html`, await mailDocument(edition, tracked, render));
        },
      };
    }
}

const editionsFeedUnit: Unit = {
  id: 'feed:/editions/',
  make: async (tracked, write) => writeFeed('/editions/', editionsFeed(tracked), write),
};

/** Files of which there is one of a kind. */
function singleUnits(site: Site, options: OutputOptions): Unit[] {
  const { icons, csp } = options;
  return [
    ...(site.config.outputs.feeds.editions.length > 0 ? [editionsFeedUnit] : []),
    fileUnit('/feed.css', ({ t }) => feedStyle(t('feedNote'))),
    fileUnit('/editions/index.json', editionsIndex),
    fileUnit('/stories/index.json', storiesIndex),
    fileUnit('/health.json', healthDocument),
    fileUnit('/badge.svg', badge),
    {
      id: 'schemas',
      make: async (_tracked, write) => {
        for (const { path, content } of schemaFiles()) await write(path, content);
      },
    },
    fileUnit('/opml.xml', opmlDocument),
    fileUnit('/.well-known/recommendations.opml', opmlDocument),
    {
      id: '/sitemap.xml',
      // It names every page: a few inputs instead of as many.
      inputs: sitemapInputs,
      make: async (_tracked, write) => {
        for (const { path, content } of sitemaps(site)) await write(path, content);
      },
    },
    fileUnit('/robots.txt', robotsText),
    fileUnit(
      '/manifest.webmanifest',
      (tracked) => manifestDocument(tracked, icons ?? []),
      icons && shortHash(JSON.stringify(icons)),
    ),
    fileUnit('/_headers', (tracked) => headersText(tracked, options), csp && shortHash(csp)),
  ];
}

/**
 * Every output, always in the same order: feeds, text editions, lists for programs, files for hosts and crawlers. The
 * same site gives the same bytes; only the feed of editions asks what is over.
 */
export function* outputUnits(site: Site, options: OutputOptions = {}): Generator<Unit> {
  for (const name of listNames(site)) {
    yield feedUnit(name, site);
    yield* archiveUnits(name, site);
  }
  yield* editionUnits(site, options.render);
  yield* singleUnits(site, options);
}
