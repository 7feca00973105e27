import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { shortHash } from './hash.ts';
import { packageDir, templateDirs } from './package-dir.ts';

function filesIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What the files of some folders hold. */
export function contentsHash(dirs: readonly string[]): string {
  return shortHash(
    dirs
      .flatMap((dir) => filesIn(dir).map((file) => `${relative(dir, file)} ${shortHash(readFileSync(file))}`))
      .join('\n'),
  );
}

/**
 * Names, sizes, times and identities of files: as good as their contents, as long as nobody writes a file again within
 * one tick of the clock, with the same size, in its place.
 */
export function stampsHash(paths: readonly string[]): string {
  const stamps: string[] = [];
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    const files = found?.isDirectory() === true ? filesIn(path) : [path];
    for (const file of files) {
      const one = statSync(file, { throwIfNoEntry: false });
      stamps.push(one ? `${file} ${one.size} ${one.mtimeMs} ${one.ctimeMs} ${one.ino}` : `${file} -`);
    }
  }
  return shortHash(stamps.join('\n'));
}

/** What renders: this package's own code, and the tables of dates and languages of the program that runs it. */
export function codeHash(): string {
  const built = join(packageDir, 'dist');
  const files = filesIn(built).filter((file) => /\.js$/.test(file));
  const stamps = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${relative(built, file)} ${size} ${mtimeMs}`;
  });
  const { node, icu, unicode, tz } = process.versions;
  const manifest = readFileSync(join(packageDir, 'package.json'), 'utf8');
  return shortHash([manifest, node, icu, unicode, tz, ...stamps].join('\n'));
}

/** What pages look like: templates and styles, the publisher's and ours. */
export function templatesHash(siteDir: string): string {
  return contentsHash(templateDirs(siteDir));
}
