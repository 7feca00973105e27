import { join } from 'node:path';
import { asideOf } from '../../disk/index.ts';
import { dayPath, listDays } from '../day/day-store.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { recordedFeeds, statePath } from '../disk/state-path.ts';

/** Days and states that are folders, by their paths relative to the data folder: they have names, but no bytes. */
export async function listFolders({ fs, dir }: ArchiveFolder): Promise<string[]> {
  const days = (await listDays(fs, dir)).map(dayPath);
  const states = (await recordedFeeds(fs, dir)).map(statePath);
  const found: string[] = [];
  for (const path of [...days, ...states]) {
    if ((await fs.read(join(dir, path))) === undefined) found.push(path);
  }
  return found;
}

/** Moves them aside, with all in them, so that they are missing files to what mends the archive. */
export async function setFoldersAside(input: ArchiveFolder): Promise<void> {
  for (const path of await listFolders(input)) {
    const place = join(input.dir, path);
    await input.fs.rename(place, asideOf(place));
  }
}
