import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive, RememberedItems } from '../../archive/index.ts';
import { lacksNothing, readCache, writeCache } from '../../site/index.ts';
import { cacheDir, type SiteFolder } from '../site-folder.ts';

/**
 * Feeds that have to be asked for everything that they hold, because the archive lost items of theirs. Kept in the
 * disposable cache until one has answered: if the file is lost, the items are missed until `check --repair`.
 */
const file = 'ask-again.json';

async function readAgain(dir: string): Promise<Set<string>> {
  const value = await readCache(join(dir, file));
  return new Set(Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []);
}

/** Remembers which feeds are still to be asked. */
export async function writeAgain(dir: string, feeds: ReadonlySet<string>): Promise<void> {
  if (feeds.size === 0) await rm(join(dir, file), { force: true }).catch(() => undefined);
  else await writeCache(join(dir, file), [...feeds].sort());
}

/** Published items that the archive lost, and the feeds that may have them. */
interface Lost {
  /** Those that are to be asked without validators. */
  readonly feeds: ReadonlySet<string>;
  readonly remembered: RememberedItems;
}

/** Remembers more feeds that are to be asked. */
export async function addAgain(dir: string, feeds: Iterable<string>): Promise<void> {
  await writeAgain(dir, new Set([...(await readAgain(dir)), ...feeds]));
}

/**
 * Published items that are no longer in the archive, though nobody removed them on purpose. The caller holds the lock.
 *
 * @param without where no rendering is remembered: whether the index is read for days that are gone
 */
export async function lookForLost(
  folder: SiteFolder,
  archive: Archive,
  without: 'index' | 'nothing',
): Promise<Lost> {
  const again = await readAgain(cacheDir(folder));
  if (await lacksNothing(folder.dir)) return { feeds: again, remembered: new Map() };
  const { findLostItems } = await import('../../site/content/kept-ledger.ts');
  const found = await findLostItems(folder.dir, archive);
  const lost = found ?? [];
  const remembered = new Map(lost.map((item) => [item.key, item]));
  const isByIndex = found === undefined && without === 'index';
  if (lost.length === 0 && !isByIndex) return { feeds: again, remembered };
  const noted = await (isByIndex ? archive.noteLostDays() : archive.noteLost(lost));
  if (noted.kind === 'noted') for (const feed of noted.feeds) again.add(feed);
  await writeAgain(cacheDir(folder), again);
  return { feeds: again, remembered };
}
