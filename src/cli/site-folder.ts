import type { Problem } from '../model/types.ts';
import { readSiteFolder, type SiteFolder } from '../site/site-folder.ts';

export { archiveOf, cacheDir, type SiteFolder } from '../site/site-folder.ts';

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

/** Opens the site folder that a command was started on, with what its options change of the configuration. */
export async function openSiteFolder(
  options: GlobalOptions,
): Promise<SiteFolder | { readonly problems: readonly Problem[] }> {
  const folder = await readSiteFolder(options.site);
  if ('problems' in folder || !options.allowPrivateNetworks) return folder;
  const { config } = folder;
  return { ...folder, config: { ...config, fetch: { ...config.fetch, allowPrivateNetworks: true } } };
}
