import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeIfChanged } from '../disk/index.ts';
import { errorCode } from '../model/error-code.ts';
import type { Problem } from '../model/types.ts';

/** Folders of a site folder that must be folders, if they are there at all. */
type OwnFolder = keyof typeof fixes;

const archiveFix =
  'Bring back the archive’s folder there: mount its disk, or correct the link. Only a new digest begins without one.';
const cacheFix = 'Make the folder that it leads to, or remove it: Daybook makes ".cache" anew.';
const yoursFix = 'Make it a folder with your files, or move it away.';

const fixes = {
  _data: archiveFix,
  '_data/archive': archiveFix,
  '_data/state': archiveFix,
  _site: 'Make the folder that it leads to, or remove it: Daybook makes "_site" anew.',
  '.cache': cacheFix,
  '.cache/daybook': cacheFix,
  editions: yoursFix,
  pages: yoursFix,
  static: yoursFix,
  templates: yoursFix,
} as const;

/** What every command needs, and what only pages need. */
const ofAll = ['_data', '_data/archive', '_data/state', '.cache', '.cache/daybook'] as const;
const ofPages = ['_site', 'editions', 'pages', 'static', 'templates'] as const;

/** Why nothing can be put below a path, in words; `undefined` where a folder is there, or nothing at all. */
async function whyUnusable(path: string): Promise<string | undefined> {
  const own = await lstat(path).catch(() => undefined);
  if (own === undefined || own.isDirectory()) return undefined;
  if (!own.isSymbolicLink()) return 'It is a file.';
  const to = await readlink(path);
  try {
    return (await stat(path)).isDirectory() ? undefined : `It is a link to "${to}", which is a file.`;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ELOOP') return `It is a link to "${to}", which leads in a circle.`;
    if (code === 'ENOENT' || code === 'ENOTDIR') return `It is a link to "${to}", where nothing is.`;
    return `It is a link to "${to}", which cannot be looked at (${code}).`;
  }
}

/** What keeps a folder of a site folder from being used: a file in its place, or a link that leads nowhere. */
async function unusableFolder(dir: string, name: OwnFolder): Promise<Problem | undefined> {
  const path = join(dir, name);
  const why = await whyUnusable(path);
  if (why === undefined) return undefined;
  return {
    code: 'FOLDER_UNUSABLE',
    what: `"${name}" is not a folder.`,
    where: path,
    why,
    fix: fixes[name],
    kept: 'Everything as it was; nothing was written there.',
  };
}

/** Which site folder rendered last with a cache: its real path. */
const ownerFile = join('.cache', 'daybook', 'site-folder.txt');

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/**
 * A cache that another site folder on this machine renders with, by a link: each would take the other's items for its
 * own that its archive lost, and go on publishing them.
 */
async function sharedCache(dir: string): Promise<Problem | undefined> {
  const owner = await readIfThere(join(dir, ownerFile)).catch(() => undefined);
  if (owner === undefined || (await isSameFolder(owner, dir))) return undefined;
  if (!(await isSameFolder(join(owner, '.cache'), join(dir, '.cache')))) return undefined;
  return {
    code: 'FOLDER_SHARED',
    what: '".cache" is that of another site folder, too.',
    where: join(dir, '.cache'),
    why: `"${owner}" has the same ".cache". Each site would publish items of the other.`,
    fix: 'Remove the link in one of the two: Daybook makes ".cache" anew.',
    kept: 'Everything as it was; nothing was written there.',
  };
}

/** Notes that this site folder renders with its cache. Where it cannot be noted, rendering goes on. */
export async function claimCache(dir: string): Promise<void> {
  await writeIfChanged(join(dir, ownerFile), await realpath(dir)).catch(() => undefined);
}

/** The same of those that every command needs, or only rendering. */
export async function unusableFolders(dir: string, need: 'all' | 'pages' = 'all'): Promise<Problem[]> {
  const names = need === 'all' ? ofAll : ofPages;
  const found = await Promise.all([...names.map((name) => unusableFolder(dir, name)), sharedCache(dir)]);
  return found.filter((problem) => problem !== undefined);
}
