import { makeUserAgent } from '../fetch/index.ts';
import type { Config } from '../model/types.ts';
import { version } from './version.ts';

/** How a digest calls itself where it asks: by its own address, and by that of whom to write to. */
export function userAgentOf({ url, fetch: { contact } }: Pick<Config, 'url' | 'fetch'>): string {
  return makeUserAgent({ version, siteUrl: url, ...(contact !== undefined && { contact }) });
}
