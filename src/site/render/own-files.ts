import { readFile } from 'node:fs/promises';
import type { OutputFolder } from './output.ts';
import { ownPagesApart } from './own-pages-apart.ts';
import { ownEleventyPages } from './run-eleventy.ts';
import { staticFiles } from './static-files.ts';
import type { FolderState } from './up-to-date.ts';

/** What the publisher's folder adds to the site as it is: `static/`, and pages that Eleventy makes. */
export interface OwnFiles {
  /** Each goes before one of ours with its name, such as `robots.txt`. */
  readonly paths: ReadonlySet<string>;
  readonly writeTo: (output: Pick<OutputFolder, 'write'>) => Promise<void>;
}

/**
 * Finds and makes them; of two with one path, the file counts. Throws where a page cannot be made.
 *
 * @param again whether this program has rendered before
 */
export async function readOwnFiles(
  folder: Pick<FolderState, 'siteDir' | 'outputDir'>,
  { again = false }: { readonly again?: boolean } = {},
): Promise<OwnFiles> {
  const files = staticFiles(folder.siteDir);
  const pages = await (again ? ownPagesApart(folder) : ownEleventyPages(folder));
  return {
    paths: new Set([...pages.keys(), ...files.keys()]),
    writeTo: async (output) => {
      for (const [path, file] of files) await output.write(path, await readFile(file));
      for (const [path, content] of pages) if (!files.has(path)) await output.write(path, content);
    },
  };
}
