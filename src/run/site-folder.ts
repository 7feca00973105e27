import type { FeedConfig, Problem } from '../model/types.ts';
import { readSiteFolder, type SiteFolder } from '../site/index.ts';

export { archiveOf, cacheDir, type SiteFolder } from '../site/index.ts';

/** Options that every command has. */
export interface GlobalOptions {
  readonly site: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** RFC 3339 */
  readonly now: string;
  /** How far `now` is from the real clock: 0 unless `--now` was given. */
  readonly clockOffsetMs: number;
  readonly allowPrivateNetworks: boolean;
}

/**
 * The options of a command that asks any address: what the site folder that it was started in allows is allowed, too.
 * Without a folder, or with one whose configuration is faulty, they stay as they are.
 */
export async function withSiteNetworks<T extends GlobalOptions>(options: T): Promise<T> {
  if (options.allowPrivateNetworks) return options;
  const folder = await readSiteFolder(options.site);
  if ('problems' in folder) return options;
  return { ...options, allowPrivateNetworks: folder.config.fetch.allowPrivateNetworks };
}

/** The selectors that the site folder has for a page without a feed, whose address or path this is. */
export async function selectorsOf(
  target: string,
  { site }: Pick<GlobalOptions, 'site'>,
): Promise<Pick<FeedConfig, 'scrape'>> {
  const folder = await readSiteFolder(site);
  if ('problems' in folder) return {};
  const feed = folder.config.feeds.find(({ url }) => url === target);
  return feed?.scrape ? { scrape: feed.scrape } : {};
}

/** Opens the site folder that a command was started on, with what its options change of the configuration. */
export async function openSiteFolder(
  options: GlobalOptions,
): Promise<SiteFolder | { readonly problems: readonly Problem[] }> {
  const folder = await readSiteFolder(options.site);
  if ('problems' in folder || !options.allowPrivateNetworks) return folder;
  const { config } = folder;
  return { ...folder, config: { ...config, fetch: { ...config.fetch, allowPrivateNetworks: true } } };
}
