import { statSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { shortHash } from './hash.ts';

/** What became of the output folder: files by what had to be done. */
export interface OutputCounts {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

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
  /** `path` begins with `/` and uses `/`. */
  readonly write: (path: string, content: string | Uint8Array) => Promise<FileMark>;
  /** The file's mark as it lies there, when it still holds what it held. Reads it only where its time is another. */
  readonly holds: (path: string, mark: FileMark) => Promise<FileMark | undefined>;
  /** Says that a file stays as it is. */
  readonly keep: (path: string) => void;
  readonly finish: () => Promise<OutputCounts>;
}

/** Names the folder as ours, so that a wrong `output` can never empty somebody's files. */
const marker = '.daybook';

function markOf(file: string, content: Uint8Array): FileMark {
  return { size: content.length, mtimeMs: statSync(file).mtimeMs, hash: shortHash(content) };
}

async function holds(file: string, mark: FileMark): Promise<FileMark | undefined> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== mark.size) return undefined;
  if (found.mtimeMs === mark.mtimeMs) return mark;
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && shortHash(bytes) === mark.hash ? { ...mark, mtimeMs: found.mtimeMs } : undefined;
}

async function sameBytes(file: string, content: Uint8Array): Promise<boolean> {
  try {
    return Buffer.compare(await readFile(file), content) === 0;
  } catch {
    return false;
  }
}

/** The address of a file, in one spelling: `/a/b.html`. */
function pathOf(dir: string, file: string): string {
  return `/${relative(dir, file).split(sep).join('/')}`;
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => pathOf(dir, join(entry.parentPath, entry.name)));
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

/** Whether a folder may be written to: ours, empty, or not there. */
export async function mayWriteTo(dir: string): Promise<boolean> {
  try {
    const names = await readdir(dir);
    return names.length === 0 || names.includes(marker);
  } catch {
    return true;
  }
}

/** A path that stays below the folder, whatever name it was made from. */
function placeOf(dir: string, path: string): string {
  const file = join(dir, path);
  if (!file.startsWith(dir + sep) || file.endsWith(sep)) throw new Error(`"${path}" lies outside the site.`);
  return file;
}

/** Makes room for a file: a folder of its name, or a file in the place of one of its folders, is from an older site. */
async function clearWay(root: string, file: string): Promise<void> {
  const folders = relative(root, dirname(file)).split(sep).filter(Boolean);
  let place = root;
  for (const folder of folders) {
    place = join(place, folder);
    const found = await lstat(place).catch(() => undefined);
    if (found && !found.isDirectory()) await rm(place);
  }
  const found = await lstat(file).catch(() => undefined);
  if (found?.isDirectory()) await rm(file, { recursive: true });
}

export interface OutputOptions {
  /** Write every file anew, also one whose bytes are the same already. */
  readonly all?: boolean;
}

export async function openOutput(folder: string, { all = false }: OutputOptions = {}): Promise<OutputFolder> {
  const dir = resolve(folder);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, marker), '');
  const kept = new Set([`/${marker}`]);
  let written = 0;
  let unchanged = 0;
  return {
    write: async (path, content) => {
      const file = placeOf(dir, path);
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      kept.add(pathOf(dir, file));
      if (!all && (await sameBytes(file, bytes))) {
        unchanged++;
        return markOf(file, bytes);
      }
      await clearWay(dir, file);
      await mkdir(dirname(file), { recursive: true });
      const draft = `${file}.part`;
      try {
        await writeFile(draft, bytes);
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      written++;
      return markOf(file, bytes);
    },
    holds: (path, mark) => holds(placeOf(dir, path), mark),
    keep: (path) => {
      kept.add(pathOf(dir, placeOf(dir, path)));
      unchanged++;
    },
    finish: async () => {
      const stale = (await filesBelow(dir)).filter((path) => !kept.has(path));
      for (const path of stale) {
        await rm(join(dir, path), { force: true });
        await removeEmptyFolders(dirname(join(dir, path)), dir);
      }
      return { written, unchanged, removed: stale.length };
    },
  };
}
