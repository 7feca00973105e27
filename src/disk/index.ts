import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { parseJson } from '../model/json.ts';

type MakeFolder = (path: string, options?: { readonly recursive: true }) => Promise<string | undefined>;

/** {@link makeFolder}, a folder at a time. */
async function makeOneByOne(path: string, make: MakeFolder): Promise<string | undefined> {
  try {
    await make(path);
    return path;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return undefined;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    const first = await makeOneByOne(dirname(path), make);
    await make(path);
    return first ?? path;
  }
}

/**
 * Makes a folder and those above it. Returns the first that was missing, `undefined` if none was. Rejects as Node does, but
 * with what the system said: Node answers that there is no such folder, whether the disk is full, read-only or at fault.
 *
 * @param make what makes a folder; tests pass their own
 */
export async function makeFolder(
  path: string,
  make: MakeFolder = (one, options) => mkdir(one, { recursive: false, ...options }),
): Promise<string | undefined> {
  try {
    return await make(path, { recursive: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return makeOneByOne(path, make);
  }
}

/** What a file system says that has no such call, as some that are reached over a network: it decides by itself. */
const cannotSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Waits until a file or folder is on the disk, where its file system can say that. */
export async function sync(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!cannotSync.has(errorCode(error) ?? '')) throw error;
  }
}

/** Where what stands in the place of a file or folder of ours is put: nobody reads it there. */
export const asideOf = (path: string): string => `${path}.aside`;

/** Renames a file. A folder where it is to stand is moved aside first, with all in it. Rejects as Node does. */
export async function renameOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const isFolder = (await lstat(to).catch(() => undefined))?.isDirectory() === true;
    if (!isFolder) throw error;
    await rename(to, asideOf(to));
    await rename(from, to);
  }
}

/**
 * Writes a file beside its place first, so that nobody ever sees half of it, and makes the folders that it needs. Rejects
 * as Node does, and leaves nothing of its own behind then. A folder in its place is moved aside, with all in it.
 *
 * @param mode the rights of the new file; the usual ones when absent
 * @param isData whether it cannot be made again: then its bytes are on the disk before it takes its place, so that no power
 * cut leaves an empty file there
 * @example
 * await writeWhole('/site/_data/portraits/lwn.webp', bytes, { isData: true });
 * await writeWhole('/site/daybook.yaml', text, { mode, isData: true });
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { mode, isData = false }: { readonly mode?: number; readonly isData?: boolean } = {},
): Promise<void> {
  const draft = `${path}.part`;
  try {
    await makeFolder(dirname(path));
    const file = await open(draft, 'w', mode);
    try {
      await file.writeFile(content);
      if (isData) await sync(file);
    } finally {
      await file.close();
    }
    await renameOver(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Where a file is, or would be, that a path names: links are followed. Rejects where its folder is not there. */
async function placeOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return join(await realpath(dirname(path)), basename(path));
  }
}

/**
 * Writes a file of the user's, or replaces it whole, with the rights that it has; of a link, the file that it leads to. A
 * pipe or a device is written to. Makes no folder. Rejects as Node does, with the file as it was.
 *
 * @example
 * await replaceFile('/home/ada/feeds.opml', text);
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const place = await placeOf(path);
  const before = await stat(place).catch(() => undefined);
  if (before === undefined || before.isFile())
    return writeWhole(place, text, { isData: true, ...(before && { mode: before.mode }) });
  await writeFile(place, text);
}

/** The same as {@link writeWhole}, where the file does not hold this text already: a run without news leaves it as it is. */
export async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== text) await writeWhole(path, text);
}

/** A file's text, in UTF-8; `undefined` when there is no such file. Rejects as Node does where it cannot be read. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    // Node opens a folder, and then does not say which one it could not read.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

/** Names in a folder, sorted; none where there is no such folder. Rejects as Node does where it cannot be read. */
export async function listIfThere(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}

/** The value of a JSON file; `undefined` where there is none, or it cannot be read. */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(await readFile(path).catch(() => undefined));
}
