/** The files that a site has beside its HTML pages. See `docs/outputs.md`. */
import type { PageView } from '../pages.ts';
import type { Site } from '../site.ts';
import { atomDocument } from './atom.ts';
import { badge } from './badge.ts';
import { bodyReader, carriesBody, type ReadBody } from './bodies.ts';
import { editionsFeed, editionsIndex } from './editions-feed.ts';
import { outFeed } from './entries.ts';
import { feedArchive } from './feed-archive.ts';
import { feedStyle } from './feed-style.ts';
import { healthDocument } from './health.ts';
import { type HeaderOptions, headersText, robotsText } from './hosting.ts';
import { issuesOf } from './issues.ts';
import { jsonFeedDocument } from './json-feed.ts';
import { type List, namedListsOf, type PagedList, pagedListsOf } from './lists.ts';
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

/** The bodies of all items that these lists carry, read a day at a time. */
function readerFor(lists: Iterable<List>, site: Site): ReadBody {
  const wanted = new Set<string>();
  for (const { items, bodies } of lists)
    if (bodies) for (const item of items) if (carriesBody(item)) wanted.add(item.key);
  return bodyReader(site, wanted);
}

/** Each edition as text, and as a mail where the configuration asks for it. */
async function writeEditions(site: Site, write: WriteOutput, render: OutputOptions['render']): Promise<void> {
  for (const kind of site.config.editions.every)
    for (const issue of issuesOf(kind, site)) {
      await write(`${issue.path}index.txt`, textEdition(issue, site));
      if (site.config.outputs.mail && render !== undefined)
        await write(`${issue.path}email.html`, await mailDocument(issue, site, render));
    }
}

async function writeFeeds(site: Site, write: WriteOutput): Promise<void> {
  const archive = site.config.outputs.feedArchive ? feedArchive(site) : undefined;
  const pagingOf = (list: PagedList): OutPaging | undefined => archive?.pagingOf(list);
  const readNewest = readerFor(pagedListsOf(site), site);
  for (const list of pagedListsOf(site))
    await writeFeed(list.folder, await outFeed(list, site, readNewest, pagingOf(list)), write);
  const readNamed = readerFor(namedListsOf(site), site);
  for (const list of namedListsOf(site))
    await writeFeed(list.folder, await outFeed(list, site, readNamed, undefined), write);
  await writeFeed('/editions/', editionsFeed(site), write);
  if (archive)
    for await (const { folder, ...document } of archive.documents()) await writeFeed(folder, document, write);
}

/**
 * Writes every output, one after the other, always in the same order: feeds, text editions, lists for programs, files
 * for hosts and crawlers. The same site gives the same bytes; only the feed of editions looks at `site.now`.
 *
 * @throws what `write` and `site.readDay` throw.
 */
export async function writeOutputs(
  site: Site,
  write: WriteOutput,
  options: OutputOptions = {},
): Promise<void> {
  await writeFeeds(site, write);
  await write('/feed.css', feedStyle(site.t('feedNote')));
  await writeEditions(site, write, options.render);
  await write('/editions/index.json', editionsIndex(site));
  await write('/stories/index.json', storiesIndex(site));
  await write('/health.json', healthDocument(site));
  await write('/badge.svg', badge(site));
  for (const { path, content } of schemaFiles()) await write(path, content);
  const opml = opmlDocument(site);
  await write('/opml.xml', opml);
  await write('/.well-known/recommendations.opml', opml);
  for (const { path, content } of sitemaps(site)) await write(path, content);
  await write('/robots.txt', robotsText(site));
  await write('/manifest.webmanifest', manifestDocument(site, options.icons ?? []));
  await write('/_headers', headersText(site, options));
}
