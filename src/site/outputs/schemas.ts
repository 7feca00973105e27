import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDir } from '../render/package-dir.ts';

/** What programs may rely on, by the name of the file; the same ones come with the package. */
const names = ['editions', 'feed', 'health', 'stories'] as const;

/** The JSON Schemas of the site's own JSON files, as `/schemas/<name>.schema.json`. */
export function schemaFiles(): { readonly path: string; readonly content: Uint8Array }[] {
  return names.map((name) => ({
    path: `/schemas/${name}.schema.json`,
    content: readFileSync(join(packageDir, 'schema', `${name}.schema.json`)),
  }));
}
