/** The files that a site has beside its HTML pages. See `docs/outputs.md`. */

import type { DigestItem } from '../../digest/index.ts';
import { shortHash } from '../hash.ts';
import type { PageView } from '../pages.ts';
import type { Site } from '../site.ts';
import type { Unit } from '../units.ts';
import { atomDocument } from './atom.ts';
import { badge } from './badge.ts';
import { bodyReader, carriesBody } from './bodies.ts';
import { editionsFeed, editionsIndex } from './editions-feed.ts';
import { outFeed } from './entries.ts';
import { feedArchive } from './feed-archive.ts';
import { feedStyle } from './feed-style.ts';
import { healthDocument } from './health.ts';
import { type HeaderOptions, headersText, robotsText } from './hosting.ts';
import { type Issue, issuesOf } from './issues.ts';
import { jsonFeedDocument } from './json-feed.ts';
import { type List, namedListsOf, pagedListsOf } from './lists.ts';
import { mailDocument } from './mail.ts';
import { type Icon, manifestDocument } from './manifest.ts';
import { opmlDocument } from './opml.ts';
import type { OutFeed, OutPaging } from './out-feed.ts';
import { rssDocument } from './rss.ts';
import { schemaFiles } from './schemas.ts';
import { sitemaps } from './sitemap.ts';
import { storiesIndex } from './stories-index.ts';
import { textEdition } from './text-edition.ts';

/** Takes one output file: its address below the site's root, `/feed.xml`, and all that stands in it. */
export type WriteOutput = (path: string, content: string | Uint8Array) => Promise<void>;

export type { Icon };

export interface OutputOptions extends HeaderOptions {
  /** The site's icons, for the web manifest. */
  readonly icons?: readonly Icon[];
  /** Fills a template; without it, no mails are made. */
  readonly render?: (view: PageView) => Promise<string>;
}

async function writeFeed(folder: string, feed: OutFeed, write: WriteOutput): Promise<void> {
  await write(`${folder}feed.xml`, atomDocument(feed));
  await write(`${folder}feed.json`, jsonFeedDocument(feed));
  if (feed.rss !== undefined) await write(`${folder}rss.xml`, rssDocument(feed));
}

/** Tells lists of items apart, by all that is shown of them. */
export type ItemsVersion = (items: Iterable<DigestItem>) => string;

interface FeedInput extends Pick<List, 'folder' | 'title' | 'description' | 'items' | 'bodies'> {
  readonly paging: OutPaging | undefined;
  readonly make: (site: Site) => Promise<OutFeed>;
}

/** The feeds of all lists. What they carry of bodies is read a day at a time, for all that are made in one run. */
function feedUnits(site: Site, itemsVersion: ItemsVersion): Unit[] {
  const wanted = new Set<string>();
  const readBody = bodyReader(site, wanted);
  const unitOf = ({ folder, title, description, items, bodies, paging, make }: FeedInput): Unit => ({
    id: `feed:${folder}`,
    extra: shortHash(JSON.stringify([title, description, bodies, paging, itemsVersion(items)])),
    announce: () => {
      if (bodies) for (const item of items) if (carriesBody(item)) wanted.add(item.key);
    },
    make: async (tracked, write) => writeFeed(folder, await make(tracked), write),
  });
  const archive = site.config.outputs.feedArchive ? feedArchive(site) : undefined;
  const ofList = (list: List, paging: OutPaging | undefined): Unit =>
    unitOf({ ...list, paging, make: (tracked) => outFeed(list, tracked, readBody, paging) });
  return [
    ...[...pagedListsOf(site)].map((list) => ofList(list, archive?.pagingOf(list))),
    ...[...namedListsOf(site)].map((list) => ofList(list, undefined)),
    ...(archive?.documents ?? []).map((document) =>
      unitOf({ ...document, make: (tracked) => document.make(tracked, readBody) }),
    ),
  ];
}

/** Each edition as text, and as a mail where the configuration asks for it. */
function editionUnits(site: Site, render: OutputOptions['render']): Unit[] {
  const unitOf = (issue: Issue): Unit => ({
    id: `text:${issue.path}`,
    extra: JSON.stringify(issue),
    make: async (tracked, write) => {
      await write(`${issue.path}index.txt`, textEdition(issue, tracked));
      if (tracked.config.outputs.mail && render !== undefined)
        await write(`${issue.path}email.html`, await mailDocument(issue, tracked, render));
    },
  });
  return site.config.editions.every.flatMap((kind) => issuesOf(kind, site).map(unitOf));
}

/** Files of which there is one of a kind. */
function singleUnits(site: Site, options: OutputOptions): Unit[] {
  const single = (path: string, make: (tracked: Site) => string, extra?: unknown): Unit => ({
    id: path,
    ...(extra !== undefined && { extra: shortHash(JSON.stringify(extra)) }),
    make: async (tracked, write) => write(path, make(tracked)),
  });
  return [
    {
      id: '/editions/feed.xml',
      make: async (tracked, write) => writeFeed('/editions/', editionsFeed(tracked), write),
    },
    single('/feed.css', ({ t }) => feedStyle(t('feedNote'))),
    single('/editions/index.json', editionsIndex),
    single('/stories/index.json', storiesIndex),
    single('/health.json', healthDocument),
    single('/badge.svg', badge),
    {
      id: 'schemas',
      make: async (_tracked, write) => {
        for (const { path, content } of schemaFiles()) await write(path, content);
      },
    },
    single('/opml.xml', opmlDocument),
    single('/.well-known/recommendations.opml', opmlDocument),
    {
      id: '/sitemap.xml',
      // It names every page: one input instead of as many.
      inputs: ['all'],
      make: async (_tracked, write) => {
        for (const { path, content } of sitemaps(site)) await write(path, content);
      },
    },
    single('/robots.txt', robotsText),
    single(
      '/manifest.webmanifest',
      (tracked) => manifestDocument(tracked, options.icons ?? []),
      options.icons,
    ),
    single('/_headers', (tracked) => headersText(tracked, options), options.csp),
  ];
}

/**
 * Every output, always in the same order: feeds, text editions, lists for programs, files for hosts and crawlers. The
 * same site gives the same bytes; only the feed of editions looks at `site.now`.
 */
export function outputUnits(site: Site, itemsVersion: ItemsVersion, options: OutputOptions = {}): Unit[] {
  return [
    ...feedUnits(site, itemsVersion),
    ...editionUnits(site, options.render),
    ...singleUnits(site, options),
  ];
}

/**
 * Writes every output, one after the other.
 *
 * @throws what `write` and `site.readDay` throw.
 */
export async function writeOutputs(
  site: Site,
  write: WriteOutput,
  options: OutputOptions = {},
): Promise<void> {
  const units = outputUnits(site, () => '', options);
  for (const unit of units) unit.announce?.();
  for (const unit of units) await unit.make(site, write);
}
