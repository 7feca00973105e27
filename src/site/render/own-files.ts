import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Problem } from '../../model/types.ts';
import type { OutputFolder } from './output.ts';
import { strayLinksIn } from './own-folder.ts';
import { ownPagesApart } from './own-pages-apart.ts';
import { ownEleventyPages } from './run-eleventy.ts';
import { staticFiles } from './static-files.ts';
import type { FolderState } from './up-to-date.ts';

/** What the publisher's folder adds to the site as it is: `static/`, and pages that Eleventy makes. */
export interface OwnFiles {
  /** Each goes before one of ours with its name, such as `robots.txt`. */
  readonly paths: ReadonlySet<string>;
  /** Writes them once all of ours are there: `ours` are the paths of these. */
  readonly write: (ours: () => Iterable<string>) => Promise<WrittenFiles>;
  /** What ended the making of pages by Eleventy. Those that were published stay as they are then. */
  readonly fault?: unknown;
}

interface WrittenFiles {
  readonly paths: readonly string[];
  /** Files that are left out. */
  readonly problems: readonly Problem[];
}

interface OwnFilesInput {
  /** Whether this program has rendered before. */
  readonly again: boolean;
  /** Paths of the publisher's files at the last rendering. */
  readonly before: readonly string[];
  readonly output: Pick<OutputFolder, 'read' | 'write'>;
}

interface MadePages {
  readonly pages: ReadonlyMap<string, string | Uint8Array>;
  readonly fault?: unknown;
}

type Folder = Pick<FolderState, 'siteDir' | 'outputDir'>;

function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) {
    folders.push(path.slice(0, at));
  }
  return folders;
}

/** Those of the publisher's paths that would take a file or folder of ours from the site, with the path of that. */
function inTheWay(paths: ReadonlySet<string>, ours: () => Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  if (paths.size === 0) return found;
  const folders = new Set([...paths].flatMap(foldersOf));
  for (const our of ours()) {
    if (folders.has(our)) for (const path of paths) if (path.startsWith(`${our}/`)) found.set(path, our);
    for (const folder of foldersOf(our)) if (paths.has(folder)) found.set(folder, `${folder}/`);
  }
  return found;
}

function notUsed(where: string, { why, fix }: Pick<Problem, 'why' | 'fix'>): Problem {
  const what = 'A file of yours is not used.';
  return { code: 'FILE_NOT_USED', what, where, why, fix, kept: 'The site is made without it.' };
}

function inPlaceOf(our: string, where: string): Problem {
  return notUsed(where, {
    why: our.endsWith('/') ? `The site has files below ${our}` : `The site has a file ${our}`,
    fix: 'Give it another name.',
  });
}

function strayLinks({ siteDir }: Folder): Problem[] {
  const links = ['static', 'templates'].flatMap((name) => strayLinksIn(join(siteDir, name)));
  return links.map((link) =>
    notUsed(relative(siteDir, link), {
      why: 'It is a link to something outside of the site folder and of the theme in which it lies.',
      fix: 'Put the file itself there, or the link directly into static/ or templates/.',
    }),
  );
}

async function asPublished({ before, output }: OwnFilesInput): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const path of before) {
    const content = await output.read(path);
    if (content !== undefined) found.set(path, content);
  }
  return found;
}

/** A page that fails must not keep the digest from its readers. */
async function makePages(folder: Folder, given: OwnFilesInput): Promise<MadePages> {
  try {
    return { pages: await (given.again ? ownPagesApart(folder) : ownEleventyPages(folder)) };
  } catch (fault) {
    return { pages: await asPublished(given), fault };
  }
}

/** Finds and makes them; of two with one path, the file counts. */
export async function readOwnFiles(folder: Folder, given: OwnFilesInput): Promise<OwnFiles> {
  const files = staticFiles(folder.siteDir);
  const { pages, ...rest } = await makePages(folder, given);
  const paths = new Set([...pages.keys(), ...files.keys()]);
  return {
    ...rest,
    paths,
    write: async (ours) => {
      const left = inTheWay(paths, ours);
      const written = [...paths].filter((path) => !left.has(path));
      for (const path of written) {
        const file = files.get(path);
        const content = file === undefined ? pages.get(path) : await readFile(file);
        if (content !== undefined) await given.output.write(path, content);
      }
      const problems = [...left]
        .sort()
        .map(([path, our]) => inPlaceOf(our, files.has(path) ? `static${path}` : `pages: ${path}`));
      return { paths: written, problems: [...problems, ...strayLinks(folder)] };
    },
  };
}
