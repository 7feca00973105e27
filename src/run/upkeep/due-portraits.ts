// Not by the door, which loads what copies images.

import { isPortraitDue } from '../../images/portraits/due.ts';
import { openPortraits, type PortraitStore, portraitsDir } from '../../images/portraits/store.ts';
import { HOUR } from '../../model/instant.ts';
import type { Config, FeedConfig } from '../../model/types.ts';
import type { SiteRun } from '../site-folder.ts';

/** Whose faces and icons are to be asked for: most runs find that there is nobody, and load no more than this. */

type DueInput = Pick<SiteRun, 'folder' | 'now' | 'force' | 'only'>;

/** Sources whose state is read in a run, to know where their icons may be. */
const maxLooks = 400;

export const isAddress = (text: string): boolean => /^https?:/i.test(text);

/** The face that the configuration names, where it is an address. */
export function wantedOf({ face }: FeedConfig): string | undefined {
  return face !== undefined && isAddress(face) ? face : undefined;
}

/** Whether the site shows pictures of sources that come from elsewhere. */
function asksForPortraits({ sources, images }: Config): boolean {
  return sources.icons !== false && images !== 'none';
}

/** The feeds whose portraits are due, from another place in the list each hour: the first must not always win. */
export async function duePortraits({
  folder,
  now,
  force,
  only,
}: DueInput): Promise<{ readonly feeds: readonly FeedConfig[]; readonly store: PortraitStore } | undefined> {
  const { config, dir } = folder;
  if (!asksForPortraits(config)) return undefined;
  const store = await openPortraits(portraitsDir(dir));
  const due = config.feeds.filter(
    (feed) =>
      (only?.has(feed.id) ?? true) &&
      (wantedOf(feed) !== undefined || (feed.face === undefined && isAddress(feed.url))) &&
      isPortraitDue(store.find(feed.id), { wanted: wantedOf(feed), now, force }),
  );
  if (due.length === 0) return undefined;
  const at = (Math.floor(Date.parse(now) / HOUR) * maxLooks) % due.length;
  return { feeds: [...due.slice(at), ...due.slice(0, at)].slice(0, maxLooks), store };
}
