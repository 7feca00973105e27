import { readFileSync } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asideOf, makeFolder, renameOver, sync } from '../../disk/index.ts';
import { errorCode } from '../../model/error-code.ts';

/**
 * The little that the archive asks of a file system. Every call rejects as Node's does (`code: 'ENOSPC'`, …); tests pass
 * one that fails or dies where they want.
 */
export interface ArchiveFs {
  /** The file's bytes, `undefined` when there is no such file, or a folder in its place. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Names in a folder in code point order; none when there is no such folder. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** Creates or replaces a file and waits until its bytes are on the disk. */
  readonly write: (path: string, data: string | Uint8Array) => Promise<void>;
  /** Moves a file, also to another file system: a folder of the archive may be a link. A folder where it is to stand is moved aside first, with all in it. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Removes a file or a folder with all in it; nothing when there is none. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes a folder and its parents, on the disk when it returns. A file where one is to stand is moved aside first. */
  readonly makeDir: (path: string) => Promise<void>;
  /** Waits until the names in a folder are on the disk; nothing when there is no such folder. */
  readonly syncDir: (path: string) => Promise<void>;
}

/** Where an archive lies, and what reads and writes it. */
export interface ArchiveFolder {
  readonly fs: ArchiveFs;
  /** The data folder. */
  readonly dir: string;
}

/** A file's text with the line ends that it was written with: on some machines, git checks files out with others. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

const missing = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

async function missingAs<T>(work: () => T | Promise<T>, value: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (missing.has(errorCode(error) ?? '')) return value;
    throw error;
  }
}

/** Moves a file aside that stands where a folder belongs, here or above. Answers whether there was one. */
async function setFileAside(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile()) {
    await rename(path, asideOf(path));
    return true;
  }
  return found === undefined && dirname(path) !== path ? setFileAside(dirname(path)) : false;
}

/** Moves a file to another file system, as a rename does: nobody sees half of it. Done again, it changes nothing. */
async function moveAcross(from: string, to: string): Promise<void> {
  const draft = `${to}.part`;
  await synced(draft, 'w', async (file) => file.writeFile(await readFile(from)));
  await renameOver(draft, to);
  await syncFolder(dirname(to));
  await rm(from);
}

async function move(from: string, to: string): Promise<void> {
  try {
    await renameOver(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await moveAcross(from, to);
  }
}

/** Waits until a file or folder is on the disk, after `write` was done with it. */
async function synced(
  path: string,
  flags: 'r' | 'w',
  write?: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o644);
  try {
    await write?.(file);
    await sync(file);
  } finally {
    await file.close();
  }
}

/**
 * Windows cannot open a folder to sync it: it orders names itself. A folder that is not there has no names.
 */
const unsyncable = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EPERM']);

async function syncFolder(path: string): Promise<void> {
  try {
    await synced(path, 'r');
  } catch (error) {
    if (!unsyncable.has(errorCode(error) ?? '')) throw error;
  }
}

async function makeAnyFolder(path: string): Promise<string | undefined> {
  try {
    return await makeFolder(path);
  } catch (error) {
    if (!(await setFileAside(path))) throw error;
    return makeFolder(path);
  }
}

async function makeDir(path: string): Promise<void> {
  const first = await makeAnyFolder(path);
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** The real file system. */
export const nodeFs: ArchiveFs = {
  // At once: waiting for a small file takes five times as long as reading it, and a run reads hundreds.
  read: (path) => missingAs<Uint8Array | undefined>(() => readFileSync(path), undefined),
  list: async (path) => (await missingAs(() => readdir(path), [])).sort(),
  write: (path, data) => synced(path, 'w', (file) => file.writeFile(data)),
  rename: move,
  remove: (path) => rm(path, { recursive: true, force: true }),
  makeDir,
  syncDir: syncFolder,
};
