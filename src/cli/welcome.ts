import { readFile } from 'node:fs/promises';
import { configPath, removeFromConfig } from '../config/index.ts';
import type { Problem } from '../model/types.ts';
import { welcomeFile } from '../publisher/index.ts';
import { archiveOf, type GlobalOptions, openSiteFolder, type SiteFolder } from '../run/site-folder.ts';
import type { Console } from './console.ts';
import { writeSiteConfig } from './site-config.ts';

/** The one item of `feeds/welcome.atom`, as its feed names it. */
const welcomeItem = 'urn:daybook:welcome:1';

/** Where a feed stands in the list of `daybook.yaml`; `undefined` of one that another list names. */
export function placeInConfig(where: string): number | undefined {
  const at = /^daybook\.yaml, feeds\[(\d+)\]$/.exec(where)?.[1];
  return at === undefined ? undefined : Number(at);
}

/** Takes its item out of the archive; a digest that was never built has none. Returns what kept it from that. */
async function forgetWelcome(folder: SiteFolder, id: string, now: string): Promise<Problem | undefined> {
  const archive = archiveOf(folder, now);
  const lock = await archive.lock();
  if (lock.kind !== 'locked') return lock.problem;
  try {
    const answer = await archive.forget('do', { kind: 'item', name: `${id}:${welcomeItem}` });
    return answer.kind === 'failed' && answer.problem.code !== 'ARCHIVE_NOTHING_TO_FORGET'
      ? answer.problem
      : undefined;
  } finally {
    await archive.unlock();
  }
}

/**
 * Takes the feed with which every digest begins out of `daybook.yaml`, and its item out of the archive, once there are
 * other feeds: nobody wants to publish it. The item first: without its feed, nothing would lead back to it. The file
 * stays where it is. Returns whether it was taken out.
 */
export async function dropWelcome(options: GlobalOptions, console: Console): Promise<boolean> {
  const folder = await openSiteFolder(options);
  if ('problems' in folder || folder.config.feeds.length < 2) return false;
  const welcome = folder.config.feeds.find((feed) => feed.url === welcomeFile.to);
  const at = welcome && placeInConfig(welcome.where);
  if (!welcome || at === undefined) return false;
  const failed = (await forgetWelcome(folder, welcome.id, options.now)) ?? (await takeOut(folder.dir, at));
  if (failed)
    console.err(`The welcome feed stays until you add a feed again: ${failed.what} ${failed.why}\n`);
  else if (!options.quiet) console.err('The welcome feed is not needed any more, and was taken out.\n');
  return !failed;
}

async function takeOut(dir: string, at: number): Promise<Problem | undefined> {
  const text = await readFile(configPath(dir), 'utf8');
  return writeSiteConfig(dir, removeFromConfig(text, at));
}
