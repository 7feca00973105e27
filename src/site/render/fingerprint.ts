import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { shortHash } from '../hash.ts';
import { entriesOf, ownFilesIn } from './own-folder.ts';
import { packageDir, templateDirs } from './package-dir.ts';

/** Files below a folder, sorted; `depth` 1 takes those in the folder itself alone. */
function filesIn(dir: string, depth = Number.POSITIVE_INFINITY): string[] {
  const files: string[] = [];
  for (const entry of entriesOf(dir)) {
    const path = dir + sep + entry.name;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && depth > 1) files.push(...filesIn(path, depth - 1));
  }
  return files.sort();
}

/** What the files of some folders hold. */
function contentsHash(dirs: readonly string[]): string {
  return shortHash(
    dirs
      .flatMap((dir) =>
        ownFilesIn(dir).map((file) => `${relative(dir, file)} ${shortHash(readFileSync(file))}`),
      )
      .join('\n'),
  );
}

/**
 * Names, sizes, times and identities of files: as good as their contents, as long as nobody writes a file again within
 * one tick of the clock, with the same size, in its place.
 */
export function stampsHash(paths: readonly string[], depth?: number): string {
  return stampsOf(paths.flatMap((path) => (isFolder(path) ? filesIn(path, depth) : [path])));
}

/** The same of folders of the publisher's, with what their links lead to. */
export function ownStampsHash(paths: readonly string[]): string {
  return stampsOf(paths.flatMap((path) => (isFolder(path) ? ownFilesIn(path) : [path])));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function stampsOf(files: readonly string[]): string {
  const stamps = files.map((file) => {
    const one = statSync(file, { throwIfNoEntry: false });
    return one ? `${file} ${one.size} ${one.mtimeMs} ${one.ctimeMs} ${one.ino}` : `${file} -`;
  });
  return shortHash(stamps.join('\n'));
}

/** What renders: this package's own code, and the tables of dates and languages of the program that runs it. */
export function codeHash(): string {
  // Written when the code is compiled: the same code has the same one on every machine.
  const built = readFileSync(join(packageDir, 'dist', 'build-id.txt'), 'utf8').trim();
  const { node, icu, unicode, tz } = process.versions;
  const manifest = readFileSync(join(packageDir, 'package.json'), 'utf8');
  return shortHash([manifest, node, icu, unicode, tz, built].join('\n'));
}

/** What pages look like: templates and styles, the publisher's and ours. */
export function templatesHash(siteDir: string): string {
  return contentsHash(templateDirs(siteDir));
}
