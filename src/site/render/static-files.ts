import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ownFilesIn } from './own-folder.ts';

/** The publisher's own files, by their path in the site. */
export function staticFiles(siteDir: string): Map<string, string> {
  const dir = join(siteDir, 'static');
  return new Map(ownFilesIn(dir).map((file) => [`/${relative(dir, file).split(sep).join('/')}`, file]));
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
