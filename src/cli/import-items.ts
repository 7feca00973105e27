import { stripTerminal } from '../clean/index.ts';
import { type ImportedFeed, type Merge, mergeList } from '../config/index.ts';
import { count } from '../model/count.ts';
import type { Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import type { CachedFeed, OpenedCache } from '../run/import/cache.ts';
import { feedOfCached } from '../run/import/match.ts';
import { type TakenFeed, takeItems } from '../run/import/take-items.ts';
import { archiveOf } from '../run/site-folder.ts';
import { type NamedCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printList, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import type { ImportOptions } from './import-command.ts';
import { openSiteConfig, type SiteConfig, withAdditions, writeSiteConfig } from './site-config.ts';

/** Opens a cache, knowing which feeds are configured. */
export type OpenCache = (
  feeds: SiteConfig['present']['feeds'],
) => Promise<OpenedCache | { readonly problem: Problem }>;

/** Feeds of the cache that the digest does not have yet. */
function unknownFeeds(
  cache: OpenedCache,
  { present }: SiteConfig,
): { feeds: ImportedFeed[]; lost: CachedFeed[] } {
  const unknown = cache.feeds.filter((one) => feedOfCached(one, present.feeds) === undefined);
  return {
    feeds: unknown.flatMap(({ urls, name, title }) => {
      const [url] = urls;
      const called = name ?? title;
      return url === undefined ? [] : [{ url, ...(called !== undefined && { title: called }) }];
    }),
    lost: unknown.filter(({ urls }) => urls.length === 0),
  };
}

function withoutAddress(cache: OpenedCache, lost: readonly CachedFeed[]): Problem[] {
  return lost.map(({ name, title, items }) => ({
    code: 'IMPORT_FEED_UNKNOWN',
    what: `Left out: ${count(items, 'item')} of "${name ?? title ?? 'a feed without a name'}".`,
    where: cache.format,
    why: 'The cache does not contain the address of the feed, and no configured feed has this title.',
    fix: 'Add the feed under that title, and import again.',
    kept: 'All other items.',
  }));
}

const shownAtMost = 20;

function tell(
  cache: OpenedCache,
  taken: readonly TakenFeed[],
  options: ImportOptions,
  console: Console,
): void {
  if (options.quiet) return;
  const added = taken.reduce((sum, one) => sum + one.added, 0);
  const items = taken.reduce((sum, one) => sum + one.items, 0);
  const verb = options.dryRun ? 'would be added' : 'added';
  console.err(`Read ${cache.format}: ${count(items, 'item')} of ${count(taken.length, 'feed')}.\n`);
  console.err(`${count(added, 'item')} ${verb}, ${items - added} there already or left out.\n`);
  const news = taken.filter((one) => one.added > 0);
  for (const one of news.slice(0, shownAtMost)) console.err(`  ${one.feed}: ${one.added} of ${one.items}\n`);
  if (news.length > shownAtMost) console.err(`  … and ${count(news.length - shownAtMost, 'more feed')}\n`);
}

function tellFeeds({ additions }: Merge, options: ImportOptions, console: Console): void {
  if (options.quiet) return;
  const verb = options.dryRun ? 'would be added' : 'added';
  const heading = `${count(additions.feeds.length, 'feed')} of the cache ${verb} to daybook.yaml:`;
  const urls = additions.feeds.map((feed) => (typeof feed === 'string' ? feed : feed.url));
  printList(
    heading,
    urls.map((url) => stripTerminal(shownAddress(url))),
    console,
  );
}

/**
 * Takes the items of another program's cache into the archive, each under the feed that it came from; feeds that the
 * digest does not have are added to `daybook.yaml`. What the archive has already stays as it is, so that importing
 * twice changes nothing.
 *
 * @param options `edited`: the configuration as a preview has it, when not as it is written down
 */
export const importItems: NamedCommand<OpenCache, ImportOptions & { readonly edited?: SiteConfig }> = async (
  openCache,
  options,
  console,
) => {
  const site = options.edited ?? (await openSiteConfig(options.site));
  if ('problems' in site) return stoppedBy(site.problems, exitCodes.usage, console);
  const cache = await openCache(site.present.feeds);
  if ('problem' in cache) return stoppedBy(cache.problem, exitCodes.failed, console);
  const { feeds, lost } = unknownFeeds(cache, site);
  const merge = mergeList(feeds, site.present, cache.format);
  const notes = [...cache.notes, ...merge.skipped, ...withoutAddress(cache, lost)];
  printProblems(notes, console);
  const edited = await withAdditions(site, merge.additions);
  if ('problems' in edited) return stoppedBy(edited.problems, exitCodes.usage, console);
  const isNew = merge.additions.feeds.length > 0;
  if (isNew && !options.dryRun) {
    const failed = await writeSiteConfig(site.dir, edited.text);
    if (failed) return stoppedBy(failed, exitCodes.failed, console);
  }
  tellFeeds(merge, options, console);
  const { config } = edited;
  const archive = archiveOf({ dir: site.dir, config, notices: [] }, options.now);
  return withLock(archive, console, async () => {
    const mode = options.dryRun ? 'preview' : 'do';
    const taken = await takeItems({ cache, config, archive, now: options.now, mode });
    if (taken.kind === 'failed') return stoppedBy(taken.problem, exitCodes.failed, console);
    printProblems(taken.problems, console);
    tell(cache, taken.feeds, options, console);
    const report = {
      format: cache.format,
      added: merge.additions.feeds,
      items: taken.feeds,
      problems: [...notes, ...taken.problems],
      dryRun: options.dryRun,
    };
    return { exitCode: exitCodes.done, report };
  });
};
