import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../../model/error-code.ts';
import { shortHash } from '../hash.ts';

/** What became of the output folder: files by what had to be done. */
export interface OutputCounts {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** The same, with the paths of what was removed. */
export type Finished = Omit<OutputCounts, 'removed'> & { readonly removed: readonly string[] };

/** How a file is known again: by size and time, or else by what it holds. */
export interface FileMark {
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly hash: string;
}

/**
 * The site's folder, kept as it is but for what really changed: a file whose bytes are the same keeps its time, so that
 * hosts and copies send only news; each file is replaced whole; what the site no longer has is removed at the end.
 */
export interface OutputFolder {
  /** Whether nothing of an earlier rendering is there. */
  readonly isNew: boolean;
  /** `path` begins with `/` and uses `/`. */
  readonly write: (path: string, content: string | Uint8Array) => Promise<FileMark>;
  /** What a file holds; none where it cannot be read. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /**
   * The file's mark as it lies there, when it still holds what it held. Reads it only where its time is another, or
   * where all is read.
   */
  readonly holds: (path: string, mark: FileMark) => FileMark | undefined;
  /** Takes over what another process did in the same folder. */
  readonly join: (other: {
    readonly paths: Iterable<string>;
    readonly written: number;
    readonly unchanged: number;
  }) => void;
  /** Removes what the site no longer has, as far as it was not written, and names it. */
  readonly finish: (leftover: Leftover) => Promise<Finished>;
}

/** What goes at the end: files by their paths; or whatever lies there, but for those that stay. */
export type Leftover = { readonly stale: Iterable<string> } | { readonly allBut: Iterable<string> };

/** Names the folder as ours, so that a wrong `output` can never empty somebody's files. */
const marker = '.daybook';

/** Whoever publishes from a branch has a clone, a submodule or a worktree here: a folder, or a file that names one. */
const repository = '.git';

function markOf(file: string, content: Uint8Array): FileMark {
  return { size: content.length, mtimeMs: statSync(file).mtimeMs, hash: shortHash(content) };
}

/** `undefined` where nothing can be seen there. A link is none of our files, whatever it leads to. */
function lookAt(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function holds(file: string, mark: FileMark, reads: boolean): FileMark | undefined {
  const found = lookAt(file);
  if (!found?.isFile() || found.size !== mark.size) return undefined;
  if (found.mtimeMs === mark.mtimeMs && !reads) return mark;
  const bytes = readFileSync(file);
  return shortHash(bytes) === mark.hash ? { ...mark, mtimeMs: found.mtimeMs } : undefined;
}

function sameBytes(file: string, content: Uint8Array): boolean {
  const found = lookAt(file);
  if (!found?.isFile() || found.size !== content.length) return false;
  try {
    return Buffer.compare(readFileSync(file), content) === 0;
  } catch {
    // Nothing that may be read.
    return false;
  }
}

/** The address of a file below a folder, in one spelling: `/a/b.html`. */
function pathOf(dir: string, file: string): string {
  return file.slice(dir.length).replaceAll(sep, '/');
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => pathOf(dir, join(entry.parentPath, entry.name)))
    .filter((path) => path !== `/${repository}` && !path.startsWith(`/${repository}/`));
}

async function removeEmptyFolders(dir: string, root: string): Promise<void> {
  let current = dir;
  while (current !== root && current.startsWith(root)) {
    try {
      await rmdir(current);
    } catch {
      return;
    }
    current = dirname(current);
  }
}

/** Whether a folder may be written to: ours, empty but for a repository, or not there. */
export async function mayWriteTo(dir: string): Promise<boolean> {
  try {
    const names = (await readdir(dir)).filter((name) => name !== repository);
    return names.length === 0 || names.includes(marker);
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}

/** A path that stays below the folder, whatever name it was made from. */
function placeOf(dir: string, path: string): string {
  const file = join(dir, path);
  if (!file.startsWith(dir + sep) || file.endsWith(sep)) throw new Error(`"${path}" lies outside the site.`);
  return file;
}

/**
 * Makes room for a file: a folder of its name, or a file in the place of one of its folders, is from an older site.
 *
 * @param made folders that are there, to which its own are added
 */
async function makeRoom(root: string, file: string, made: Set<string>): Promise<void> {
  const folders = relative(root, dirname(file)).split(sep).filter(Boolean);
  let place = root;
  let isEmpty = false;
  for (const folder of folders) {
    place += sep + folder;
    if (made.has(place)) continue;
    const found = lstatSync(place, { throwIfNoEntry: false });
    isEmpty = found?.isDirectory() !== true;
    if (found && isEmpty) await rm(place);
    if (isEmpty) mkdirSync(place, { recursive: true });
    made.add(place);
  }
  if (isEmpty) return;
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) await rm(file, { recursive: true });
}

/** Where a file is written first: beside its place, under a name that is not too long where its own is nearly. */
function draftOf(file: string): string {
  const name = `${basename(file)}.part`;
  return join(dirname(file), Buffer.byteLength(name) > 255 ? `${shortHash(name)}.part` : name);
}

export interface OutputOptions {
  /** Read every file that is asked for, whatever its time. */
  readonly check?: boolean;
}

export async function openOutput(
  folder: string,
  { check = false }: OutputOptions = {},
): Promise<OutputFolder> {
  const dir = resolve(folder);
  await mkdir(dir, { recursive: true });
  const isNew = !existsSync(join(dir, marker));
  if (isNew) await writeFile(join(dir, marker), '');
  const kept = new Set([`/${marker}`]);
  // Folders that are there.
  const made = new Set<string>();
  let written = 0;
  let unchanged = 0;
  return {
    isNew,
    write: async (path, content) => {
      const file = placeOf(dir, path);
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      kept.add(pathOf(dir, file));
      if (sameBytes(file, bytes)) {
        unchanged++;
        return markOf(file, bytes);
      }
      const draft = draftOf(file);
      try {
        if (!made.has(dirname(file))) await makeRoom(dir, file, made);
        writeFileSync(draft, bytes);
        renameSync(draft, file);
      } catch (error) {
        rmSync(draft, { force: true });
        // A folder of its name is from an older site.
        if (!['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
        await makeRoom(dir, file, new Set());
        writeFileSync(draft, bytes);
        renameSync(draft, file);
      }
      written++;
      return markOf(file, bytes);
    },
    read: (path) => readFile(placeOf(dir, path)).catch(() => undefined),
    holds: (path, mark) => holds(placeOf(dir, path), mark, check),
    join: (other) => {
      for (const path of other.paths) kept.add(pathOf(dir, placeOf(dir, path)));
      written += other.written;
      unchanged += other.unchanged;
    },
    finish: async (leftover) => {
      if ('allBut' in leftover) for (const path of leftover.allBut) kept.add(path);
      const found = 'allBut' in leftover ? await filesBelow(dir) : [...leftover.stale];
      const stale = found.filter((path) => !kept.has(path));
      for (const path of stale) {
        await rm(join(dir, path), { force: true });
        await removeEmptyFolders(dirname(join(dir, path)), dir);
      }
      return { written, unchanged, removed: stale };
    },
  };
}
