import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import type { ArchiveFolder, ArchiveFs } from '../disk/files.ts';
import { openTransaction } from '../disk/journal.ts';
import { recordedFeeds, statePath } from '../disk/state-path.ts';
import { allOrNothing, type Failed, Stop } from '../disk/stop.ts';
import { learnedWordsPath } from '../known/learned-words.ts';
import { tombstonePath } from '../known/tombstones.ts';

/** Keeps a file of the archive that is taken back. Rejects when the disk does. */
export type KeepFile = (path: string, bytes: Uint8Array) => Promise<void>;

/** Hands over all files that are to be there. Answers with a problem where it cannot: then nothing changes. */
export type TakeFiles = (keep: KeepFile) => Promise<Problem | undefined>;

export type RestoreResult = { readonly kind: 'restored' } | Failed;

/**
 * What is remembered of an archive that is gone, and must not be taken for what the restored one has. The steps of a
 * transaction may be done twice: no folder is among them into which it moves files.
 */
async function outdated(fs: ArchiveFs, dir: string, kept: ReadonlySet<string>): Promise<string[]> {
  const states = (await recordedFeeds(fs, dir)).map(statePath).filter((path) => !kept.has(path));
  return [...states, 'state/known', 'state/pages', learnedWordsPath];
}

/** Removal requests that were made here, too: they stay. */
async function withOwnRequests(fs: ArchiveFs, dir: string, bytes: Uint8Array): Promise<Uint8Array> {
  const own = await fs.read(join(dir, tombstonePath));
  return own === undefined ? bytes : Buffer.concat([bytes, own]);
}

/**
 * Takes files into an archive without days, all or nothing: a run that stops in between is finished by the next one, or
 * nothing of it was there. What no file replaces stays: whom editions were mailed to, copies of pictures.
 */
export async function restoreFiles({ fs, dir }: ArchiveFolder, take: TakeFiles): Promise<RestoreResult> {
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const kept = new Set<string>();
    const problem = await take(async (path, bytes) => {
      kept.add(path);
      const data = path === tombstonePath ? await withOwnRequests(fs, dir, bytes) : bytes;
      await transaction.stage({ path, data });
    });
    if (problem) throw new Stop(problem);
    for (const path of await outdated(fs, dir, kept)) await transaction.stage({ path, data: undefined });
    await transaction.commit();
    return { kind: 'restored' };
  });
}
