import { makeUserAgent } from '../fetch/index.ts';
import type { Config } from '../model/types.ts';
import { version } from './version.ts';

type Asking = Pick<Config, 'url' | 'fetch'>;

/** The page that the owner of a server finds in the log: the digest's own, unless its configuration names another. */
export const contactOf = ({ url, fetch: { contact } }: Asking): string => contact ?? url;

/** How a digest calls itself where it asks. */
export const userAgentOf = (config: Asking): string => makeUserAgent({ version, contact: contactOf(config) });
