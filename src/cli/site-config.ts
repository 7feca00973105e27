import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Additions, addToConfig, configPath, type Present, readConfig } from '../config/index.ts';
import { replaceFile } from '../disk/index.ts';
import type { Config, Problem } from '../model/types.ts';
import { contactOf } from '../run/user-agent.ts';
import { written } from '../run/written.ts';
import { readSiteFolder } from '../site/index.ts';

/** A `daybook.yaml` that is about to be edited. */
export interface SiteConfig {
  /** Absolute. */
  readonly dir: string;
  readonly text: string;
  readonly present: Present;
  readonly contact?: string;
  readonly allowsPrivateNetworks: boolean;
}

async function readText(dir: string, path: string): Promise<string | undefined> {
  return readFile(join(dir, path), 'utf8').catch(() => undefined);
}

/** A configuration without any feed is sound as far as adding one is concerned. */
function lacksFeedsOnly(problems: readonly Problem[]): boolean {
  return problems.length > 0 && problems.every((problem) => problem.code === 'CONFIG_NO_FEEDS');
}

/** Reads the configuration of a site folder for an edit; its faults must be mended first. */
export async function openSiteConfig(
  dir: string,
): Promise<SiteConfig | { readonly problems: readonly Problem[] }> {
  const folder = await readSiteFolder(dir);
  if ('problems' in folder && !lacksFeedsOnly(folder.problems)) return folder;
  const text = await readFile(configPath(dir), 'utf8');
  const open = (config: Config): SiteConfig => ({
    dir,
    text,
    present: { feeds: config.feeds, sections: config.sections },
    contact: contactOf(config),
    allowsPrivateNetworks: config.fetch.allowPrivateNetworks,
  });
  if (!('problems' in folder)) return open(folder.config);
  // Sections may be there without any feed: one is lent to the check, so that it names them.
  const lent = addToConfig(text, { feeds: [{ url: 'lent.xml' }], sections: [] });
  const read = await readConfig(lent, (path) => readText(dir, path));
  if ('problems' in read)
    return { dir, text, present: { feeds: [], sections: [] }, allowsPrivateNetworks: false };
  return open({ ...read.config, feeds: [] });
}

/** The text with the additions and what it says, or what would be wrong with it. */
export async function withAdditions(
  { dir, text }: SiteConfig,
  additions: Additions,
): Promise<{ readonly text: string; readonly config: Config } | { readonly problems: readonly Problem[] }> {
  const edited = addToConfig(text, additions);
  const read = await readConfig(edited, (path) => readText(dir, path));
  return 'problems' in read ? read : { text: edited, config: read.config };
}

/** Replaces the file whole, with the rights it has; where it is a link, the file that it leads to. */
export function writeSiteConfig(dir: string, text: string): Promise<Problem | undefined> {
  const file = configPath(dir);
  const what = 'The configuration could not be written.';
  return written(() => replaceFile(file, text), { what, where: file, kept: 'The file as it was.' });
}
