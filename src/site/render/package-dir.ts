import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder: the parent of `dist/` and `src/`. */
export const packageDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Folders that are searched for a template or an asset: the site's own before the built-in ones. */
export function templateDirs(siteDir: string): string[] {
  return [join(siteDir, 'templates'), join(packageDir, 'templates')].filter((dir) => existsSync(dir));
}
