import type { Archive } from '../archive/index.ts';
import type { FeedConfig, Problem } from '../model/types.ts';
import { readSiteFolder, type SiteFolder } from '../site/index.ts';
import { contactOf } from './user-agent.ts';

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

/** How the site folder that a command was started in asks for an address, and reads it. */
export interface SiteReading extends Pick<FeedConfig, 'scrape'> {
  readonly allowPrivateNetworks: boolean;
  /** The zone of dates without a time; absent outside of a site folder, and where its configuration is faulty. */
  readonly timezone?: string;
  /** The page that the User-Agent names; absent where the zone is. */
  readonly contact?: string;
}

/** The same, with the selectors of a page without a feed whose address or path this is. */
export async function siteReading(target: string, options: GlobalOptions): Promise<SiteReading> {
  const { site, allowPrivateNetworks } = options;
  const folder = await readSiteFolder(site);
  if ('problems' in folder) return { allowPrivateNetworks };
  const { feeds, fetch, timezone } = folder.config;
  const scrape = feeds.find(({ url }) => url === target)?.scrape;
  return {
    allowPrivateNetworks: allowPrivateNetworks || fetch.allowPrivateNetworks,
    timezone,
    contact: contactOf(folder.config),
    ...(scrape && { scrape }),
  };
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

/** A run over the feeds of a site folder: it asks them, or copies what they only name. */
export interface SiteRun {
  readonly folder: SiteFolder;
  readonly archive: Archive;
  /** RFC 3339 */
  readonly now: string;
  /** Ask even what is not due. */
  readonly force: boolean;
  /** Only of these feeds; of all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}
