import { readFile } from 'node:fs/promises';
import { addressKey, configPath, readConfig, removeFromConfig } from '../config/index.ts';
import type { FeedConfig, Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import type { GlobalOptions } from '../run/site-folder.ts';
import { wholeAddress } from './add-command.ts';
import { type SiteCommand, stoppedBy } from './command-result.ts';
import { exitCodes } from './exit-codes.ts';
import { unknownFeed } from './fetch-command.ts';
import { writeSiteConfig } from './site-config.ts';
import { placeInConfig } from './welcome.ts';

function inOtherList({ id, where }: FeedConfig): Problem {
  return {
    code: 'REMOVE_IN_LIST',
    what: `The feed "${id}" was not removed.`,
    where,
    why: 'It is in a list that "opml" names, not in daybook.yaml.',
    fix: 'Remove it from that list.',
    kept: 'The feed, as it was.',
  };
}

/** The feed that an id or an address names. */
function feedNamed(name: string, feeds: readonly FeedConfig[]): FeedConfig | undefined {
  const keys = new Set([addressKey(name), addressKey(wholeAddress(name))]);
  return feeds.find(({ id }) => id === name) ?? feeds.find(({ url }) => keys.has(addressKey(url)));
}

/**
 * `daybook remove`: takes a feed out of `daybook.yaml`. What it brought stays published: `daybook forget` is for that.
 */
export const removeCommand: SiteCommand<GlobalOptions & { readonly feed: string }> = async (
  options,
  folder,
  console,
) => {
  const name = options.feed;
  const feed = feedNamed(name, folder.config.feeds);
  if (!feed) {
    const problem = unknownFeed(name, folder, 'Name a feed by its id or its address.');
    return stoppedBy(problem, exitCodes.usage, console);
  }
  const at = placeInConfig(feed.where);
  if (at === undefined) return stoppedBy(inOtherList(feed), exitCodes.usage, console);
  const text = removeFromConfig(await readFile(configPath(folder.dir), 'utf8'), at);
  const read = await readConfig(text, async () => undefined);
  const isLast = 'problems' in read && read.problems.every(({ code }) => code === 'CONFIG_NO_FEEDS');
  const failed = await writeSiteConfig(folder.dir, text);
  if (failed) return stoppedBy(failed, exitCodes.failed, console);
  if (!options.quiet) {
    console.err(`Removed "${feed.id}", ${shownAddress(feed.url)}.\n`);
    console.err(`Its items stay in the digest; daybook forget feed ${feed.id} takes them, too.\n`);
    if (isLast) console.err('It was the last feed: add another before the next build.\n');
  }
  return { exitCode: exitCodes.done, report: { removed: feed.id, url: shownAddress(feed.url) } };
};
