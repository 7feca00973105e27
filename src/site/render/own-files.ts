import { readFile } from 'node:fs/promises';
import type { Problem } from '../../model/types.ts';
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
  /** Files that are left out. */
  readonly problems: readonly Problem[];
}

/** Those of some paths that are folders of others: a file there would take all that lies in it from the site. */
function foldersAmong(paths: ReadonlySet<string>, others: Iterable<string>): Set<string> {
  const found = new Set<string>();
  if (paths.size === 0) return found;
  for (const other of others)
    for (let at = other.indexOf('/', 1); at !== -1; at = other.indexOf('/', at + 1)) {
      const folder = other.slice(0, at);
      if (paths.has(folder)) found.add(folder);
    }
  return found;
}

function inPlaceOfFolder(path: string): Problem {
  return {
    code: 'FILE_NOT_USED',
    what: 'A file of yours is not used.',
    where: `static${path}`,
    why: `The site has pages below ${path}/.`,
    fix: 'Give it another name.',
    kept: 'The site is made without it.',
  };
}

/**
 * Finds and makes them; of two with one path, the file counts. Throws where a page cannot be made.
 *
 * @param given `again`: whether this program has rendered before; `pages`: paths of the digest's
 */
export async function readOwnFiles(
  folder: Pick<FolderState, 'siteDir' | 'outputDir'>,
  { again, pages: ours }: { readonly again: boolean; readonly pages: Iterable<string> },
): Promise<OwnFiles> {
  const files = staticFiles(folder.siteDir);
  const pages = await (again ? ownPagesApart(folder) : ownEleventyPages(folder));
  const all = new Set([...pages.keys(), ...files.keys()]);
  const left = foldersAmong(all, ours);
  const paths = new Set([...all].filter((path) => !left.has(path)));
  return {
    paths,
    problems: [...left].sort().map(inPlaceOfFolder),
    writeTo: async (output) => {
      for (const path of paths) {
        const file = files.get(path);
        const content = file === undefined ? pages.get(path) : await readFile(file);
        if (content !== undefined) await output.write(path, content);
      }
    },
  };
}
