import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The publisher's own files, by their path in the site. */
export async function staticFiles(siteDir: string): Promise<Map<string, string>> {
  const dir = join(siteDir, 'static');
  if (!existsSync(dir)) return new Map();
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(dir, file).split(sep).join('/')}`, file]));
}

/** Whether a publisher has pages of their own. */
export function hasOwnPages(siteDir: string): boolean {
  return existsSync(join(siteDir, 'pages'));
}

/** A folder without pages, as Eleventy needs a folder. */
export async function emptyDir(siteDir: string): Promise<string> {
  const empty = join(siteDir, '.cache', 'daybook', 'no-pages');
  await mkdir(empty, { recursive: true });
  return empty;
}

/** The folder of a publisher's own pages; an empty one where there are none. */
export async function inputDir(siteDir: string): Promise<string> {
  return hasOwnPages(siteDir) ? join(siteDir, 'pages') : emptyDir(siteDir);
}
