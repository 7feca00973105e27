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
  readonly write: () => Promise<void>;
  /** Files that are left out. */
  readonly problems: readonly Problem[];
  /** What ended the making of pages by Eleventy. Those that were published stay as they are then. */
  readonly fault?: unknown;
}

interface OwnFilesInput {
  /** Whether this program has rendered before. */
  readonly again: boolean;
  /** Paths of the digest's pages. */
  readonly pages: Iterable<string>;
  /** Paths of the publisher's files at the last rendering. */
  readonly before: readonly string[];
  readonly output: Pick<OutputFolder, 'read' | 'write'>;
}

interface MadePages {
  readonly pages: ReadonlyMap<string, string | Uint8Array>;
  readonly fault?: unknown;
}

type Folder = Pick<FolderState, 'siteDir' | 'outputDir'>;

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

function notUsed(where: string, { why, fix }: Pick<Problem, 'why' | 'fix'>): Problem {
  const what = 'A file of yours is not used.';
  return { code: 'FILE_NOT_USED', what, where, why, fix, kept: 'The site is made without it.' };
}

function inPlaceOfFolder(path: string): Problem {
  return notUsed(`static${path}`, {
    why: `The site has pages below ${path}/.`,
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
  const all = new Set([...pages.keys(), ...files.keys()]);
  const left = foldersAmong(all, given.pages);
  const paths = new Set([...all].filter((path) => !left.has(path)));
  return {
    ...rest,
    paths,
    problems: [...[...left].sort().map(inPlaceOfFolder), ...strayLinks(folder)],
    write: async () => {
      for (const path of paths) {
        const file = files.get(path);
        const content = file === undefined ? pages.get(path) : await readFile(file);
        if (content !== undefined) await given.output.write(path, content);
      }
    },
  };
}
